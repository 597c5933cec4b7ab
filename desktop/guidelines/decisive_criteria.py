"""Which answers decide a result: the fewest that force it, or that are missing for it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from desktop.cases.terms import Verdict
from desktop.guidelines.logic import DROPPED, MET, NOT_MET, UNKNOWN, Evaluation, opposite
from desktop.guidelines.wellformed import DECIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.guidelines.guideline import Checklist, DecisionRule, Guideline

Names = frozenset[str]
Ways = tuple[Names, ...]
"""Sets of criteria any of which would do."""
KEPT = 24
"""The most sets that are kept; two rules may share criteria, so the shortest alone mislead."""


def reached(checklist: Checklist) -> Names:
    """The criteria that the guideline's decision depends on."""
    if DECIDES not in checklist.logic:
        return frozenset()
    found: set[str] = set()
    left = [DECIDES]
    while left:
        name = left.pop()
        rule = checklist.logic.get(name)
        if rule is None:
            found.add(name)
        elif rule.value is not None:
            found |= asked_for(checklist, rule.value)
        else:
            left += rule.names
    return frozenset(found)


def asked_for(checklist: Checklist, value: str) -> Names:
    """The criteria of which a value is made."""
    made = checklist.values.get(value)
    if made is None:
        return frozenset({value})
    return frozenset().union(*(asked_for(checklist, part) for part in made.names))


def support(
    guideline: Guideline, evaluation: Evaluation, wanted: Verdict, *, missing: bool
) -> Names | None:
    """The fewest criteria whose answers make the decision `wanted`; None where none do.

    With `missing`, the fewest that are not documented and that, answered, would make it so.
    """
    return next(iter(_Support(guideline.checklist, evaluation, missing).of(DECIDES, wanted)), None)


class _Support:
    """One search over one set of answers; each step gives sets of criteria, smallest first."""

    def __init__(self, checklist: Checklist, evaluation: Evaluation, missing: bool) -> None:
        self._checklist = checklist
        self._verdict: Callable[[str], Verdict] = evaluation.verdict
        self._value = evaluation.value
        self._missing = missing

    def of(self, name: str, wanted: Verdict) -> Ways:
        """What makes the criterion or rule `name` come out as `wanted`."""
        verdict = self._verdict(name)
        if verdict != wanted and not (self._missing and verdict == UNKNOWN):
            return ()
        return self._ways(name, wanted)

    def _ways(self, name: str, wanted: Verdict) -> Ways:
        if name.startswith("not "):
            return self.of(name[4:], opposite(wanted))
        rule = self._checklist.logic.get(name)
        if rule is None:
            return self._leaf(frozenset({name}), self._verdict(name), wanted)
        if rule.value is not None:
            return self._leaf(self._basis(rule.value), self._verdict(name), wanted)
        if rule.when is not None:
            return self._of_condition(rule.when, rule.then or "", wanted)
        if rule.not_ is not None:
            return self.of(rule.not_, opposite(wanted))
        return self._of_group(rule, wanted)

    def _leaf(self, names: Names, verdict: Verdict, wanted: Verdict) -> Ways:
        if self._missing and verdict == UNKNOWN and wanted != DROPPED:
            return (names,)
        if verdict != wanted:
            return ()
        return (frozenset(),) if self._missing else (names,)

    def _basis(self, value: str) -> Names:
        """The criteria that give a value; with `missing`, those that prevent it."""
        made = self._checklist.values.get(value)
        if made is None:
            wanting = self._value(value) == UNKNOWN
            return frozenset({value}) if wanting == self._missing else frozenset()
        parts = made.names
        if made.first is not None and self._missing:
            return min(map(self._basis, parts), key=_length)
        if made.first is not None and self._value(value) != DROPPED:
            parts = tuple(name for name in parts if not isinstance(self._value(name), Verdict))[:1]
        return frozenset().union(*map(self._basis, parts))

    def _of_condition(self, when: str, then: str, wanted: Verdict) -> Ways:
        if wanted == DROPPED:
            through = _all([self.of(when, MET), self.of(then, DROPPED)])
            return _shortest([*self.of(when, NOT_MET), *self.of(when, DROPPED), *through])
        return _all([self.of(when, MET), self.of(then, wanted)])

    def _of_group(self, rule: DecisionRule, wanted: Verdict) -> Ways:
        names = rule.members
        if wanted == DROPPED:
            return _all([self.of(name, DROPPED) for name in names])
        number = len(names) if rule.all else 1 if rule.any else int(rule.at_least or 0)
        if wanted == MET:
            return self._so_many(names, number, MET, drop=bool(rule.all))
        return self._so_many(names, len(names) - number + 1, NOT_MET, drop=not rule.all)

    def _so_many(self, names: Iterable[str], number: int, wanted: Verdict, *, drop: bool) -> Ways:
        """What makes `number` of `names` come out as `wanted`, or drop out where they may."""
        found = [self._either(name, wanted) if drop else self.of(name, wanted) for name in names]
        possible = [ways for ways in found if ways]
        return _shortest(way for few in combinations(possible, number) for way in _all(few))

    def _either(self, name: str, wanted: Verdict) -> Ways:
        return _shortest([*self.of(name, wanted), *self.of(name, DROPPED)])


def _all(steps: Iterable[Ways]) -> Ways:
    """The sets of criteria that satisfy every one of `steps`."""
    ways: Ways = (frozenset(),)
    for step in steps:
        ways = _shortest(way | more for way in ways for more in step)
    return ways


def _shortest(ways: Iterable[Names]) -> Ways:
    """The smallest of `ways`, each once."""
    return tuple(sorted(set(ways), key=_length)[:KEPT])


def _length(way: Names) -> tuple[int, list[str]]:
    return len(way), sorted(way)
