"""Which words with a capital name somebody, as `resources/review/capitals.toml` has them."""

from __future__ import annotations

from functools import cached_property

import msgspec

Words = tuple[str, ...]


class CapitalWords(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True
):
    """Words that are names, words that are none, and what stands before and behind names.

    The long lists are texts of small words with white space between them.
    """

    proper: str
    """Words that English writes with a capital alone."""
    surnames: str
    """Ordinary words that are frequent names, too."""
    public: str
    """Countries, peoples, namesakes of diseases, trade names: nobody's."""
    titles: str
    """Words that letters write with a capital in titles, headings and requests."""
    leading: Words
    """What stands before a name: "employed by"."""
    acts: Words
    """What somebody or a firm does: "denied"."""
    between: Words
    """What may stand between the two: "has"."""
    belongings: Words
    """What somebody or a firm has: "Dignity's panel"."""
    suffers: Words
    """What is said of a person: "was examined"."""

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that are written with a capital alone."""
        return frozenset(self.proper.split())

    @cached_property
    def born(self) -> frozenset[str]:
        """The ordinary words that people are called by."""
        return frozenset(self.surnames.split())

    @cached_property
    def nobodies(self) -> frozenset[str]:
        """The words whose capital names nobody."""
        return frozenset((*self.public.split(), *self.titles.split()))
