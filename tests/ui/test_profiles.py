"""The Reviewer page: a reviewer of the settings is put into the case, the license watched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel

from desktop.cases.case import Reviewer
from desktop.cases.settings import Profile, license_note

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""Offscreen a list that opens says what it lacks."""

ROWAN = Reviewer(
    name="Invented Rowan",
    licensures=("California", "Oregon"),
    specialties=("Occupational Medicine",),
    board_certified=True,
)
HAZEL = Reviewer(name="Invented Hazel", licensures=("Nevada",), specialties=("Orthopedics",))
PAST = dt.date(2020, 3, 9)


@pytest.fixture
def pick(desk: Desk, view: CaseView) -> QComboBox:
    """The choice on the Reviewer page, between two reviewers."""
    profiles = (Profile(reviewer=ROWAN), Profile(reviewer=HAZEL, license_expires=PAST))
    desk.settings.put("profiles", profiles)
    view.select("reviewer")
    return view.findChild(QComboBox, "reviewer:profile")


def take(pick: QComboBox, qtbot: QtBot, name: str) -> None:
    """Chooses a reviewer by the keyboard."""
    pick.setFocus()
    qtbot.keyClick(pick, Qt.Key.Key_Down)
    qtbot.keyClick(pick.view(), Qt.Key.Key_Home)
    while pick.view().currentIndex().data() != name:
        qtbot.keyClick(pick.view(), Qt.Key.Key_Down)
    qtbot.keyClick(pick.view(), Qt.Key.Key_Return)


def said(view: CaseView) -> list[str]:
    """What can be read on the page."""
    return [label.text() for label in view.page.findChildren(QLabel) if label.isVisible()]


def test_a_reviewer_of_the_settings_is_taken_whole_and_given_back(
    view: CaseView, pick: QComboBox, qtbot: QtBot
) -> None:
    before = view.draft.record.reviewer
    take(pick, qtbot, ROWAN.name)
    assert view.draft.record.reviewer == ROWAN
    assert view.draft.undo_name == "take reviewer Invented Rowan"
    assert not any("license of" in words for words in said(view))
    view.draft.undo()
    assert view.draft.record.reviewer == before
    assert pick.currentIndex() == -1


def test_a_choice_is_one_step_whomever_the_arrow_keys_pass(
    view: CaseView, pick: QComboBox, qtbot: QtBot
) -> None:
    before = view.draft.record.reviewer
    take(pick, qtbot, HAZEL.name)
    take(pick, qtbot, ROWAN.name)
    take(pick, qtbot, HAZEL.name)
    assert view.draft.record.reviewer == HAZEL
    for reviewer in (ROWAN, HAZEL, before):
        view.draft.undo()
        assert view.draft.record.reviewer == reviewer


def test_a_list_that_is_left_takes_nobody(view: CaseView, pick: QComboBox, qtbot: QtBot) -> None:
    before = view.draft.record.reviewer
    pick.setFocus()
    qtbot.keyClick(pick, "I")
    qtbot.keyClicks(pick.view(), "nvented H")
    assert pick.view().currentIndex().data() == HAZEL.name
    qtbot.keyClick(pick.view(), Qt.Key.Key_Escape)
    assert not pick.view().isVisible()
    assert view.draft.record.reviewer == before
    assert pick.currentIndex() == -1


def test_an_expired_license_is_said(view: CaseView, pick: QComboBox, qtbot: QtBot) -> None:
    take(pick, qtbot, HAZEL.name)
    assert "The license of Invented Hazel expired on 03/09/2020." in said(view)


def test_without_reviewers_in_the_settings_the_page_says_where_they_come_from(
    view: CaseView,
) -> None:
    view.select("reviewer")
    assert not view.findChild(QComboBox, "reviewer:profile").isVisible()
    assert any("entered in the settings" in words for words in said(view))


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "expired on"), (0, "expires today"), (1, "in 1 day,"), (60, "in 60 days"), (61, "")],
)
def test_the_reminder_begins_sixty_days_before(days: int, words: str) -> None:
    today = dt.date(2026, 5, 4)
    profile = Profile(reviewer=ROWAN, license_expires=today + dt.timedelta(days=days))
    note = license_note(profile, today)
    assert words in note
    assert bool(note) == bool(words)
