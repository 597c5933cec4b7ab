"""Rules: the decision, the words that close its rationale, and the surgery it hangs on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.cases.case import DisputedItem
from desktop.cases.pack_words import Effect
from desktop.cases.terms import Decision
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.context.statements import Statement
    from desktop.checks.engine.review_context import ItemRead, ReviewContext

AGAINST, FOR = Decision.of(Effect.AGAINST), Decision.of(Effect.FOR)
_ARTHROSCOPY = DisputedItem(request="Right shoulder arthroscopy", decision=AGAINST)
_SLING = DisputedItem(request="Sling", associated_service=True, decision=FOR)


@rule(
    "decision.closing",
    fires=(
        letter("As such, the request is not medically necessary.", decision=FOR),
        letter("Therefore, the request was medically necessary.", decision=AGAINST),
    ),
    quiet=(
        letter("Thus the request is deemed not medically necessary.", decision=AGAINST),
        letter("It would be medically necessary if X-rays were normal.", decision=AGAINST),
        letter(
            "Office visits are recommended as determined to be medically necessary. The request is "
            "not medically necessary.",
            decision=AGAINST,
        ),
    ),
)
def closing_contradicts_decision(context: ReviewContext) -> Iterator[Hit]:
    """The decision contradicts the closing sentence of its rationale."""
    for item in context.items:
        found = _statements(item)
        effects = {statement.effect for statement in found}
        decision = item.item.decision
        if decision and len(effects) == 1 and decision.effect not in (Effect.PART, *effects):
            yield Hit(
                f"{item.path}.decision",
                f'Item {item.number} is {decision}, but its rationale says "{found[-1].words}".',
                also=(f"{item.path}.rationale",),
            )


@rule(
    "decision.rationale-divided",
    fires=(
        letter(
            "The request is medically necessary. Given this, it is not medically necessary.",
            decision=AGAINST,
        ),
    ),
    quiet=(
        letter(
            "As the surgery is not medically necessary, the sling is not medically necessary.",
            decision=AGAINST,
        ),
    ),
)
def rationale_is_divided(context: ReviewContext) -> Iterator[Hit]:
    """Two sentences of a rationale say opposite things of the request."""
    for item in context.items:
        found = _statements(item)
        if found and len({statement.necessary for statement in found}) > 1:
            closes = found[-1].effect is item.effect
            yield Hit(
                f"{item.path}.rationale",
                f'The rationale says both "{found[0].words}" and "{found[-1].words}".',
                also=() if closes else (f"{item.path}.decision",),
            )


@rule(
    "decision.criteria",
    fires=(
        letter(
            "The information meets the guideline criteria for the requested service. The request "
            "is not medically necessary.",
            decision=AGAINST,
        ),
    ),
    quiet=(
        letter(
            "The patient does not meet the criteria. The request is not medically necessary.",
            decision=AGAINST,
        ),
    ),
)
def criteria_contradict_decision(context: ReviewContext) -> Iterator[Hit]:
    """A rationale says that the criteria are met, or are not, against its decision."""
    for item in context.items:
        for sentence in item.rationale:
            met = criteria_met(sentence.text)
            if met is not None and item.effect is (Effect.AGAINST if met else Effect.FOR):
                yield Hit(
                    f"{item.path}.rationale",
                    f"Item {item.number} is {item.item.decision}, but the rationale says that the "
                    f"criteria are {'met' if met else 'not met'}.",
                )


@rule(
    "decision.associated",
    fires=(letter(disputed_items=(_ARTHROSCOPY, _SLING)),),
    quiet=(letter(disputed_items=(DisputedItem(request="Arthroscopy", decision=FOR), _SLING)),),
)
def associated_service_without_surgery(context: ReviewContext) -> Iterator[Hit]:
    """A service associated with a surgery is found necessary though the surgery is not."""
    for item in context.items:
        surgery = _surgery_of(context, item)
        if surgery and (item.effect, surgery.effect) == (Effect.FOR, Effect.AGAINST):
            yield Hit(
                f"{item.path}.decision",
                f"Item {item.number} goes with the surgery of item {surgery.number}, which is "
                f"{surgery.item.decision}; without the surgery it has no purpose.",
            )


def _statements(item: ItemRead) -> list[Statement]:
    """What the rationale says of the necessity of its own item, in order."""
    return [statement for _, statement in statements_of(item)]


def statements_of(item: ItemRead) -> list[tuple[Sentence, Statement]]:
    """The sentences of the rationale on the necessity of its item, with what they say."""
    return [
        (sentence, sentence.statements[-1])
        for sentence in item.rationale
        if sentence.statements and _is_of_request(sentence)
    ]


def _is_of_request(sentence: Sentence) -> bool:
    """Whether a sentence speaks of this request, and not of what a source says or what was."""
    named = any(term.name.startswith("request") for term in sentence.of("naming"))
    return not _of_others(sentence.text) and (named or not sentence.general) and not sentence.quoted


def _of_others(text: str) -> bool:
    """Whether the sentence speaks of services in general or of an earlier decision."""
    return any(word in text for word in ("services deemed", "prior determination", "previously"))


def criteria_met(text: str) -> bool | None:
    """Whether a sentence says that criteria are met; None where it says neither."""
    match = _CRITERIA.search(text)
    if match is None or _DENIED.search(text, 0, match.start()):
        return None
    return match["no"] is None


_CRITERIA = re.compile(
    r"\b(?P<no>(?:does|do|did|has|have)\s+not\s+(?:\w+\s+)?|fails?\s+to\s+|failed\s+to\s+|not\s+)?"
    r"(?:meets?|met|satisf(?:y|ies))\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the|these|those|this)?\s*"
    r"(?:[\w-]+\s+){0,3}?(?:criteria|guidelines?|requirements)\b"
    r"(?!\s+(?:that|which)\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|nor|if|would|without|lack|unless|whether|until)\b", re.I)


def _surgery_of(context: ReviewContext, item: ItemRead) -> ItemRead | None:
    """The surgery that `item` goes with, if it goes with one."""
    if named := item.item.associated_with:
        others = (other for other in context.items if other is not item)
        return next((other for other in others if other.item.id == named), None)
    if not is_associated(item):
        return None
    return next((other for other in context.items if _is_surgery(other)), None)


def is_associated(item: ItemRead) -> bool:
    """Whether the item is requested only with a surgery."""
    kinds = {kind for sentence in item.request for kind in sentence.kinds}
    ancillary = "requested ancillary" in item.item.rationale
    return item.item.associated_service or "associated" in kinds or ancillary


def _is_surgery(item: ItemRead) -> bool:
    kinds = {kind for sentence in item.request for kind in sentence.kinds}
    return "surgery" in kinds and "no-surgery" not in kinds and not is_associated(item)
