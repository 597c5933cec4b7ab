"""The desk: what is typed is kept, locked away, exported and read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QTreeWidget

from desktop.cases import case_file, sections
from desktop.cases.sections import ITEM
from desktop.records.questions import Prose
from desktop.store.errors import DiskFull
from tests import invented
from tests.ui.signing import sign

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

PASSPHRASE = "four quiet paper cranes"


def press(parent: object, qtbot: QtBot, name: str) -> None:
    button = parent.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def open_library(application: Application, qtbot: QtBot) -> str:
    """Makes a library as a first user does; gives the recovery key."""
    application.unlocking.open()
    door = application.window.lock_page
    for name in ("new", "again"):
        qtbot.keyClicks(door.findChild(QLineEdit, f"lock:{name}"), PASSPHRASE)
    qtbot.keyClick(door.findChild(QLineEdit, "lock:again"), Qt.Key.Key_Return)
    key = door.findChild(QLineEdit, "lock:recovery_key").text()
    qtbot.keyClicks(door.findChild(QLineEdit, "lock:kept"), key)
    qtbot.keyClick(door.findChild(QLineEdit, "lock:kept"), Qt.Key.Key_Return)
    return key


def test_every_keystroke_is_in_the_library(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    view.go("claim_number")
    qtbot.keyClicks(view.findChild(QLineEdit, "claim_number"), "7")
    qtbot.waitUntil(lambda: desk.current().autosave.settled)
    kept = desk.store().cases.get(desk.current().id)
    assert kept.case.claim_number.startswith("7")


def test_a_failed_save_says_why_keeps_the_words_and_goes_through_later(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    autosave = desk.current().autosave
    save, full = autosave._save, [True]

    def on_a_full_disk(case: object, version: int) -> int:
        if full[0]:
            raise DiskFull
        return save(case, version)

    autosave._save = on_a_full_disk
    view.draft.put("claim_number", "not lost")
    qtbot.waitUntil(lambda: "disk is full" in view.notice.words)
    desk.window.close()
    assert desk.window.isVisible()
    full[0] = False
    qtbot.waitUntil(lambda: autosave.settled)
    assert not view.notice.words
    assert desk.store().cases.get(desk.current().id).case.claim_number == "not lost"


def test_unlocking_comes_back_to_the_same_field_and_caret(
    application: Application, qtbot: QtBot
) -> None:
    open_library(application, qtbot)
    desk = application.desk
    desk.open(desk.add(invented.case(2)))
    path = f"{ITEM}.1.rationale"
    desk.current().view.go(path, 17)
    desk.do("lock")
    assert desk.library is None
    assert not application.window.findChildren(QPlainTextEdit, path) or not desk.open_case
    line = application.window.lock_page.findChild(QLineEdit, "lock:unlock")
    qtbot.keyClicks(line, "not the passphrase")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert desk.library is None
    line.clear()
    qtbot.keyClicks(line, PASSPHRASE)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    box = desk.current().view.findChild(QPlainTextEdit, path)
    qtbot.waitUntil(box.hasFocus)
    assert box.textCursor().position() == 17


def test_the_recovery_key_opens_the_library_and_sets_a_new_passphrase(
    application: Application, qtbot: QtBot
) -> None:
    key = open_library(application, qtbot)
    application.desk.do("lock")
    door = application.window.lock_page
    door.ask("recover")
    qtbot.keyClicks(door.findChild(QLineEdit, "lock:recover"), key)
    qtbot.keyClick(door.findChild(QLineEdit, "lock:recover"), Qt.Key.Key_Return)
    qtbot.keyClicks(door.findChild(QLineEdit, "lock:renew"), "another phrase of words")
    qtbot.keyClick(door.findChild(QLineEdit, "lock:renew"), Qt.Key.Key_Return)
    assert application.desk.library is not None


def test_files_let_fall_on_the_window_are_imported(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in (1, 2):
        case = case_file.dumps(invented.case(number))
        (tmp_path / f"{number}.ddcase").write_bytes(case)
    (tmp_path / "none.txt").write_text("A shopping list.")
    desk.window.dropped.emit([str(path) for path in sorted(tmp_path.glob("*.*"))])
    qtbot.waitUntil(lambda: len(desk.store().cases.rows()) == 2)
    tree = desk.window.findChild(QTreeWidget, "arrivals")
    said = [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]
    assert said[2].startswith("none.txt: It is not a determination letter")


def test_a_request_is_pasted_as_several_items(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    before = len(view.draft.record.disputed_items)
    QGuiApplication.clipboard().setText(
        "Treatment requested:\n1) MRI of the left knee\n2) Associated surgical service: "
        "Cold therapy unit\n"
    )
    desk.do("paste_items")
    added = view.draft.record.disputed_items[before:]
    assert [item.request for item in added] == ["MRI of the left knee", "Cold therapy unit"]
    assert added[1].associated_service
    qtbot.waitUntil(lambda: view.path == f"{ITEM}.{before}.request")


def test_find_and_replace_reaches_every_field_and_is_one_step_back(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.do("find")
    bar = view.find_bar
    qtbot.keyClicks(bar.findChild(QLineEdit, "find:find"), "lumbar")
    found = len(bar.places())
    assert found > 2
    before = view.draft.record
    qtbot.keyClicks(bar.findChild(QLineEdit, "find:replace"), "cervical")
    press(bar, qtbot, "find:Replace all")
    assert not bar.places()
    view.draft.undo()
    assert view.draft.record == before


def test_a_signed_case_takes_no_change_until_it_is_reopened_with_a_reason(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    sign(desk)
    view.select("case")
    line = view.findChild(QLineEdit, "claim_number")
    before = line.text()
    qtbot.keyClicks(line, "7")
    assert line.text() == before
    assert desk.window.head._due.text().endswith("signed off")
    desk.do("reopen")
    dialog = desk.window.findChild(QLineEdit, "reason:line")
    qtbot.keyClicks(dialog, "The date of injury was wrong")
    press(desk.window, qtbot, "reason:go")
    qtbot.keyClicks(line, "7")
    assert view.draft.get("claim_number") == line.text() != before
    assert "signed off" not in desk.window.head._due.text()
    assert "The date of injury was wrong" in str(desk.store().trail.entries())


def test_an_earlier_version_is_restored_and_can_be_left_again(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    view.draft.put("claim_number", "changed")
    desk.do("history")
    versions = desk.window.stack.currentWidget()
    versions._list.setCurrentRow(versions._list.count() - 1)
    press(versions, qtbot, "history:restore")
    assert view.draft.get("claim_number") != "changed"
    view.draft.undo()
    assert view.draft.get("claim_number") == "changed"


@pytest.mark.parametrize("command", ["settings", "about", "palette"])
def test_commands_open_and_close_without_a_trace(
    desk: Desk, view: CaseView, qtbot: QtBot, command: str
) -> None:
    desk.do(command)
    qtbot.keyClick(QGuiApplication.focusObject() or desk.window, Qt.Key.Key_Escape)
    assert desk.current().view is view


def test_the_copy_for_the_public_names_nobody_and_lists_what_it_replaced(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    view.draft.put("summary.narrative", Prose("Rosalind Avelar reported low back pain."))
    number = desk.current().id
    desk.do("publish")
    qtbot.waitUntil(lambda: desk.current().id != number)
    copy = desk.current().draft.record
    assert "Avelar" not in copy.summary.narrative
    assert not copy.injured_worker.name
    tree = desk.window.findChild(QTreeWidget, "arrivals")
    said = [tree.topLevelItem(0).child(n).text(0) for n in range(tree.topLevelItem(0).childCount())]
    assert any("Avelar" in line for line in said)


def test_the_next_start_goes_on_where_the_last_was_left(
    application: Application, qtbot: QtBot
) -> None:
    open_library(application, qtbot)
    desk = application.desk
    id = desk.add(invented.case(2))
    desk.open(id)
    desk.current().view.moved.emit(f"{ITEM}.1.request")
    desk.put_away(lambda: None)
    application.unlocking.open()
    qtbot.keyClicks(application.window.lock_page.findChild(QLineEdit, "lock:unlock"), PASSPHRASE)
    line = application.window.lock_page.findChild(QLineEdit, "lock:unlock")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert desk.current().id == id
    assert desk.current().view.key == f"{ITEM}.1"


def test_every_place_of_a_case_can_be_gone_to(view: CaseView) -> None:
    places = sections.places(view.draft.record)
    assert [path for path in places if not view.go(path)] == []


def test_files_that_come_quickly_one_after_the_other_are_all_imported(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [tmp_path / f"{number}.ddcase" for number in range(4)]
    for number, file in enumerate(files):
        case = replace(invented.case(1), case_number=f"CM26-000000{number}")
        file.write_bytes(case_file.dumps(case))
    desk.show_worklist()
    for file in files:
        desk.window.dropped.emit([str(file)])
    qtbot.waitUntil(lambda: len(desk.store().cases.rows()) == 4)
