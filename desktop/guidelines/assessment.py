"""What the answers to a guideline's criteria imply, with the answers that decide it.

The program decides no case: an assessment says what follows from the answers given.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.pack_words import Effect
from desktop.cases.terms import Verdict
from desktop.guidelines.criterion_inputs import plain, replies_to
from desktop.guidelines.decisive_criteria import reached, support
from desktop.guidelines.logic import DROPPED, MET, NOT_MET, UNKNOWN, Evaluation, Value
from desktop.guidelines.wellformed import DECIDES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Answer, DisputedItem
    from desktop.cases.terms import Decision
    from desktop.guidelines.guideline import Guideline


class Flip(msgspec.Struct, frozen=True):
    """A single answer that would change the result."""

    name: str
    """The criterion, or the computed value, with another answer."""
    answer: str
    """"met", "not met", a choice, or a number."""
    result: Verdict

    def in_words(self, guideline: Guideline) -> str:
        """The flip as a line to read: its question, the other answer, and the result."""
        criterion = guideline.checklist.criteria.get(self.name)
        asked = criterion.ask if criterion else f"{self.name.replace('-', ' ').capitalize()}:"
        return f"{asked} {self.answer.capitalize()}: the criteria would be {self.result}."


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers imply."""

    guideline: str
    result: Verdict
    """Met, not met or not documented."""
    deciding: tuple[str, ...]
    """The fewest criteria whose answers give the result; where it is not documented, those that
    still need an answer."""
    flips: tuple[Flip, ...]
    unanswered: tuple[str, ...]
    """The criteria that count and have no answer yet."""
    verdicts: dict[str, Verdict]
    """Of every criterion and every rule."""
    values: dict[str, Value]
    """Of every criterion that asks for one, and the computed ones."""


def assess(
    item: DisputedItem, guideline: Guideline, answers: Iterable[Answer] | None = None
) -> Assessment:
    """What `answers` (by default the item's own) imply under `guideline`.

    Quantities that the request's words give, such as frequency and weeks, answer the criteria
    that ask for them unless the reviewer did.
    """
    replies = replies_to(item, guideline, answers)
    evaluation = Evaluation(guideline, replies)
    result = _result(evaluation)
    counted = reached(guideline.checklist)
    return Assessment(
        guideline=guideline.id,
        result=result,
        deciding=_deciding(guideline, evaluation, result),
        flips=tuple(_flips(guideline, evaluation, counted, result)),
        unanswered=tuple(
            one.id
            for one in guideline.criteria
            if one.id in counted and one.id not in replies and not _spared(one.id, evaluation)
        ),
        verdicts=_verdicts(guideline, evaluation),
        values=_values(guideline, evaluation),
    )


def contradiction(decision: Decision | None, assessments: Iterable[Assessment]) -> str:
    """What to tell the reviewer if `decision` differs from what the answers imply; else empty."""
    results = {one.result for one in assessments}
    effect = decision.effect if decision else None
    item = f"The item is {decision and decision.lower()}, but the answers"
    if effect is Effect.FOR and results and MET not in results:
        return f"{item} do not meet the criteria of any guideline."
    if effect is Effect.AGAINST and results == {MET}:
        return f"{item} meet the criteria of every guideline."
    return ""


def _result(evaluation: Evaluation) -> Verdict:
    """The verdict of the guideline; where nothing applies, nothing is documented."""
    verdict = evaluation.verdict(DECIDES)
    return UNKNOWN if verdict == DROPPED else verdict


def _deciding(guideline: Guideline, evaluation: Evaluation, result: Verdict) -> tuple[str, ...]:
    """The fewest criteria that give `result`, or that still need an answer, in their order."""
    if DECIDES not in guideline.checklist.logic:
        return ()
    if result == UNKNOWN:
        found = support(guideline, evaluation, MET, missing=True)
        if found is None:
            found = support(guideline, evaluation, NOT_MET, missing=True)
    else:
        found = support(guideline, evaluation, result, missing=False)
    return tuple(name for name in guideline.checklist.criteria if name in (found or ()))


def _flips(
    guideline: Guideline, evaluation: Evaluation, counted: frozenset[str], result: Verdict
) -> Iterator[Flip]:
    """Each single answer by which the result would be another."""
    yes_no = [one.id for one in guideline.criteria if one.id in counted and one.kind == "yes-no"]
    for id, verdict in product(yes_no, (MET, NOT_MET)):
        changed = _result(evaluation.with_verdict(id, verdict))
        if verdict != evaluation.verdict(id) and changed != result:
            yield Flip(id, verdict.value, changed)
    yield from _value_flips(guideline, evaluation, result)


def _value_flips(guideline: Guideline, evaluation: Evaluation, result: Verdict) -> Iterator[Flip]:
    """Each value, of those just within and just beyond a bound, that changes the result."""
    seen: set[tuple[str, Verdict]] = set()
    for name, value in _candidates(guideline, evaluation):
        changed = _result(evaluation.with_value(name, value))
        if changed != result and (name, changed) not in seen:
            seen.add((name, changed))
            yield Flip(name, plain(value), changed)


def _candidates(guideline: Guideline, evaluation: Evaluation) -> Iterator[tuple[str, Value]]:
    for rule in guideline.checklist.logic.values():
        if rule.value is None:
            continue
        if rule.is_ is not None:
            yield rule.value, rule.is_
        if rule.at_most is not None:
            bound = evaluation.limit(rule.at_most)
            yield from ((rule.value, bound), (rule.value, bound + 1))
        if rule.at_least is not None:
            bound = evaluation.limit(rule.at_least)
            yield from ((rule.value, bound), (rule.value, bound - 1))


def _spared(name: str, evaluation: Evaluation) -> bool:
    """Whether all that is made of the value `name` is known without it."""
    uses = evaluation.made_of(name)
    return bool(uses) and all(
        evaluation.value(use) not in (UNKNOWN, DROPPED) or _spared(use, evaluation) for use in uses
    )


def _verdicts(guideline: Guideline, evaluation: Evaluation) -> dict[str, Verdict]:
    names = (*guideline.checklist.criteria, *guideline.checklist.logic)
    return {name: evaluation.verdict(name) for name in names}


def _values(guideline: Guideline, evaluation: Evaluation) -> dict[str, Value]:
    asked = (one.id for one in guideline.criteria if one.kind != "yes-no")
    return {name: evaluation.value(name) for name in (*asked, *guideline.checklist.values)}
