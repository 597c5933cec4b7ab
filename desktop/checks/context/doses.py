"""Drugs as a sentence names them, each with the strengths and counts behind it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.checks.context.language import Sentence
    from desktop.text.quantities import Amount

Kind = Literal["strength", "count"]
Values = frozenset[tuple[float, float, str]]
_REACH = 40
"""Characters between a drug and its strength."""


class Dose(NamedTuple):
    """A drug with what stands behind it."""

    drug: str
    words: str
    amounts: tuple[Amount, ...]
    """Its strengths and counts."""

    def of(self, kind: Kind) -> tuple[Amount, ...]:
        """Its amounts of one kind."""
        return tuple(amount for amount in self.amounts if amount.kind == kind)


def doses(sentence: Sentence) -> tuple[Dose, ...]:
    """The drugs of `sentence`, each with the amounts up to the next drug."""
    drugs = sentence.of("drug")
    ends = [*(term.start for term in drugs[1:]), len(sentence.text)]
    return tuple(
        Dose(term.name, term.words, _behind(sentence, term.end, min(end, term.end + _REACH)))
        for term, end in zip(drugs, ends, strict=False)
    )


def _behind(sentence: Sentence, start: int, end: int) -> tuple[Amount, ...]:
    first = bisect_left(sentence.amounts, start, key=_start)
    last = bisect_left(sentence.amounts, end, first, key=_start)
    near = sentence.amounts[first:last]
    return tuple(amount for amount in near if amount.kind in ("strength", "count"))


def _start(amount: Amount) -> int:
    return amount.start


def by_drug(sentences: Iterable[Sentence], kind: Kind) -> dict[str, Values]:
    """What `sentences` say of each drug, for which they give an amount of `kind`."""
    found: dict[str, set[tuple[float, float, str]]] = {}
    for sentence in sentences:
        for dose in sentence.doses:
            values = {amount.value for amount in dose.of(kind)}
            if values:
                found.setdefault(dose.drug, set()).update(values)
    return {drug: frozenset(values) for drug, values in found.items()}
