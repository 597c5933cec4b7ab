"""Completes a text while it is typed: from the person's own words, diagnosis codes and drugs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.entry.usage import field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from desktop.cases.entry.diagnosis_codes import Code, DiagnosisCodes

MOST = 12
"""The most texts that are offered."""


class CompletionOffer(NamedTuple):
    """A suggestion."""

    shown: str
    value: str
    beside: tuple[tuple[str, str], ...] = ()
    """The values that it implies for other fields of the record, by their names."""


def among(texts: Sequence[str], typed: str) -> tuple[CompletionOffer, ...]:
    """Those of `texts` that contain what is `typed` and more."""
    sought = typed.strip().casefold()
    found = (text for text in texts if sought in text.casefold() and text != typed)
    return tuple(CompletionOffer(text, text) for text in found)[:MOST] if sought else ()


class Completions:
    """Suggests texts; nothing from a list that is not loaded yet."""

    def __init__(self) -> None:
        self.own: Mapping[str, Sequence[str]] = {}
        """The person's own words, by the name of the field."""
        self.coding: DiagnosisCodes | None = None
        self.drugs: Sequence[str] = ()

    def know(self, coding: DiagnosisCodes, drugs: Sequence[str]) -> None:
        """Completes from these lists too."""
        self.coding, self.drugs = coding, drugs

    def offers(self, path: str, typed: str) -> tuple[CompletionOffer, ...]:
        """What completes the text `typed` at `path`, the person's own words first."""
        name = field(path)
        own = among(self.own.get(name, ()), typed)
        listed = _LISTS[name](self, typed.strip()) if name in _LISTS else ()
        found: dict[str, CompletionOffer] = {}
        for offer in (*own, *listed):
            found.setdefault(offer.value.casefold(), offer)
        return tuple(offer for offer in found.values() if offer.value != typed)[:MOST]

    def diagnoses(self, typed: str) -> Iterator[CompletionOffer]:
        """Diagnoses with their codes."""
        for one in self._codes(typed):
            yield CompletionOffer(f"{one.code}  ·  {one.title}", one.title, (("icd10", one.code),))

    def codes(self, typed: str) -> Iterator[CompletionOffer]:
        """Codes with their diagnoses."""
        for one in self._codes(typed):
            yield CompletionOffer(f"{one.code}  ·  {one.title}", one.code, (("name", one.title),))

    def _codes(self, typed: str) -> tuple[Code, ...]:
        return self.coding.search(typed, MOST) if self.coding is not None else ()

    def medications(self, typed: str) -> tuple[CompletionOffer, ...]:
        """Drugs, generic and brand names."""
        sought = typed.casefold()
        begun = (name for name in self.drugs if sought and name.casefold().startswith(sought))
        return tuple(CompletionOffer(name, name) for name in begun)


_LISTS: dict[str, Callable[[Completions, str], Iterable[CompletionOffer]]] = {
    "summary.diagnoses.name": Completions.diagnoses,
    "summary.diagnoses.icd10": Completions.codes,
    "summary.medications.name": Completions.medications,
}
"""The lists that ship, by the fields that they complete."""
