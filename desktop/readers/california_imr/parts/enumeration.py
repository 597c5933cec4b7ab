"""An enumeration in a sentence taken apart, where it is plain what its parts are."""

from __future__ import annotations

import re

from desktop.text import lists

_AND = re.compile(r"\s+and\s+")
_LEADING_AND = re.compile(r"^(?:and|as well as)\s+")
_CLAUSE = re.compile(r";\s.*\b(?:was|were|is|are|has|have|had)\b.*$")
_CONDITION = re.compile(
    r"pain\b|sprain|strain|syndrome|disease|disorder|fracture|contusion|laceration|\btears?\b|"
    r"injur|headache|trauma|insomnia|anxiety|depress|lesion|herni|bulg|spasm|\bburn|concussion|"
    r"trigger finger|joint|impinge|derange|instab|stiffness|dysfunction|status post|wound|"
    r"amputation|infection|loss|swelling|degenerat|internal|sciatica|whiplash|tinnitus|"
    r"\w(?:itis|osis|pathy|algia|thesis|plegia|edema|hesia|oma)\b",
    re.IGNORECASE,
)


def conditions(words: str) -> list[str]:
    """The conditions that `words` enumerate; all of `words` where its parts are not plain."""
    parts = _parts(words)
    closed = len(parts) > 2 and " and " not in " ".join(parts)
    plain = all(_is_condition(part, closed=closed) for part in parts)
    return parts if plain or len(parts) < 2 else [words]


def _is_condition(part: str, *, closed: bool) -> bool:
    """Whether `part` names a condition, or may in a list that a comma and "and" close."""
    named = _CONDITION.search(part) is not None and part.count(" and ") < 2
    return named or (closed and part.count(" ") > 1)


def things(words: str) -> list[str]:
    """The things that `words` enumerate, such as treatments or drugs."""
    return [part for part in _parts(_CLAUSE.sub("", words)) if ":" not in part]


def _parts(words: str) -> list[str]:
    if not words:
        return []
    separator = ";" if ";" in words else ","
    parts = [_LEADING_AND.sub("", part) for part in lists.pieces(words, separator)]
    parts = [part for part in parts if part]
    closed = _LEADING_AND.match(lists.pieces(words, separator)[-1])
    if closed or separator == ";" or not parts:
        return parts
    return [*parts[:-1], *_last(parts[-1])]


def _last(words: str) -> list[str]:
    """The last part of an enumeration, or the last two, that "and" joins."""
    parted = _AND.split(words)
    return parted if len(parted) == 2 else [words]
