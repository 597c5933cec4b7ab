"""The sentence that closes a rationale, brought in step with a decision that was changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from desktop.cases.pack_words import Effect
from desktop.checks.engine.review_context import ItemRead
from desktop.checks.rules.consistency.decisions import statements_of
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from desktop.cases.case import DisputedItem
    from desktop.checks.context.language import Reader

_WORTH = r"medically\s+(?:necessary|reasonable|appropriate|indicated|warranted)"
_BEHIND_IS = r"(?:(?<=\bis\s)|(?<=\bare\s)|(?<=\bwas\s)|(?<=\bwere\s))"
_BOUND = re.compile(r"\bnor\b", re.IGNORECASE)
"""Words that go with the "not" and would be left alone without it."""


class ClosingSentence(NamedTuple):
    """How a rationale closes, where that is against the decision of its item."""

    against: str = ""
    """What it says last of necessity; empty where it is in step."""
    in_step: Prose | None = None
    """The rationale as it would be in step; None where a "not" alone does not turn it."""


def closing(item: DisputedItem, reader: Reader) -> ClosingSentence:
    """How the rationale of `item` closes."""
    return ClosingSentence(closing_against(item, reader), in_step(item, reader))


def closing_against(item: DisputedItem, reader: Reader) -> str:
    """What the rationale says last of necessity, against the decision; empty where in step."""
    said = statements_of(ItemRead(0, item, reader))
    effect = item.decision.effect if item.decision else None
    if not said or effect in (None, Effect.PART, said[-1][1].effect):
        return ""
    return said[-1][1].words


def in_step(item: DisputedItem, reader: Reader) -> Prose | None:
    """The rationale with its closing sentence as the decision has it.

    None where it is in step already, or closes in words that a "not" alone does not turn.
    """
    if not closing_against(item, reader):
        return None
    sentence, statement = statements_of(ItemRead(0, item, reader))[-1]
    start = item.rationale.rfind(sentence.text)
    if start < 0 or _BOUND.search(sentence.text):
        return None
    start += statement.start
    own = reader.sayings.own or "(?!)"
    turned = _turned(statement.words, own, necessary=not statement.necessary)
    words = item.rationale[:start] + turned + item.rationale[start + len(statement.words) :]
    closed = msgspec.structs.replace(item, rationale=Prose(words))
    return None if closing_against(closed, reader) else closed.rationale


def _turned(words: str, own: str, *, necessary: bool) -> str:
    """`words` with a "not" put before what they say of the request, or taken from it."""
    if necessary:
        return re.sub(rf"\bnot\s+(?=medically\s|{own})", "", words, count=1, flags=re.IGNORECASE)
    before = rf"\b(?={_WORTH})|{_BEHIND_IS}(?={own})"
    return re.sub(before, "not ", words, count=1, flags=re.IGNORECASE)
