"""A pasted line as an element of a list: the date, the code and the words each in their field."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from desktop.domain import dates
from desktop.domain.question import Prose, element, questions

_DATE = re.compile(r"\b(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})\b")
_ICD10 = re.compile(r"\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b")
_PAGES = re.compile(r"\b(\d{1,4})\s*(?:pages|page|pp?\.?)(?=\W|$)", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦]|\(?\d{1,3}[.)])\s+")
_EDGES = " \t,;:-–—"


def elements(kind: Any, text: str) -> tuple[Any, ...]:
    """The elements of a list of `kind` that the lines of `text` name, without their bullets."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return tuple(_element(element(kind), line) for line in lines if line)


def blank(kind: Any) -> Any:
    """A new element of a list of `kind`, with nothing known of it."""
    record = element(kind)
    return record() if record else ""


def _element(record: type | None, line: str) -> Any:
    if record is None:
        return line
    fields: dict[str, Any] = {}
    for name, pattern, read in _PATTERNS:
        found = pattern.search(line) if name in questions(record) else None
        if found and (value := read(found)) is not None:
            fields[name] = value
            line = line[: found.start()] + line[found.end() :]
    return record(**{**_words(record, line.strip(_EDGES)), **fields})


def _words(record: type, line: str) -> dict[str, str]:
    """`line` in the fields for words: at its commas where there are several, else in the first."""
    names = [q.name for q in questions(record).values() if q.type is str and q.name != "icd10"]
    if names[:2] == ["author", "type"]:
        names[:2] = ["type", "author"]
    parts = [part.strip(_EDGES) for part in re.split(r"[,;\t]\s*", line, maxsplit=len(names) - 1)]
    prose = [q.name for q in questions(record).values() if q.type is Prose]
    return dict(zip(names or prose, parts, strict=False))


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return dates.read(found[0], dt.date.today())  # noqa: DTZ011 -- the day at the desk
    except dates.DateError:
        return None


_PATTERNS = (
    ("date", _DATE, _day),
    ("icd10", _ICD10, lambda found: found[0]),
    ("pages", _PAGES, lambda found: int(found[1])),
)
