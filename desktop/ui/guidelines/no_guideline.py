"""The choice that no guideline applies, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.cases import criterion_answers
from desktop.cases.terms import Verdict
from desktop.guidelines.evidence_hierarchy import EVIDENCE_ORDER, NO_GUIDELINE
from desktop.records.questions import Prose
from desktop.ui.form.editors import Tick
from desktop.ui.form.text.text_line import TextLine
from desktop.ui.guidelines.answering import item_of, put_answer
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from desktop.app.draft import PartDraft
    from desktop.cases.case import Answer, Case, DisputedItem

LABEL = "No guideline applies"
UNUSED = "A guideline is consulted, so the rationale is drafted from it and not from this."


class NoGuideline(QWidget):
    """A checkbox with a reason, which the rationale then states."""

    def __init__(self, item: PartDraft[Case]) -> None:
        super().__init__()
        self._item = item
        self._tick, self._reason = Tick(LABEL), TextLine()
        self._tick.setObjectName(NO_GUIDELINE)
        self._reason.setObjectName(f"{NO_GUIDELINE}:reason")
        self._reason.setAccessibleName(f"Reason: {LABEL[:1].lower()}{LABEL[1:]}")
        self._reason.setPlaceholderText("Why none applies, such as “none addresses this device”")
        self._unused = worded(UNUSED, "help")
        self._unused.setObjectName(f"{NO_GUIDELINE}:unused")
        self._unused.setWordWrap(True)
        column = layouts.column(self, spacing=4)
        for widget in (self._tick, self._reason, self._unused):
            column.addWidget(widget)
        self._tick.edited.connect(self._choose)
        self._reason.edited.connect(self._explain)

    def enter(self) -> None:
        """Focuses the checkbox."""
        self._tick.setFocus(Qt.FocusReason.OtherFocusReason)

    def pull(self, item: DisputedItem) -> None:
        """Shows whether none applies; not offered while a guideline is consulted."""
        answer = self._answer()
        chosen = bool(answer.verdict or answer.evidence)
        self._tick.show_value(chosen)
        self._reason.show_value(answer.evidence)
        self._reason.setVisible(chosen)
        self._unused.setVisible(chosen and bool(item.guidelines))
        self.setVisible(chosen or not item.guidelines)

    def _answer(self) -> Answer:
        return criterion_answers.answer(item_of(self._item).answers, EVIDENCE_ORDER, NO_GUIDELINE)

    def _choose(self) -> None:
        """Records that none applies, or removes that with its reason."""
        if self._tick.value():
            self._put(Verdict.MET, "")
            self._reason.setFocus()
        else:
            self._put(None, "")

    def _explain(self) -> None:
        self._put(Verdict.MET, self._reason.words)

    def _put(self, verdict: Verdict | None, reason: str) -> None:
        new = replace(self._answer(), verdict=verdict, evidence=Prose(reason))
        put_answer(self._item, new, "say that no guideline applies")
