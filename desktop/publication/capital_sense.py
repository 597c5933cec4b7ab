"""Tells a capital that a title or a sentence explains from one that names somebody."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.publication.folding import folded_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.checks.context.references import References
    from desktop.publication.unfamiliar import Familiar

_OF = re.compile(r"['’‘ʻ](?:s|S)?$")
_LONGEST_ACRONYM, _SHORTEST_NAME = 5, 4
_WORDS = re.compile(r"[a-z]+")
_STEP = re.compile(r"\s(?P<word>[a-zA-Z][a-zA-Z-]*)")
_MOST_STEPS = 4
"""Words between a name and what is done: "could not then accommodate"."""


class CapitalSense:
    """Knows with which capitals the letters of a program are written."""

    def __init__(self, references: References, familiar: Familiar) -> None:
        words, names = references.capitals, references.language.names
        self._familiar = familiar
        self._proper = words.names
        self._born = words.born
        self._called = words.names | words.born
        self._titles = words.nobodies
        self._medical = references.medical()
        self._trades = frozenset((*names.firms, *names.no_names, *_split(names.trades)))
        self._eponyms = names.nobodies
        """Namesakes of signs and tests; half of a double one is a name: Hill of Hill-Sachs."""
        double = (one for one in names.eponyms if not one.isalpha())
        self._halves = frozenset(_split(double)) - names.nobodies
        self._acts, self._between = frozenset(words.acts), frozenset(_split(words.between))
        self._belongings = frozenset(words.belongings)
        self._suffers = tuple(f" {one}" for one in words.suffers)
        self.leading = tuple(f" {one}" for one in words.leading)
        self.is_expected = lru_cache(32_768)(self._is_expected)
        self.may_be_led = lru_cache(32_768)(self._may_be_led)
        self.is_usual = familiar.is_usual

    def bears(self, word: str) -> bool:
        """Whether people are called by `word`, or only names are written so."""
        small = _small(word)
        return small in self._called or self._familiar.is_born(small)

    def is_proper(self, word: str) -> bool:
        """Whether `word`, however it is written, is a name alone."""
        return _small(word) in self._proper

    def act(self, behind: str) -> int:
        """Where in the words `behind` a name ends what it does; 0 where it does nothing."""
        at = 0
        for _ in range(_MOST_STEPS):
            step = _STEP.match(behind, at)
            word = step["word"].lower() if step else ""
            if not step or not (word in self._acts or word in self._between or word[-2:] == "ly"):
                return 0
            at = step.end()
            if word in self._acts:
                return at
        return 0

    def belongs(self, behind: str) -> bool:
        """Whether the words `behind` a possessive are what people and firms have."""
        step = _STEP.match(behind)
        return step is not None and step["word"] in self._belongings

    def is_said_of_somebody(self, behind: str) -> bool:
        """Whether the words `behind` a name are said of people: " was examined"."""
        return behind.lower().startswith(self._suffers)

    def _is_expected(self, word: str) -> bool:
        """Whether letters write `word` with a capital and name nobody."""
        if len(word) < 2 or (word.isupper() and self._is_acronym(word)):
            return True
        if _small(word) in self._eponyms:
            return True
        first, *rest = _small(word).split("-")
        return len(first) == 1 or all(map(self._is_ours, (first, *rest)))

    def _is_ours(self, small: str) -> bool:
        if small in self._proper:
            return False
        if small in self._born:
            return small in self._titles or (
                self._familiar.lists(small) and small not in self._halves
            )
        forms = (small, small.removesuffix("s"), small.removesuffix("es"))
        return any(
            one in self._titles or one in self._medical or self._familiar.lists(one)
            for one in forms
        )

    def _may_be_led(self, word: str) -> bool:
        """Whether `word` is a name behind "employed by": all but titles, trades and acronyms."""
        small = _small(word)
        if len(word) < 2 or small in self._titles or small in self._trades:
            return False
        acronym = word.isupper() and self._is_acronym(word)
        return not acronym or not (small in self._medical or self._familiar.lists(small))

    def _is_acronym(self, word: str) -> bool:
        short = len(word) <= _LONGEST_ACRONYM or not re.search("[AEIOUY]", word)
        return short and (len(word) < _SHORTEST_NAME or _small(word) not in self._called)


def _small(word: str) -> str:
    return folded_word(_OF.sub("", word) if not word.isalpha() else word)


def _split(phrases: Iterable[str]) -> list[str]:
    return _WORDS.findall(" ".join(phrases))
