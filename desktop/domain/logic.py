"""Three-valued logic over answers, after Kleene: what is not documented may still be either.

*Not applicable* drops out: it neither fulfils nor fails the rule that it stands in.
"""

from __future__ import annotations

import datetime as dt
from math import prod
from typing import TYPE_CHECKING

import msgspec

from desktop.domain.terms import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.domain.guideline import Checklist, Guideline, Rule, Sum

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNKNOWN, DROPPED = Verdict.NOT_DOCUMENTED, Verdict.NOT_APPLICABLE

Value = float | dt.date | str | Verdict
"""A value of a criterion, or why there is none: not documented, not applicable."""


class Reply(msgspec.Struct, frozen=True):
    """What is known of one criterion: its verdict, and its value where it asks for one."""

    verdict: Verdict = UNKNOWN
    value: Value = UNKNOWN


def opposite(verdict: Verdict) -> Verdict:
    """What "not" makes of `verdict`."""
    return {MET: NOT_MET, NOT_MET: MET}.get(verdict, verdict)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met if all that apply are met, not met if one is not."""
    given = set(verdicts) - {DROPPED}
    for decisive in (NOT_MET, UNKNOWN, MET):
        if decisive in given:
            return decisive
    return DROPPED


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met if one that applies is met, not met if none is."""
    return opposite(all_of(map(opposite, verdicts)))


def at_least(number: int, verdicts: Iterable[Verdict]) -> Verdict:
    """Met if `number` of those that apply are met."""
    given = [verdict for verdict in verdicts if verdict != DROPPED]
    met, open_ = given.count(MET), given.count(UNKNOWN)
    if not given:
        return DROPPED
    if met >= number:
        return MET
    return UNKNOWN if met + open_ >= number else NOT_MET


def implied(condition: Verdict, consequence: Verdict) -> Verdict:
    """`consequence` where the condition is met; nothing is asked where it is not."""
    return {MET: consequence, UNKNOWN: UNKNOWN}.get(condition, DROPPED)


class Evaluation:
    """The rules of `guideline` over `replies`; `set_values` stand in the place of computed ones."""

    def __init__(
        self,
        guideline: Guideline,
        replies: Mapping[str, Reply],
        set_values: Mapping[str, Value] | None = None,
    ) -> None:
        self._checklist: Checklist = guideline.checklist
        self._limits = guideline.limits
        self._replies = replies
        self._values: dict[str, Value] = dict(set_values or {})
        self._verdicts: dict[str, Verdict] = {}

    def verdict(self, name: str) -> Verdict:
        """The verdict of the criterion or rule `name`; "not name" is its opposite."""
        if name.startswith("not "):
            return opposite(self.verdict(name[4:]))
        if name not in self._verdicts:
            rule = self._checklist.logic.get(name)
            self._verdicts[name] = self._judge(rule) if rule else self._reply(name).verdict
        return self._verdicts[name]

    def value(self, name: str) -> Value:
        """The value of the criterion, or the computed value, `name`."""
        if name not in self._values:
            made = self._checklist.values.get(name)
            self._values[name] = self._compute(made) if made else self._reply(name).value
        return self._values[name]

    def made_of(self, name: str) -> list[str]:
        """The values computed from `name`; none where a rule compares `name` itself."""
        if any(rule.value == name for rule in self._checklist.logic.values()):
            return []
        return [value for value, made in self._checklist.values.items() if name in made.names]

    def limit(self, bound: float | str) -> float:
        """A bound as a number: itself, or the limit of the edition that it names."""
        return self._limits[bound] if isinstance(bound, str) else bound

    def _reply(self, name: str) -> Reply:
        return self._replies.get(name, _NO_REPLY)

    def _judge(self, rule: Rule) -> Verdict:
        if rule.value is not None:
            return self._compare(rule, self.value(rule.value))
        if rule.when is not None:
            return implied(self.verdict(rule.when), self.verdict(rule.then or ""))
        if rule.not_ is not None:
            return opposite(self.verdict(rule.not_))
        return self._judge_group(rule)

    def _judge_group(self, rule: Rule) -> Verdict:
        if rule.all is not None:
            return all_of(map(self.verdict, rule.all))
        if rule.any is not None:
            return any_of(map(self.verdict, rule.any))
        return at_least(int(self.limit(rule.at_least or 0)), map(self.verdict, rule.of or ()))

    def _compare(self, rule: Rule, value: Value) -> Verdict:
        if isinstance(value, Verdict):
            return value
        if rule.is_ is not None:
            return MET if value == rule.is_ else NOT_MET
        if not isinstance(value, int | float):
            return UNKNOWN
        enough = rule.at_least is None or value >= self.limit(rule.at_least)
        few = rule.at_most is None or value <= self.limit(rule.at_most)
        return MET if enough and few else NOT_MET

    def _compute(self, made: Sum) -> Value:
        if made.first is not None:
            return self._first_known(made.first)
        if made.days_between is not None:
            return _days(*map(self.value, made.days_between))
        parts = made.product or made.sum or made.difference or ()
        values = [self.value(part) if isinstance(part, str) else part for part in parts]
        if any(isinstance(value, Verdict) for value in values):
            return DROPPED if UNKNOWN not in values else UNKNOWN
        return _arithmetic(made, [value for value in values if isinstance(value, int | float)])

    def _first_known(self, names: Iterable[str]) -> Value:
        values = [self.value(name) for name in names]
        known = [value for value in values if not isinstance(value, Verdict)]
        return next(iter(known), UNKNOWN if UNKNOWN in values else DROPPED)


_NO_REPLY = Reply()


def _days(start: Value, end: Value) -> Value:
    if isinstance(start, dt.date) and isinstance(end, dt.date):
        return (end - start).days
    return DROPPED if DROPPED in (start, end) and UNKNOWN not in (start, end) else UNKNOWN


def _arithmetic(made: Sum, values: list[float]) -> float:
    if made.product is not None:
        return prod(values)
    if made.sum is not None:
        return sum(values)
    return values[0] - sum(values[1:]) if values else 0
