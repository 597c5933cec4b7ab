"""A recommendation outside the MTUS: its organization or book, the chapter, the topic."""

from __future__ import annotations

import re

from desktop.cases.case import Citation

_TITLE = re.compile(
    r"(?:Official Disability Guidelines?(?: ?\(ODG\))?(?: Treatment(?: Index| Guidelines)?| TWC)?|"
    r"ODG(?: Guidelines?| TWC)?|"
    r"(?:ACOEM|American College of Occupational and Environmental Medicine(?: ?\(ACOEM\))?)"
    r"(?: Practice)?(?: Guidelines?)?)(?=[\s,:;./]|$)"
)
_MARK = re.compile(r"(?P<mark>,|:|;|\.|/)(?:\s+|$)|\s+(?P<dash>[-–—])\s+")
_CLOSED = re.compile(
    r"\((?:Acute|updated|Online|web)\b[^)]*\)(?: Chapter(?: \([^)]*\))?)?(?=\s+[A-Z]|$)|"
    r"(?<=[a-z] )Chapter(?=\s*[,:/–-])|"
    r"(?<=\w )Chapter(?: \([^)]*\))?(?=\s*[,:/]|\s+[-–—]\s|$)",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"(?:Forearm|Wrist|Ankle|Hip|Head|Neck|Elbow|Fingers?)\b(?:, \w+){0,2},? (?:and|&) \w+",
    re.IGNORECASE,
)
"""A chapter whose name is a series of parts of the body."""
_PAGES = re.compile(r", (?P<pages>(?:[Pp]ages?|[Pp]gs?\.?|pp?\.)(?:\(s\))? ?[\d][\d\s,–-]*)$")


def read(words: str) -> Citation:
    """The citation that `words` make, without the words for its source."""
    pages = _PAGES.search(words)
    if pages:
        words = words[: pages.start()]
    title, after_title, rest = _titled(words)
    chapter, after_chapter, topic = _chaptered(rest)
    return Citation(
        title=title,
        after_title=after_title if chapter else "",
        chapter=chapter,
        after_chapter=after_chapter if topic else ",",
        topic=topic,
        pages=pages["pages"].strip() if pages else "",
    )


def _titled(words: str) -> tuple[str, str, str]:
    """The organization or book, the mark behind it, and the rest."""
    known = _TITLE.match(words)
    if not known:
        return _parted(words, 0)
    mark = _MARK.match(words, known.end())
    if mark:
        return known[0], _sign(mark), words[mark.end() :]
    return known[0], "", words[known.end() :].strip()


def _chaptered(words: str) -> tuple[str, str, str]:
    """The chapter, the mark behind it, and the topic."""
    series = _SERIES.match(words)
    closed = _CLOSED.search(words)
    if closed and _is_first_close(words, closed):
        mark = _MARK.match(words, closed.end())
        if mark:
            return words[: closed.end()], _sign(mark), words[mark.end() :]
        return words[: closed.end()], "", words[closed.end() :].strip()
    return _parted(words, series.end() if series else 0)


def _is_first_close(words: str, closed: re.Match[str]) -> bool:
    return words[: closed.start()].count("(") == words[: closed.start()].count(")")


def _parted(words: str, start: int) -> tuple[str, str, str]:
    """`words` before the first mark from `start` on that stands outside parentheses."""
    for mark in _MARK.finditer(words, start):
        before = words[: mark.start()]
        if before.count("(") <= before.count(")") and before:
            return before, _sign(mark), words[mark.end() :]
    return words, "", ""


def _sign(mark: re.Match[str]) -> str:
    return mark["mark"] or mark["dash"]
