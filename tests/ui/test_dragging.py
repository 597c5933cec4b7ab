"""Rows of a list are moved by the mouse, as far as they are dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton

from desktop.cases.case import Diagnosis, Document, Examination
from desktop.records.questions import Prose
from desktop.ui.form.lists.dragging import Fall, Handle
from desktop.ui.form.lists.list_rows import ListRows
from tests.ui.hands import Key, Modifier, drag, focused, hit, write

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView

NAMES = ("one", "two", "three", "four", "five")
LISTS = {
    "summary.treatments": lambda name: name,
    "summary.diagnoses": lambda name: Diagnosis(name=name),
    "summary.examinations": lambda name: Examination(examiner=name, findings=Prose("normal")),
    "documents": lambda name: Document(type=name),
}
"""Lists whose rows are a line, a form, and one that folds; and what makes their elements."""


def listed(view: CaseView, path: str, qtbot: QtBot, names: tuple[str, ...] = NAMES) -> ListRows:
    """The list at `path`, its elements named so, on the screen."""
    view.draft.put(path, tuple(map(LISTS[path], names)))
    view.select(path.partition(".")[0])
    rows = view.page.findChild(ListRows, path)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: rows.places[-1].top() > rows.places[1].top() > rows.places[0].top())
    QCoreApplication.processEvents()
    view.page.ensureWidgetVisible(rows, 0, 80)
    return rows


def handle(rows: ListRows, number: int) -> Handle:
    """What row `number` is dragged by."""
    return sorted(rows.findChildren(Handle), key=lambda one: one.mapTo(rows, QPoint()).y())[number]


def named(view: CaseView, path: str) -> str:
    """The initials of the elements, in their order."""
    elements = view.draft.get(path)
    words = (getattr(e, "name", getattr(e, "examiner", getattr(e, "type", e))) for e in elements)
    return " ".join(words)


def middle(rows: ListRows, number: int, shift: int = 0) -> QPoint:
    """A point of the screen in row `number`, `shift` pixels below its middle."""
    return rows.mapToGlobal(rows.places[number].center() + QPoint(0, shift))


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("number", "over", "shift", "order"),
    [
        (0, 4, 4, "two three four five one"),
        (4, 0, -4, "five one two three four"),
        (0, 2, 4, "two three one four five"),
        (3, 1, -4, "one four two three five"),
        (2, 2, 3, "one two three four five"),
        (1, 2, 4, "one three two four five"),
    ],
)
def test_a_row_falls_where_it_is_let_go(
    view: CaseView, qtbot: QtBot, path: str, number: int, over: int, shift: int, order: str
) -> None:
    rows = listed(view, path, qtbot)
    drag(handle(rows, number), middle(rows, over, shift))
    assert named(view, path) == order


def test_a_drag_is_one_step_to_undo(view: CaseView, qtbot: QtBot) -> None:
    rows = listed(view, "documents", qtbot)
    before = view.draft.record
    drag(handle(rows, 0), middle(rows, 4, 4))
    view.draft.undo()
    assert view.draft.record == before


def test_a_click_on_the_handle_moves_nothing(view: CaseView, qtbot: QtBot) -> None:
    rows = listed(view, "documents", qtbot)
    before = view.draft.record
    qtbot.mouseClick(handle(rows, 1), Qt.MouseButton.LeftButton)
    assert view.draft.record == before


def test_a_row_dragged_beyond_the_list_falls_at_its_end(view: CaseView, qtbot: QtBot) -> None:
    rows = listed(view, "documents", qtbot)
    drag(handle(rows, 0), middle(rows, 4, 60))
    assert named(view, "documents") == "two three four five one"
    drag(handle(rows, 2), rows.mapToGlobal(QPoint(0, -40)))
    assert named(view, "documents") == "four two three five one"


def test_the_line_shows_where_the_row_would_fall(view: CaseView, qtbot: QtBot) -> None:
    rows = listed(view, "documents", qtbot)
    grip, window = handle(rows, 0), view.window().windowHandle()
    start = grip.mapTo(view.window(), grip.rect().center())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Modifier.NoModifier, start)
    QTest.mouseMove(window, view.window().mapFromGlobal(middle(rows, 2, 4)))
    (line,) = rows.findChildren(Fall)
    assert line.isVisible()
    assert rows.places[2].bottom() < line.geometry().center().y() < rows.places[3].top()
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Modifier.NoModifier, start)
    assert not any(fall.isVisible() for fall in rows.findChildren(Fall))
    assert named(view, "documents") == " ".join(NAMES)


def test_the_page_scrolls_to_where_a_row_is_dragged(view: CaseView, qtbot: QtBot) -> None:
    rows = listed(view, "documents", qtbot, tuple(f"n{number}" for number in range(60)))
    view.page.verticalScrollBar().setValue(0)
    grip, window = handle(rows, 0), view.window().windowHandle()
    left, edge = Qt.MouseButton.LeftButton, view.page.viewport()
    at = grip.mapTo(view.window(), grip.rect().center())
    low = edge.mapTo(view.window(), QPoint(at.x(), edge.height() - 2))
    QTest.mousePress(window, left, Modifier.NoModifier, at)
    QTest.mouseMove(window, low)
    bar = view.page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > bar.maximum() - 80)
    QTest.mouseRelease(window, left, Modifier.NoModifier, low)
    assert named(view, "documents").split().index("n0") > 50


def test_what_is_unfolded_moves_along_and_so_does_the_focus(view: CaseView, qtbot: QtBot) -> None:
    rows = listed(view, "documents", qtbot)
    view.go("documents.1.author")
    write("Dr. Two")
    qtbot.waitUntil(lambda: rows.places[1].height() > rows.places[0].height())
    drag(handle(rows, 0), middle(rows, 3, 4))
    assert named(view, "documents") == "two three four one five"
    assert focused().objectName() == "documents.0.author"
    assert isinstance(focused(), QLineEdit)
    write("!")
    assert view.draft.record.documents[0].author == "Dr. Two!"
    folds = [view.page.findChild(QPushButton, f"documents.{n}").isChecked() for n in range(5)]
    assert folds == [True, False, False, False, False]


def test_a_row_moved_by_key_keeps_its_field(view: CaseView, qtbot: QtBot) -> None:
    listed(view, "documents", qtbot)
    view.go("documents.1.author")
    hit(Key.Key_Down, Modifier.AltModifier)
    assert focused().objectName() == "documents.2.author"
    view.page.findChild(QToolButton, "documents.2:remove").setFocus()
    hit(Key.Key_Up, Modifier.AltModifier)
    assert focused().objectName() == "documents.1:remove"


def test_a_date_that_is_none_does_not_stay_in_another_elements_row(
    view: CaseView, qtbot: QtBot
) -> None:
    listed(view, "documents", qtbot)
    view.go("documents.1.type")
    view.go("documents.0.date")
    write("13/45/2026")
    hit(Key.Key_Down, Modifier.AltModifier)
    lines = [view.page.findChild(QLineEdit, f"documents.{number}.date") for number in (0, 1)]
    assert [line.text() for line in lines] == ["", ""]
