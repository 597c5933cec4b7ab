"""Going through a case by one key, and what is said of fields that are still empty."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.cases import items, sections
from desktop.cases.case import Case, DisputedItem
from desktop.cases.sections import ITEM
from desktop.ui.guidelines.criteria import CriterionRow
from desktop.ui.worklist.worklist import services

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk
    from desktop.ui.form.field import Field


@pytest.fixture
def new(desk: Desk, qtbot: QtBot) -> CaseView:
    """A new case with two items, checked."""
    desk.open(desk.add(Case(disputed_items=(DisputedItem(), DisputedItem()))))
    view = desk.current().view
    qtbot.waitUntil(lambda: bool(view._notes.all) and bool(view.preview.gaps))
    return view


def said(view: CaseView, path: str) -> str:
    """What stands under the field, help apart."""
    field: Field = view._page(sections.of(path)).field_at(path)
    return "" if field._below.property("role") == "help" else field._below.text()


def test_the_next_empty_field_is_the_next_of_the_form_not_of_the_letter(new: CaseView) -> None:
    new.go("case_number")
    stops = []
    for _ in range(7):
        assert new.go_to_gap()
        stops.append(new.path)
    assert stops == [
        "priority",
        "claim_number",
        "date_of_injury",
        "ur_denial_date",
        "application_received",
        "date_assigned",
        "decision_date",
    ]
    assert new.go_to_gap(-1)
    assert new.path == "date_assigned"


def test_the_way_leads_through_every_gap_and_back_to_the_first(new: CaseView) -> None:
    new.go("case_number")
    gaps = {path for path in new.preview.gaps if not path.endswith(".none_cited")}
    seen = []
    while not seen or new.path != "case_number":
        assert new.go_to_gap()
        seen.append(new.path)
        assert len(seen) <= len(gaps), "a gap came twice"
    assert len(seen) == len(gaps)
    keys = [new.outline.keys.index(sections.of(path)) for path in seen[:-1]]
    assert keys == sorted(keys)


def test_from_another_section_the_way_goes_on_there(new: CaseView) -> None:
    new.go("case_number")
    new.select(f"{ITEM}.1")
    assert new.go_to_gap()
    assert new.path == f"{ITEM}.1.request"
    assert new.go_to_gap(-1)
    assert new.path.startswith(f"{ITEM}.0")


def test_every_field_that_a_page_shows_belongs_to_the_section_of_that_page(new: CaseView) -> None:
    for key in new.outline.keys[:-1]:
        page = new._page(key)
        for place in filter(lambda place: place.path, page.form.places):
            assert sections.of(place.path) in (key, f"{ITEM}.0"), place.path


def test_a_new_case_greets_nobody_with_complaints(new: CaseView) -> None:
    assert "case_number" in new._notes.all
    assert said(new, "case_number") == ""
    assert said(new, f"{ITEM}.0.decision") == ""
    spoken = {key: says[2] for key, says in new.outline._says.items() if key != "review"}
    assert not {"error", "warning"} & {word for says in spoken.values() for word in says.split()}


def test_a_field_left_empty_says_so(new: CaseView, qtbot: QtBot) -> None:
    new.go("case_number")
    assert said(new, "case_number") == ""
    qtbot.keyClick(new.findChild(QLineEdit, "case_number"), Qt.Key.Key_Tab)
    assert "empty" in said(new, "case_number")
    assert said(new, "date_of_injury") == ""
    assert new.outline._says["case"][2] == "warning"


def test_the_review_says_all_that_is_missing(new: CaseView) -> None:
    words, _icon, spoken = new.outline._says["review"]
    assert words == f"Review  {len({n for notes in new._notes.all.values() for n in notes})}"
    assert "errors" in spoken
    new.outline.select("review")
    assert "empty" in said(new, "case_number")
    assert "no decision" in said(new, f"{ITEM}.0.decision")


def test_the_next_finding_is_told_where_it_leads_to(new: CaseView) -> None:
    new.go("priority")
    assert new.go_to_finding()
    assert new.path == "date_of_injury"
    assert "empty" in said(new, "date_of_injury")


def test_what_was_entered_wrong_is_said_at_once(new: CaseView, qtbot: QtBot) -> None:
    new.draft.put("date_of_injury", dt.date(2026, 5, 1))
    new.draft.put("ur_denial_date", dt.date(2026, 4, 1))
    qtbot.waitUntil(lambda: said(new, "date_of_injury") != "")


def test_an_empty_list_that_the_letter_wants_says_so_below_it(new: CaseView, qtbot: QtBot) -> None:
    new.draft.put("injured_worker.name", "Ines Invented")
    qtbot.waitUntil(lambda: "documents" in new._notes.all)
    new.outline.select("review")
    new.outline.select("documents")
    rows = new.page.form.places[0]
    assert rows._below.isVisible()
    assert rows._below.text() in {words for _, words, *_ in new._notes.all["documents"]}


def test_pasted_requests_take_the_place_of_empty_items(new: CaseView, desk: Desk) -> None:
    desk.current().add_item(items.pasted("MRI of the left knee\nNaproxen 500 mg #60"))
    requests = [item.request for item in new.draft.record.disputed_items]
    assert requests == ["MRI of the left knee", "Naproxen 500 mg #60"]
    assert new.path == f"{ITEM}.0.request"
    desk.current().add_item()
    assert len(new.draft.record.disputed_items) == 3


def test_what_the_request_says_stands_in_the_fields_for_it(new: CaseView) -> None:
    new.go(f"{ITEM}.0.request")
    new.draft.put(f"{ITEM}.0.request", "Physical therapy, 2 times a week for 6 weeks")

    def placeholder(name: str) -> str:
        return new.page.field_at(f"{ITEM}.0.{name}").editor.placeholderText()

    assert placeholder("frequency") == "2 times a week"
    assert placeholder("duration") == "6 weeks"
    assert placeholder("quantity") == ""


def test_the_head_names_the_first_service_that_is_known() -> None:
    assert services(["", "MRI of the left knee", "Naproxen"]) == "MRI of the left knee and 2 more"
    assert services(["", ""]) == ""


def test_who_answers_a_question_sees_the_rationale_that_it_shapes(view: CaseView) -> None:
    view.go(f"{ITEM}.0.request")
    question = view.page.findChildren(CriterionRow)[0]
    question.setFocus()
    assert view.path == f"{ITEM}.0.answers"
    assert view.preview._focus == f"{ITEM}.0.rationale"
    view.go("summary.age")
    assert view.preview._focus == "summary.narrative"
