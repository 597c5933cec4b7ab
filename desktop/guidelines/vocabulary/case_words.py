"""What a case says where a request is silent: the parts of the body that its other words name.

The diagnoses count for most, by their names or, where a name tells nothing, by their ICD-10 codes;
then the other items; then the clinical summary, by how often it names a part.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case, DisputedItem
    from desktop.cases.summary import Diagnosis, Summary
    from desktop.guidelines.vocabulary.request_words import Mention, Parts, RequestWords

DIAGNOSIS, ITEM, SUMMARY = "the diagnosis", "another item", "the clinical summary"
FIRST_DIAGNOSIS, FURTHER_DIAGNOSIS, OTHER_ITEM = 5, 4, 2
MOST_IN_SUMMARY = 3
SEVERAL = 2
"""How often the summary names a part that counts, where there are diagnoses or other items."""
KEPT_TEXTS, KEPT_SUMMARIES = 512, 16
_CLAUSE = re.compile(r"[.;,\n]+")
_CODE = re.compile(r"\b[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?\b")


class CaseWords:
    """The parts of the body that the words of a case name; each text is read once."""

    def __init__(self, vocabulary: RequestWords) -> None:
        self._vocabulary = vocabulary
        self._parts = lru_cache(KEPT_TEXTS)(vocabulary.parts_in)
        self._clauses = lru_cache(KEPT_SUMMARIES)(self._by_clause)

    def parts(self, case: Case, item: DisputedItem) -> Parts:
        """The parts that the case names apart from the request of `item`, the likeliest first."""
        said = _Tally()
        for at, one in enumerate(case.summary.diagnoses):
            said.add(self.named_by(one), FURTHER_DIAGNOSIS if at else FIRST_DIAGNOSIS, DIAGNOSIS)
        for other in case.disputed_items:
            if other.id != item.id:
                said.add(self._parts(other.request), OTHER_ITEM, ITEM)
        enough = SEVERAL if said else 1
        for mention, times in self._clauses(_text(case.summary)):
            if times >= enough or mention.meaning in said:
                said.add((mention,), min(times, MOST_IN_SUMMARY), SUMMARY)
        return said.sorted()

    def named_by(self, diagnosis: Diagnosis) -> Parts:
        """The parts that a diagnosis names: by its name, else by its codes."""
        named = self._parts(diagnosis.name)
        codes = _CODE.findall(f"{diagnosis.icd10} {diagnosis.name}".upper())
        return named or self._vocabulary.coded(codes)

    def _by_clause(self, text: str) -> tuple[tuple[Mention, int], ...]:
        """The parts that `text` names, each with the number of clauses that do."""
        tally = _Tally()
        for clause in _CLAUSE.split(text):
            tally.add(self._vocabulary.parts_in(clause), 1, SUMMARY)
        return tuple((one, tally.points(one)) for one in tally.sorted())


class _Tally:
    """Parts of the body with their points, each as it was first named."""

    def __init__(self) -> None:
        self._first: dict[str, Mention] = {}
        self._points: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._first)

    def __contains__(self, meaning: str) -> bool:
        return meaning in self._first

    def add(self, parts: Parts, points: int, source: str) -> None:
        """Counts `points` for each of `parts`, which the `source` names."""
        for one in parts:
            self._points[one.meaning] = self._points.get(one.meaning, 0) + points
            if one.meaning not in self._first:
                self._first[one.meaning] = msgspec.structs.replace(one, source=source)

    def points(self, part: Mention) -> int:
        """The points of `part`."""
        return self._points[part.meaning]

    def sorted(self) -> Parts:
        """The parts, those with the most points first; of two with as many, the one named first."""
        return tuple(sorted(self._first.values(), key=self.points, reverse=True))


def _text(summary: Summary) -> str:
    return "\n".join(_texts(summary))


def _texts(summary: Summary) -> Iterator[str]:
    """What the summary says of the injured worker's complaints, findings and treatment."""
    yield summary.narrative
    yield from summary.treatments
    for one in summary.examinations:
        yield one.findings
    for study in summary.imaging:
        yield f"{study.study} {study.findings}"
