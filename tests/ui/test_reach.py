"""Every field can be gone to: from the palette, from the letter, by the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.cases import sections
from desktop.cases.case import Case, DisputedItem
from desktop.records import paths

if TYPE_CHECKING:
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk


def unreached(view: CaseView) -> list[str]:
    """The fields to which the way does not lead, or not to an editor of their page."""
    missed = []
    for path in sections.places(view.draft.record):
        there = view.go(path)
        if not (there and view.page.isAncestorOf(QGuiApplication.focusObject())):
            missed.append(path)
    return missed


def test_every_field_of_a_full_case_is_reached(view: CaseView) -> None:
    assert unreached(view) == []


def test_every_field_of_an_empty_case_is_reached(desk: Desk) -> None:
    desk.open(desk.add(Case(disputed_items=(DisputedItem(),))))
    assert unreached(desk.current().view) == []


def test_every_field_that_a_page_shows_can_be_gone_to(view: CaseView) -> None:
    known = set(sections.places(view.draft.record))
    for key in view.outline.keys:
        view.select(key)
        places = getattr(getattr(view.page, "form", None), "places", ())
        shown = [place.path for place in places if place.isVisibleTo(view.page)]
        assert [p for p in shown if not any(paths.touches(p, one) for one in known)] == []
