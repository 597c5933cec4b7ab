"""What shows a record follows it: at once, or, where it is typed, behind the keys that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app.draft import Draft
from desktop.cases.case import Case, DisputedItem
from desktop.cases.sections import ITEM

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from desktop.ui.desk.desk import Desk

REQUEST = f"{ITEM}.0.request"


def followed(draft: Draft) -> list[tuple[str, str]]:
    """Gets the path and the case number of each round of following."""
    rounds: list[tuple[str, str]] = []
    draft.following.due.connect(lambda path: rounds.append((path, draft.record.case_number)))
    return rounds


def test_what_is_typed_is_followed_together_once_no_key_waits(
    qapp: QApplication, qtbot: QtBot
) -> None:
    draft = Draft(Case())
    rounds = followed(draft)
    for typed in ("C", "CM", "CM2"):
        draft.put("case_number", typed, typed=True)
    assert rounds == []
    qtbot.waitUntil(lambda: bool(rounds))
    assert rounds == [("case_number", "CM2")]


def test_whatever_else_changes_is_followed_at_once_and_so_is_what_was_typed_before(
    qapp: QApplication,
) -> None:
    draft = Draft(Case())
    rounds = followed(draft)
    draft.put("case_number", "CM", typed=True)
    draft.put("claim_number", "7")
    assert rounds == [("case_number", "CM"), ("claim_number", "CM")]
    draft.undo()
    assert rounds[2:] == [("claim_number", "CM")]


def test_who_types_without_a_pause_is_followed_all_the_same(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.app.following.LATEST", 0.001)
    draft = Draft(Case())
    rounds = followed(draft)
    number = 0
    while not rounds:
        number += 1
        draft.put("case_number", str(number), typed=True)
    assert rounds == [("case_number", str(number))]


def test_a_command_finds_shown_what_was_typed_right_before_it(desk: Desk) -> None:
    desk.open(desk.add(Case(disputed_items=(DisputedItem(request="MR"),))), REQUEST)
    view = desk.current().view
    box = QApplication.focusWidget()
    assert box is not None
    QTest.keyClicks(box, "I of the knee")
    assert view.page.title.text() == "MR"
    desk.do("next_section")
    desk.do("last_section")
    typed = view.draft.get(REQUEST)
    assert typed != "MR"
    assert view.page.title.text() == typed


def test_nothing_follows_in_a_case_that_was_left(desk: Desk) -> None:
    desk.open(desk.add(Case(disputed_items=(DisputedItem(rationale="It hurts."),))), REQUEST)
    draft = desk.current().draft
    rounds = followed(draft)
    draft.put(REQUEST, "MRI", typed=True)
    draft.following.give_up()
    QCoreApplication.processEvents()
    assert rounds == []
