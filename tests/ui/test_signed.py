"""A case that is signed off: whatever is tried in the window, it stays what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from desktop.cases.terms import Decision
from desktop.records.questions import Prose
from desktop.ui.case.signed_banner import REFUSED
from desktop.ui.form.lists.dragging import Handle
from tests.ui.signing import FIRST, PAGES, controls, settled, stand, whole
from tests.ui.test_desk import press

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop.cases.case import Case
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

Key, Modifier = Qt.Key, Qt.KeyboardModifier
KEYS = (
    *(Key.Key_X, Key.Key_Y, Key.Key_N, Key.Key_S, Key.Key_Space, Key.Key_Return),
    *(Key.Key_Backspace, Key.Key_Delete, Key.Key_Right),
)
COMBINED = (
    (Key.Key_V, Modifier.ControlModifier),
    (Key.Key_X, Modifier.ControlModifier),
    (Key.Key_Z, Modifier.ControlModifier),
    (Key.Key_Down, Modifier.AltModifier),
    (Key.Key_Up, Modifier.AltModifier),
)


def screen(view: CaseView) -> dict[int, Any]:
    """What each control of the case shows."""
    shown: dict[int, Any] = {}
    for line in view.findChildren(QLineEdit):
        shown[id(line)] = line, line.text()
    for box in view.findChildren(QPlainTextEdit):
        shown[id(box)] = box, box.toPlainText()
    for pick in view.findChildren(QComboBox):
        shown[id(pick)] = pick, pick.currentIndex()
    for button in view.findChildren(QAbstractButton):
        if button.isCheckable() and button.property("role") != "fold":
            shown[id(button)] = button, button.isChecked()
    return shown


def assert_as_signed(desk: Desk, view: CaseView, record: Case, shown: dict[int, Any]) -> None:
    """Record, library and screen are all as they were."""
    assert view.draft.record is record
    assert desk.store().cases.get(desk.current().id).case == record
    now = screen(view)
    for place, (widget, value) in shown.items():
        assert now[place][1] == value, (widget.objectName(), widget.accessibleName())


@pytest.mark.parametrize("page", PAGES)
def test_no_key_and_no_click_on_any_control_changes_a_signed_case(
    desk: Desk, signed: CaseView, qtbot: QtBot, page: str
) -> None:
    record = signed.draft.record
    signed.select(page)
    shown = screen(signed)
    QGuiApplication.clipboard().setText("one\ntwo\nthree")
    for widget in controls(signed):
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        for popup in filter(None, (QApplication.activePopupWidget(),)):
            qtbot.keyClick(popup, Key.Key_Down)
            qtbot.keyClick(popup, Key.Key_Return)
        widget.setFocus()
        for key in KEYS:
            qtbot.keyClick(widget, key)
        for key, modifier in COMBINED:
            qtbot.keyClick(widget, key, modifier)
        assert_as_signed(desk, signed, record, shown)
    settled(desk, qtbot)
    assert_as_signed(desk, signed, record, shown)


def texts(view: CaseView) -> list[Any]:
    return [w for w in controls(view) if isinstance(w, QLineEdit | QPlainTextEdit)]


@pytest.mark.parametrize("page", ["case", "summary", FIRST])
def test_what_is_dropped_on_a_signed_text_is_not_taken(
    desk: Desk, signed: CaseView, page: str
) -> None:
    signed.select(page)
    record, shown = signed.draft.record, screen(signed)
    assert texts(signed)
    for widget in texts(signed):
        data = QMimeData()
        data.setText("dropped")
        target = widget.viewport() if isinstance(widget, QPlainTextEdit) else widget
        button, none = Qt.MouseButton.LeftButton, Modifier.NoModifier
        drop = QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, button, none)
        QApplication.sendEvent(target, drop)
    assert_as_signed(desk, signed, record, shown)


def test_dragging_a_row_by_its_grip_moves_nothing(
    desk: Desk, signed: CaseView, qtbot: QtBot
) -> None:
    signed.select("documents")
    record, shown = signed.draft.record, screen(signed)
    grip = signed.page.findChildren(Handle)[0]
    assert not grip.isVisible()
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(grip, QPoint(4, 400))
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=QPoint(4, 400))
    assert_as_signed(desk, signed, record, shown)


COMMANDS: dict[str, Callable[[Desk], Any]] = {
    **{
        name: (lambda desk, name=name: desk.do(name))
        for name in ("undo", "redo", "add_item", "paste_items", "draft_summary", "sign")
    },
    "outline": lambda desk: desk.current().view.outline.added.emit(),
    "replace all": lambda desk: replaced(desk.current().view, "Replace all"),
    "replace": lambda desk: replaced(desk.current().view, "Replace"),
    "restore": lambda desk: restored(desk),
    "accept": lambda desk: desk.current().view.findings.accepted.emit(one_finding(desk), "so"),
    "silence": lambda desk: desk.current().view.findings.silenced.emit(one_finding(desk)),
    "draft the rationale": lambda desk: drafted(desk),
    "put": lambda desk: desk.current().draft.put("claim_number", "9"),
    "replace the record": lambda desk: desk.current().draft.replace(type(whole())(), "anything"),
    "amend": lambda desk: desk.current().draft.amend(lambda _: type(whole())(), "accepted"),
    "a part": lambda desk: desk.current().draft.part(FIRST).put("decision", None),
}


def replaced(view: CaseView, words: str) -> None:
    view.find_bar.open("lumbar")
    view.find_bar.findChild(QLineEdit, "find:replace").setText("cervical")
    view.find_bar.step(1)
    view.find_bar.findChild(QPushButton, f"find:{words}").click()


def restored(desk: Desk) -> None:
    desk.do("history")
    versions: Any = desk.window.stack.currentWidget()
    versions._list.setCurrentRow(versions._list.count() - 1)
    versions.findChild(QPushButton, "history:restore").click()


def one_finding(desk: Desk) -> Any:
    return next(iter(desk.services.review(desk.current().draft.record)))


def drafted(desk: Desk) -> None:
    view = desk.current().view
    view.select(FIRST)
    view.page.findChild(QPushButton, "draft:rationale").click()


@pytest.mark.parametrize("way", COMMANDS)
def test_no_command_changes_a_signed_case_and_each_says_how_it_could(
    desk: Desk, signed: CaseView, qtbot: QtBot, way: str
) -> None:
    record, shown = signed.draft.record, screen(signed)
    shown = {place: one for place, one in shown.items() if "find:" not in one[0].objectName()}
    trail, settings = len(desk.store().trail.entries()), desk.settings.record
    QGuiApplication.clipboard().setText("MRI of the left knee")
    COMMANDS[way](desk)
    settled(desk, qtbot)
    assert_as_signed(desk, signed, record, shown)
    assert len(desk.store().trail.entries()) == trail
    assert desk.settings.record == settings
    assert signed.signed.words == REFUSED
    assert signed.signed.findChild(QPushButton, "banner:act").isVisible()


def test_an_open_offer_to_change_the_closing_sentence_does_not_change_what_is_signed(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    view.draft.put(f"{FIRST}.decision", Decision.UPHELD)
    view.draft.put(f"{FIRST}.rationale", Prose("It is not medically necessary."))
    settled(desk, qtbot)
    view.draft.put(f"{FIRST}.decision", Decision.OVERTURNED)
    qtbot.waitUntil(lambda: "still closes" in view.notice.words)
    stand(desk)
    record = view.draft.record
    press(view.notice, qtbot, "notice:act")
    assert view.draft.record is record
    assert view.signed.words == REFUSED


def test_a_phrase_is_not_expanded_in_a_signed_text(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.services.phrases = {"none": "no deficit"}
    view.draft.put(f"{FIRST}.rationale", Prose("The record shows .none"))
    view.go(f"{FIRST}.rationale", 22)
    stand(desk)
    box = view.findChild(QPlainTextEdit, f"{FIRST}.rationale")
    qtbot.keyClick(box, Key.Key_Tab)
    assert box.toPlainText() == "The record shows .none"
    assert not box.hasFocus()
