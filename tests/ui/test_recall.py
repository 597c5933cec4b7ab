"""What stands in earlier cases completes what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.cases.case import Case, Diagnosis, Medication, Summary

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

# The platform of the tests has no keyboard to grab for a list that opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

EARLIER = Case(
    case_number="CM26-0000001",
    summary=Summary(
        diagnoses=(Diagnosis(name="Lumbar radiculopathy, invented", icd10="M54.16"),),
        medications=(Medication(name="Inventazol"),),
        treatments=("Aquatic therapy, eight visits",),
    ),
)
BLANK = Case(
    case_number="CM26-0000002",
    summary=Summary(diagnoses=(Diagnosis(),), medications=(Medication(),), treatments=("",)),
)


@pytest.fixture
def later(desk: Desk, qtbot: QtBot) -> CaseView:
    """A new case in a library that was opened with an earlier one in it."""
    desk.store().cases.add(EARLIER)
    desk.recall.gather(desk.store())
    qtbot.waitUntil(lambda: not desk.recall.busy)
    desk.open(desk.add(BLANK))
    return desk.current().view


@pytest.mark.parametrize(
    ("path", "typed", "whole"),
    [
        ("summary.diagnoses.0.name", "radicul", "Lumbar radiculopathy, invented"),
        ("summary.diagnoses.0.icd10", "m54", "M54.16"),
        ("summary.medications.0.name", "inv", "Inventazol"),
        ("summary.treatments.0", "aqua", "Aquatic therapy, eight visits"),
    ],
)
def test_a_few_letters_bring_back_what_was_written_before(
    later: CaseView, qtbot: QtBot, path: str, typed: str, whole: str
) -> None:
    line = chosen(later, qtbot, path, typed)
    qtbot.keyClick(line.completer().popup(), Qt.Key.Key_Return)
    assert later.draft.get(path) == line.text() == whole
    assert len(later.draft.record.summary.treatments) == 1


def chosen(view: CaseView, qtbot: QtBot, path: str, typed: str) -> QLineEdit:
    """The line at `path`, `typed` into it and the first text that completes it chosen."""
    view.window().activateWindow()
    view.go(path)
    line = view.findChild(QLineEdit, path)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, typed)
    qtbot.waitUntil(lambda: line.choosing)
    qtbot.keyClick(line.completer().popup(), Qt.Key.Key_Down)
    return line


def test_a_case_that_was_closed_is_known_in_the_next(
    desk: Desk, later: CaseView, qtbot: QtBot
) -> None:
    later.draft.put("summary.treatments", ("Invented traction",))
    desk.open(desk.add(replace(BLANK, case_number="CM26-0000003")))
    view = desk.current().view
    chosen(view, qtbot, "summary.treatments.0", "trac")
    assert view.draft.get("summary.treatments.0") == "Invented traction"


def test_a_locked_library_leaves_nothing_to_complete_from(desk: Desk, later: CaseView) -> None:
    def known() -> list[str]:
        return [
            one.value for one in desk.services.completions.offers("summary.medications.4.name", "i")
        ]

    assert "Inventazol" in known()
    assert desk.put_away(lambda: None)
    assert "Inventazol" not in known()


def test_a_diagnosis_from_the_list_brings_its_code_in_one_step(
    desk: Desk, later: CaseView, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: desk.services.completions.coding is not None)
    path = "summary.diagnoses.0.name"
    line = chosen(later, qtbot, path, "carpal tunnel syndrome, ri")
    assert line.completer().popup().model().index(0, 0).data() == (
        "G56.01  ·  Carpal tunnel syndrome, right upper limb"
    )
    qtbot.keyClick(line.completer().popup(), Qt.Key.Key_Return)
    found = later.draft.record.summary.diagnoses[0]
    assert (found.name, found.icd10) == ("Carpal tunnel syndrome, right upper limb", "G56.01")
    assert line.text() == found.name
    later.draft.undo()
    assert later.draft.record.summary.diagnoses[0].icd10 == ""


def test_going_on_typing_offers_anew(desk: Desk, later: CaseView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.services.completions.coding is not None)
    line = chosen(later, qtbot, "summary.diagnoses.0.icd10", "m54.1")
    popup = line.completer().popup()
    many = popup.model().rowCount()
    line.setText("m54.1")
    qtbot.keyClicks(line, "6")
    qtbot.waitUntil(lambda: popup.model().rowCount() < many)
