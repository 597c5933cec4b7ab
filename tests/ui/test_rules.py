"""An organization weighs the rules of the check; the trail of a letter says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton

from desktop.cases.settings import WeighedRule
from desktop.cases.terms import Weight

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

DOUBLED = "The the rationale repeats a word."


def said(view: CaseView) -> list[str]:
    """The sentences in the review, by their links."""
    links = view.findings.findChildren(QPushButton)
    return [link.accessibleName() for link in links if link.accessibleName().startswith("Go to")]


def test_a_rule_is_switched_off_from_its_finding(qtbot: QtBot, desk: Desk, view: CaseView) -> None:
    view.select("review")
    desk.current().draft.put("disputed_items.0.rationale", DOUBLED)
    qtbot.waitUntil(lambda: any("the the" in words.lower() for words in said(view)))
    silence = next(
        link
        for link in view.findings.findChildren(QPushButton)
        if link.accessibleName().startswith("Switch this rule off")
        and "the the" in link.accessibleName().lower()
    )
    silence.click()
    qtbot.waitUntil(lambda: not any("the the" in words.lower() for words in said(view)))
    (rule,) = desk.settings.record.rules
    assert rule.weight is Weight.OFF
    assert rule.rule in str(desk.store().trail.entries())


def test_what_is_found_while_one_types_is_laid_out_when_the_review_is_seen(
    qtbot: QtBot, desk: Desk, view: CaseView
) -> None:
    desk.current().draft.put("disputed_items.0.rationale", DOUBLED)
    qtbot.waitUntil(lambda: any("the the" in f.message.lower() for f in view.findings.findings))
    assert said(view) == []
    view.select("review")
    assert any("the the" in words.lower() for words in said(view))


def test_a_rule_weighs_what_the_settings_say(qtbot: QtBot, desk: Desk, view: CaseView) -> None:
    view.select("review")
    desk.current().draft.put("disputed_items.0.rationale", DOUBLED)
    qtbot.waitUntil(lambda: any("the the" in words.lower() for words in said(view)))
    found = desk.services.review(desk.current().draft.record)
    doubled = next(one for one in found if "the the" in one.message.lower())
    weighed = (WeighedRule(rule=doubled.rule, weight=Weight.ERROR),)
    desk.settings.put("rules", weighed)
    again = desk.services.review(desk.current().draft.record)
    assert [one.severity for one in again if one.rule == doubled.rule] == ["error"]


def test_the_settings_show_a_rule_that_is_weighed_otherwise(desk: Desk) -> None:
    desk.settings.put("rules", (WeighedRule(rule="prose.doubled-word"),))
    desk.do("settings")
    line = desk.window.findChild(QLineEdit, "rules.0.rule")
    assert line.text() == "prose.doubled-word"
