"""Texts that nobody writes, and a case that holds one of them in all its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from desktop.cases.case import (
    Acceptance,
    Answer,
    Basis,
    Case,
    Citation,
    Diagnosis,
    DisputedItem,
    Document,
    Examination,
    Imaging,
    Medication,
    Passage,
    Summary,
)
from desktop.cases.terms import Decision
from desktop.records.questions import Prose
from tests import invented

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = (
    *(
        ".",
        "?",
        "{{",
        "<<",
        "[",
        "((",
        "(a ",
        "[AAAA",
        "[insert ",
        "<name ",
        "{%a",
        '"',
        '"a ',
        "“a ",
    ),
    *(
        "a” ",
        "a) ",
        "iv) ",
        "'",
        "-",
        "Aa-",
        "*",
        "_",
        "/",
        "1/1 ",
        " , ",
        " . ",
        ".. ",
        ".)",
        "?\n",
    ),
    *(" ", "\n", "\t", "\u00a0", "\u0301", "İ", "ﬁ", "中", "😀", "é ", "e.g. ", "a.", "a. ", "A. "),
)
"""Marks, letters and white space, each of which somebody may lean on."""
NUMBERS = (
    *("1", "1 ", "1.", "1-", "1 to 1 ", "#1 ", "x 1 ", "2x3 ", "1mg ", "one ", "3 visits "),
    *("01/01/2026 ", "5-6-26 ", "on 1/1/26 ", "1/1/26 grip ", "January 1, 2026 ", "45 year old "),
    *("aged 45 ", "over 50 years ", "L4-S1 ", "916 555-0142 ", "1200 Poplar ", "claim no. # "),
)
"""Figures, and what is read with them."""
WORDS = (
    *("the the ", "a A bc de ", "ROM ", "ROM (", "AAAA", "Mr. Aa ", "Maria Gonzalez ", "he. He "),
    *("left knee ", "no MRI ", "no documentation of pain medication ", "Naproxen 500mg #60 "),
    *("is is ", "is not medically necessary. ", "request for MRI. ", "utilization review dated "),
    *("injury date date ", "license ", "a.a@a.", "www.a ", "meets the criteria ", "CM26-0104418 "),
)
"""Words that the rules look for."""
LONG = ("a" * 3000 + " ", "1" * 3000 + " ", "A" * 3000, " " * 3000 + "a", "(" * 999 + ")" * 999)
SEEDS = (*MARKS, *NUMBERS, *WORDS, *LONG, *(f"license{' ' * 999}", f"Dr.{' ' * 999}x"))


def text(seed: str, length: int) -> str:
    """`seed` over and over."""
    return (seed * (length // len(seed) + 1))[:length]


def full() -> Case:
    """A case with one of everything that a case can have."""
    item, basis = invented.item(1), Basis(citations=(Citation(year=2004),))
    return msgspec.structs.replace(
        invented.case(1),
        summary=Summary(
            diagnoses=(Diagnosis(),),
            treatments=("",),
            examinations=(Examination(),),
            imaging=(Imaging(),),
            medications=(Medication(),),
        ),
        documents=(Document(),),
        disputed_items=(
            msgspec.structs.replace(
                item,
                claims_administrator_basis=basis,
                reviewer_basis=basis,
                answers=(Answer(),),
                decision=Decision.UPHELD,
            ),
            DisputedItem(decision=Decision.OVERTURNED),
        ),
        own_words=(Passage(),),
        accepted=(Acceptance(),),
    )


def filled(record: Any, words: str) -> Any:
    """`record` with `words` in each of its texts."""
    if type(record) in (str, Prose):
        return type(record)(words)
    if isinstance(record, tuple):
        return tuple(filled(one, words) for one in record)
    if isinstance(record, msgspec.Struct):
        names = (name for name in record.__struct_fields__ if name != "program")
        values = {name: filled(getattr(record, name), words) for name in names}
        return msgspec.structs.replace(record, **values)
    return record


def in_running_text(words: str) -> Case:
    """A case of one item, with `words` as its summary, its request and its rationale."""
    item = DisputedItem(request=words, rationale=Prose(words), decision=Decision.UPHELD)
    summary = Summary(narrative=Prose(words))
    return msgspec.structs.replace(invented.case(1), summary=summary, disputed_items=(item,))


def texts_of(record: Any) -> Iterator[str]:
    """Every text in `record`."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, tuple):
        for one in record:
            yield from texts_of(one)
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from texts_of(getattr(record, name))
