"""Text read sentence by sentence, as far as the rules need it.

Everything here is a pure function of the text, so it is read once and kept: while a reviewer
types, one sentence changes and the others are remembered.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.checks.context.doses import Dose, doses
from desktop.checks.context.lexicon import Lexicon, Term, Token, lexicon, tokens
from desktop.checks.context.person_names import strangers
from desktop.checks.context.sayings import Sayings, sayings_of
from desktop.checks.context.spine_levels import Level, SpineLevels
from desktop.text.dates import DayRead, days
from desktop.text.quantities import Amount, amounts, factors
from desktop.text.sentences import parted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.references import References
    from desktop.checks.context.statements import Statement


class Sided(NamedTuple):
    """A paired part of the body with its side."""

    side: str
    part: str
    start: int
    certain: bool
    """The side stands right before or after the part, not carried over from another."""


class Sentence:
    """A sentence of a text."""

    def __init__(
        self, text: str, quoted: bool, words: Lexicon, levels: SpineLevels, sayings: Sayings
    ) -> None:
        self.text = text
        self.quoted = quoted
        """It begins inside a quotation."""
        self._lexicon = words
        self._levels = levels
        self._sayings = sayings

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return tokens(self.text)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The known words in it."""
        return self._lexicon.terms(self.tokens)

    @cached_property
    def kinds(self) -> dict[str, tuple[Term, ...]]:
        """Its known words by their kinds."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.kind, []).append(term)
        return {kind: tuple(terms) for kind, terms in found.items()}

    def of(self, kind: str) -> tuple[Term, ...]:
        """Its known words of one `kind`."""
        return self.kinds.get(kind, ())

    @cached_property
    def general(self) -> bool:
        """It tells what a source says, not what is so of this worker."""
        return self.quoted or ("general" in self.kinds and "specific" not in self.kinds)

    @cached_property
    def sourced(self) -> bool:
        """It speaks of a guideline or another source."""
        return "source" in self.kinds

    @cached_property
    def naming(self) -> bool:
        """It names the request under review."""
        return "naming" in self.kinds and not self.quoted

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The quantities, frequencies, durations and strengths in it."""
        return amounts(self.text)

    @cached_property
    def factors(self) -> frozenset[int]:
        """Where amounts begin that are part of a frequency: "2 visits a week"."""
        return frozenset(factors(self.amounts))

    @cached_property
    def doses(self) -> tuple[Dose, ...]:
        """The drugs in it, with their strengths and counts."""
        return doses(self) if "drug" in self.kinds else ()

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words that it writes without a capital."""
        return frozenset(token.word for token in self.tokens if self.text[token.start].islower())

    @cached_property
    def days(self) -> tuple[DayRead, ...]:
        """The dates in it."""
        return days(self.text)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What it says of medical necessity, or in the program's words for its decisions."""
        return self._sayings.statements(self.text)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the spine in it, a range in full."""
        return tuple(self._levels.of(self.text))

    @cached_property
    def parts(self) -> frozenset[str]:
        """The parts of the body in it."""
        return frozenset(term.name for term in self.of("part"))

    @cached_property
    def sided(self) -> tuple[Sided, ...]:
        """The parts of the body to which it gives a side."""
        return tuple(_sided(self.terms, self.tokens)) if "side" in self.kinds else ()


class Reader:
    """Reads texts with the words of `references`, remembering what it read."""

    def __init__(self, references: References) -> None:
        words = lexicon(references.terms, references.language)
        levels = SpineLevels(references.terms.spine)
        self.sayings = sayings_of(references.program)
        """The words by which a rationale closes."""
        self._sentence = lru_cache(8192)(
            lambda text, quoted: Sentence(text, quoted, words, levels, self.sayings)
        )
        names = references.language.names
        self.strangers = lru_cache(8192)(lambda sentence: tuple(strangers(sentence.text, names)))
        """What looks like a person's name in a sentence."""
        self.sentences = lru_cache(1024)(self._sentences)
        """The sentences of a text, in order."""

    def _sentences(self, text: str) -> tuple[Sentence, ...]:
        return tuple(self._sentence(part, quoted) for part, quoted in parted(text))


_NEAR = 4
"""Words that may stand between a side and its part: "right lateral aspect of the foot"."""
_BEHIND = 2
"""Words that may stand between a part and a side behind it: "grip on the right"."""


def _sided(terms: tuple[Term, ...], words: tuple[Token, ...]) -> Iterator[Sided]:
    marks = [term for term in terms if term.kind in ("side", "part")]
    side: Term | None = None
    previous: Term | None = None
    for at, mark in enumerate(marks):
        if mark.kind == "side":
            side, previous = mark, None
            continue
        behind = _side_behind(marks, at)
        found = side if side and _reaches(side, previous, mark) else None
        if found is None and behind is not None:
            yield Sided(behind.name, mark.name, mark.start, certain=True)
        elif found is not None and not _is_handedness(words, mark):
            yield Sided(found.name, mark.name, mark.start, certain=previous is None)
        previous = mark if found is not None else None
        side = found


def _reaches(side: Term, previous: Term | None, part: Term) -> bool:
    """Whether `side` holds for `part`, at once or by way of the `previous` part."""
    return part.first - (previous or side).last <= (_NEAR if previous is None else 2)


def _side_behind(marks: list[Term], at: int) -> Term | None:
    """The side that stands behind the part at `at` and has no part of its own."""
    if at + 1 >= len(marks) or marks[at + 1].kind != "side":
        return None
    side = marks[at + 1]
    taken = at + 2 < len(marks) and marks[at + 2].first - side.last <= _NEAR
    return None if taken or side.first - marks[at].last > _BEHIND else side


def _is_handedness(words: tuple[Token, ...], part: Term) -> bool:
    """Whether the part is of "right hand dominant"."""
    after = words[part.last : part.last + 1]
    return bool(after) and after[0].word in ("dominant", "dominance")
