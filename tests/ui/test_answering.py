"""Criteria by key: one key answers, and words that are typed then never answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from desktop.app import reference_works
from desktop.cases.sections import ITEM
from desktop.cases.terms import Verdict
from desktop.ui.form.kinds import WIDEST
from desktop.ui.guidelines.criteria import CriteriaList
from tests.ui.hands import Key, Modifier, focused, hit, write
from tests.ui.test_criteria import ODG, button, cite

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.cases.case import Answer
    from desktop.guidelines.guideline import Criterion
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.guidelines.criteria import CriterionRow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
FIRST = f"{ITEM}.0"
WORDS = "No evidence in any day"
"""Evidence with every letter that is an answer's key, and with the space bar."""
KINDS = ("yes-no", "buttons", "list", "number", "date")


def kind_of(criterion: Criterion) -> str:
    """How a criterion is answered."""
    if criterion.kind != "choice":
        return criterion.kind
    return "buttons" if sum(map(len, criterion.choices)) <= WIDEST else "list"


def row_of(view: CaseView, kind: str) -> CriterionRow:
    """The first question of the library that is answered so, with nothing answered yet."""
    view.go(f"{FIRST}.request")
    for guideline in reference_works.guidelines():
        for number, criterion in enumerate(guideline.criteria):
            if kind_of(criterion) == kind:
                view.draft.put(f"{FIRST}.answers", ())
                view.draft.put(f"{FIRST}.guidelines", (guideline.id,))
                lists = {one.guideline.id: one for one in view.page.findChildren(CriteriaList)}
                return lists[guideline.id].questions[number]
    pytest.skip(f"no guideline asks for a {kind}")


def answer(view: CaseView) -> Answer:
    """The one answer that was given."""
    (given,) = view.draft.get(f"{FIRST}.answers")
    return given


def give(kind: str) -> None:
    """Answers what has the focus, by key."""
    match kind:
        case "yes-no":
            hit(Key.Key_N)
        case "buttons":
            hit(Key.Key_Right)
            hit(Key.Key_Space)
        case "list":
            hit(Key.Key_Down)
        case "number":
            write("12")
        case "date":
            write("01/02/2026")


@pytest.mark.parametrize("kind", KINDS)
def test_evidence_is_one_tab_from_its_answer_and_changes_nothing(view: CaseView, kind: str) -> None:
    row_of(view, kind).enter()
    give(kind)
    given = answer(view)
    assert given.verdict or given.value
    hit(Key.Key_Tab)
    write(WORDS)
    after = answer(view)
    assert (after.verdict, after.value) == (given.verdict, given.value)
    assert after.evidence == WORDS


@pytest.mark.parametrize("kind", ["yes-no", "buttons", "list"])
def test_words_typed_on_an_answer_are_its_evidence(view: CaseView, kind: str) -> None:
    row_of(view, kind).enter()
    give(kind)
    given = answer(view)
    write(WORDS)
    after = answer(view)
    assert (after.verdict, after.value) == (given.verdict, given.value)
    assert after.evidence == WORDS


@pytest.mark.parametrize("kind", ["buttons", "list"])
def test_words_typed_before_a_choice_choose_nothing(view: CaseView, kind: str) -> None:
    row_of(view, kind).enter()
    write(WORDS)
    after = answer(view)
    assert (after.verdict, after.value, after.evidence) == (None, "", WORDS)


@pytest.mark.parametrize("key", [Key.Key_Y, Key.Key_N, Key.Key_D, Key.Key_A])
def test_a_held_key_answers_once(view: CaseView, key: Key, qtbot: QtBot) -> None:
    row_of(view, "yes-no").enter()
    hit(key)
    given = answer(view)
    for _ in range(5):
        again = QKeyEvent(
            QEvent.Type.KeyPress, key, Modifier.NoModifier, chr(key.value).lower(), True
        )
        QApplication.sendEvent(focused(), again)
    assert answer(view) == given


def test_the_same_key_on_the_same_answer_leaves_it(view: CaseView) -> None:
    question = row_of(view, "yes-no")
    question.enter()
    hit(Key.Key_Y)
    hit(Key.Key_Tab)
    hit(Key.Key_Backtab, Modifier.ShiftModifier)
    hit(Key.Key_Y)
    assert answer(view).verdict is Verdict.MET
    assert answer(view).evidence == ""


def test_an_answer_that_is_come_to_again_has_its_keys_again(view: CaseView) -> None:
    row_of(view, "yes-no").enter()
    hit(Key.Key_Y)
    write("seen")
    hit(Key.Key_Backtab, Modifier.ShiftModifier)
    hit(Key.Key_N)
    assert (answer(view).verdict, answer(view).evidence) == (Verdict.NOT_MET, "seen")


def test_backspace_lets_the_next_key_answer_anew(view: CaseView) -> None:
    row_of(view, "yes-no").enter()
    hit(Key.Key_Y)
    hit(Key.Key_Backspace)
    assert answer(view).verdict is Verdict.MET
    hit(Key.Key_N)
    assert (answer(view).verdict, answer(view).evidence) == (Verdict.NOT_MET, "")


def test_an_answer_by_click_has_no_keys_either(view: CaseView, qtbot: QtBot) -> None:
    question = row_of(view, "yes-no")
    no = next(b for b in question.findChildren(QPushButton) if b.text() == "No")
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    write("any day")
    assert (answer(view).verdict, answer(view).evidence) == (Verdict.NOT_MET, "any day")


def test_who_looks_into_another_window_comes_back_to_the_evidence(view: CaseView) -> None:
    row_of(view, "yes-no").enter()
    hit(Key.Key_Y)
    for type in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(focused(), QFocusEvent(type, Qt.FocusReason.ActiveWindowFocusReason))
    write("no pain")
    assert (answer(view).verdict, answer(view).evidence) == (Verdict.MET, "no pain")


def test_words_go_on_behind_the_evidence_that_is_there(view: CaseView) -> None:
    question = row_of(view, "yes-no")
    question.enter()
    hit(Key.Key_D)
    write("PR-2")
    hit(Key.Key_Backtab, Modifier.ShiftModifier)
    write("silent")
    assert answer(view).evidence == "PR-2 silent"


def test_an_offered_document_is_taken_or_left_and_the_answer_stays(view: CaseView) -> None:
    document = view.draft.record.documents[0].type
    question = row_of(view, "yes-no")
    question.enter()
    hit(Key.Key_N)
    write(document[:4])
    assert QApplication.activePopupWidget() is not None
    hit(Key.Key_Tab)
    assert answer(view).verdict is Verdict.NOT_MET
    assert answer(view).evidence == document[:4]
    assert not question.isAncestorOf(focused())
    question.enter()
    write(f"T{document[:4]}")
    hit(Key.Key_Down)
    assert answer(view).verdict is Verdict.NOT_MET


def test_a_list_of_offers_goes_with_the_focus_and_takes_no_letter_along(view: CaseView) -> None:
    row_of(view, "yes-no").enter()
    hit(Key.Key_N)
    write(view.draft.record.documents[0].type[:4])
    assert QApplication.activePopupWidget() is not None
    view.go("claim_number", 0)
    assert QApplication.activePopupWidget() is None
    write("7")
    assert view.draft.get("claim_number").startswith("7")


def test_a_list_that_is_open_is_searched_by_letters(view: CaseView) -> None:
    question = row_of(view, "list")
    question.enter()
    picked = focused()
    assert isinstance(picked, QComboBox)
    hit(Key.Key_Space)
    write(picked.itemText(2)[:3])
    hit(Key.Key_Return)
    assert answer(view).value.casefold().startswith(picked.itemText(2)[:3].casefold())
    assert answer(view).evidence == ""


def test_a_rung_is_answered_by_one_key_and_words_are_its_reason(view: CaseView) -> None:
    cite(view, ODG)
    button(view, "evidence-order:mtus", "Silent").setFocus()
    hit(Key.Key_S)
    write("rests on silence")
    found = {one.criterion: one for one in view.draft.get(f"{FIRST}.answers")}["mtus"]
    assert (found.value, found.evidence) == ("silent", "rests on silence")
    reason = view.findChild(QLineEdit, "evidence-order:mtus:because")
    assert reason.hasFocus()
