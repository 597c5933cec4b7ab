"""The panel in the window: its reviewers, their opinions, and the decision that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from desktop.cases.pack_words import Effect
from desktop.cases.terms import Decision
from desktop.ui.case.outline_lines import DECIDED
from tests.ui import signing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

FOR, AGAINST = Decision.of(Effect.FOR), Decision.of(Effect.AGAINST)
OPINIONS = "disputed_items.0.opinions"


@pytest.fixture
def panel(desk: Desk, view: CaseView) -> CaseView:
    """The bundled case with a second reviewer, on the page of its first item."""
    desk.do("add_reviewer")
    view.draft.put("further_reviewers.0.name", "Benedikt Zweitmann")
    view.go(f"{OPINIONS}.0.decision")
    return view


def find(view: CaseView, qtbot: QtBot, number: int, decision: Decision) -> None:
    """Clicks what a reviewer finds on the first item, once the page shows all that changed."""
    field = view.page.field_at(f"{OPINIONS}.{number}.decision")
    button = next(one for one in field.findChildren(QPushButton) if one.text() == decision)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(view: CaseView, name: str) -> bool:
    widget = view.findChild(QWidget, name)
    return widget is not None and widget.isVisibleTo(view)


def votes(view: CaseView, number: int = 0) -> str:
    """What the outline shows at the right of an item."""
    items = view.outline.topLevelItem(5)
    return items.child(number).data(0, DECIDED)


def test_one_reviewer_sees_nothing_of_a_panel(view):
    view.select("reviewer")
    assert not shown(view, "further_reviewers")
    view.select("disputed_items.0")
    assert not shown(view, OPINIONS)
    assert votes(view) == "Overturned"


def test_a_second_reviewer_makes_a_panel_and_one_undo_takes_it_back(desk, view, qtbot):
    before = view.draft.record
    decided = [item.decision for item in before.disputed_items]
    desk.do("add_reviewer")
    assert view.path == "further_reviewers.0.name"
    assert shown(view, "further_reviewers")
    rule = [one.text() for one in view.page.findChildren(QLabel) if "majority" in one.text()]
    assert rule == [
        "One reviewer for a case, more with the Administrative Director's written approval "
        "(8 CCR 9792.10.6(c)). The majority decides, and a tie is for the treatment."
    ]
    case = view.draft.record
    assert [item.decision for item in case.disputed_items] == [None, None, None]
    assert [item.opinions[0].decision for item in case.disputed_items] == decided
    qtbot.waitUntil(lambda: votes(view) == "1 of 2 given")
    desk.do("undo")
    assert [item.decision for item in view.draft.record.disputed_items] == decided
    assert view.draft.record.further_reviewers == ()
    qtbot.waitUntil(lambda: votes(view) == "Overturned")
    assert not shown(view, "further_reviewers")


def test_the_last_opinion_brings_the_decision_in_one_step(desk, panel, qtbot):
    assert shown(panel, OPINIONS)
    find(panel, qtbot, 0, AGAINST)
    find(panel, qtbot, 1, FOR)
    assert panel.draft.record.disputed_items[0].decision is FOR
    qtbot.waitUntil(lambda: votes(panel) == "1 of 2 for")
    assert panel.page.field_at("disputed_items.0.decision").editor.value() is FOR
    find(panel, qtbot, 1, AGAINST)
    assert panel.draft.record.disputed_items[0].decision is AGAINST
    qtbot.waitUntil(lambda: votes(panel) == "2 of 2 against")
    desk.do("undo")
    assert panel.draft.record.disputed_items[0].decision is FOR
    assert panel.draft.record.disputed_items[0].opinions[1].decision is FOR


def test_each_opinion_says_whose_it_is(panel, qtbot):
    names = [one.text() for one in panel.page.findChildren(QLabel)]
    assert "Reviewer 2 · Benedikt Zweitmann" in names
    reasons = panel.page.field_at(f"{OPINIONS}.1.reasons")
    assert reasons.editor.accessibleName() == "Reasons of reviewer 2"
    panel.go(f"{OPINIONS}.1.reasons")
    qtbot.keyClicks(reasons.editor, "No need.")
    qtbot.waitUntil(lambda: panel.draft.record.disputed_items[0].opinions[1].reasons == "No need.")


def test_a_decision_by_hand_stays_and_the_review_says_by_how_many_it_departs(desk, panel, qtbot):
    find(panel, qtbot, 1, FOR)
    panel.draft.put("disputed_items.0.decision", AGAINST)
    find(panel, qtbot, 1, AGAINST)
    find(panel, qtbot, 1, FOR)
    assert panel.draft.record.disputed_items[0].decision is AGAINST
    told = "Item 1 is Upheld, but 2 of 2 find for the treatment."
    signing.settled(desk, qtbot)
    found = {one.rule: one for one in panel.findings.findings}
    assert found["decision.panel"].message == told
    assert f"{OPINIONS}.1.decision" in found["decision.panel"].paths
    assert found["content.panel"].severity == "warning"


def test_a_reviewer_leaves_with_his_opinions_and_one_undo_brings_both_back(desk, panel, qtbot):
    find(panel, qtbot, 1, AGAINST)
    find(panel, qtbot, 0, AGAINST)
    whole = panel.draft.record
    panel.go("further_reviewers.0.name")
    remove = panel.findChild(QToolButton, "further_reviewers.0:remove")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    left = panel.draft.record
    assert (left.further_reviewers, left.disputed_items[0].opinions) == ((), ())
    assert left.disputed_items[0].decision is AGAINST
    panel.select("disputed_items.0")
    qtbot.waitUntil(lambda: not shown(panel, OPINIONS))
    desk.do("undo")
    assert panel.draft.record.disputed_items == whole.disputed_items
    qtbot.waitUntil(lambda: votes(panel) == "2 of 2 against")


def test_a_signed_case_takes_no_reviewer(desk, signed):
    desk.do("add_reviewer")
    assert signed.draft.record.further_reviewers == ()
