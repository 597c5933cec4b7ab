"""A pasted block of lines as an address: the name, the street, the city, the state and the ZIP.

No line is lost: what fits no field is returned separately.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from desktop.cases.case import Address
from desktop.cases.entry import paste_parser

_WAY = (
    r"(?:st|street|ave|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|ct|court|way|pl|place|pkwy"
    r"|parkway|hwy|highway|cir|circle|ter|terrace|loop|trl|trail|sq|square|plaza|route|rte|bend)"
)
_UNIT = (
    r"(?:suite|ste|apartment|apt|unit|floor|fl|room|rm|building|bldg|mail\s?stop|ms|department"
    r"|dept|space|spc)\b\.?\s*[\w-]+|#\s*[\w-]+|\d+(?:st|nd|rd|th)\s+fl(?:oor)?"
)
_ZIP = r"(?P<zip>\d{5}(?:\s?[-–]\s?\d{4})?)\.?"
_STATE = r"(?P<state>[A-Za-z]{2}\.?|[A-Z]\.\s?[A-Z]\.|[A-Z][a-z]+\.?(?:\s[A-Z][a-z]+){0,2})"
_ENDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:(?P<street>.*\S)\s*[,;]\s*)?(?P<city>[^\d,;]+?)\s*,\s*{_STATE}[,\s]\s*{_ZIP}$",
        rf"^(?:(?P<street>.*\S)\s*[,;]\s*)?(?P<city>[^\d,;]+?)\s+(?P<state>[A-Z]{{2}})[,\s]\s*{_ZIP}$",
        rf"^(?P<street>\d(?i:.*\b(?:{_WAY}\b\.?|{_UNIT})))[,\s]\s*(?P<city>[^\d,;]+?)"
        rf"[,\s]\s*(?P<state>[A-Z]{{2}})[,\s]\s*{_ZIP}$",
    )
)
"""How an address ends: the city, the state and the ZIP code, the street before them or not."""
_BOX = re.compile(
    r"^(?:p\.?\s?o\.?\s*(?:box|drawer)|post office box|box\s+\d|rural route|rr\s+\d)", re.I
)
_NUMBERED = re.compile(r"^\d+[\w/-]*\s+\S")
_WAYS = re.compile(rf"\b{_WAY}\b", re.I)
_IS_UNIT = re.compile(rf"^(?:{_UNIT})(?:[,\s]+(?:{_UNIT}))*$", re.I)
_ATTENTION = re.compile(r"^(?:attention|attn|att)\b\s*[.:]*\s*(?P<who>.*)$", re.I)
_TELEPHONE = re.compile(
    r"^(?:(?:tele)?phone|tel|ph|cell|mobile|office|t|p|c|o)?\s*[.:]*\s*"
    r"(?P<number>(?:\+?1[-.\s]*)?\(?\d{3}\)?[-.\s]*\d{3}[-.\s]*\d{4}(?:\s*(?:ext|x)\.?\s*\d+)?)$",
    re.I,
)
_BESIDE = re.compile(
    r"@|^(?:fax|facsimile|f|e-?mail|web|www)\b|https?:|\d{3}[-.\s)]+\d{3}[-.\s]\d{4}", re.I
)
_MOST_LINES = 3
"""Lines, or cells of a table, over which the city, the state and the ZIP code may be spread."""


class AddressBlock(NamedTuple):
    """The parts of a pasted address."""

    names: tuple[str, ...]
    """The name, and lines below it such as a firm's."""
    contact: str
    telephone: str
    address: Address
    left: tuple[str, ...]
    """Lines that no field is for."""


class _End(NamedTuple):
    """Where the city, the state and the ZIP code stand: the first line and the one behind."""

    first: int
    behind: int
    found: re.Match[str]


def read(text: str) -> AddressBlock | None:
    """What the lines of `text` say of a name and an address; None where they are no address."""
    lines = [line.strip(" \t,;") for line in paste_parser.broken(text.replace("\t", "\n"))]
    lines = [line for line in lines if line]
    end = _end(lines) if len(lines) > 1 else None
    return _block(lines, end) if end is not None else None


def _end(lines: list[str]) -> _End | None:
    """The first end of an address, one line before several that are read as one."""
    for count in range(1, _MOST_LINES + 1):
        for first in range(len(lines) - count + 1):
            found = _ending(lines[first : first + count])
            if found is not None:
                return _End(first, first + count, found)
    return None


def _ending(lines: list[str]) -> re.Match[str] | None:
    """How `lines` ends an address; of several lines the first has no more than street and city."""
    found = (pattern.match(", ".join(lines)) for pattern in _ENDS)
    return next((one for one in found if one and len(one["street"] or "") < len(lines[0])), None)


def _block(lines: list[str], end: _End) -> AddressBlock:
    head, street = lines[: end.first], end.found["street"] or ""
    telephones = [line for line in lines if _TELEPHONE.match(line)]
    head = [line for line in head if line not in telephones]
    streets = [line for line in head if _BESIDE.search(line)]
    head = [line for line in head if line not in streets]
    begins = len(head) if street else _street(head)
    units = [line for line in head[:begins] if _IS_UNIT.match(line)]
    names = [line for line in head[:begins] if line not in units]
    who = [found["who"] for line in names if (found := _ATTENTION.match(line))]
    number = _TELEPHONE.match(telephones[0]) if telephones else None
    rest = [line for line in lines[end.behind :] if line not in telephones]
    return AddressBlock(
        tuple(line for line in names if not _ATTENTION.match(line)),
        ", ".join(who),
        number["number"] if number else "",
        Address(
            street=", ".join(filter(None, (street, *head[begins:], *units))),
            city=end.found["city"],
            state=end.found["state"],
            postal_code=re.sub(r"\s?[-–]\s?", "-", end.found["zip"]),
        ),
        (*streets, *telephones[1:], *rest),
    )


def _street(head: list[str]) -> int:
    """Which line of `head` the street begins in; behind the last where it has none."""
    likely = [n for n, line in enumerate(head) if _BOX.match(line) or _NUMBERED.match(line)]
    sure = [n for n in likely if _BOX.match(head[n]) or _WAYS.search(head[n])]
    found = next(iter(sure or likely), None)
    if found is None:
        found = next((n for n in range(len(head) - 1, 0, -1) if _is_words(head[n])), len(head))
    return found


def _is_words(line: str) -> bool:
    """Whether `line` may be a street without a number."""
    return not _ATTENTION.match(line) and not _IS_UNIT.match(line)
