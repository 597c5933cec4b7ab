"""The criteria of a guideline: one keystroke for each answer, and the result so far."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout

from desktop.cases import criterion_answers
from desktop.cases.entry.completions import among
from desktop.cases.terms import Verdict
from desktop.records.questions import Prose
from desktop.ui.form.editors import Choice
from desktop.ui.form.kinds import choosing
from desktop.ui.form.text.text_line import TextLine
from desktop.ui.guidelines.answering import AnswerKeys, item_of, put_answer
from desktop.ui.guidelines.consulted_form import ConsultedForm
from desktop.ui.guidelines.read_line import ReadLine
from desktop.ui.widgets import layouts, spoken
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget

    from desktop.app.draft import PartDraft
    from desktop.cases.case import Answer, Case, DisputedItem, Document
    from desktop.guidelines.assessment import Assessment
    from desktop.guidelines.guideline import Criterion, Guideline
    from desktop.ui.form.editors import Pick

KEYS = {
    Qt.Key.Key_Y: Verdict.MET,
    Qt.Key.Key_N: Verdict.NOT_MET,
    Qt.Key.Key_D: Verdict.NOT_DOCUMENTED,
    Qt.Key.Key_A: Verdict.NOT_APPLICABLE,
}
WORDS = ("Yes", "No", "Not documented", "N/A")
RESULTS = {
    Verdict.MET: "The answers meet the criteria.",
    Verdict.NOT_MET: "The answers do not meet the criteria.",
    Verdict.NOT_DOCUMENTED: "The record does not show whether the criteria are met.",
}

UNANSWERED = "No question is answered yet."
FLIPS = 3
"""Answers, and computed values, that are shown as changing the result."""


class CriteriaList(QFrame):
    """One guideline's questions with their answers."""

    def __init__(self, item: PartDraft[Case], guideline: Guideline, remover: QWidget) -> None:
        super().__init__()
        self.guideline = guideline
        self.path = f"{item.prefix}.answers"
        self.setObjectName("card")
        self._item = item
        self._result, self._flips = worded("", "large"), worded("", "help")
        column = layouts.column(self, (12, 12, 12, 12), spacing=16)
        title = worded(guideline.title, "large", wrapped=True)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(remover, 0, Qt.AlignmentFlag.AlignTop)
        top, end = QVBoxLayout(), QVBoxLayout()
        top.addLayout(head)
        for words in filter(None, (guideline.citation, guideline.asks)):
            top.addWidget(_wrapped(worded(words, "help")))
        self.form, self.read = ConsultedForm(guideline.id), ReadLine(guideline.id)
        top.addWidget(self.form)
        top.addWidget(self.read)
        self.questions = [CriterionRow(item, guideline, one) for one in guideline.criteria]
        for label in (self._result, self._flips):
            end.addWidget(_wrapped(label))
        column.addLayout(top)
        for question in self.questions:
            column.addWidget(question)
        column.addLayout(end)
        for part in (top, end):
            part.setSpacing(4)

    def enter(self) -> None:
        """Goes to the first question."""
        for question in self.questions[:1]:
            question.enter()

    def pull(self) -> None:
        """Shows the answers as they are, and what they imply."""
        from desktop.guidelines.assessment import assess

        item: DisputedItem = item_of(self._item)
        assessment = assess(item, self.guideline)
        for question in self.questions:
            question.pull(item, assessment)
        begun = bool(assessment.values) or criterion_answers.has_begun(
            item.answers, self.guideline.id
        )
        self._show_result(RESULTS.get(assessment.result, "") if begun else "")
        self._flips.setText(self._would_change(assessment) if begun else UNANSWERED)

    def _show_result(self, words: str) -> None:
        """Shows what the answers imply, and announces it to a screen reader where it changed."""
        focused = QApplication.focusWidget()
        if words != self._result.text() and focused is not None and self.isAncestorOf(focused):
            spoken.say(self, words)
        self._result.setText(words)
        self._result.setVisible(bool(words))

    def _would_change(self, assessment: Assessment) -> str:
        """Which single answers would change the result, in words."""
        asks = {one.id for one in self.guideline.criteria}
        asked = [flip for flip in assessment.flips if flip.name in asks]
        computed = [flip for flip in assessment.flips if flip.name not in asks]
        flips = (*asked[:FLIPS], *computed[:FLIPS])
        lines = [flip.in_words(self.guideline) for flip in flips]
        left = len(assessment.unanswered)
        if left:
            lines.insert(0, f"{left} question{'' if left == 1 else 's'} without an answer.")
        return "\n".join(lines)


class CriterionRow(QFrame):
    """One criterion: its question, the answer, and the evidence for it."""

    def __init__(self, item: PartDraft[Case], guideline: Guideline, criterion: Criterion) -> None:
        super().__init__()
        self._item, self._guideline, self._criterion = item, guideline, criterion
        self.path = f"{item.prefix}.answers"
        ask = worded(criterion.ask, "", wrapped=True)
        help = worded(
            "  ·  ".join(filter(None, (criterion.help, criterion.rule))), "help", wrapped=True
        )
        self._verdict = Choice(tuple(KEYS.values()), WORDS)
        self._value = _value_editor(criterion)
        self._evidence = TextLine()
        self._lay_out(ask, help)
        AnswerKeys(self._verdict, self._evidence, KEYS)
        if not isinstance(self._value, TextLine):
            AnswerKeys(self._value, self._evidence)
        self._verdict.edited.connect(self._push)
        self._value.edited.connect(self._push)
        self._evidence.edited.connect(self._push)

    def pull(self, item: DisputedItem, assessment: Assessment) -> None:
        """Shows the answer that `item` has, or what the request itself says."""
        answer = self._answer(item)
        self._verdict.show_value(answer.verdict)
        self._evidence.show_value(answer.evidence)
        known = assessment.values.get(self._criterion.id)
        number = f"{known:g}" if isinstance(known, float | int) else ""
        if isinstance(self._value, TextLine):
            self._value.setPlaceholderText(number and f"{number}, as the request says")
        self._value.show_value(answer.value)

    def enter(self) -> None:
        """Goes to the answer."""
        here = self._value if self._verdict.isHidden() else self._verdict
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, documents: list[str]) -> None:
        """Completes the evidence from the case's `documents`."""
        self._evidence.known = partial(among, documents)

    def _answer(self, item: DisputedItem) -> Answer:
        return criterion_answers.answer(item.answers, self._guideline.id, self._criterion.id)

    def _push(self) -> None:
        item: DisputedItem = item_of(self._item)
        new = replace(
            self._answer(item),
            verdict=self._verdict.value(),
            value=self._value.value() or "",
            evidence=Prose(self._evidence.words),
        )
        name = f"answer “{self._criterion.ask[:40]}”"
        put_answer(self._item, new, name)

    def _lay_out(self, ask: QLabel, help: QLabel) -> None:
        column = layouts.column(self, spacing=4)
        column.addWidget(ask)
        column.addWidget(help)
        help.setVisible(bool(help.text()))
        row = QHBoxLayout()
        row.setSpacing(8)
        yes_no = self._criterion.kind == "yes-no"
        name = f"{self._guideline.id}:{self._criterion.id}"
        self._verdict.name(self._criterion.ask)
        self._value.setObjectName(f"{name}:value")
        self._value.setAccessibleName(self._criterion.ask)
        if isinstance(self._value, Choice):
            self._value.name(self._criterion.ask)
        self._evidence.setObjectName(f"{name}:evidence")
        self._evidence.setAccessibleName(f"Evidence: {self._criterion.ask}")
        self._evidence.setPlaceholderText(self._criterion.evidence or "Document and date")
        unit = worded(self._criterion.unit, "help")
        for widget in (self._verdict, self._value, unit):
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
        self._verdict.setVisible(yes_no)
        self._value.setVisible(not yes_no)
        unit.setVisible(bool(self._criterion.unit) and not yes_no)
        column.addWidget(self._evidence)


def _wrapped(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    return label


def _value_editor(criterion: Criterion) -> Choice | Pick | TextLine:
    """Buttons or a list for a choice, a short line for a number or a date."""
    if criterion.kind == "choice":
        return choosing(criterion.choices, criterion.choices, optional=True)
    line = TextLine()
    line.setMaximumWidth(220)
    return line


def documents_of(item: PartDraft[Case]) -> list[str]:
    """The case's documents, as evidence names them."""
    return [_in_words(one) for one in item.whole.record.documents]


def _in_words(document: Document) -> str:
    """A document by its type and date."""
    day = f"{document.date:%m/%d/%Y}" if document.date else ""
    return " of ".join(filter(None, (document.type or document.author, day)))
