"""Keeps the sources that a case's citations name those of its program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import force_setattr, replace

from desktop.cases import pack_words
from desktop.cases.terms import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case, DisputedItem
    from desktop.cases.evidence.basis import Basis
    from desktop.records.values import Plain, Table

_BASES = ("claims_administrator_basis", "reviewer_basis")


def give_sources(case: Case) -> None:
    """Lets each citation of a new `case` that was given no source cite its program's schedule."""
    words, usual = _words(case.program), Source.first()
    if not words or usual in words:
        return
    own = Source(words[0])
    items = tuple(_cited(item, usual, own) for item in case.disputed_items)
    if items != case.disputed_items:
        force_setattr(case, "disputed_items", items)


def strange_sources(document: Table, program: str) -> Iterator[tuple[str, str]]:
    """Each source in the `document` of a case that only another program knows, and its path."""
    own = _words(program)
    for place, citation in _citations(document):
        source = citation.get("source") if isinstance(citation, dict) else None
        if isinstance(source, str) and source in pack_words.SOURCES and source not in own:
            yield source, f"{place}.source"


def _words(program: str) -> tuple[str, ...]:
    return tuple(one.word for one in pack_words.of(program).sources)


def _cited(item: DisputedItem, usual: Source, own: Source) -> DisputedItem:
    bases = {name: _from(getattr(item, name), usual, own) for name in _BASES}
    return replace(item, **bases)


def _from(basis: Basis, usual: Source, own: Source) -> Basis:
    citations = tuple(
        replace(one, source=own) if one.source is usual else one for one in basis.citations
    )
    return replace(basis, citations=citations)


def _citations(document: Table) -> Iterator[tuple[str, Plain]]:
    """Each citation in the `document` of a case, with its path."""
    for at, item in _elements(document.get("disputed_items")):
        for name in _BASES:
            basis = item.get(name) if isinstance(item, dict) else None
            cited = basis.get("citations") if isinstance(basis, dict) else None
            for number, one in _elements(cited):
                yield f"disputed_items.{at}.{name}.citations.{number}", one


def _elements(value: Plain) -> Iterator[tuple[int, Plain]]:
    return enumerate(value) if isinstance(value, list) else iter(())
