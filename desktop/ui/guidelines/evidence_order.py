"""The order of evidence of a citation: why the higher rungs do not govern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.cases import criterion_answers
from desktop.cases.case import Answer
from desktop.guidelines.evidence_hierarchy import EVIDENCE_ORDER
from desktop.guidelines.wording import series
from desktop.records.questions import Prose
from desktop.ui.form.editors import Choice
from desktop.ui.form.place import FormPlace
from desktop.ui.form.text.text_line import TextLine
from desktop.ui.guidelines.answering import AnswerKeys, item_of, put_answer
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.draft import PartDraft
    from desktop.cases.case import Case
    from desktop.guidelines.evidence_hierarchy import HierarchyStep, Rung, Why
    from desktop.ui.shell.services import Services

KEYS: dict[Why, Qt.Key] = {
    "silent": Qt.Key.Key_S,
    "rebutted": Qt.Key.Key_R,
    "outweighed": Qt.Key.Key_B,
}
WORDS: dict[Why, str] = {
    "silent": "Silent",
    "rebutted": "Rebutted",
    "outweighed": "Better evidence elsewhere",
}
REASONS: dict[Why, str] = {
    "": "The reason, in a few words",
    "silent": "What it does not address, such as “it has no chapter on the head”",
    "rebutted": "What rebuts its presumption: the study or guideline, and why it is stronger",
    "outweighed": "Which recommendation has better evidence, and of what kind",
}


class EvidenceOrder(FormPlace):
    """Asks why the rungs above the reviewer's citations do not govern; nothing where none is."""

    def __init__(self, item: PartDraft[Case], services: Services) -> None:
        super().__init__()
        self._item, self._services = item, services
        self.path = item.prefix
        self._questions: dict[str, RungQuestion] = {}
        self._says = worded("", "warning")
        self._says.setObjectName("evidence-order:open")
        self._says.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._says)

    def pull(self, _path: str = "") -> None:
        """Shows the question of each rung that was passed over, with its answer."""
        item = item_of(self._item)
        cited = item.reviewer_basis.citations
        steps = self._services.citations().ladder.steps(cited, item.answers) if cited else ()
        if [step.rung.id for step in steps] != self._shown():
            self._ask(steps)
        for step in steps:
            self._questions[step.rung.id].pull(step)
        self._say([step.rung.name for step in steps if not step.why])
        self.setVisible(bool(steps))

    def _say(self, left: list[str]) -> None:
        """Says which rungs were passed over without a reason."""
        question = f"What is cited stands below {series(left)} in the order of evidence. Say why."
        self._says.setText(question if left else "")
        self._says.setVisible(bool(left))

    def _shown(self) -> list[str]:
        return [id for id, question in self._questions.items() if not question.isHidden()]

    def _ask(self, steps: Sequence[HierarchyStep]) -> None:
        """Shows the questions of `steps` and hides the others; in the ladder's order."""
        wanted = {step.rung.id for step in steps}
        for step in steps:
            if step.rung.id not in self._questions:
                question = RungQuestion(self._item, step.rung)
                self._questions[step.rung.id] = question
                self._column.addWidget(question)
        for id, question in self._questions.items():
            question.setVisible(id in wanted)
        self.reshaped.emit()


class RungQuestion(QFrame):
    """Why one rung does not govern: one of its two reasons, and what bears it out."""

    def __init__(self, item: PartDraft[Case], rung: Rung) -> None:
        super().__init__()
        self._item, self._rung = item, rung
        self.setObjectName("card")
        self._why = Choice(rung.reasons, tuple(WORDS[why] for why in rung.reasons))
        self._why.setObjectName(f"{EVIDENCE_ORDER}:{rung.id}")
        self._because = TextLine()
        self._because.setObjectName(f"{EVIDENCE_ORDER}:{rung.id}:because")
        self._lay_out(" ".join(rung.asks.split()))
        AnswerKeys(self._why, self._because, {KEYS[why]: why for why in rung.reasons})
        self._why.edited.connect(self._push)
        self._because.edited.connect(self._push)

    def pull(self, step: HierarchyStep) -> None:
        """Shows the answer that `step` has."""
        answers = item_of(self._item).answers
        self._why.show_value(step.why or None)
        self._because.setVisible(bool(step.why))
        self._because.setPlaceholderText(REASONS[step.why])
        self._because.show_value(
            criterion_answers.answer(answers, EVIDENCE_ORDER, self._rung.id).evidence
        )

    def _push(self) -> None:
        new = Answer(
            guideline=EVIDENCE_ORDER,
            criterion=self._rung.id,
            value=str(self._why.value() or ""),
            evidence=Prose(self._because.words),
        )
        put_answer(self._item, new, f"say why {self._rung.name} does not govern")

    def _lay_out(self, asks: str) -> None:
        self._why.name(asks)
        self._because.setAccessibleName(f"Reason: {asks}")
        column = layouts.column(self, (12, 12, 12, 12), spacing=4)
        for words, role in ((asks, ""), (self._rung.citation, "help")):
            label = worded(words, role, wrapped=True)
            column.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self._why)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._because)
