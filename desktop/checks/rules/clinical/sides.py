"""Rules: left and right, in request, rationale and summary."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from desktop.checks.context.given_sides import Given
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import names, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.context.language import Sentence, Sided
    from desktop.checks.engine.review_context import ItemRead, ReviewContext

_OTHER = {"left": "right", "right": "left"}


@rule(
    "anatomy.side-in-rationale",
    fires=(
        letter("The left hip was normal.", request="MRI of the right hip"),
        letter(
            "The left ankle is swollen.", request="Physical therapy", summary="Right ankle pain."
        ),
    ),
    quiet=(
        letter(
            "The left knee was normal.",
            request="MRI of the right knee",
            summary="Right knee pain. The left knee is normal for comparison.",
        ),
        letter("The right hand dominant worker fell.", request="MRI of the left hand"),
    ),
)
def side_in_rationale(context: ReviewContext) -> Iterator[Hit]:
    """A rationale speaks of the side that nothing else in the letter speaks of."""
    known = Given(context.terms, pairs(context.facts))
    for item, asked, others in _asked_and_others(context):
        sides = (_wrong_side(sentence, asked, known, others) for sentence in item.rationale)
        wrong = next((one for one in sides if one is not None), None)
        if wrong is not None:
            yield Hit(
                f"{item.path}.rationale",
                f"The rationale says {wrong.side} {wrong.part}; {_source(asked, wrong)} says "
                f"{_OTHER[wrong.side]}.",
                also=(f"{item.path}.request",) if asked.pairs else (),
            )


def _asked_and_others(context: ReviewContext) -> Iterator[tuple[ItemRead, Given, Given]]:
    """Each item with the sides that it asks for, and those that the others do."""
    counts = Counter(pair for asked in context.asked_sides for pair in asked.pairs)
    for item, asked in zip(context.items, context.asked_sides, strict=True):
        rest = (pair for pair, count in counts.items() if count > (pair in asked.pairs))
        yield item, asked, Given(context.terms, rest)


def _source(asked: Given, wrong: Sided) -> str:
    in_request = _OTHER[wrong.side] in asked.of(wrong.part)
    return "the request" if in_request else "the summary"


def _wrong_side(sentence: Sentence, asked: Given, facts: Given, others: Given) -> Sided | None:
    """The first part in `sentence` whose side is not the one that the letter speaks of."""
    sided = [one for one in sentence.sided if one.side in _OTHER and one.certain]
    for one in sided if not sentence.quoted else ():
        requested, known = asked.of(one.part), facts.of(one.part)
        elsewhere = others.of(one.part)
        if _contradicts(one.side, requested) and (
            _names_wrongly(sentence, one, asked) or one.side not in known | elsewhere
        ):
            return one
        if _contradicts(one.side, known) and one.side not in requested | elsewhere:
            return one
    return None


def _names_wrongly(sentence: Sentence, one: Sided, asked: Given) -> bool:
    """Whether the sentence names the very part that is asked for, with the other side alone."""
    same = sentence.naming and bool(asked.exactly(one.part))
    return same and _exact(sentence.sided, one.part) == {one.side}


def _contradicts(side: str, sides: set[str]) -> bool:
    """Whether only the other side is in `sides`."""
    return _OTHER[side] in sides and side not in sides and "bilateral" not in sides


@rule(
    "anatomy.side-in-summary",
    fires=(
        letter(
            "The right knee has no red flags.",
            request="MRI of the right knee",
            summary="Left knee pain. UR denied the request for MRI of the left knee.",
        ),
        letter(
            request="MRI of the right knee",
            summary="The right knee is tender. MRI of the left knee was requested.",
        ),
    ),
    quiet=(
        letter(request="MRI of the right knee", summary="Both knees hurt, the left knee more."),
    ),
)
def side_in_summary(context: ReviewContext) -> Iterator[Hit]:
    """The summary gives the requested part the other side."""
    summary = Given(context.terms, pairs(context.summary.sentences))
    for item in context.items:
        for one in _each_once(item.sided):
            where = (
                _where_summary_differs(context, item, one, summary) if one.side in _OTHER else ""
            )
            if where:
                yield _other_side(item, one, where)


def _other_side(item: ItemRead, one: Sided, where: str) -> Hit:
    return Hit(
        "summary.narrative",
        f"The request of item {item.number} is for the {one.side} {one.part}; the summary says "
        f"{_OTHER[one.side]} {where}.",
        also=(f"{item.path}.request",),
    )


def _each_once(sided: Iterable[Sided]) -> Iterable[Sided]:
    """The first of those with the same side of the same part."""
    found: dict[tuple[str, str], Sided] = {}
    for one in sided:
        found.setdefault((one.side, one.part), one)
    return found.values()


def _where_summary_differs(
    context: ReviewContext, item: ItemRead, one: Sided, summary: Given
) -> str:
    """Where the summary has the other side of what `item` asks for; empty where it has not."""
    if _contradicts(one.side, summary.exactly(one.part) or summary.of(one.part)):
        return "throughout"
    for sentence in context.summary.sentences if _OTHER[one.side] in summary.of(one.part) else ():
        if _names_other(sentence, one, item.topics) and not _is_of_another(context, sentence, one):
            return "where it names the request"
    return ""


def _is_of_another(context: ReviewContext, sentence: Sentence, one: Sided) -> bool:
    """Whether the sentence may name an item that asks for the part's other side."""
    services = names((sentence,), "topic")
    return any(
        not services or not other.topics or bool(services & other.topics)
        for other, asked in zip(context.items, context.asked_sides, strict=True)
        if _OTHER[one.side] in asked.of(one.part)
    )


def _exact(sided: Iterable[Sided], part: str) -> set[str]:
    return {one.side for one in sided if one.part == part}


def _names_other(sentence: Sentence, asked: Sided, services: frozenset[str]) -> bool:
    """Whether the sentence names the request, or its service, with only the other side."""
    if _exact(sentence.sided, asked.part) != {_OTHER[asked.side]}:
        return False
    topics = names((sentence,), "topic")
    planned = _PLANNED.search(sentence.text) is not None and bool(services & topics)
    return planned or (sentence.naming and (not (services and topics) or bool(services & topics)))


_PLANNED = re.compile(r"\b(?:plan|ordered|order|recommend\w*|authoriz\w*)\b", re.IGNORECASE)


@rule(
    "anatomy.side-once",
    fires=(
        letter(
            "The right knee is stable.",
            request="MRI of the right knee",
            summary="UR denied the request for MRI of the left knee, not of the right knee.",
        ),
    ),
    quiet=(letter(summary="Right wrist pain. The left wrist was stiff. The right wrist swells."),),
)
def side_requested_once(context: ReviewContext) -> Iterator[Hit]:
    """Where the summary names the request it has a side that the letter has nowhere else."""
    yield from _lonely_sides(context, naming=True)


@rule(
    "anatomy.side-aside",
    fires=(
        letter(
            summary="Right wrist pain. The right wrist is stiff. Left wrist motion is limited. "
            "A right wrist fracture was found.",
        ),
    ),
    quiet=(
        letter(summary="Right wrist pain. The left wrist is normal for comparison."),
        letter(
            summary="The right knee hurts more than the left knee. The right knee swells. The "
            "right knee was injected."
        ),
    ),
)
def side_named_once(context: ReviewContext) -> Iterator[Hit]:
    """The summary names the other side of a part just once, among many of the one."""
    yield from _lonely_sides(context, naming=False)


def _lonely_sides(context: ReviewContext, *, naming: bool) -> Iterator[Hit]:
    """A hit for each side that one sentence alone gives to a part of the body."""
    counts = Counter((one.part, one.side) for one in _whole_letter(context))
    for sentence in context.summary.sentences:
        for one in sentence.sided if sentence.naming is naming else ():
            other = _OTHER.get(one.side, "")
            rest = counts[one.part, other]
            alone = counts[one.part, one.side] == 1 and not counts[one.part, "bilateral"]
            enough = rest >= (_FEW if naming else _MANY)
            if one.certain and alone and enough and not _comparing(sentence, one):
                yield Hit(
                    "summary.narrative",
                    f"The summary says {one.side} {one.part} once; the letter says {other} "
                    f"{one.part} {rest} times.",
                )


_FEW = 2
_MANY = 3


def _whole_letter(context: ReviewContext) -> Iterator[Sided]:
    """Every side in the letter."""
    for sentence in context.summary.sentences:
        yield from sentence.sided
    for item in context.items:
        for sentence in (*item.requests, *item.rationale):
            yield from sentence.sided


def _comparing(sentence: Sentence, one: Sided) -> bool:
    """Whether the sentence holds one side of the part against the other."""
    words = {token.word for token in sentence.tokens}
    sides = _exact(sentence.sided, one.part)
    both = len(sides) > 1 and not sentence.naming
    return both or bool(words & {"normal", "comparison", "compared", "negative", "contralateral"})
