"""Headers and footers of pages, which extraction leaves in the middle of sentences.

A line that recurs on each page, or only counts pages, is not part of any field; the letter's own
words keep it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.read.script import Break
from desktop.text.sentences import is_closed

if TYPE_CHECKING:
    from desktop.letter.read.script import Script

_COUNT = r"(?:[Pp]age )?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?"
_COUNTED = re.compile(r"[Pp]age \d{1,3}(?: of \d{1,3})?$")
_RUNNING = re.compile(
    r"\bCase (?:Number|No\.?)|\b[A-Z]{2}\d\d-\d{4,}\b|\b[Pp]age \d|^Final Determination Letter\b"
)
_ALONE = re.compile(rf"{_COUNT}$")
_LAST_NUMBER = re.compile(r"\s\d{1,3}(?: of \d{1,3})?$")
_FAR = 300
_LONGEST = 100
_TAIL = 20


_COUNT_OF_PAGES = re.compile(r"(?P<before>.{0,80}?)Page (?P<number>\d{1,3}) of (?P<count>\d{1,3})")


def without_counts(pages: list[str]) -> list[str]:
    """The text of `pages` without the line in which each counts itself: "CM26-1 Page 2 of 4".

    A page that was put in, left out or added behind makes no difference: the others agree.
    """
    counted = [_COUNT_OF_PAGES.fullmatch(_last_line(page)) for page in pages]
    agree = Counter((found["before"], found["count"]) for found in counted if found)
    return [
        _above(page)
        if found and (agree[found["before"], found["count"]] > 1 or _is_page(found, at, pages))
        else page
        for at, (page, found) in enumerate(zip(pages, counted, strict=True), start=1)
    ]


def _is_page(found: re.Match[str], number: int, pages: list[str]) -> bool:
    return (int(found["number"]), int(found["count"])) == (number, len(pages))


def _last_line(page: str) -> str:
    return page.rstrip().rpartition("\n")[2].strip()


def _above(page: str) -> str:
    """`page` without its last line."""
    above, _, _ = page.rstrip().rpartition("\n")
    return above.rstrip("\n") + "\n"


class Feet(msgspec.Struct, frozen=True):
    """The lines that run through the pages of a letter."""

    lines: tuple[str, ...] = ()

    def without(self, words: str) -> str:
        """`words`, each paragraph a line, without the feet of the pages."""
        if not any(line in words for line in self.lines):
            return words
        pattern = self._pattern()
        left: list[str] = []
        broken = False
        for line in words.splitlines():
            rest = " ".join(pattern.sub(" ", line).split())
            goes_on = broken or not line.startswith(rest[:_TAIL])
            if rest and goes_on and left and not is_closed(left[-1]):
                left[-1] = f"{left[-1]} {rest}"
            elif rest:
                left.append(rest)
            broken = not rest or not line.endswith(rest[-_TAIL:])
        return "\n".join(left)

    def above(self, script: Script, end: int) -> int:
        """Where the words before `end` end, without the feet that stand last."""
        for start in reversed(script.begins(max(end - _FAR, 0), end, Break.LINE)):
            line = script.text[start:end].strip()
            if _bare(line) not in self.lines and not _ALONE.match(line):
                return end
            end = start
        return end

    def _pattern(self) -> re.Pattern[str]:
        listed = "|".join(re.escape(line) for line in sorted(self.lines, key=len, reverse=True))
        return re.compile(rf"(?:^|(?<=\s))(?:(?:{listed})(?:\s{_COUNT})?|^{_COUNT}$)(?=\s|$)")


def feet_of(script: Script) -> Feet:
    """The feet of the pages of `script`."""
    ends = [*script.starts, len(script.text)][1:]
    lines = [script.text[one:end].strip() for one, end in zip(script.starts, ends, strict=True)]
    counts = Counter(_bare(line) for line in lines if _may_run(line))
    running = {line for line, count in counts.items() if count > 1}
    return Feet(tuple(sorted(running | {line for line in lines if _COUNTED.match(line)})))


def _may_run(line: str) -> bool:
    is_running = _RUNNING.search(line) is not None and not _COUNTED.match(line)
    return is_running and len(line) <= _LONGEST


def _bare(line: str) -> str:
    """`line` without the number of its page."""
    return line if _COUNTED.match(line) else _LAST_NUMBER.sub("", line)
