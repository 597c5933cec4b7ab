"""The worklist: finding, opening, copying and deleting cases."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop.ui.worklist.worklist import WorklistTable
from tests import invented

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from desktop.cases.case import Case
    from desktop.ui.desk.desk import Desk


STATE, DUE = 3, 5
TODAY = dt.date.today()  # noqa: DTZ011 -- the day at the desk


def table(desk: Desk) -> WorklistTable:
    found = desk.window.findChild(WorklistTable, "cases")
    assert found is not None
    return found


def test_an_empty_library_offers_three_ways_to_begin(desk: Desk) -> None:
    for name in ("sample", "import", "new"):
        assert desk.window.findChild(QPushButton, f"choice:{name}").isVisible()
    assert not table(desk).isVisible()


def test_the_first_case_is_begun_from_the_empty_page(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.window.findChild(QPushButton, "choice:new"), Qt.MouseButton.LeftButton)
    number = desk.window.findChild(QLineEdit, "case_number")
    qtbot.waitUntil(number.hasFocus)
    qtbot.keyClicks(number, "CM26-0000009")
    assert desk.current().draft.record.case_number == "CM26-0000009"


def test_typing_into_the_search_lists_the_cases_with_those_words(desk: Desk, qtbot: QtBot) -> None:
    desk.add(invented.case(1))
    desk.add(invented.case(4))
    desk.show_worklist()
    assert table(desk).count == 2
    qtbot.keyClicks(desk.window.findChild(QLineEdit, "search"), "arthroscopy")
    assert table(desk).count == 1


def test_a_deleted_case_comes_back_by_one_click(desk: Desk, qtbot: QtBot) -> None:
    desk.add(invented.case(1))
    desk.show_worklist()
    table(desk).selectRow(0)
    qtbot.keyClick(table(desk), Qt.Key.Key_Delete)
    assert not desk.store().cases.rows()
    undo = desk.window.notice.findChild(QPushButton, "notice:act")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert table(desk).count == 1


def test_a_duplicate_has_the_requests_and_nothing_of_the_person(desk: Desk) -> None:
    desk.open(desk.add(invented.case(2)))
    desk.do("duplicate")
    copy = desk.current().draft.record
    assert len(copy.disputed_items) == 2
    assert not copy.injured_worker.name
    assert not copy.case_number


def test_a_case_is_opened_by_enter(desk: Desk, qtbot: QtBot) -> None:
    desk.add(invented.case(1))
    desk.show_worklist()
    table(desk).selectRow(0)
    table(desk).setCurrentIndex(table(desk).model().index(0, 0))
    qtbot.keyClick(table(desk), Qt.Key.Key_Return)
    assert desk.current().draft.record.case_number == "CM26-0000001"
    assert "Nguyễn" not in desk.window.windowTitle()


def of_days(number: str, assigned: int, decided: int | None) -> Case:
    """A whole case assigned and decided so many days from today."""
    day = None if decided is None else TODAY + dt.timedelta(days=decided)
    return replace(
        invented.case(1),
        case_number=number,
        date_assigned=TODAY + dt.timedelta(days=assigned),
        decision_date=day,
    )


def cell(desk: Desk, number: str, column: int) -> QModelIndex:
    """The cell of the worklist in the line of that case."""
    model = table(desk).model()
    line = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == number)
    return model.index(line, column)


def test_only_a_case_that_is_still_to_be_decided_is_late(desk: Desk) -> None:
    for case in (of_days("open", -40, None), of_days("done", -40, -20), of_days("late", -40, -5)):
        desk.add(case)
    desk.show_worklist()
    said = {name: cell(desk, name, DUE).data() for name in ("open", "done", "late")}
    assert said["open"].startswith("10 days late")
    assert said["done"] == f"decided {TODAY - dt.timedelta(days=20):%m/%d/%Y}"
    assert said["late"].endswith(", 5 days late")
    red, quiet = (desk.services.theme.color(role) for role in ("bad", "quiet"))
    role = Qt.ItemDataRole.ForegroundRole
    assert [cell(desk, name, DUE).data(role) for name in said] == [red, quiet, quiet]
    assert [cell(desk, name, STATE).data() for name in said] == ["New", "Ready", "Ready"]


def test_what_waits_for_a_decision_stands_before_what_is_decided(desk: Desk, qtbot: QtBot) -> None:
    for case in (
        of_days("decided", -40, -20),
        of_days("open", -3, None),
        of_days("late", -40, None),
    ):
        desk.add(case)
    desk.store().exported(desk.add(of_days("exported", -60, -50)), "ab" * 32, "pdf")
    desk.show_worklist()
    model = table(desk).model()
    lines = [model.index(line, 0).data() for line in range(model.rowCount())]
    assert lines == ["late", "open", "decided", "exported"]
    for name, shown in (("To do", 2), ("Ready", 1), ("Done", 1), ("All", 4)):
        buttons = desk.window.start.findChildren(QPushButton)
        button = next(one for one in buttons if one.accessibleName() == f"Show: {name}")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert table(desk).count == shown


def test_a_case_whose_decision_is_dated_later_stands_among_those_that_wait(desk: Desk) -> None:
    for case in (of_days("open", -3, None), of_days("dated", -29, 1), of_days("done", -29, -1)):
        desk.add(case)
    desk.show_worklist()
    model = table(desk).model()
    assert [model.index(line, 0).data() for line in range(3)] == ["dated", "open", "done"]
    pressing = cell(desk, "dated", DUE).data(Qt.ItemDataRole.ForegroundRole)
    assert pressing == desk.services.theme.color("bad")


def test_the_head_is_quiet_about_a_case_that_is_decided(desk: Desk) -> None:
    desk.open(desk.add(of_days("CM26-1", -40, -20)))
    due = desk.window.head.findChild(QLabel, "head:due")
    day = desk.current().draft.record.decision_date
    assert due.text() == f"Standard · decided {day:%m/%d/%Y} · ready"
    assert due.property("role") == "subtitle"
    desk.current().draft.put("decision_date", None)
    desk.current().session.settle()
    assert due.text() == "Standard · 10 days late · drafting"
    assert due.property("role") == "error"


def test_a_signed_case_stays_where_others_are_deleted(desk: Desk, qtbot: QtBot) -> None:
    signed, other = desk.add(invented.case(1)), desk.add(invented.case(2))
    desk.store().sign_off(signed, ("Read and true.",))
    desk.bin.delete((signed, other))
    words = desk.window.notice.words
    assert "in the bin for 30 days" in words
    assert "is signed off and stays" in words
    assert [row.id for row in desk.store().cases.rows()] == [signed]
    desk.bin.delete((signed,))
    assert desk.window.notice.words.endswith("reopen it with a reason.")
    assert [row.id for row in desk.store().cases.rows()] == [signed]
