"""The line under a field: its findings, the computed value, or help while it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.cases import sections
from desktop.ui.widgets.words import restyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from desktop.app.commands import Act
    from desktop.cases.case import Case

    Found = Mapping[str, Sequence["Note"]]

SEVERITIES = ("error", "warning", "advice")


MOST = 12
"""Sentences shown under one field."""


class Note(NamedTuple):
    """A finding as it is shown under a field."""

    severity: str
    words: str
    fix: Act | None = None
    """Fixes it; None if only the reviewer can."""


class FieldNotes:
    """The findings of a case by field; an empty field shows its own once it was left."""

    def __init__(self) -> None:
        self.all: Found = {}
        self._seen: set[str] = set()

    def see(self, fields: Iterable[str]) -> bool:
        """Marks `fields` as left empty; true if one of them has a finding to show."""
        new = {field for field in fields if field and field not in self._seen}
        self._seen |= new
        return not new.isdisjoint(self.all)

    def shown(self, case: Case) -> Found:
        """The findings to show now."""
        return {
            place: found
            for place, found in self.all.items()
            if place in self._seen or not sections.is_empty(case, place)
        }


class FieldMessage(QLabel):
    """Reserves one line, so that help and most findings appear without moving a field.

    Where it `reserves` no room it is hidden while there is nothing to say.
    """

    def __init__(self, *, reserves: bool) -> None:
        super().__init__()
        self._words, self.reserves = "", reserves
        self.setProperty("role", "help")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not reserves:
            self.hide()

    def say(self, words: str, role: str) -> None:
        """Shows `words`: help elided to one line, anything else in full."""
        if words == self._words and role == self.property("role"):
            return
        self._words = words
        restyle(self, "role", role)
        self.setToolTip(words if role == "help" else "")
        self.setVisible(self.reserves or bool(words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elides the help again."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Reserves room for one line in the current font."""
        super().changeEvent(event)
        if self.reserves and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setMinimumHeight(self.fontMetrics().lineSpacing())

    def _fit(self) -> None:
        words = self._words
        if words and self.property("role") == "help":
            room = max(self.width() - 2, 0)
            words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        if words != self.text():
            self.setText(words)


def in_words(notes: Sequence[Note]) -> tuple[str, str]:
    """The worst severity among `notes`, and their sentences, a line each."""
    worst = min((SEVERITIES.index(note.severity) for note in notes), default=None)
    role = "help" if worst is None else SEVERITIES[worst]
    more = (f"{len(notes) - MOST} more: the review lists them.",) if len(notes) > MOST else ()
    return role, "\n".join((*(note.words for note in notes[:MOST]), *more))
