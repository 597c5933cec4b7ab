"""A text drafted from facts or answers; edited passages are never overwritten."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.cases.changes import drafted_text
from desktop.cases.changes.differences import difference
from desktop.records import paths
from desktop.records.questions import Prose
from desktop.ui.form.place import FormPlace
from desktop.ui.library.history import ALIKE, in_color
from desktop.ui.widgets import layouts
from desktop.ui.widgets.read_only import changing
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from desktop.app.commands import Act
    from desktop.app.draft import Draft, PartDraft
    from desktop.cases.case import Case
    from desktop.cases.changes.drafted_text import Merged, Stale
    from desktop.ui.shell.services import Services


EDITED = "You edited this passage, and its facts have changed since."
OWN = "This passage is your own. From the facts it would be drafted so:"


class Drafted(FormPlace):
    """Shown below a text; says where the text is older than its facts or answers.

    `make` drafts the text of a whole case; it runs on a thread of its own.
    """

    def __init__(
        self,
        draft: Draft[Case] | PartDraft[Case],
        text: str,
        label: str,
        services: Services,
        make: Callable[[Case], str],
    ) -> None:
        super().__init__()
        self._draft, self._text, self._services, self._make = draft, text, services, make
        self._base = text.rpartition(".")[0]
        self._now = ""
        self._compared: tuple[Merged, str] | None = None
        self._button = QPushButton(label)
        self._button.setObjectName(f"draft:{text}")
        self._button.clicked.connect(lambda _: self.draft())
        changing(self._button)
        self._cards = QVBoxLayout()
        column = layouts.column(self, spacing=8)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        column.addLayout(row)
        column.addLayout(self._cards)

    def pull(self, _path: str = "") -> None:
        """Drafts again in the background, and compares."""
        if self.isVisible() and self._drafted():
            call = partial(self._make, self._draft.whole.record)
            self._services.drafts.start(call, self._compare, self._fail)

    def draft(self) -> None:
        """Drafts the text; what was edited in it stays, and is marked where it is older."""
        if self._draft.whole.refuses(self._text):
            return
        call = partial(self._make, self._draft.whole.record)
        self._services.drafts.start(call, self._take, self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        """Shows what changed while it was hidden."""
        super().showEvent(event)
        self.pull()

    def _drafted(self) -> str:
        return str(self._draft.get(f"{self._base}.drafted".lstrip(".")))

    def _merged(self, now: str) -> Merged:
        return drafted_text.merge(self._drafted(), self._current(), now)

    def _current(self) -> str:
        return str(self._draft.get(self._text))

    def _take(self, now: str) -> None:
        merged = self._merged(now)
        self._put(merged.text, now if not merged.stale else self._half(merged, now))
        self._compare(now)

    def _half(self, merged: Merged, now: str) -> str:
        """The current draft, with the earlier words where an edited passage must be reviewed."""
        for passage in merged.stale:
            now = now.replace(passage.now, passage.was, 1) if passage.now else now
        return now

    def _compare(self, now: str) -> None:
        self._now = now
        merged = self._merged(now)
        compared = merged, self._current()
        if compared == self._compared:
            return
        self._compared = compared
        while self._cards.count():
            card = self._cards.takeAt(0).widget()  # type: ignore[union-attr]
            if card is not None:
                card.hide()
                card.deleteLater()
        for card in self._made(merged):
            self._cards.addWidget(card)
        self.reshaped.emit()

    def _made(self, merged: Merged) -> list[QFrame]:
        """A card for the sentences that would be redrafted, and one for each edited passage."""
        cards = []
        now = self._current()
        if merged.text != now:
            words = difference(now, merged.text)
            lead = "The facts have changed since this was drafted."
            cards.append(self._card(lead, words, (("Update", self.draft),)))
        for one in merged.stale:
            lead = EDITED if one.was else OWN
            acts = (
                ("Accept the new draft", partial(self._settle, one, accept=True)),
                ("Keep mine", partial(self._settle, one, accept=False)),
            )
            alike = sum(len(text) for kind, text in one.words if kind == "same")
            words = one.words if alike > len(one.now) * ALIKE else (("same", one.now),)
            cards.append(self._card(lead, words, acts))
        return cards

    def _settle(self, one: Stale, *, accept: bool) -> None:
        """Settles a passage: with its new draft, or with what was written."""
        merged = self._merged(self._now)
        text = drafted_text.accept(merged, one).text if accept else merged.text
        drafted = self._drafted()
        drafted = drafted.replace(one.was, one.now, 1) if one.was else self._now
        self._put(text, drafted)
        self._compare(self._now)

    def _put(self, text: str, drafted: str) -> None:
        """Text and draft in one step."""
        whole = self._draft.whole
        prefix = self._draft.prefix
        record = whole.record
        for name, value in ((self._text, text), (f"{self._base}.drafted".lstrip("."), drafted)):
            record = paths.put(record, paths.joined(prefix, name), Prose(value))
        whole.replace(record, "draft the text", paths.joined(prefix, self._text))

    def _fail(self, error: Exception) -> None:
        self._button.setToolTip(str(error))

    def _card(
        self,
        lead: str,
        words: Sequence[tuple[str, str]],
        acts: Sequence[tuple[str, Act]],
    ) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = layouts.column(card, (12, 8, 12, 4), spacing=4)
        column.addWidget(worded(lead, "warning"))
        shown = QLabel(in_color(words, self._services.theme))
        shown.setWordWrap(True)
        column.addWidget(shown)
        row = QHBoxLayout()
        row.setSpacing(16)
        for label, act in acts:
            button = QPushButton(label)
            button.setProperty("role", "link")
            changing(button)
            button.clicked.connect(lambda _, a=act: a())
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return card
