"""What the reviewer says about sources: why a lower one is cited, and that no guideline applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.app import reference_works
from desktop.cases.case import Citation
from desktop.cases.sections import ITEM
from desktop.cases.terms import Source, Verdict
from desktop.store.files.folder import VARIABLE, Folder
from desktop.ui.case.item_page import rationale
from desktop.ui.guidelines.criteria import CriteriaList, CriterionRow
from tests.ui.hands import focused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.ui.case.case_view import CaseView

NARROWEST = 420
"""Pixels of a form in the smallest window."""
FIRST = f"{ITEM}.0"
ODG = Citation(
    source=Source("Non-MTUS Citation"), title="Official Disability Guidelines (ODG)", chapter="Head"
)
POLICY = Citation(
    source=Source("Other Medical Treatment Guidelines"), title="AANEM Recommended Policy"
)
STUDY = Citation(
    source=Source("Other Medical Treatment Guidelines"),
    title="Invented A. A trial of a device. J Invented. 2015",
)


def cite(view: CaseView, *citations: Citation) -> None:
    view.go(f"{FIRST}.request")
    view.draft.put(f"{FIRST}.reviewer_basis.citations", citations)


def shown(view: CaseView, name: str) -> bool:
    widget = view.findChild(QWidget, name)
    return widget is not None and widget.isVisible()


def button(view: CaseView, name: str, words: str) -> QPushButton:
    choice = view.findChild(QWidget, name)
    return next(one for one in choice.findChildren(QPushButton) if one.text() == words)


def drafted(view: CaseView) -> str:
    return rationale(view.draft.record, 0, view.page.services)


def answers(view: CaseView) -> dict[str, tuple[str, str]]:
    found = view.draft.get(f"{FIRST}.answers")
    return {
        one.criterion: (one.value, one.evidence)
        for one in found
        if one.guideline == "evidence-order"
    }


def test_a_citation_of_the_mtus_asks_nothing(view: CaseView) -> None:
    view.go(f"{FIRST}.request")
    assert not shown(view, "evidence-order:open")
    assert not shown(view, "evidence-order:mtus")


def test_a_lower_citation_asks_for_each_rung_above_it(view: CaseView) -> None:
    cite(view, STUDY)
    rungs = ("mtus", "acoem-odg", "guidelines")
    assert all(shown(view, f"evidence-order:{rung}") for rung in rungs)
    said = view.findChild(QLabel, "evidence-order:open").text()
    assert said == (
        "What is cited stands below the MTUS, the current ACOEM or ODG guideline and other "
        "nationally recognized guidelines in the order of evidence. Say why."
    )
    cite(view, ODG)
    assert [shown(view, f"evidence-order:{rung}") for rung in rungs] == [True, False, False]


def test_one_key_answers_and_the_rationale_says_it(view: CaseView, qtbot: QtBot) -> None:
    cite(view, ODG)
    silent = button(view, "evidence-order:mtus", "Silent")
    silent.setFocus()
    qtbot.keyClick(silent, Qt.Key.Key_S)
    assert not shown(view, "evidence-order:open")
    reason = view.findChild(QLineEdit, "evidence-order:mtus:because")
    qtbot.waitUntil(reason.isVisible)
    qtbot.keyClicks(reason, "it has no chapter on the head")
    assert answers(view) == {"mtus": ("silent", "it has no chapter on the head")}
    assert (
        "The MTUS does not address this service for this condition: it has no chapter on the "
        "head. The decision therefore rests on Official Disability Guidelines (ODG), Head"
    ) in drafted(view)


def test_a_rebuttal_is_said_with_its_reason(view: CaseView, qtbot: QtBot) -> None:
    cite(view, ODG)
    silent = button(view, "evidence-order:mtus", "Silent")
    qtbot.keyClick(silent, Qt.Key.Key_R)
    reason = view.findChild(QLineEdit, "evidence-order:mtus:because")
    qtbot.keyClicks(reason, "a later trial shows benefit")
    assert "The presumption of the MTUS is rebutted: a later trial shows benefit." in drafted(view)


def test_a_rung_below_the_schedule_has_no_presumption(view: CaseView, qtbot: QtBot) -> None:
    cite(view, POLICY)
    better = button(view, "evidence-order:acoem-odg", "Better evidence elsewhere")
    qtbot.keyClick(better, Qt.Key.Key_B)
    reason = view.findChild(QLineEdit, "evidence-order:acoem-odg:because")
    qtbot.keyClicks(reason, "a systematic review of twelve trials")
    words = drafted(view)
    assert (
        "The recommendation that governs here has a higher quality and strength of evidence than "
        "the current ACOEM or ODG guideline: a systematic review of twelve trials."
    ) in words
    assert "presumption" not in words


def test_a_reason_is_taken_back_as_one_step(view: CaseView, qtbot: QtBot) -> None:
    cite(view, ODG)
    qtbot.keyClick(button(view, "evidence-order:mtus", "Silent"), Qt.Key.Key_S)
    reason = view.findChild(QLineEdit, "evidence-order:mtus:because")
    qtbot.keyClicks(reason, "no chapter")
    while view.draft.get(f"{FIRST}.answers") and reason.text():
        view.draft.undo()
    assert answers(view) == {"mtus": ("silent", "")}
    assert view.draft.undo_name == "say why the MTUS does not govern"
    view.draft.undo()
    assert answers(view) == {}
    assert shown(view, "evidence-order:open")
    view.draft.redo()
    assert button(view, "evidence-order:mtus", "Silent").isChecked()


def test_what_is_asked_is_read_aloud(view: CaseView) -> None:
    cite(view, ODG)
    name = button(view, "evidence-order:mtus", "Rebutted").accessibleName()
    assert name.startswith("Why does the MTUS not govern")
    assert name.endswith(": Rebutted")


def test_no_guideline_applies_with_its_reason(view: CaseView, qtbot: QtBot) -> None:
    view.go(f"{FIRST}.request")
    assert not shown(view, "no-guideline")
    view.draft.put(f"{FIRST}.guidelines", ())
    tick = view.findChild(QCheckBox, "no-guideline")
    qtbot.waitUntil(tick.isVisible)
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    reason = view.findChild(QLineEdit, "no-guideline:reason")
    qtbot.waitUntil(reason.hasFocus)
    qtbot.keyClicks(reason, "none addresses this device")
    assert "No guideline applies: none addresses this device." in drafted(view)
    assert answers(view) == {"no-guideline": ("", "none addresses this device")}


def test_no_guideline_is_taken_back_and_brought_back(view: CaseView, qtbot: QtBot) -> None:
    view.go(f"{FIRST}.request")
    view.draft.put(f"{FIRST}.guidelines", ())
    tick = view.findChild(QCheckBox, "no-guideline")
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert view.draft.undo_name == "say that no guideline applies"
    view.draft.undo()
    assert not tick.isChecked()
    view.draft.redo()
    assert tick.isChecked()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert answers(view) == {}


def test_a_guideline_consulted_after_all_is_what_the_rationale_is_drafted_from(
    view: CaseView, qtbot: QtBot
) -> None:
    view.go(f"{FIRST}.request")
    consulted = view.draft.get(f"{FIRST}.guidelines")
    view.draft.put(f"{FIRST}.guidelines", ())
    qtbot.keyClick(view.findChild(QCheckBox, "no-guideline"), Qt.Key.Key_Space)
    qtbot.keyClicks(view.findChild(QLineEdit, "no-guideline:reason"), "none addresses it")
    view.draft.put(f"{FIRST}.guidelines", consulted)
    assert shown(view, "no-guideline:unused")
    assert "No guideline applies" not in drafted(view)


def test_a_computed_value_that_would_change_the_result_is_said(view: CaseView) -> None:
    view.go(f"{FIRST}.request")
    view.draft.put(f"{FIRST}.request", "Massage therapy, twice a week for six weeks")
    view.draft.put(f"{FIRST}.guidelines", ("mtus-chronic-pain-2016-massage",))
    said = "\n".join(label.text() for label in view.findChildren(QLabel))
    assert "Total visits: 7: the criteria would be not met." in said.splitlines()


def test_typing_evidence_is_one_step(view: CaseView, qtbot: QtBot) -> None:
    view.go(f"{FIRST}.request")
    line = view.findChild(QLineEdit, "mtus-low-back-2020-imaging:recommended:evidence")
    before = view.draft.get(f"{FIRST}.answers")
    qtbot.keyClicks(line, " and so on")
    view.draft.undo()
    assert view.draft.get(f"{FIRST}.answers") == before
    assert before[0].verdict == Verdict.MET


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an organization's own guidelines, which the program then looks into."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "library"))
    folder = Folder(tmp_path / "library").guidelines
    folder.mkdir(parents=True)
    reference_works.guidelines.cache_clear()
    yield folder
    reference_works.guidelines.cache_clear()


def test_a_guideline_file_that_is_wrong_is_said_once_the_desk_is_there(
    own: Path, request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    (own / "ours.toml").write_text('id = "ours"\nnonsense = 3\n', encoding="utf-8")
    application: Application = request.getfixturevalue("application")
    notice = application.window.notice
    application.unlocking.open_sample()
    notice.tell("Something passing.")
    qtbot.waitUntil(lambda: not application.desk.services.drafts.busy)
    dismiss = notice.findChild(QToolButton)
    qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    assert notice.words.startswith("Left out of the guidelines until it is right: ours.toml")
    qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    assert notice.words == ""


def test_a_checklist_claims_nothing_before_it_is_answered(view: CaseView, qtbot: QtBot) -> None:
    view.go(f"{FIRST}.request")
    view.draft.put(f"{FIRST}.answers", ())
    checklist = view.page.findChildren(CriteriaList)[0]
    assert not checklist._result.isVisible()
    assert checklist._flips.text() == "No question is answered yet."
    checklist.enter()
    qtbot.keyClick(focused(), Qt.Key.Key_D)
    assert checklist._result.text() == "The record does not show whether the criteria are met."
    assert "without an answer" in checklist._flips.text()


def test_no_question_of_a_guideline_is_wider_than_the_form_at_its_narrowest(
    view: CaseView, qtbot: QtBot
) -> None:
    view.go(f"{FIRST}.request")
    for guideline in view.page.services.guidelines():
        for criterion in guideline.criteria:
            if criterion.kind == "choice":
                question = CriterionRow(view.draft.part(FIRST), guideline, criterion)
                qtbot.addWidget(question)
                assert question.minimumSizeHint().width() <= NARROWEST, criterion.id


def test_one_of_many_choices_is_answered_from_a_list(view: CaseView, qtbot: QtBot) -> None:
    view.go(f"{FIRST}.request")
    view.draft.put(f"{FIRST}.guidelines", ("mtus-postsurgical-2009-shoulder",))
    surgery = view.findChild(QComboBox, "mtus-postsurgical-2009-shoulder:surgery:value")
    surgery.setFocus()
    qtbot.keyClick(surgery, Qt.Key.Key_Down)
    chosen = [a.value for a in view.draft.get(f"{FIRST}.answers") if a.criterion == "surgery"]
    assert chosen == ["ankle fracture"]
    assert surgery.currentText() == "Ankle fracture"
