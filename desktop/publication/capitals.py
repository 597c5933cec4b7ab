"""Words whose capital no sentence gives them, and the subjects of what people and firms do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from desktop.checks.context.person_names import is_study
from desktop.publication.hints import SOMEBODY
from desktop.publication.places import NamePlace
from desktop.text.sentences import opens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.publication.capital_sense import CapitalSense

_WORD = r"[A-ZÀ-ÖØ-ÞĀĆČĎĐĒĞİŁŃŇŌŐŘŚŞŠŤŪŮŹŻŽ][^\W\d_]*(?:['’‘ʻ-][^\W\d_]+)*"
_RUN = re.compile(rf"(?<![\w./@'’-]){_WORD}(?:[ \xa0](?:&[ \xa0])?{_WORD}){{0,40}}(?![\w@])")
_EACH = re.compile(_WORD)
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u03ff\u1f00-\u1fff]{3,}|[\u0400-\u1bff\u2c00-\u2dff\u3040-\ud7ff]+"
)
"""Greek from three letters, for α and μ measure; other letters than ours from one."""
_OPENERS = " \xa0\t\"'“‘("
_ALSO = ":;•"
"""Marks behind which a word may have a capital, in addition to those that end a sentence."""
_CLOSER = re.compile(r"(?:\s#?\d{1,6})?(?:[,.;:)”\"'’\n]|$)")
_LAST = re.compile(r"\.?(?:\n|$)")
_BESIDE = re.compile(r"\s(?:vs?\.|and|&)\s[A-Z]")
"""What stands between two names."""
_OBJECT = re.compile(
    r"\s(?:the|a|an|that|this|these|his|her|their|it|him|them|to|all|no|any|some|each|both|its|"
    r"for|on|restrictions|[a-z]+ (?:visits|sessions|benefits)|\d|[A-Z])",
    re.IGNORECASE,
)
_TITLE = 4
"""Words with a capital from which a run of them is a title."""
_REACH = 28


class _Run(NamedTuple):
    """Words with a capital that follow each other."""

    text: str
    words: list[re.Match[str]]
    strange: list[re.Match[str]]
    """Those of them that no title, heading or everyday sentence has with a capital."""
    sense: CapitalSense

    @property
    def start(self) -> int:
        return self.words[0].start()

    @property
    def end(self) -> int:
        return self.words[-1].end()


def out_of_place(text: str, sense: CapitalSense) -> Iterator[NamePlace]:
    """Each word that is a name for its capital, its place or what is said of it."""
    for match in _RUN.finditer(text):
        words = list(_EACH.finditer(text, *match.span()))
        strange = [one for one in words if not sense.is_expected(one[0])]
        run = _Run(text, words, strange, sense)
        named = (*_led(run), *_inside(run), *_acting(run), *_marked(run))
        if named and not is_study(text, run.end):
            yield from (
                NamePlace(*one.span(), SOMEBODY, certain=False) for one in dict.fromkeys(named)
            )
    for match in _OTHER_SCRIPT.finditer(text):
        yield NamePlace(*match.span(), SOMEBODY, certain=False)


def _led(run: _Run) -> list[re.Match[str]]:
    """The words behind "employed by" and the like."""
    before = f" {run.text[max(run.start - _REACH, 0) : run.start]}".rstrip(_OPENERS).lower()
    if before[-1:].isdigit() or not before.removesuffix(" the").endswith(run.sense.leading):
        return []
    return [one for one in run.words[:_TITLE] if run.sense.may_be_led(one[0])]


def _inside(run: _Run) -> list[re.Match[str]]:
    """The strange words of a run that does not begin a sentence."""
    strange = run.strange
    is_title = len(run.words) >= _TITLE and all(run.sense.is_usual(one[0]) for one in strange)
    if not strange or is_title:
        return []
    before = run.text[max(run.start - 6, 0) : run.start].rstrip(" \xa0")
    if opens(run.text, run.start, _ALSO):
        labelled = (
            before.endswith(":")
            and _LAST.match(run.text, run.end)
            and run.sense.bears(strange[0][0])
        )
        return strange if strange[-1] is not run.words[0] or labelled else []
    if before[-1:].isalnum() or _closes(run) or any(map(run.sense.bears, _texts(strange))):
        return _with_beginning(run, strange)
    return []


def _with_beginning(run: _Run, strange: list[re.Match[str]]) -> list[re.Match[str]]:
    """`strange`, and what stands before them in a short run: "Home Depot"."""
    return list(run.words) if len(run.words) == 2 and strange[0] is run.words[1] else strange


def _acting(run: _Run) -> list[re.Match[str]]:
    """The words of a run that does what people and firms do, or is told what people are."""
    strange = run.strange
    if len(run.words) > _TITLE:
        return []
    behind = run.text[run.end : run.end + 60]
    act, owns = run.sense.act(behind), run.words[-1][0].endswith(("'s", "’s"))
    if any(map(run.sense.bears, _texts(strange))):
        told = owns or act or _BESIDE.match(behind) or run.sense.is_said_of_somebody(behind)
        return strange if told else []
    if (act and _OBJECT.match(behind, act)) or (owns and run.sense.belongs(behind)):
        return [one for one in run.words if run.sense.may_be_led(one[0])]
    return []


def _marked(run: _Run) -> list[re.Match[str]]:
    """A name that its accent tells, or the initial behind it: "Frost K."."""
    last = run.words[-1]
    if len(last[0]) == 1 and run.text.startswith(".", run.end):
        return [one for one in run.words[:-1] if run.sense.bears(one[0])]
    return [one for one in run.strange if not one[0].isascii() and re.search("[À-ÿĀ-ž]", one[0])]


def _texts(words: list[re.Match[str]]) -> Iterator[str]:
    return (one[0] for one in words)


def _closes(run: _Run) -> bool:
    """Whether the run stands between marks: "(Republic)", ", Frontier,"."""
    return _CLOSER.match(run.text, run.end) is not None
