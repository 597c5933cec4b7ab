"""The sides that a text gives to the parts of the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.guidelines.vocabulary.clinical_terms import ClinicalTerms

Pair = tuple[str, str]
"""A part of the body and its side."""


class Given:
    """Which sides are given to which parts, each pair of the two once however often it stands."""

    def __init__(self, terms: ClinicalTerms, pairs: Iterable[Pair]) -> None:
        self._akin = terms.akin
        self._known: dict[str, set[str]] = {}
        self.pairs = frozenset(pairs)

    def of(self, part: str) -> set[str]:
        """The sides given to `part`, or to what it belongs to or has within it."""
        if part not in self._known:
            self._known[part] = {side for one, side in self.pairs if self._akin(one, part)}
        return self._known[part]

    def exactly(self, part: str) -> set[str]:
        """The sides given to `part` itself."""
        return {side for one, side in self.pairs if one == part}
