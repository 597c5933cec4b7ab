"""What a sentence says of the treatment in a program's own words for its decisions."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.pack_words import Effect
from desktop.checks.context.statements import Statement, is_hedged, is_of_none, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.programs.program import Program

_NECESSITY = re.compile(r"\b(?:medically\s+necessary|medical\s+necessity)\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:(?:is|are|was|were)\s+)?(?P<no>(?:not|no)\s+)?(?:(?:an?|the)\s+)?", re.I)
_DENIAL = re.compile(r"^(?:does|do|did)\s+not\s+|^fails?\s+to\s+", re.IGNORECASE)
_SAID = (
    r"(?:is|are|was|were|be|been|appears?|seems?|remains?|constitutes?|represents?|qualif(?:y|ies)|"
    r"(?:amounts?|proved?s?)\s+to|counts?|find|found|consider(?:ed)?|deem(?:ed)?)"
)
"""The verbs by which a request is said to be something."""
_FEW = r"(?:\s+(?!(?:not|no|whether|if)\b)[\w-]+){0,5}?"
_MORE = r"(?:\s+(?!(?:whether|if|but|only|that|until)\b)[\w-]+){0,5}?"
_DENY = (
    rf"(?:\b{_SAID}{_FEW}\s+|\b(?:do|does|did|can|could)\s+)?"
    r"\b(?:not|no|no\s+longer|neither|never|cannot|fails?\s+to|failed\s+to|lacks?|"
    rf"(?:is|are|was|were|do|does|did|ca|could)n['’]t){_MORE}"
)
_VERB_FIRST = re.compile(r"[a-z]+s\b", re.IGNORECASE)
_ARTICLE = r"(?:(?:an?|any|the)\s+)?"


class Sayings(msgspec.Struct, frozen=True, dict=True):
    """The words by which a program's rationales close, each with the effect of its decision."""

    words: tuple[tuple[str, Effect], ...]
    necessity: bool
    """The program speaks of medical necessity, however that is said."""

    def statements(self, text: str) -> tuple[Statement, ...]:
        """The statements in a sentence, in order, by these words and by those of necessity."""
        found = statements(text) if self.necessity else ()
        return tuple(sorted((*found, *self._own(text)), key=lambda one: one.start))

    def named_in(self, texts: Iterable[str]) -> bool:
        """Whether one of `texts` has the words of a decision, said of it or denied."""
        return any(re.search(self._cores, text) for text in texts) if self.words else False

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The words without what denies them."""
        return tuple(dict.fromkeys(_base(words) for words, _ in self.words))

    @cached_property
    def own(self) -> str:
        """A pattern of the program's own words, without what denies them; "" where it has none."""
        own = (one for one in self.bases if not _NECESSITY.search(one))
        return "|".join(f"{_ARTICLE}{_spaced(one)}" for one in own)

    @cached_property
    def _cores(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_spaced, self.bases)), re.IGNORECASE)

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], Effect], ...]:
        """What each of the words looks like in a sentence, with its effect undenied."""
        parts = [_base(words) for words, effect in self.words if effect is Effect.PART]
        own = [(words, effect) for words, effect in self.words if effect is not Effect.PART]
        return tuple(
            dict.fromkeys(
                (_pattern(words, parts), _affirmed(words, effect))
                for words, effect in own
                if not (self.necessity and _NECESSITY.search(words))
            )
        )

    def _own(self, text: str) -> Iterator[Statement]:
        taken: set[int] = set()
        for pattern, effect in self._patterns:
            for match in pattern.finditer(text):
                if match.end() not in taken and not is_hedged(text, match.start()):
                    taken.add(match.end())
                    denied = bool(match["no"]) or is_of_none(text, match.start())
                    yield Statement((effect is Effect.FOR) != denied, match[0], match.start())


def sayings_of(program: Program) -> Sayings:
    """The words by which the rationales of `program` close."""
    words = tuple((one.says, one.effect) for one in program.decisions.values() if one.says.strip())
    texts = (*(says for says, _ in words), *(one.sentence for one in program.outcomes.values()))
    return Sayings(words, any(map(_NECESSITY.search, texts)))


def _affirmed(words: str, effect: Effect) -> Effect:
    """The effect of `words` without the "not" with which they begin."""
    lead = _LEAD.match(words)
    denied = _DENIAL.match(words) or (lead and lead["no"])
    return effect if not denied else Effect.AGAINST if effect is Effect.FOR else Effect.FOR


def _base(words: str) -> str:
    """`words` without their verb, what denies them and their article."""
    return _LEAD.sub("", _DENIAL.sub("", words.strip(" .")))


def _spaced(words: str) -> str:
    """A pattern of `words`, however they are spaced."""
    return r"\s+".join(map(re.escape, words.split()))


def _pattern(words: str, parts: list[str]) -> re.Pattern[str]:
    """`words` behind the verb that says them or a denial; not the words of a part."""
    base = _base(words)
    longer = "|".join(_spaced(one) for one in parts if one.startswith(base)) or "(?!)"
    said = rf"\b{_SAID}{_FEW}(?:\s+(?:as|to\s+be))?\s+"
    said += "|" if _VERB_FIRST.match(base) or _DENIAL.match(words) else ""
    core = rf"{_ARTICLE}\b(?!(?:{longer})\b){_spaced(base)}(?:e?s)?(?!\w|\s+with\b)"
    return re.compile(rf"(?:(?P<no>{_DENY})\s+|{said}){core}", re.IGNORECASE)
