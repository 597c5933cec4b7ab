"""Firms under other names than their own: by a word of it, or by its letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.publication.folding import fold
from desktop.publication.places import NamePlace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.publication.identities import Identity
    from desktop.publication.unfamiliar import Familiar

_WORD = re.compile(
    r"(?<![^\W_])(?:[A-Z][^\W\d_]{1,30}(?:-[A-Z][^\W\d_]{1,30})?|"
    r"(?:(?<=\b[Aa]t )|(?<=\b[Bb]y )|(?<=\b[Ff]or ))[a-z]{5,})(?![^\W_])"
)
_LETTERS = re.compile(r"(?<![\w&])[A-Z]\s?(?:&|and)\s?[A-Z]{1,3}(?![\w&])")


def telling_words(firm: Identity, familiar: Familiar) -> frozenset[str]:
    """The words of a firm's name that no letter has otherwise."""
    words = (word for whole in firm.words for word in re.split(r"[-']", whole))
    return frozenset(
        one
        for one in words
        if len(one) > 2 and (familiar.is_born(one) or not familiar.is_usual(one))
    )


def by_a_word(text: str, people: Sequence[Identity], familiar: Familiar) -> Iterator[NamePlace]:
    """A firm that is called by one telling word of its name, wherever that stands."""
    telling = {word: one for one in people if one.is_firm for word in telling_words(one, familiar)}
    for match in _WORD.finditer(text) if telling else ():
        small = fold(match[0]).text.replace("-", "")
        firm = telling.get(small) or telling.get(small.removesuffix("s"))
        if firm:
            yield NamePlace(*match.span(), firm.role, certain=False)


def by_letters(text: str, people: Sequence[Identity]) -> Iterator[NamePlace]:
    """A firm that is called "P&V"."""
    for match in _LETTERS.finditer(text):
        small = "".join(re.findall("[A-Z]", match[0])).lower()
        firm = next((one for one in people if one.is_firm and small in one.letters), None)
        if firm:
            yield NamePlace(*match.span(), firm.role, certain=False)
