"""What a signed-off case shows, what it still allows, and how it is changed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit

from desktop.ui.case.signed_banner import REFUSED
from desktop.ui.form.lists.dragging import Handle
from tests.ui.signing import PAGES, controls, settled
from tests.ui.test_desk import press
from tests.ui.test_export import exporting

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def test_what_is_signed_can_still_be_read_marked_and_copied(signed: CaseView, qtbot: QtBot) -> None:
    signed.go("claim_number")
    line = signed.findChild(QLineEdit, "claim_number")
    assert line.hasFocus()
    qtbot.keyClick(line, Key.Key_A, Modifier.ControlModifier)
    qtbot.keyClick(line, Key.Key_C, Modifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "12345"


def test_nothing_that_would_change_a_signed_case_is_shown(signed: CaseView) -> None:
    for page in PAGES[:-1]:
        signed.select(page)
        names = [b.objectName() for b in signed.page.findChildren(QAbstractButton) if b.isVisible()]
        assert not [name for name in names if name.endswith((":remove", ":add", ":paste"))]
        assert not [name for name in names if name.startswith(("draft:", "offer:", "leave:"))]
        assert not any(grip.isVisible() for grip in signed.page.findChildren(Handle))


def test_a_list_that_is_unfolded_after_signing_can_only_be_read(signed: CaseView) -> None:
    signed.go("documents.1.notes")
    assert all(line.isReadOnly() for line in signed.page.findChildren(QLineEdit))


def test_the_commands_of_a_signed_case_stay_as_they_are_after_the_settings(
    desk: Desk, signed: CaseView, qtbot: QtBot
) -> None:
    actions = desk.window.actions_by_id
    desk.do("settings")
    qtbot.keyClick(desk.window, Key.Key_Escape)
    assert not actions["undo"].isEnabled()
    assert not actions["sign"].isEnabled()
    assert actions["reopen"].isEnabled()


def test_reopened_everything_can_be_changed_again_and_no_notice_of_signing_is_left(
    desk: Desk, signed: CaseView, qtbot: QtBot
) -> None:
    desk.do("add_item")
    assert signed.signed.words == REFUSED
    press(signed.signed, qtbot, "banner:act")
    qtbot.keyClicks(desk.window.findChild(QLineEdit, "reason:line"), "a late record")
    press(desk.window, qtbot, "reason:go")
    assert not signed.signed.words
    assert "signed off" not in signed.notice.words + desk.window.notice.words
    assert "igned off" not in desk.window._saved.text() + desk.window.head._due.text()
    signed.go("claim_number", 0)
    qtbot.keyClicks(signed.findChild(QLineEdit, "claim_number"), "7")
    qtbot.waitUntil(lambda: desk.current().autosave.settled)
    assert desk.store().cases.get(desk.current().id).case.claim_number == "712345"
    signed.select("documents")
    assert signed.page.findChildren(Handle)[0].isVisible()


def test_a_signed_case_and_the_program_can_be_left_whatever_was_tried(
    desk: Desk, signed: CaseView, qtbot: QtBot
) -> None:
    signed.select("case")
    for widget in controls(signed):
        qtbot.keyClicks(widget, "x")
    assert desk.show_worklist()
    desk.open(desk.store().cases.rows()[0].id)
    assert desk.current().draft.locked
    assert desk.window.close()
    assert not desk.window.isVisible()


def test_the_letter_that_is_exported_is_the_one_that_is_shown_whatever_was_tried(
    desk: Desk, signed: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    signed.find_bar.open("lumbar")
    signed.find_bar.findChild(QLineEdit, "find:replace").setText("cervical")
    signed.find_bar.replace_all()
    desk.do("undo")
    settled(desk, qtbot)
    signed.preview.show_as_text(True)
    qtbot.waitUntil(lambda: bool(signed.preview.text.toPlainText()))
    shown = signed.preview.text.toPlainText()
    dialog = exporting(desk, tmp_path)
    for form, wanted in (("docx", False), ("pdf", False), ("txt", True)):
        dialog.findChild(QCheckBox, f"export:{form}").setChecked(wanted)
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: any(tmp_path.glob("*.txt")))
    (file,) = tmp_path.iterdir()
    assert words(file.read_text(encoding="utf-8")) <= words(shown)
    assert "cervical" not in shown


def words(text: str) -> set[str]:
    return set(text.split())
