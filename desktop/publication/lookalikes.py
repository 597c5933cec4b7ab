"""Names written with digits and signs for letters, letter by letter, in small letters or files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.publication.folding import fold
from desktop.publication.hints import SOMEBODY
from desktop.publication.identities import parts
from desktop.publication.places import NamePlace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.publication.capital_sense import CapitalSense
    from desktop.publication.identities import Identity
    from desktop.publication.unfamiliar import Familiar

_SIGNS = str.maketrans("013456789$@!|+€", "oieasgtbgsailte")
_OTHER = str.maketrans({"1": "l", "!": "l"})
_MIXED = re.compile(
    r"(?<![^\W_])(?=[^\W\d_$@!|+€]*[\d$@!|+€])[^\W_$@!|+€]*(?:[\d$@!|+€]{1,2}[^\W\d_]+|[^\W\d_]+[\d$@!|+€]{1,2})"
    r"[\w$@!|+€]*(?![^\W_])"
)
_INNER = re.compile(r"[^\W\d_][\d$@!|+€]{1,2}[^\W\d_]")
_APART = re.compile(r"(?<![^\W_])[^\W\d_](?:[ ._·*\xa0-]{1,2}[^\W\d_]){3,29}(?![^\W_])")
_SMALL = re.compile(r"(?<![\w@])[a-z]{4,}(?![\w@])")
_TITLED = re.compile(
    r"\b(?:[Mm](?:rs?|s|iss)|[Dd](?:r|octor)|[Ss](?:ra?|rta))\.?\s(?P<word>[a-z]{3,})(?!\w)"
)
_BY = re.compile(
    r"\b(?:(?i:by|told|named|aka))\s(?P<word>[a-z]{4,})(?:\s(?P<family>[a-z]{3,}))?(?!\w)"
)
_FILE = re.compile(
    r"(?<![\w:/])(?:[A-Za-z]:|\\\\)[\w.-]{1,40}(?:\\[\w.-]{1,60}){1,12}"
    r"|(?<![\w-])[\w-]{3,120}\.(?i:pdf|docx?|jpe?g|png|tiff?|dcm|xlsx?|txt|zip|csv|rtf|heic|mp[34]|mov|"
    r"msg|eml)\b"
)
_BEGINNING = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=\n))(?P<word>[a-z]{2,20})(?:\s(?P<family>[a-z]{2,20}))?"
)
_TYPED = re.compile(r"(?<![\w/])[A-Z]{2,4}[/:][a-z]{2,4}(?=\.?\s*(?:\n|$))")
"""The initials of who dictated and who typed, at the end."""
_PART = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{3,}")
_SHORTEST = 4


def disguised(
    text: str, people: Sequence[Identity], sense: CapitalSense, familiar: Familiar
) -> Iterator[NamePlace]:
    """Words that are names once the signs in them are read as letters, or letters put together."""
    known = {part: one.role for one in people for part in (*parts(one), *one.words)}
    for match in _MIXED.finditer(text):
        read = _read(match[0])
        role = next((known[one] for one in read if len(one) >= _SHORTEST and one in known), "")
        if role or _is_stranger(match[0], read, sense, familiar):
            yield NamePlace(*match.span(), role or SOMEBODY, certain=False)
    for match in _APART.finditer(text):
        word = fold("".join(re.findall(r"[^\W\d_]", match[0]))).text
        if word in known or sense.bears(word):
            yield NamePlace(*match.span(), known.get(word, SOMEBODY), certain=False)


def in_small_letters(text: str, sense: CapitalSense, familiar: Familiar) -> Iterator[NamePlace]:
    """Names without their capital: behind a title or "by", in files, or words that are names."""

    def may_name(word: str) -> bool:
        return sense.may_be_led(word) and (sense.bears(word) or familiar.may_name(word))

    alone = (one.span() for one in _SMALL.finditer(text) if sense.is_proper(one[0]))
    titled = (one.span("word") for one in _TITLED.finditer(text) if may_name(one["word"]))
    files = (one.span() for one in _FILE.finditer(text) if _is_somebodys(one[0], sense, familiar))
    typed = (one.span() for one in _TYPED.finditer(text))
    begun = _begun(text, sense, familiar)
    for span in (*alone, *titled, *files, *typed, *begun, *_by(text, familiar)):
        yield NamePlace(*span, SOMEBODY, certain=False)


def _by(text: str, familiar: Familiar) -> Iterator[tuple[int, int]]:
    """Words behind "by" that no list has: "seen by anneke brouwer"."""
    for match in _BY.finditer(text):
        strange = [one for one in match.groups() if one and not familiar.knows(one)]
        if strange:
            yield match.start("word"), match.end("family" if strange[-1] == match["family"] else 1)


def _begun(text: str, sense: CapitalSense, familiar: Familiar) -> Iterator[tuple[int, int]]:
    """Words that no list has where a sentence begins and somebody does something."""
    for match in _BEGINNING.finditer(text):
        for group in ("word", "family"):
            behind = text[match.end(group) : match.end(group) + 40] if match[group] else ""
            acts = behind and (sense.act(behind) or sense.is_said_of_somebody(behind))
            if acts and not all(familiar.knows(one) for one in match[0].split()):
                yield match.start(), match.end(group)


def _is_somebodys(file: str, sense: CapitalSense, familiar: Familiar) -> bool:
    """Whether the name of a file holds a word that may be a name."""
    return any(sense.is_proper(one) or not familiar.knows(one) for one in _PART.findall(file))


def _read(word: str) -> tuple[str, str]:
    """Both ways to read the signs in `word`: a one is an i or an l."""
    small = fold(word).text.removesuffix("'s")
    return small.translate(_SIGNS), small.translate(_OTHER).translate(_SIGNS)


def _is_stranger(word: str, read: tuple[str, str], sense: CapitalSense, familiar: Familiar) -> bool:
    """Whether `word` with signs in it is a name that the case does not know."""
    if not _INNER.search(word) and word[0].isalnum():
        return False
    names = any(sense.bears(one) for one in read)
    letters = sum(map(str.isalpha, word))
    return names or (word.islower() and letters > _SHORTEST and not any(map(familiar.knows, read)))
