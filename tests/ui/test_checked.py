"""The check beside the window: what it found is shown, and ends where the case does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from desktop.records.questions import Prose
from desktop.ui.checks.findings import MOST as LISTED
from desktop.ui.checks.findings import Card
from desktop.ui.form.field_message import MOST, Note, in_words
from tests import invented
from tests.app.test_check_process import ends
from tests.checks import hostile
from tests.ui import signing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

SUMMARY = "summary.narrative"


def checked(desk: Desk, qtbot: QtBot, case) -> CaseView:
    desk.open(desk.add(case))
    signing.settled(desk, qtbot)
    return desk.current().view


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")
def test_locking_ends_the_process_that_had_the_case(
    application: Application, desk: Desk, qtbot: QtBot
) -> None:
    checked(desk, qtbot, invented.case())
    checking = desk.services.forget.__self__  # type: ignore[attr-defined]
    pid = checking.pid
    assert pid is not None
    assert desk.put_away(application.window.close)
    assert checking.pid is None
    assert ends(pid)


def test_a_fix_does_not_take_back_what_was_typed_since(desk: Desk, qtbot: QtBot) -> None:
    view = checked(desk, qtbot, hostile.in_running_text("There is the the knee."))
    slip = next(
        one for one in view.findings.findings if (one.rule, one.path) == ("prose.doubled", SUMMARY)
    )
    view.draft.put(SUMMARY, Prose("There is the the knee. It hurts."))
    view.findings.fixed.emit(slip)
    assert view.draft.get(SUMMARY) == "There is the the knee. It hurts."
    signing.settled(desk, qtbot)
    again = next(
        one for one in view.findings.findings if (one.rule, one.path) == ("prose.doubled", SUMMARY)
    )
    view.findings.fixed.emit(again)
    assert view.draft.get(SUMMARY) == "There is the knee. It hurts."


def test_many_findings_are_listed_as_far_as_anybody_reads(desk: Desk, qtbot: QtBot) -> None:
    view = checked(desk, qtbot, hostile.in_running_text("He fell.. " * 400))
    warnings = [one for one in view.findings.findings if one.severity == "warning"]
    others = len(view.findings.findings) - len(warnings)
    assert len(warnings) > LISTED
    view.select("review")
    assert len(view.findings.findChildren(Card)) == LISTED + others


def test_a_field_says_how_much_more_was_found() -> None:
    notes = [Note("advice", f"Sentence {number}.") for number in range(MOST + 5)]
    severity, words = in_words(notes)
    assert severity == "advice"
    assert words.splitlines()[-1] == "5 more: the review lists them."
    assert len(words.splitlines()) == MOST + 1
