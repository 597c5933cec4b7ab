"""How far a case has come: seen in head, banner and worklist, and taken on by commands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from desktop.cases import case_file
from desktop.cases.workflow.states import State
from desktop.ui.checks.workflow_steps import STEPS
from desktop.ui.letter.export_dialog import ExportDialog
from tests.ui.hands import Key, Modifier, focused, hit, write
from tests.ui.signing import settled, stand, whole

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

CONTROL = Modifier.ControlModifier


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> CaseView:
    """A case that can be signed off, open and checked."""
    desk.open(desk.add(whole()))
    settled(desk, qtbot)
    return desk.current().view


def give(desk: Desk, qtbot: QtBot, words: str) -> None:
    """Gives a command by the palette, as a person types it."""
    at_the_window(desk, qtbot)
    hit(Key.Key_K, CONTROL)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit))
    write(words)
    hit(Key.Key_Return)
    qtbot.waitUntil(lambda: not desk.window.palette_box.isVisible())


def at_the_window(desk: Desk, qtbot: QtBot) -> None:
    """Has the window in front again: a closed dialog leaves none there without a desktop."""
    desk.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is desk.window)


def because(desk: Desk, qtbot: QtBot, why: str) -> None:
    """Types the reason that is asked for."""
    qtbot.waitUntil(lambda: focused().objectName() == "reason:line")
    write(why)
    hit(Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window.findChild(QDialog, "reason") is None)
    at_the_window(desk, qtbot)


def state(desk: Desk) -> str:
    return desk.current().session.workflow.state


def enabled(desk: Desk) -> set[str]:
    return {id for id in (*STEPS, "close_case") if desk.window.actions_by_id[id].isEnabled()}


def head(desk: Desk) -> str:
    return desk.window.head._due.text()


def test_a_whole_round_by_keys_alone(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    assert enabled(desk) == {"sign", "second_review", "close_case"}
    give(desk, qtbot, "send to second")
    assert state(desk) == State.REVIEW
    assert "second reviewer" in view.signed.words
    assert head(desk).endswith("in review")
    give(desk, qtbot, "return with")
    because(desk, qtbot, "the dose is missing")
    assert state(desk) == State.RETURNED
    assert "“the dose is missing”" in view.signed.words
    view.go("claim_number", 0)
    write("7")
    assert view.draft.get("claim_number").startswith("7")
    give(desk, qtbot, "sign off")
    qtbot.waitUntil(lambda: focused().objectName() in ("sign:why", "sign:go"))
    if focused().objectName() == "sign:why":
        write("they stay")
    hit(Key.Key_Return)
    qtbot.waitUntil(lambda: state(desk) == State.SIGNED)
    sent = view.draft.record
    export(desk, qtbot, tmp_path)
    assert state(desk) == State.SIGNED
    give(desk, qtbot, "amend")
    because(desk, qtbot, "a wrong date")
    assert state(desk) == State.AMENDED
    view.go("claim_number", 0)
    write("8")
    desk.current().session.settle()
    assert state(desk) == State.AMENDED
    told = [entry.details.get("to") for entry in desk.store().trail.entries(desk.current().id)]
    assert [to for to in told if to] == ["Amended", "Returned", "In review"]
    earlier_letter(desk, qtbot, tmp_path / "again")
    assert view.draft.record != sent
    assert desk.store().trail.verify().sound


def export(desk: Desk, qtbot: QtBot, folder: Path) -> None:
    """Exports the letter into `folder`, from the dialog that is asked for by its key."""
    at_the_window(desk, qtbot)
    hit(Key.Key_E, CONTROL)
    written(desk, qtbot, folder)


def written(desk: Desk, qtbot: QtBot, folder: Path) -> None:
    dialog = desk.window.findChild(ExportDialog, "export")
    dialog.findChild(QLineEdit, "export:folder").setText(str(folder))
    go = dialog.findChild(QPushButton, "export:go")
    qtbot.waitUntil(go.isEnabled)
    dialog.activateWindow()
    go.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is go)
    hit(Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "export:Done") is not None)
    dialog.findChild(QPushButton, "export:Done").click()
    qtbot.waitUntil(lambda: desk.window.findChild(ExportDialog, "export") is None)
    assert [*folder.iterdir()]


def earlier_letter(desk: Desk, qtbot: QtBot, folder: Path) -> None:
    """The letter that went out stands among the versions, and is exported again from there."""
    at_the_window(desk, qtbot)
    hit(Key.Key_H, CONTROL | Modifier.ShiftModifier)
    page = desk.window.stack.currentWidget()
    again = page.findChild(QPushButton, "history:export")
    for row in range(page._list.count()):
        page._list.setCurrentRow(row)
        if again.isEnabled():
            break
    assert "SHA-256" in page._difference.toPlainText()
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    written(desk, qtbot, folder)
    assert state(desk) == State.AMENDED
    page.findChild(QPushButton, "history:back").click()


def test_a_case_is_closed_without_a_determination_and_its_clock_stops(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    give(desk, qtbot, "close without")
    qtbot.waitUntil(lambda: desk.window.findChild(QDialog, "close") is not None)
    dialog = desk.window.findChild(QDialog, "close")
    dialog.findChild(QComboBox, "close:end").setCurrentText("Ineligible")
    day, go = dialog.findChild(QLineEdit, "close:day"), dialog.findChild(QPushButton, "reason:go")
    line = dialog.findChild(QLineEdit, "reason:line")
    qtbot.keyClicks(line, "filed late")
    for wrong in ("", "02/30/2026", "01/01/2199", "soon"):
        day.setText(wrong)
        assert not go.isEnabled()
    day.setText("05/02/2026")
    line.setFocus()
    hit(Key.Key_Return)
    qtbot.waitUntil(lambda: state(desk) == "Ineligible")
    assert head(desk).endswith("ineligible on 05/02/2026")
    assert "filed late" in view.signed.words
    desk.do("export")
    assert "there is no letter" in desk.window.notice.words
    assert desk.window.notice._timer.isActive()  # it does not stay once the case is open again
    assert desk.window.findChild(ExportDialog, "export") is None
    desk.show_worklist()
    shown = [desk.window.start.table.model().index(0, column).data() for column in (3, 5)]
    assert shown == ["Ineligible", "closed 05/02/2026"]
    desk.open(desk.window.start.table.chosen[0])
    assert enabled(desk) == {"reopen"}
    give(desk, qtbot, "reopen")
    because(desk, qtbot, "filed in time after all")
    assert state(desk) == State.DRAFTING
    assert not desk.current().view.signed.words


def test_the_worklist_shows_the_cases_of_one_state(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    assert view.draft.record.case_number
    desk.store().move(desk.add(whole_with("CM26-2")), State.REVIEW)
    desk.show_worklist()
    start = desk.window.start
    states = start.findChild(QComboBox, "states")
    assert [states.itemText(at) for at in range(states.count())] == [
        "All states",
        "In review",
        "Ready",
    ]
    states.setFocus()
    hit(Key.Key_Down)
    assert start.table.count == 1
    assert start.table.model().index(0, 0).data() == "CM26-2"
    hit(Key.Key_Up)
    assert start.table.count == 2


def whole_with(number: str):
    from msgspec.structs import replace

    return replace(whole(), case_number=number)


def test_a_dropped_case_file_that_claims_to_be_signed_off_is_a_draft_and_says_so(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "claims.ddcase"
    file.write_bytes(case_file.dumps(whole(), "Signed off"))
    desk.window.dropped.emit([str(file)])
    qtbot.waitUntil(lambda: desk.open_case is not None)
    assert not desk.current().draft.locked
    assert "says that the case is “Signed off”" in desk.window.notice.words


def closing(desk: Desk, qtbot: QtBot) -> QDialog:
    """The dialog that asks how the case was closed, with a reason typed in."""
    desk.do("close_case")
    qtbot.waitUntil(lambda: desk.window.findChild(QDialog, "close") is not None)
    dialog = desk.window.findChild(QDialog, "close")
    qtbot.keyClicks(dialog.findChild(QLineEdit, "reason:line"), "gone")
    return dialog


def test_what_is_wrong_with_the_day_of_an_end_is_shown_whole(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    dialog = closing(desk, qtbot)
    for wrong in ("31/31/2026", "not before the end of the month", "01/01/1800"):
        dialog.findChild(QLineEdit, "close:day").setText(wrong)
        assert not dialog.findChild(QPushButton, "reason:go").isEnabled()
        (said,) = (one for one in dialog.findChildren(QLabel) if one.property("role") == "error")
        qtbot.waitUntil(lambda said=said: said.height() >= said.heightForWidth(said.width()))
        assert said.wordWrap() or said.sizeHint().width() <= said.width()
    assert "before 03/24/2026" in said.text()
    dialog.reject()


def test_a_case_that_was_reopened_and_closed_does_not_show_what_was_stated_before(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    stand(desk)
    view.select("review")
    assert "Read and true." in said_on(view)
    desk.store().reopen(desk.current().id, "a slip")
    desk.current().session.workflow.refresh()
    closing(desk, qtbot).findChild(QPushButton, "reason:go").click()
    qtbot.waitUntil(lambda: state(desk) == "Withdrawn")
    assert "Read and true." not in said_on(view)


def said_on(view: CaseView) -> str:
    """What the end of the review says."""
    shown = view.findings.sign_off.findChildren(QLabel)
    return " ".join(one.text() for one in shown if one.isVisibleTo(view))


def test_the_palette_leads_to_each_opinion_of_a_panel(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.do("add_reviewer")
    give(desk, qtbot, "go to item 2: opinion 2: opinion")
    qtbot.waitUntil(lambda: view.path.startswith("disputed_items.1.opinions.1"))


def test_a_long_reason_does_not_fill_the_window(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    desk.store().move(desk.current().id, State.REVIEW)
    desk.store().move(desk.current().id, State.RETURNED, reason="the dose is missing " * 5000)
    desk.current().session.workflow.refresh()
    assert "…”" in view.signed.words
    assert len(view.signed.words) < 400


def test_the_palette_asked_for_twice_gives_the_focus_back_to_where_it_was(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    at_the_window(desk, qtbot)
    view.outline.setFocus()
    for _ in range(2):
        hit(Key.Key_K, CONTROL)
        qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit))
    hit(Key.Key_Escape)
    qtbot.waitUntil(lambda: focused() is view.outline)
