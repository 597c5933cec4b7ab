"""A text as a search should see it: plain small letters, each knowing the place it came from."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOKALIKES = {
    **dict(zip("авекмнорстухіѕјԁһӏ", "abekmhopctyxisjdhl", strict=True)),
    **dict(zip("αβεηικνορτυχγωσ", "abenikvoptuxyws", strict=True)),
    **dict(zip("ıłøđðħŀƒ", "iloddhlf", strict=True)),
    "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th",
}  # fmt: skip
"""Letters that look like ours, and letters of ours that accents do not explain."""
_HYPHENS = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4`\uff07"
_SIGNS = dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_APOSTROPHES, "'")
_DIGITS = re.compile(r"(?<=[a-z])[01](?=[a-z])")


class Folded(NamedTuple):
    """`text` is the folded text; `origin[i]` is where its character `i` stood."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of the folded characters from `start` to `end`."""
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(512)
def fold(text: str) -> Folded:
    """`text` without accents, invisible characters, look-alikes and capitals."""
    if text.isascii():
        return Folded(folded_word(text), range(len(text)))
    characters, origin = [], []
    for place, character in enumerate(text):
        for plain in _plain(character):
            characters.append(plain)
            origin.append(place)
    return Folded(_lettered("".join(characters)), tuple(origin))


def folded_word(word: str) -> str:
    """`fold` of `word` without the places."""
    if word.isascii():
        return word.lower() if word.isalpha() else _lettered(word.lower())
    return fold(word).text


def _lettered(text: str) -> str:
    """`text` with the digits that look like letters between letters as these."""
    return _DIGITS.sub(lambda digit: "o" if digit[0] == "0" else "l", text)


@lru_cache(4096)
def _plain(character: str) -> str:
    """What `character` is in a search; empty where nobody sees it."""
    if character.isascii():
        return character.lower()
    if character in _SIGNS:
        return _SIGNS[character]
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return ""
    if character.isspace():
        return "\n" if character in "\u2028\u2029\x85" else " "
    apart = unicodedata.normalize("NFKD", character).lower()
    return "".join(_LOOKALIKES.get(one, one) for one in apart if not unicodedata.combining(one))
