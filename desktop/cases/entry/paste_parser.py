"""A pasted line as an element of a list: the date, the code and the words each in their field.

No word but "dated" is lost: what fits no field goes into the one for words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from desktop.cases.case import Citation, Diagnosis, Document, Examination, Imaging, Medication
from desktop.cases.terms import Source
from desktop.records.questions import Prose, element, questions
from desktop.text import dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from msgspec import Struct

    from desktop.records.questions import Hint
    from desktop.records.values import Value

_DATE = re.compile(rf"(?:\bdated:?\s+)?\b(?P<day>{dates.WRITTEN})\b", re.IGNORECASE)
_PERIOD = re.compile(rf"{dates.WRITTEN}\s*(?:[-–—]|to|through)\s*{dates.WRITTEN}", re.IGNORECASE)
_ICD10 = re.compile(r"(?:(?<=\()|\b)[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b")
_PAGES = re.compile(r"\b(\d{1,4})\s*(?:pages|page|pp?\.?)(?=\W|$)", re.IGNORECASE)
_STRENGTH = re.compile(
    r"\d[\d.,]*(?:\s?/\s?\d[\d.,]*)*\s?(?:mg|mcg|µg|g|ml|%|units?)(?:/\w+)?(?=\W|$)", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦]|\(?\d{1,3}[.)])\s+")
_MARK = re.compile(rf"\s*(?:[,;\t]|\s[-–—]\s(?!{dates.WRITTEN}))\s*", re.IGNORECASE)
_TOLD = re.compile(r"\s*:\s+|\s+[-–—]\s+|\s*[,;]\s+")
_EDGES = " \t,;:-–—"
_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Characters that end a line, on any system and in any file."""
_BREAK = re.compile(f"\r\n|[{_ENDS}]")
_GAP = re.compile(f" *[\t{_ENDS}][ \t{_ENDS}]*")
_EDGES_OF_LINES = re.compile(rf"\A{_GAP.pattern}|{_GAP.pattern}\Z")
Fields: TypeAlias = "dict[str, Value]"


def broken(text: str) -> list[str]:
    """The lines of `text`, whatever ends them."""
    return _BREAK.split(text)


def in_one(text: str) -> str:
    """`text` in one line: what ends a line, and a tab, is a space, and none at either end."""
    return _GAP.sub(" ", _EDGES_OF_LINES.sub("", text)) if _GAP.search(text) else text


def elements(kind: Hint, text: str, day_form: str = dates.USUAL) -> tuple[Value, ...]:
    """The elements of a list of `kind` that the lines of `text` name, without their bullets.

    A date in figures stands in the `day_form`.
    """
    lines = (_BULLET.sub("", line).strip() for line in broken(text))
    return tuple(_element(element(kind), line, day_form) for line in lines if line)


def blank(kind: Hint, program: str = "") -> Value:
    """A new element of a list of `kind` in a case of `program`, with nothing known of it."""
    record = element(kind)
    if record is Citation:
        return Citation(source=Source.first(program))
    return record() if record else ""


def are_read(kind: Hint) -> bool:
    """Whether the elements of a list of `kind` can be read from lines."""
    record = element(kind)
    return record is None or record in _WORDS


def _element(record: type[Struct] | None, line: str, day_form: str) -> Value:
    if record is None:
        return line
    fields: Fields = {}
    for name, pattern, read in _PATTERNS:
        found = pattern.search(line) if name in questions(record) else None
        if found and (value := read(found, day_form)) is not None:
            fields[name] = value
            line = _without(line, found)
    return record(**_WORDS[record](line.strip(_EDGES)), **fields)


def _without(line: str, found: re.Match[str]) -> str:
    """`line` without what was `found`, and without brackets or marks that it leaves alone."""
    before, after = line[: found.start()].rstrip(), line[found.end() :].lstrip()
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    return f"{before.rstrip(_EDGES)}{_between(before, after)}{after.lstrip(_EDGES)}"


def _between(before: str, after: str) -> str:
    """The mark to keep where something stood between `before` and `after`."""
    if not before or not after:
        return ""
    mark = next((mark for mark in ":,;" if before.endswith(mark) or after.startswith(mark)), "")
    return f"{mark} " if mark else " - " if after[0] in "-–—" or before[-1] in "-–—" else " "


def _first(line: str) -> Fields:
    return {"name": line}


def _medication(line: str) -> Fields:
    """The drug before its strength, or before the first mark, and how it is taken."""
    strength = _STRENGTH.search(line)
    if strength is None:
        name, _, directions = line.partition(",")
        return {"name": name.strip(_EDGES), "directions": directions.strip(_EDGES)}
    return {
        "name": line[: strength.start()].strip(_EDGES),
        "strength": strength[0],
        "directions": line[strength.end() :].strip(_EDGES),
    }


def _imaging(line: str) -> Fields:
    """The study before the first mark, what it showed behind."""
    study, *findings = _TOLD.split(line, maxsplit=1)
    return {"study": study, "findings": Prose("".join(findings))}


def _examination(line: str) -> Fields:
    """Who examined before a colon; the rest is what was found."""
    examiner, mark, findings = line.partition(":")
    if not mark:
        examiner, findings = "", line
    return {"examiner": examiner.strip(_EDGES), "findings": Prose(findings.strip(_EDGES))}


def _document(line: str) -> Fields:
    """The type before the first mark, the author behind."""
    type, *author = (part.strip(_EDGES) for part in _MARK.split(line))
    return {"type": type, "author": ", ".join(filter(None, author))}


def _day(found: re.Match[str], form: str) -> dt.date | None:
    """The day that was found; none of a period, whose days stay in its words."""
    return None if _PERIOD.search(found.string) else dates.named(found["day"], form)


_WORDS: dict[type, Callable[[str], Fields]] = {
    Diagnosis: _first,
    Document: _document,
    Examination: _examination,
    Imaging: _imaging,
    Medication: _medication,
}
"""How the words of a line fall into the fields of each record."""
_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str], str], Value]], ...] = (
    ("date", _DATE, _day),
    ("icd10", _ICD10, lambda found, _: found[0]),
    ("pages", _PAGES, lambda found, _: int(found[1])),
)
