"""Wavy lines under the words that no dictionary knows."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat

from desktop.letter.model.passages import shared_ends
from desktop.text.utf16 import units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextDocument

    from desktop.ui.shell.services import Services

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INSIDE = re.compile(r"[\w'’]*")
"""Characters that may be part of a word."""


class Underlining(QSyntaxHighlighter):
    """Underlines the words of a document that no dictionary knows.

    In the paragraph being typed it looks up only the words that changed.
    """

    def __init__(self, document: QTextDocument, services: Services) -> None:
        super().__init__(document)
        self._services = services
        self._known: dict[str, bool] = {}
        self._text = ""
        self._unknown: list[tuple[int, int]] = []

    def look_again(self) -> None:
        """Underlines by the current words; PySide would keep a slot of Qt's own forever."""
        self._known.clear()
        self._text, self._unknown = "", []
        self.rehighlight()

    def _wave(self) -> QTextCharFormat:
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        wave.setUnderlineColor(QColor(self._services.theme.color("bad")))
        return wave

    def highlightBlock(self, text: str) -> None:
        """Underlines in one paragraph.

        The shaped text of its layout is kept, because the caret and the painting use it too.
        """
        self.currentBlock().layout().setCacheEnabled(True)
        self._look_at(text)
        wave = self._wave()
        place = counted = 0
        for start, end in self._unknown:
            place, counted = place + units(text[counted:start]), start
            self.setFormat(place, units(text[start:end]), wave)

    def _look_at(self, text: str) -> None:
        """Finds the unknown words of `text`, most of which may be known from the last one."""
        same, behind = shared_ends(self._text, text)
        start = same - _reach(text[:same][::-1])
        end = len(text) - behind
        end += _reach(text[end:])
        longer = len(text) - len(self._text)
        before = takewhile(lambda word: word[1] <= start, self._unknown)
        after = dropwhile(lambda word: word[0] < end - longer, self._unknown)
        moved = ((first + longer, last + longer) for first, last in after)
        self._unknown = [*before, *self._found(text, start, end), *moved]
        self._text = text

    def _found(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for word in _WORD.finditer(text, start, end):
            if not self._knows(word[0]):
                yield word.span()

    def _knows(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._services.speller.knows(word)
        return known


def _reach(text: str) -> int:
    """The end of the word in which `text` begins."""
    found = _INSIDE.match(text)
    return found.end() if found else 0
