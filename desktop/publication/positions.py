"""People known by where they stand: behind a title, a trade or "signed by", before a degree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.publication.hints import SOMEBODY
from desktop.publication.places import NamePlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.references import Names
    from desktop.publication.unfamiliar import Familiar

_WORD = r"(?:[A-Z]['’])?[A-ZÀ-ÖØ-ÞĆČĐŁŚŠŻŽ][^\W\d_]{1,30}(?:[-'’][A-Z][^\W\d_]{1,30}){0,3}"
_NAME = rf"(?<![^\W_])(?:(?:[A-Z]\.[ ]?){{0,3}}{_WORD}(?:[ ](?:[A-Z]\.[ ])?{_WORD})?)"
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Doctor)\b\.?\s{{1,2}}(?P<name>(?:[A-Z]\.\s?){{1,3}}{_WORD})"
)
_CAPITALS = re.compile(rf"\b(?:DR|MR|MRS|MS)\.\s{{1,2}}(?P<name>{_NAME})")
_SEVERAL = re.compile(
    rf"\b(?:Drs|Doctors|Messrs|Mmes|Nurses|Attorneys)\b\.?\s{{1,2}}"
    rf"(?P<name>{_NAME}(?:(?:,?\s(?:and|&)\s|,\s){_NAME}){{0,5}})"
)
_SIGNED = re.compile(
    r"\b(?i:signed|dictated|transcribed|prepared|authored|interviewed|seen|examined|evaluated|"
    r"interpreted|translated|written|driven|accompanied|reviewed|performed|treated|referred)"
    rf"(?:\s(?i:electronically))?(?:\s(?i:by)\b:?|:)\s{{1,2}}(?P<name>{_NAME})"
)
_COPIES = re.compile(rf"\b(?i:cc|attn|attention|fao|re):\s{{0,2}}(?P<name>{_NAME})")
_DEGREED = re.compile(
    rf"(?P<name>{_NAME}),?\s(?:M\.?D|D\.?O|D\.?C|R\.?N|L\.?V\.?N|F?N\.?P(?:-C)?|PA-C|[DR]?P\.?T|LCSW|LMFT|"
    r"LPCC|MFT|APRN|CRNA|DDS|DPM|JD|MSW|OTR|ATC|L\.?Ac|Esq|Ph\.?D|Psy\.?D|CCM|O\.?T)\b"
)
_SMALL = re.compile(
    r"\b(?:(?i:dr)\.?\s(?P<titled>[a-z]{4,})|(?i:by)\s(?P<name>[a-z]{4,}),?\s(?:md|rn|np|do|dc|pt)\b)"
)
_PLACED = (_TITLED, _CAPITALS, _SEVERAL, _SIGNED, _COPIES, _DEGREED)


def by_position(text: str, names: Names, familiar: Familiar) -> Iterator[NamePlace]:
    """Who is named by title, signature or degree; everyday words there are nobody."""
    for pattern in (*_PLACED, *_behind_trades(names)):
        for match in pattern.finditer(text):
            words = re.findall(r"[^\W\d_]{2,}", match["name"])
            if any(map(familiar.may_name, words)):
                yield NamePlace(*match.span("name"), SOMEBODY, certain=pattern is _SEVERAL)
    for match in _SMALL.finditer(text):
        group = "titled" if match["titled"] else "name"
        if not familiar.knows(match[group]):
            yield NamePlace(*match.span(group), SOMEBODY, certain=False)


def _behind_trades(names: Names) -> tuple[re.Pattern[str], ...]:
    """Names behind a trade or its letters, and before "his foreman" or "(her sister)"."""
    trades = "|".join(map(re.escape, names.trades))
    return (
        re.compile(rf"\b(?i:{trades})\b\.?,?\s{{1,2}}(?P<name>{_NAME})"),
        re.compile(rf"\b(?:{'|'.join(names.posts)})\b\.?,?\s{{1,2}}(?P<name>{_NAME})"),
        re.compile(
            rf"(?P<name>{_NAME})(?:,\s|\s\()(?:his|her|their|the|a)\s(?:[a-z]+\s)?(?i:{trades})\b"
        ),
    )
