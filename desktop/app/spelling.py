"""Spelling: an English word list, the field's words and the user's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.platform import assets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spellchecker import SpellChecker

_CLITIC = re.compile(r"['’](?:s|S)?$")
MOST_SUGGESTIONS = 6


class Speller(QObject):
    """Checks spelling; until its lists are `read`, it accepts every word."""

    learned = Signal(str)
    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._checker: SpellChecker | None = None
        self._own: frozenset[str] = frozenset()

    def own(self, words: Iterable[str]) -> None:
        """Accepts `words`, the user's own, in place of earlier ones."""
        self._own = frozenset(word.casefold() for word in words)

    def use(self, checker: SpellChecker) -> None:
        """Uses the lists from `read`."""
        self._checker = checker
        self.ready.emit()

    def knows(self, word: str) -> bool:
        """Whether `word` is spelled right; names, acronyms and single letters always are."""
        bare = _CLITIC.sub("", word).replace("’", "'")
        if self._checker is None or len(bare) < 3 or not bare.islower():
            return True
        return bare in self._own or self._checker.word_usage_frequency(bare) > 0

    def suggestions(self, word: str) -> tuple[str, ...]:
        """The likeliest corrections of `word`."""
        if self._checker is None:
            return ()
        found = self._checker.candidates(word.casefold()) or ()
        likely = sorted(found, key=self._checker.word_usage_frequency, reverse=True)
        return tuple(likely[:MOST_SUGGESTIONS])

    def learn(self, word: str) -> None:
        """Accepts `word` from now on, and announces it, so that it can be saved."""
        self._own |= {word.casefold()}
        self.learned.emit(word.casefold())


def read() -> SpellChecker:
    """The word lists, read from disk: a sixth of a second, so never on the window's thread."""
    from spellchecker import SpellChecker

    checker = SpellChecker(distance=1)
    words = assets.resource("spelling/medical.txt").read_text(encoding="utf-8").split()
    checker.word_frequency.load_words(words)
    return checker
