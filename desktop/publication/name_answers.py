"""What a person is asked about words that may name somebody, and the answers."""

from __future__ import annotations

from typing import NamedTuple

YES = "yes"
"""The answer that words may stand as they are."""


class Doubt(NamedTuple):
    """Words that may tell somebody: `proposal` would stand for them."""

    path: str
    found: str
    sentence: str
    proposal: str
    choices: tuple[str, ...] = ()
    """Whom the words may mean, where more than one has the name."""

    @property
    def question(self) -> str:
        """What a person is asked."""
        if self.choices:
            return f"Whom does “{self.found}” mean: {' or '.join(self.choices)}?"
        return f"May “{self.found}” stand in the copy for the public?"


NameAnswers = dict[tuple[str, str], str]
"""By the field's path and the words found: `YES`, or what stands for them."""
