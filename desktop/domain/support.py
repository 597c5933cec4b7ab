"""Which answers a result rests on: the fewest that force it, or that are wanting for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.logic import DROPPED, MET, NOT_MET, UNKNOWN, Evaluation, opposite
from desktop.domain.wellformed import DECIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.domain.guideline import Checklist, Guideline, Rule
    from desktop.domain.terms import Verdict

Names = frozenset[str]


def reached(checklist: Checklist) -> Names:
    """The criteria that the guideline's decision comes to."""
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
    return _Support(guideline.checklist, evaluation, missing).of(DECIDES, wanted)


class _Support:
    """One search, over one set of answers."""

    def __init__(self, checklist: Checklist, evaluation: Evaluation, missing: bool) -> None:
        self._checklist = checklist
        self._verdict: Callable[[str], Verdict] = evaluation.verdict
        self._value = evaluation.value
        self._missing = missing

    def of(self, name: str, wanted: Verdict) -> Names | None:
        """What makes the criterion or rule `name` come out as `wanted`."""
        if name.startswith("not "):
            return self.of(name[4:], opposite(wanted))
        rule = self._checklist.logic.get(name)
        if rule is None:
            return self._leaf(frozenset({name}), self._verdict(name), wanted)
        if rule.value is not None:
            return self._of_value(name, rule.value, wanted)
        if rule.when is not None:
            return self._of_condition(rule.when, rule.then or "", wanted)
        if rule.not_ is not None:
            return self.of(rule.not_, opposite(wanted))
        return self._of_group(rule, wanted)

    def _leaf(self, names: Names, verdict: Verdict, wanted: Verdict) -> Names | None:
        if self._missing and verdict == UNKNOWN and wanted != DROPPED:
            return names
        if verdict != wanted:
            return None
        return frozenset() if self._missing else names

    def _of_value(self, rule: str, value: str, wanted: Verdict) -> Names | None:
        names = asked_for(self._checklist, value)
        if self._missing:
            names = frozenset(name for name in names if self._value(name) == UNKNOWN)
        else:
            names = frozenset(name for name in names if self._value(name) != UNKNOWN)
        return self._leaf(names, self._verdict(rule), wanted)

    def _of_condition(self, when: str, then: str, wanted: Verdict) -> Names | None:
        if wanted == DROPPED:
            ways = [self.of(when, NOT_MET), self.of(when, DROPPED)]
            return _fewest([*ways, _joined([self.of(when, MET), self.of(then, DROPPED)])])
        return _joined([self.of(when, MET), self.of(then, wanted)])

    def _of_group(self, rule: Rule, wanted: Verdict) -> Names | None:
        names = rule.all or rule.any or rule.of or ()
        if wanted == DROPPED:
            return _joined([self.of(name, DROPPED) for name in names])
        number = len(names) if rule.all else 1 if rule.any else int(rule.at_least or 0)
        if wanted == MET:
            return self._so_many(names, number, MET, drop=bool(rule.all))
        return self._so_many(names, len(names) - number + 1, NOT_MET, drop=not rule.all)

    def _so_many(
        self, names: Iterable[str], number: int, wanted: Verdict, *, drop: bool
    ) -> Names | None:
        """What makes `number` of `names` come out as `wanted`, or drop out where they may."""
        found = [self._either(name, wanted) if drop else self.of(name, wanted) for name in names]
        ways = sorted((way for way in found if way is not None), key=lambda way: (len(way), *way))
        return _joined(list(ways[:number])) if len(ways) >= number else None

    def _either(self, name: str, wanted: Verdict) -> Names | None:
        return _fewest([self.of(name, wanted), self.of(name, DROPPED)])


def _joined(ways: list[Names | None]) -> Names | None:
    """All of `ways` together; None where one is impossible."""
    known = [way for way in ways if way is not None]
    return frozenset().union(*known) if len(known) == len(ways) else None


def _fewest(ways: Iterable[Names | None]) -> Names | None:
    known = [way for way in ways if way is not None]
    return min(known, key=lambda way: (len(way), *sorted(way)), default=None)
