"""A changed decision offers to bring the closing sentence in step, and does nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.cases.sections import ITEM
from desktop.cases.terms import Decision
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

RATIONALE = f"{ITEM}.0.rationale"
BEFORE = Prose("The record shows no deficit. Therefore, the request is not medically necessary.")


@pytest.fixture
def denied(desk: Desk, view: CaseView, qtbot: QtBot) -> CaseView:
    """The bundled case, its first item upheld and the rationale closing so."""
    view.draft.put(f"{ITEM}.0.decision", Decision.UPHELD)
    view.draft.put(RATIONALE, BEFORE)
    qtbot.waitUntil(lambda: checked(desk))
    return view


def checked(desk: Desk) -> bool:
    return not desk.current().session.checking


def decide(view: CaseView, qtbot: QtBot, word: str) -> None:
    """Clicks a decision of the first item."""
    view.go(f"{ITEM}.0.decision")
    button = next(b for b in view.page.findChildren(QPushButton) if b.text() == word)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_closing_sentence_follows_when_told_to_and_can_be_taken_back(
    denied: CaseView, qtbot: QtBot
) -> None:
    decide(denied, qtbot, "Overturned")
    qtbot.waitUntil(lambda: "is not medically necessary" in denied.notice.words)
    assert denied.draft.get(RATIONALE) == BEFORE
    link = denied.notice.findChild(QPushButton, "notice:act")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    after = "The record shows no deficit. Therefore, the request is medically necessary."
    assert denied.draft.get(RATIONALE) == after
    assert not denied.notice.words
    assert denied.draft.undo_name == "change the closing sentence of item 1"
    denied.draft.undo()
    assert denied.draft.get(RATIONALE) == BEFORE
    assert denied.draft.get(f"{ITEM}.0.decision") is Decision.OVERTURNED


def test_a_decision_changed_back_takes_the_offer_away(
    desk: Desk, denied: CaseView, qtbot: QtBot
) -> None:
    decide(denied, qtbot, "Overturned")
    qtbot.waitUntil(lambda: "still closes" in denied.notice.words)
    decide(denied, qtbot, "Upheld")
    qtbot.waitUntil(lambda: checked(desk))
    assert not denied.notice.words
    assert denied.draft.get(RATIONALE) == BEFORE


def test_a_closing_sentence_put_right_by_hand_takes_the_offer_away(
    desk: Desk, denied: CaseView, qtbot: QtBot
) -> None:
    decide(denied, qtbot, "Overturned")
    qtbot.waitUntil(lambda: "still closes" in denied.notice.words)
    denied.draft.put("claim_number", "saved meanwhile")
    qtbot.waitUntil(lambda: checked(desk))
    assert "still closes" in denied.notice.words
    denied.draft.put(RATIONALE, Prose("The request is medically necessary."))
    qtbot.waitUntil(lambda: not denied.notice.words)


def test_typing_in_a_rationale_offers_nothing(desk: Desk, denied: CaseView, qtbot: QtBot) -> None:
    denied.draft.put(RATIONALE, Prose("The request is medically necessary."))
    qtbot.waitUntil(lambda: checked(desk))
    assert not denied.notice.words
