"""What the window wants to see of a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.publication.name_answers import NameAnswers


class RenderRequest(NamedTuple):
    """What is to be seen: pages `first` to `last` at `scale` pixels a point, and `focus`.

    Or, of the same letter, its `words` in place of its pages.
    """

    case: Case
    edition: str
    first: int = 0
    last: int = 0
    scale: float = 1.0
    focus: str = ""
    words: bool = False
    answers: NameAnswers | None = None
    """What was decided of words that may name somebody, for an edition that names nobody."""
