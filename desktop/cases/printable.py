"""Which texts of a case no letter can print, known from the fonts without typesetting."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple, get_args

from desktop.cases.changes.find_and_replace import texts
from desktop.cases.packs.pack_fields import KINDS
from desktop.cases.terms import Position
from desktop.records.paths import list_at, text_at
from desktop.records.questions import Prose, describe
from desktop.records.walk import declared
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.records.questions import Question


def _is_printed(asked: Question, within: Question | None) -> bool:
    """Whether a letter may print a field, by what it says itself and what that around it does."""
    only = within.prints if within else ()
    return asked.printed and (not only or asked.name in only)


def _is_text(asked: Question) -> bool:
    return asked.type is Prose or str in (asked.type, *get_args(asked.type))


PRINTED = frozenset(
    path for kind in KINDS for path, asked in declared(kind, _is_printed) if _is_text(asked)
)
"""The text fields that stand in a letter, `*` for a number in a list."""
_NUMBER = re.compile(r"(?<=\.)\d+(?=\.|$)")
NEAR = 12
"""Characters that a message quotes around the wrong one."""
MOST_NAMED = 5
HIDDEN = "\ufffd"
"""Stands in a message for a character without a shape."""


AT_THE_EDGE = {"case_number": "the foot of the page", "organization.name": "the head of the page"}
LONGEST_AT_THE_EDGE = 240
"""Characters for which there is room above and below the text."""
IN_HEADINGS = ("request", "authorized", "remaining", "dates_of_service")
LONGEST_IN_A_HEADING = 2_000
"""Characters of a field of which a PDF can still make a heading."""


MOST_OF = {"disputed_items": 1_000, "documents": 10_000}
"""Elements of a list of which a letter is still written in seconds; real ones have a few dozen."""


class Flaw(NamedTuple):
    """A field that no letter can print."""

    path: str
    sentence: str


def flaws(case: Case, shown: frozenset[str]) -> Iterator[Flaw]:
    """The fields of `case` that no letter can hold, in fonts that have the `shown` characters."""
    yield from unshown_fields(case, shown)
    yield from overlong_fields(case)


def overlong_lists(case: Case) -> Iterator[Flaw]:
    """The lists of `case` that have more elements than a letter can hold."""
    for path, most in MOST_OF.items():
        count = len(list_at(case, path))
        if count > most:
            words = f"{describe(type(case), path)}: {count:,}, of which a letter holds {most:,}."
            yield Flaw(path, f"{words} Split the case.")


def overlong_fields(case: Case) -> Iterator[Flaw]:
    """The fields of `case` that are longer than the place in which they stand."""
    yield from overlong_lists(case)
    for path, words, place, most in _bounded(case):
        long = len(words)
        if long > most and (long := len(clean(words))) > most:
            field = describe(type(case), path)
            yield Flaw(
                path, f"{field} has {long:,} characters; {place} has room for {most:,}. Shorten it."
            )


def _bounded(case: Case) -> Iterator[tuple[str, str, str, int]]:
    """The fields for which there is a bound, with their words, their place and its room."""
    for path, place in AT_THE_EDGE.items():
        yield path, text_at(case, path), place, LONGEST_AT_THE_EDGE
    for number, item in enumerate(case.disputed_items):
        for field in IN_HEADINGS:
            path = f"disputed_items.{number}.{field}"
            yield path, getattr(item, field), "a heading", LONGEST_IN_A_HEADING
    for number, passage in enumerate(case.own_words):
        if passage.position is Position.LABEL:
            yield f"own_words.{number}.words", passage.words, "a label", LONGEST_IN_A_HEADING


def unshown_fields(case: Case, shown: frozenset[str]) -> Iterator[Flaw]:
    """The printed fields of `case` with characters that are not `shown`, in order."""
    for path, words in texts(case):
        odd = () if words.isascii() else unshown(words, shown)
        if odd and _NUMBER.sub("*", path) in PRINTED:
            yield Flaw(path, sentence(type(case), path, words, odd))


def unshown(words: str, shown: frozenset[str]) -> tuple[str, ...]:
    """The characters of `words`, as a letter prints them, that are not `shown`; each once."""
    if shown.issuperset(words) and unicodedata.is_normalized("NFC", words):
        return ()
    return tuple(dict.fromkeys(char for char in clean(words) if char not in shown and char != "\n"))


def sentence(kind: type[Case], path: str, words: str, odd: tuple[str, ...]) -> str:
    """What is wrong with the `words` of the field at `path` of that `kind` of case."""
    field = describe(kind, path) if path else "The letter's own wording"
    others = ", ".join(map(named, odd[1:MOST_NAMED]))
    more = (
        f" Nor can they show {others}{' and others' if odd[MOST_NAMED:] else ''}." if others else ""
    )
    return (
        f"{field} has a character that the letter's fonts cannot show: "
        f"{named(odd[0])}, {_place(clean(words), odd[0])}.{more} Replace it or leave it out."
    )


def named(char: str) -> str:
    """`char` by its shape, its number and its name."""
    code = f"{ord(char):04X}"
    name = unicodedata.name(char, "")
    if not name:
        kind = "private use" if unicodedata.category(char) == "Co" else "no character of Unicode"
        return f"U+{code} ({kind})"
    return f"“{char}” (U+{code}{'' if name.endswith(code) else f', {name.lower()}'})"


def _place(words: str, char: str) -> str:
    """Where `char` stands: its number in its paragraph, and the words around it."""
    place = words.index(char)
    line = words.count("\n", 0, place)
    begins = words.rfind("\n", 0, place) + 1
    ends = (words + "\n").index("\n", place)
    around = words[max(begins, place - NEAR) : min(ends, place + 1 + NEAR)].strip()
    paragraph = f" of paragraph {line + 1}" if "\n" in words else ""
    quoted = "".join(one if unicodedata.name(one, "") else HIDDEN for one in around)
    return f"character {place - begins + 1}{paragraph}, in “{quoted}”"
