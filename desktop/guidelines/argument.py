"""The content of a rationale on one guideline: what it asks, what the record shows and does not.

The program's template has the sentences; this module has what goes into them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.terms import Verdict
from desktop.guidelines.criterion_inputs import plain, replies_to
from desktop.guidelines.decisive_criteria import asked_for, reached
from desktop.guidelines.guideline import Guideline
from desktop.guidelines.logic import DROPPED, MET, NOT_MET, UNKNOWN, opposite
from desktop.guidelines.wellformed import DECIDES
from desktop.text import dates

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from desktop.cases.case import Answer, DisputedItem
    from desktop.guidelines.assessment import Assessment
    from desktop.guidelines.guideline import Criterion, DecisionRule, Phrases

_PLACE = re.compile(r"\{([^{}]*)\}")
_SOURCE = re.compile(r"(?P<document>[^:]*\d{2,4}[^:]*|[^:]{1,60}):\s+(?P<finding>.+)", re.DOTALL)


class Point(msgspec.Struct, frozen=True):
    """Something that the record shows: in the guideline's words, and in the record's."""

    criterion: str
    words: str
    finding: str = ""
    document: str = ""


class Argument(msgspec.Struct, frozen=True, kw_only=True):
    """The argument from the answers to one guideline, in the order of the rationale."""

    guideline: Guideline
    result: Verdict
    asks: str
    shown: tuple[Point, ...]
    """What supports the request."""
    against: tuple[Point, ...]
    """What speaks against it."""
    missing: tuple[str, ...]
    """What the reviewer looked for in the records and did not find."""
    tensions: tuple[str, ...]
    """Comments on reports that seem to support more than they do."""
    fulfilled: tuple[str, ...]
    """What follows by rule and supports the request: sums, limits, definitions."""
    conclusions: tuple[str, ...]
    """What follows by rule and does not support it."""
    answered: bool
    """Whether any criterion has an answer of the reviewer's."""


def argue(
    item: DisputedItem,
    guideline: Guideline,
    assessment: Assessment,
    answers: Iterable[Answer] | None = None,
) -> Argument:
    """The argument of `guideline` about `item`; only what was answered is spoken of."""
    answered = tuple(item.answers if answers is None else answers)
    return _Arguing(item, guideline, assessment, answered).argument()


class _Arguing:
    """One guideline's answers, being put into words."""

    def __init__(
        self,
        item: DisputedItem,
        guideline: Guideline,
        assessment: Assessment,
        answers: tuple[Answer, ...],
    ) -> None:
        self._guideline = guideline
        self._checklist = guideline.checklist
        self._assessment = assessment
        self._replies = replies_to(item, guideline, answers)
        self._evidence = {
            one.criterion: one.evidence
            for one in answers
            if one.guideline == guideline.id and (one.verdict or one.value)
        }

    def argument(self) -> Argument:
        in_play = dict(self._in_play(DECIDES, reversed_=False))
        mentioned = [one for one in self._guideline.criteria if self._is_said(one, in_play)]
        return Argument(
            guideline=self._guideline,
            result=self._assessment.result,
            asks=self._guideline.asks,
            shown=tuple(self._points(mentioned, in_play, MET)),
            against=tuple(self._points(mentioned, in_play, NOT_MET)),
            missing=tuple(self._missing(mentioned)),
            tensions=tuple(self._tensions(mentioned)),
            fulfilled=tuple(self._conclusions(in_play, {MET})),
            conclusions=tuple(self._conclusions(in_play, {NOT_MET, UNKNOWN})),
            answered=bool(self._evidence),
        )

    def _in_play(self, name: str, *, reversed_: bool) -> Iterator[tuple[str, bool]]:
        """The criteria and rules that matter, and whether each counts the other way round.

        A rule comes after its members.
        """
        if name.startswith("not "):
            name, reversed_ = name[4:], not reversed_
        verdict = self._assessment.verdicts.get(name, DROPPED)
        rule = self._checklist.logic.get(name)
        if verdict == DROPPED:
            return
        for member in self._members(rule, verdict) if rule else ():
            other = bool(rule and rule.not_)
            yield from self._in_play(member, reversed_=reversed_ != other)
        yield name, reversed_

    def _members(self, rule: DecisionRule, verdict: Verdict) -> tuple[str, ...]:
        """The members of `rule` that bear on its verdict."""
        if rule.when is not None:
            condition = (rule.when,) if rule.when in self._checklist.criteria else ()
            return (*condition, rule.then or "")
        if rule.all is None and rule.not_ is None and verdict == MET:
            return tuple(name for name in rule.members if self._bears(name))
        return rule.members

    def _bears(self, member: str) -> bool:
        """Whether `member`, one of several that would do, is met."""
        verdict = self._assessment.verdicts[member.removeprefix("not ")]
        return verdict == (NOT_MET if member.startswith("not ") else MET)

    def _is_said(self, criterion: Criterion, in_play: Mapping[str, bool]) -> bool:
        """Whether the rationale mentions it: because it matters, or in addition to the rules."""
        if criterion.id not in self._replies or self._verdict(criterion) == DROPPED:
            return False
        return criterion.id in in_play or criterion.id not in reached(self._checklist)

    def _verdict(self, criterion: Criterion) -> Verdict:
        """The answer; of a criterion that asks for a value, whether it is known."""
        if criterion.kind == "yes-no":
            return self._replies[criterion.id].verdict
        value = self._assessment.values[criterion.id]
        return value if value in (UNKNOWN, DROPPED) else MET  # type: ignore[return-value]

    def _points(
        self, criteria: list[Criterion], in_play: Mapping[str, bool], side: Verdict
    ) -> Iterator[Point]:
        """What the record shows on one side, in favor where `side` is met."""
        for criterion in criteria:
            verdict = self._verdict(criterion)
            weighs = opposite(verdict) if in_play.get(criterion.id) else verdict
            words = self._phrase(criterion, verdict) if weighs == side else ""
            if words:
                document, finding = source(self._evidence.get(criterion.id, ""))
                yield Point(criterion.id, words, finding, document)

    def _missing(self, criteria: list[Criterion]) -> Iterator[str]:
        for criterion in criteria:
            words = self._phrase(criterion, UNKNOWN) or self._phrase(criterion, MET)
            if words and self._verdict(criterion) == UNKNOWN:
                yield words

    def _tensions(self, criteria: list[Criterion]) -> Iterator[str]:
        for criterion in criteria:
            tension = criterion.tension
            if tension is None or self._verdict(criterion) != MET:
                continue
            if self._assessment.verdicts[tension.rule] in (NOT_MET, UNKNOWN):
                yield tension.say

    def _conclusions(self, in_play: Iterable[str], verdicts: Container[Verdict]) -> Iterator[str]:
        for name in in_play:
            phrases = self._checklist.says.get(name)
            verdict = self._assessment.verdicts[name]
            if phrases is None or verdict not in verdicts:
                continue
            words = self._phrase(phrases, verdict)
            if words and not (verdict == UNKNOWN and self._is_open(name)):
                yield words

    def _is_open(self, name: str) -> bool:
        """Whether what is not documented of it may only not have been answered yet."""
        name = name.removeprefix("not ")
        if self._assessment.verdicts[name] != UNKNOWN:
            return False
        rule = self._checklist.logic.get(name)
        if rule is not None and rule.value is None:
            return any(map(self._is_open, rule.members))
        asked = asked_for(self._checklist, rule.value or "") if rule else {name}
        return not asked.isdisjoint(self._assessment.unanswered)

    def _phrase(self, phrases: Phrases, verdict: Verdict) -> str:
        by_verdict = {MET: phrases.met, NOT_MET: phrases.not_met, UNKNOWN: phrases.not_documented}
        return self._filled(by_verdict.get(verdict, ""))

    def _filled(self, phrase: str) -> str:
        """`phrase` with its values; empty where one of them is not known."""
        amounts = self._assessment.values | self._guideline.limits
        named = _PLACE.findall(phrase)
        if any(amounts.get(name) in (UNKNOWN, DROPPED, None) for name in named):
            return ""
        return _PLACE.sub(lambda found: plain(amounts[found[1]]), phrase)


def by_document(points: Iterable[Point]) -> dict[str, list[Point]]:
    """`points` by the document that shows them, in the order of their first mention."""
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(point.document, []).append(point)
    return groups


def source(evidence: str) -> tuple[str, str]:
    """The document that `evidence` names and the finding that it gives, either of them perhaps "".

    ``Progress note, 03/12/2015: walks 30 minutes`` names both.
    """
    words = " ".join(evidence.split()).rstrip(".")
    both = _SOURCE.fullmatch(words)
    if both:
        return both["document"].strip(), both["finding"].strip()
    is_document = bool(dates.days(words)) and len(words) <= _LONGEST_DOCUMENT
    return (words, "") if is_document else ("", words)


_LONGEST_DOCUMENT = 80
