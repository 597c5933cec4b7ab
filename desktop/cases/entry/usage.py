"""What the reviewer wrote in earlier cases, to complete what is typed in the next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.cases.case import Case

Usage = Counter[tuple[str, str]]
"""How many cases have a text in a field; the field without the numbers of its path."""

FIELDS: dict[str, Callable[[Case], Iterable[str]]] = {
    "summary.diagnoses.name": lambda case: (one.name for one in case.summary.diagnoses),
    "summary.diagnoses.icd10": lambda case: (one.icd10 for one in case.summary.diagnoses),
    "summary.medications.name": lambda case: (one.name for one in case.summary.medications),
    "summary.treatments": lambda case: case.summary.treatments,
}
"""Fields in which texts recur; none of them names a person."""
LONGEST = 120
"""The length from which a text is worth completing."""


def usage(case: Case) -> Usage:
    """The texts of one case."""
    found = {(name, text.strip()) for name, texts in FIELDS.items() for text in texts(case)}
    return Usage(one for one in found if one[1] and len(one[1]) <= LONGEST)


def known(counts: Usage) -> dict[str, tuple[str, ...]]:
    """The texts of each field, those of most cases first."""
    texts: dict[str, list[str]] = {name: [] for name in FIELDS}
    for (name, text), _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        texts[name].append(text)
    return {name: tuple(found) for name, found in texts.items()}


def field(path: str) -> str:
    """The field at `path`, whichever element of its list it is in."""
    return ".".join(step for step in path.split(".") if not step.isdigit())
