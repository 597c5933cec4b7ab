"""Rules: parts of the body and levels of the spine, in request, rationale and summary."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import told_in
from desktop.checks.rules.clinical.agreement import asks
from desktop.checks.rules.consistency.decisions import is_associated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.context.spine_levels import Level
    from desktop.checks.engine.review_context import ReviewContext


@rule(
    "anatomy.part",
    fires=(
        letter("The request for MRI of the lumbar spine is not medically necessary.",
               request="MRI of the right knee"),
    ),
    quiet=(
        letter("The requested MRI of the knee is medically necessary.", request="MRI right knee"),
        letter("The requested hand therapy is medically necessary.", request="Therapy, fingers"),
    ),
)  # fmt: skip
def part_of_another_item(context: ReviewContext) -> Iterator[Hit]:
    """A rationale names its request with another part of the body."""
    for item in context.items:
        for sentence in item.rationale if item.parts else ():
            named = _named(sentence)
            akin = any(context.terms.akin(one, want) for one in named for want in item.parts)
            if named and not akin:
                message = f"The rationale names {listed(named)}; the request is for "
                message += f"{listed(item.parts)}."
                yield Hit(f"{item.path}.rationale", message, also=(f"{item.path}.request",))
                break


_REACH = 9
"""Words between "request for" and the part of the body."""


def _named(sentence: Sentence) -> frozenset[str]:
    """The parts of the body with which a sentence names the request.

    They stand behind "request for", or before "is medically necessary" in the same clause.
    """
    if sentence.general and not sentence.statements:
        return frozenset()
    asking = next((one for one in sentence.of("naming") if asks(one, sentence.text)), None)
    if asking is None:
        return _subject(sentence)
    near = (part for part in sentence.of("part") if 0 <= part.first - asking.last <= _REACH)
    return frozenset(part.name for part in near)


def _subject(sentence: Sentence) -> frozenset[str]:
    """The parts of the body in the clause of which medical necessity is stated."""
    if not sentence.statements:
        return frozenset()
    end = sentence.statements[-1].start
    start = max(sentence.text.rfind(mark, 0, end) for mark in ",;:")
    return frozenset(term.name for term in sentence.of("part") if start < term.start < end)


@rule(
    "anatomy.part-of-request",
    fires=(
        letter("The shoulder is tender.", request="MRI of the ankle", summary="Shoulder pain."),
    ),
    quiet=(
        letter("The shoulder is tender.", request="MRI of the arm", summary="Shoulder pain."),
        letter("It is not addressed.", request="MRI of the ankle", summary="The ankle hurts."),
    ),
)
def part_of_request_nowhere_else(context: ReviewContext) -> Iterator[Hit]:
    """A request is for a part of the body of which the letter says nothing else."""
    known = frozenset(part for sentence in context.facts for part in sentence.parts)
    items = (item for item in context.items if known and not is_associated(item))
    for item in items:
        named = known | frozenset(part for sentence in item.rationale for part in sentence.parts)
        strange = [
            part
            for part in sorted(frozenset(p for one in item.request for p in one.parts))
            if not any(context.terms.akin(part, one) for one in named)
        ]
        if strange:
            yield Hit(
                f"{item.path}.request",
                f"The request of item {item.number} names the {strange[0]}; neither the summary "
                "nor the rationale does.",
            )


@rule(
    "anatomy.part-elsewhere",
    fires=(
        letter(
            "There is tenderness over the ankle.",
            request="MRI of the shoulder",
            summary="Shoulder pain.",
        ),
    ),
    quiet=(
        letter(
            "Guidelines recommend it for the ankle. The shoulder is tender.",
            request="MRI of the shoulder",
            summary="Shoulder pain.",
        ),
    ),
)
def part_that_stands_nowhere_else(context: ReviewContext) -> Iterator[Hit]:
    """A rationale speaks of a part of the body that nothing else in the letter names."""
    known = frozenset(part for sentence in context.facts for part in sentence.parts)
    known |= frozenset(part for item in context.items for part in item.parts)
    akin = context.terms.akin
    near = {part for part in context.terms.parts if any(akin(part, one) for one in known)}
    for item in context.items if known else ():
        for sentence in item.rationale:
            strange = sorted(sentence.parts - near)
            if strange and not sentence.general:
                yield Hit(
                    f"{item.path}.rationale",
                    f"The rationale speaks of the {strange[0]}, which nothing else in the letter "
                    "does.",
                )
                break


@rule(
    "anatomy.level",
    fires=(
        letter("The disc at L3-L4 bulges.", request="Epidural injection at L4-L5"),
        letter("There is a C5 fracture.", summary="Radiographs showed a C2 fracture."),
    ),
    quiet=(letter("Sensation is reduced at L5.", summary="Sensation is reduced from L4 to S1."),),
)
def level_differs(context: ReviewContext) -> Iterator[Hit]:
    """A rationale names a level of the spine that request and summary do not."""
    spine = context.terms.vertebrae
    known = _reached(context.facts, spine)
    for item in context.items:
        asked = _reached(item.requests, spine)
        for level in _levels_beyond(asked | known, item.rationale):
            message = f"The rationale speaks of {level.words}, which neither the request nor the "
            also = (f"{item.path}.request",) if asked else ()
            yield Hit(f"{item.path}.rationale", f"{message}summary names.", also=also)


def _levels_beyond(known: set[tuple[str, int]], sentences: Iterable[Sentence]) -> Iterator[Level]:
    """The levels in `sentences` that are not `known`, in a region of which some level is."""
    regions = {region for region, _ in known}
    for sentence in sentences:
        for level in sentence.levels:
            if level.region in regions and (level.region, level.number) not in known:
                yield level


def _reached(sentences: Iterable[Sentence], spine: dict[str, int]) -> set[tuple[str, int]]:
    """The levels in `sentences`, with those between the ends of a range."""
    reached: set[tuple[str, int]] = set()
    ranges: set[tuple[tuple[str, int], tuple[str, int]]] = set()
    for sentence in sentences:
        reached |= {(one.region, one.number) for one in sentence.levels}
        for one, other in pairwise(sentence.levels):
            if other.start == one.start:
                ranges.add(((one.region, one.number), (other.region, other.number)))
    column = [(region, at) for region, count in spine.items() for at in range(1, count + 1)]
    return reached.union(*(_between(*ends, column) for ends in ranges))


def _between(
    one: tuple[str, int], other: tuple[str, int], column: list[tuple[str, int]]
) -> list[tuple[str, int]]:
    """The levels from `one` to `other`, whichever is the higher."""
    if one not in column or other not in column:
        return []
    first, last = sorted((column.index(one), column.index(other)))
    return column[first : last + 1]


@rule(
    "anatomy.no-such-level",
    fires=(letter("The disc at L7 bulges."),),
    quiet=(letter("The disc at L5-S1 bulges; C8 is spared, T12 is fractured."),),
)
def no_such_level(context: ReviewContext) -> Iterator[Hit]:
    """A level that the spine does not have."""
    for text, sentence in told_in((*context.texts, *context.lines)):
        for level in sentence.levels:
            if not 1 <= level.number <= context.terms.vertebrae[level.region]:
                yield Hit(text.path, f"The spine has no {level.region}{level.number}.")


def listed(parts: Iterable[str]) -> str:
    """The parts as a sentence names them."""
    return " and ".join(sorted(parts))
