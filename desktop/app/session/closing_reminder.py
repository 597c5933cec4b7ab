"""Decision and closing sentence: a changed decision offers to change what the rationale says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.cases.sections import ITEM

if TYPE_CHECKING:
    from desktop.app.draft import Draft
    from desktop.app.notices import Notices
    from desktop.cases.case import Case
    from desktop.cases.terms import Decision
    from desktop.checks.closing_sentence import ClosingSentence


class ClosingReminder(QObject):
    """Watches the decisions of `draft`; changes a rationale only when the person accepts."""

    def __init__(self, draft: Draft[Case], notices: Notices) -> None:
        super().__init__(draft)
        self._draft, self._notices = draft, notices
        self._decisions = decisions(draft.record)
        self._changed: set[int] = set()
        self._sentence = ""
        self._offered: int | None = None
        draft.following.due.connect(self._look)

    def offer(self) -> None:
        """Offers for each decision changed since the last time; called once the case is checked."""
        changed, self._changed = self._changed, set()
        if self._offered is not None and not self._against(self._offered):
            self._notices.settle(self._sentence)
            self._offered = None
        for number in sorted(changed):
            self._offer(number)

    def _look(self, _path: str) -> None:
        """Notes which decisions changed; where items were added or removed, none did."""
        before, self._decisions = self._decisions, decisions(self._draft.record)
        if len(before) != len(self._decisions):
            self._changed.clear()
            return
        pairs = enumerate(zip(before, self._decisions, strict=True))
        self._changed.update(number for number, (old, new) in pairs if old is not new)
        if self._changed and self._sentence:
            self._notices.settle(self._sentence)

    def _offer(self, number: int) -> None:
        closing = closing_of(self._draft.record, number)
        if closing.against:
            item = self._draft.record.disputed_items[number]
            self._sentence = (
                f"Item {number + 1} is {item.decision}, but its rationale still closes with "
                f"“{closing.against}”."
            )
            act = "Change the closing sentence" if closing.in_step is not None else ""
            self._offered = number
            self._notices.warn(self._sentence, act, partial(self._change, number))

    def _against(self, number: int) -> bool:
        """Whether item `number` is still there, and its rationale still closes against it."""
        there = number < len(self._draft.record.disputed_items)
        return there and bool(closing_of(self._draft.record, number).against)

    def _change(self, number: int) -> None:
        """Changes the closing sentence to match the decision."""
        words = closing_of(self._draft.record, number).in_step
        if words is not None:
            name = f"change the closing sentence of item {number + 1}"
            self._draft.put(f"{ITEM}.{number}.rationale", words, name)


def decisions(case: Case) -> tuple[Decision | None, ...]:
    """The decisions of the items, in order."""
    return tuple(item.decision for item in case.disputed_items)


def closing_of(case: Case, number: int) -> ClosingSentence:
    """The decision of item `number`, and how its rationale closes."""
    from desktop.app import reference_works
    from desktop.checks.closing_sentence import closing

    return closing(case.disputed_items[number], reference_works.references(case.program).reader)
