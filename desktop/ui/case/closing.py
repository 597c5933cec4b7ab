"""Decision and closing sentence: a changed decision offers to change what the rationale says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.cases.sections import ITEM

if TYPE_CHECKING:
    from desktop.app.draft import Draft
    from desktop.cases.case import Case
    from desktop.cases.terms import Decision
    from desktop.ui.shell.services import Services
    from desktop.ui.widgets.notice import Notice


class ClosingReminder(QObject):
    """Watches the decisions of `draft`; it changes nothing until it is told to."""

    def __init__(self, draft: Draft, notice: Notice, services: Services) -> None:
        super().__init__(notice)
        self._draft, self._notice, self._services = draft, notice, services
        self._decisions = decisions(draft.record)
        self._changed: set[int] = set()
        self._said = ""
        self._offered: int | None = None
        draft.following.due.connect(self._look)

    def offer(self) -> None:
        """Offers for each decision changed since the last time; called once the case is checked."""
        changed, self._changed = self._changed, set()
        if self._offered is not None and not self._against(self._offered):
            self._notice.settle(self._said)
            self._offered = None
        for number in sorted(changed):
            self._offer(number)

    def _look(self, _path: str) -> None:
        """Notes which decisions are others now; of items added or removed there are none."""
        before, self._decisions = self._decisions, decisions(self._draft.record)
        if len(before) != len(self._decisions):
            self._changed.clear()
            return
        pairs = enumerate(zip(before, self._decisions, strict=True))
        self._changed.update(number for number, (old, new) in pairs if old is not new)
        if self._changed and self._said:
            self._notice.settle(self._said)

    def _offer(self, number: int) -> None:
        closing = self._services.closing(self._draft.record, number)
        if closing.against:
            item = self._draft.record.disputed_items[number]
            self._said = (
                f"Item {number + 1} is {item.decision}, but its rationale still closes with "
                f"“{closing.against}”."
            )
            act = "Change the closing sentence" if closing.in_step is not None else ""
            self._offered = number
            self._notice.warn(self._said, act, partial(self._change, number))

    def _against(self, number: int) -> bool:
        """Whether item `number` is still there, and its rationale still closes against it."""
        there = number < len(self._draft.record.disputed_items)
        return there and bool(self._services.closing(self._draft.record, number).against)

    def _change(self, number: int) -> None:
        """Brings the closing sentence in step, as the rationale is by now."""
        words = self._services.closing(self._draft.record, number).in_step
        if words is not None:
            name = f"change the closing sentence of item {number + 1}"
            self._draft.put(f"{ITEM}.{number}.rationale", words, name)


def decisions(case: Case) -> tuple[Decision | None, ...]:
    """The decisions of the items, in order."""
    return tuple(item.decision for item in case.disputed_items)
