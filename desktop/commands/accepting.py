"""The places that may name somebody: printed for a person to decide, and read back decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.publication.name_answers import YES
from desktop.records.conversion import shaped
from desktop.records.json_text import decode
from desktop.store.files.files import FileError, read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desktop.publication.name_answers import Doubt, NameAnswers

LARGEST = 20_000_000


class Undecided(msgspec.Struct, frozen=True):
    """A place of a case, as `render --json` prints it and `--accept` reads it."""

    case: str
    """The name of the case's letter: its number."""
    path: str
    found: str
    sentence: str = ""
    question: str = ""
    proposal: str = ""
    choices: tuple[str, ...] = ()
    """Whom the words may mean, where several have the name."""
    answer: str = ""
    """"yes", or what stands for the words found; empty while nobody has decided."""


def undecided(case: str, doubts: Iterable[Doubt]) -> tuple[Undecided, ...]:
    """The `doubts` of a case."""
    return tuple(
        Undecided(case, one.path, one.found, one.sentence, one.question, one.proposal, one.choices)
        for one in doubts
    )


def printed(places: Iterable[Undecided]) -> str:
    """The JSON list of `places`, to be answered and given back."""
    return msgspec.json.format(msgspec.json.encode(list(places)), indent=2).decode()


def accepted(path: Path) -> dict[str, NameAnswers]:
    """The answers in the file at `path`, by the name of the case; raises `FileError`."""
    try:
        places = shaped(decode(read(path, LARGEST)), list[Undecided])
    except msgspec.MsgspecError as error:
        raise FileError(
            f"It is not a list of places as “render --json” prints it: {error}. Print the list "
            "again, and set “answer” of each place to “yes” or to what stands for the words."
        ) from error
    answers: dict[str, NameAnswers] = {}
    for place in places:
        answer = place.answer.strip()
        if answer:
            decision = YES if answer.casefold() == YES else answer
            answers.setdefault(place.case, {})[place.path, place.found] = decision
    return answers
