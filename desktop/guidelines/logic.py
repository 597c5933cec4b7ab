"""Three-valued logic over answers, after Kleene: what is not documented may still be either.

*Not applicable* drops out: it neither meets nor fails its rule.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.terms import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.guidelines.guideline import Checklist, DecisionRule, Guideline, Sum

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
    return NOT_MET if verdict is MET else MET if verdict is NOT_MET else verdict


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met if all that apply are met, not met if one is not."""
    return _strongest(verdicts, (NOT_MET, UNKNOWN, MET))


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met if one that applies is met, not met if none is."""
    return _strongest(verdicts, (MET, UNKNOWN, NOT_MET))


def _strongest(verdicts: Iterable[Verdict], order: tuple[Verdict, Verdict, Verdict]) -> Verdict:
    """Of `verdicts` the one that stands first in `order`; the very first ends the search."""
    decisive, open_, _ = order
    found = DROPPED
    for verdict in verdicts:
        if verdict is decisive:
            return verdict
        if verdict is open_ or found is DROPPED:
            found = verdict
    return found


def at_least(number: int, verdicts: Iterable[Verdict]) -> Verdict:
    """Met if `number` of those that apply are met."""
    applying = [verdict for verdict in verdicts if verdict != DROPPED]
    met, open_ = applying.count(MET), applying.count(UNKNOWN)
    if not applying:
        return DROPPED
    if met >= number:
        return MET
    return UNKNOWN if met + open_ >= number else NOT_MET


def implied(condition: Verdict, consequence: Verdict) -> Verdict:
    """`consequence` where the condition is met; nothing is asked where it is not."""
    return {MET: consequence, UNKNOWN: UNKNOWN}.get(condition, DROPPED)


class Evaluation:
    """The rules of a guideline over replies, each computed once, on first use."""

    def __init__(
        self,
        guideline: Guideline,
        replies: Mapping[str, Reply],
        verdicts: Mapping[str, Verdict] | None = None,
        values: Mapping[str, Value] | None = None,
    ) -> None:
        self._guideline = guideline
        self._checklist: Checklist = guideline.checklist
        self._replies = replies
        self._verdicts = dict(verdicts or {})
        self._values = dict(values or {})

    def with_verdict(self, criterion: str, verdict: Verdict) -> Evaluation:
        """The same with another answer to a question of yes or no."""
        return self._changed(criterion, {criterion: verdict}, {})

    def with_value(self, name: str, value: Value) -> Evaluation:
        """The same with another value of a criterion, or in the place of a computed one."""
        return self._changed(name, {}, {name: value})

    def _changed(
        self, name: str, verdicts: dict[str, Verdict], values: dict[str, Value]
    ) -> Evaluation:
        """The same without the answer to `name`; what depends on it is computed again."""
        stale = self._above(name)
        unchanged = {key: one for key, one in self._verdicts.items() if key not in stale}
        known = {key: one for key, one in self._values.items() if key not in stale}
        return Evaluation(self._guideline, self._replies, unchanged | verdicts, known | values)

    def _above(self, name: str) -> set[str]:
        """`name` and everything that depends on it."""
        above, left = {name}, [name]
        while left:
            for one in self._dependents.get(left.pop(), ()):
                if one not in above:
                    above.add(one)
                    left.append(one)
        return above

    @cached_property
    def _dependents(self) -> dict[str, list[str]]:
        """By each name what is made of it directly."""
        made_of: dict[str, list[str]] = {}
        for name, rule in self._checklist.logic.items():
            for member in (rule.value,) if rule.value else rule.members:
                made_of.setdefault(member, []).append(name)
                made_of.setdefault(member.removeprefix("not "), []).append(member)
        for name, made in self._checklist.values.items():
            for part in made.names:
                made_of.setdefault(part, []).append(name)
        return made_of

    def verdict(self, name: str) -> Verdict:
        """The verdict of the criterion or rule `name`; "not name" is its opposite."""
        known = self._verdicts.get(name)
        if known is None:
            known = self._verdicts[name] = self._found(name)
        return known

    def _found(self, name: str) -> Verdict:
        rule = self._checklist.logic.get(name)
        if rule is not None:
            return self._judge(rule)
        if name.startswith("not "):
            return opposite(self.verdict(name[4:]))
        return self._reply(name).verdict

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
        return self._guideline.limits[bound] if isinstance(bound, str) else bound

    def _reply(self, name: str) -> Reply:
        return self._replies.get(name, _NO_REPLY)

    def _judge(self, rule: DecisionRule) -> Verdict:
        if rule.value is not None:
            return self._compare(rule, self.value(rule.value))
        if rule.when is not None:
            return implied(self.verdict(rule.when), self.verdict(rule.then or ""))
        if rule.not_ is not None:
            return opposite(self.verdict(rule.not_))
        return self._judge_group(rule)

    def _judge_group(self, rule: DecisionRule) -> Verdict:
        if rule.all is not None:
            return all_of(map(self.verdict, rule.all))
        if rule.any is not None:
            return any_of(map(self.verdict, rule.any))
        return at_least(int(self.limit(rule.at_least or 0)), map(self.verdict, rule.of or ()))

    def _compare(self, rule: DecisionRule, value: Value) -> Verdict:
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
        if made.table is not None:
            return self._row(made.table, self.value(made.of or ""))
        parts = made.product or made.sum or made.difference or ()
        values = [self.value(part) if isinstance(part, str) else part for part in parts]
        if any(isinstance(value, Verdict) for value in values):
            return DROPPED if UNKNOWN not in values else UNKNOWN
        return _arithmetic(made, [value for value in values if isinstance(value, int | float)])

    def _row(self, table: Mapping[str, float], choice: Value) -> Value:
        return choice if isinstance(choice, Verdict) else table.get(str(choice), UNKNOWN)

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
