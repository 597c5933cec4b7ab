"""Rules: what came over from another case or another item: its guideline, its number, its grant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.cases.case import Basis, Citation
from desktop.cases.terms import Source
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.rules.clinical.anatomy import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.engine.review_context import ItemRead, ReviewContext


def _cites(*citations: Citation) -> Basis:
    return Basis(citations=citations)


_KNEE = Citation(title="Knee Complaints", year=2004)
_NECK = Citation(title="Neck and Upper Back Complaints", year=2004)
_ODG_KNEE = Citation(source=Source.outside(), title="ODG", chapter="Knee & Leg")
_PAIN = Citation(title="Chronic Pain Medical Treatment", year=2009)


@rule(
    "evidence.part",
    fires=(
        letter(request="MRI of the right shoulder", reviewer_basis=_cites(_KNEE)),
        letter(request="Lumbar spine x-ray", reviewer_basis=_cites(_PAIN, _ODG_KNEE)),
    ),
    quiet=(
        letter(request="MRI of the right shoulder", reviewer_basis=_cites(_PAIN)),
        letter(request="Therapy, knee and shoulder", reviewer_basis=_cites(_KNEE)),
        letter(request="EMG of the upper extremities", reviewer_basis=_cites(_NECK)),
        letter(request="Chest x-ray", reviewer_basis=_cites(_NECK)),
    ),
)  # fmt: skip
def guideline_of_another_part(context: ReviewContext) -> Iterator[Hit]:
    """The reviewer cites guidance on another part of the body than the request names."""
    for item in context.items:
        asked, cited = item.parts, _cited_parts(item, context)
        akin = any(context.terms.akin(one, other) for one in asked for other in cited)
        if asked and cited and not akin and _have_guidance(asked, context):
            yield Hit(
                f"{item.path}.reviewer_basis",
                f"The reviewer cites guidance on the {listed(cited)}; the request of item "
                f"{item.number} is for the {listed(asked)}.",
                also=(f"{item.path}.request",),
            )


def _have_guidance(asked: frozenset[str], context: ReviewContext) -> bool:
    """Whether each of the parts asked for has guidance of its own.

    A limb as a whole has none: what is sought in it may come from the spine.
    """
    parts, known = context.references.parts_with_guidance, context.terms.parts
    limbs = any(known[part].paired and not known[part].within for part in asked)
    guided = all(any(context.terms.holds(one, part) for one in parts) for part in asked)
    return guided and not limbs


def _cited_parts(item: ItemRead, context: ReviewContext) -> frozenset[str]:
    """The parts of the body in the reviewer's citations."""
    words = (
        text
        for one in item.item.reviewer_basis.citations
        for text in (one.title, one.chapter, one.topic, *one.sections)
    )
    return frozenset(
        part for text in words for one in context.reader.sentences(text) for part in one.parts
    )


_CASE_NUMBER = re.compile(r"\b(?P<series>[A-Z]{2})(?P<year>\d{2})-(?P<number>\d{5,8})\b")


@rule(
    "secret.case-number",
    fires=(letter("As found in CM26-0104418, it is not.", case_number="CM26-0104417"),),
    quiet=(
        letter("In case CM26-0104417 it is.", case_number="CM26-0104417"),
        letter("As found in prior IMR CM25-0104418, it is not.", case_number="CM26-0104417"),
        letter("Code CM26-0104418.", case_number=""),
    ),
)
def number_of_another_case(context: ReviewContext) -> Iterator[Hit]:
    """The number of another case stands in a text."""
    own = context.case.case_number
    for text in (*context.texts, *context.lines) if own else ():
        for found in _CASE_NUMBER.finditer(text.words):
            prior = _PRIOR.search(text.words, max(found.start() - _NEAR, 0), found.start())
            if found[0] != own and not prior:
                yield Hit(text.path, f"{found[0]} is the number of another case than {own}.")


_PRIOR = re.compile(r"\b(?:prior|previous|earlier|companion|related)\b", re.IGNORECASE)
_NEAR = 60


@rule(
    "request.authorized",
    fires=(letter(request="MRI of the knee", authorized="MRI of the knee", remaining="MRI"),),
    quiet=(
        letter(request="PT 12 sessions", authorized="PT 4 sessions", remaining="PT 8 sessions"),
        letter(request="MRI of the knee"),
    ),
)
def authorized_already(context: ReviewContext) -> Iterator[Hit]:
    """What is under review is said to be authorized already."""
    for item in context.items:
        granted = _folded(item.item.authorized)
        if granted and granted == _folded(item.item.request):
            yield Hit(
                f"{item.path}.authorized",
                f"The part authorized of item {item.number} is the whole request: nothing is left "
                "to review.",
                also=(f"{item.path}.request",),
            )


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")
