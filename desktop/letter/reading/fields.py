"""The parts of a letter read as the fields of a case."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from desktop.domain import request as requests
from desktop.domain.case import Case, DisputedItem, Organization, Reviewer
from desktop.domain.question import Prose
from desktop.letter.reading import guideline, heading, lists, summary

if TYPE_CHECKING:
    from desktop.letter.reading.header import Header

_SENDER = re.compile(r"(?P<name>\S.{1,120}?) sent the complete case file to\b")
_LABEL = re.compile(r"^(?P<label>[^:\n]{2,80}?(?:[Gg]uidelines?|[Rr]ationale)) ?:\s*")
_BOARD = re.compile(
    r"is [Bb]oard [Cc]ertified in (?P<specialties>[^.]+?)(?:,? and)? is licensed to practice in "
    r"(?P<licensures>[^.]+)\."
)
_SUBSPECIALTY = re.compile(r",? (?:and )?has a subspecialty in ")
_CREDENTIAL = re.compile(
    r"States?(?:\(s\))? of (?P<licensures>Licensure) ?:|"
    r"Certifications?(?:\(s\))? ?/ ?(?P<specialties>Specialt(?:y|ies))(?:\(s\))? ?:"
)
_PARTIES = {
    "claims_administrator_basis": "The Claims Administrator",
    "reviewer_basis": "The Expert Reviewer",
}


def case_of(parts: dict[str, str], head: Header, program: str) -> Case:
    """The case whose letter has these `parts`, by their places in the template."""
    items = _items(parts)
    facts = head.facts()
    told = summary.read(parts.get("summary", ""))
    if "date_of_injury" not in facts and told.injured:
        facts["date_of_injury"] = told.injured
    return Case(
        program=program,
        organization=_organization(parts, items),
        reviewer=_reviewer(parts["credentials"])
        if "credentials" in parts
        else _certified(parts.get("method", "")),
        summary=told.summary,
        disputed_items=tuple(items),
        **facts,
    )


def _organization(parts: dict[str, str], items: list[DisputedItem]) -> Organization:
    sender = _SENDER.match(parts.get("method", ""))
    labels = (parts.get(f"item.{number + 1}.reviewer_basis", "") for number in range(len(items)))
    names = Counter(name for name in map(_short_name, labels) if name)
    return Organization(
        name=sender["name"] if sender else "",
        short_name=names.most_common(1)[0][0] if names else "",
    )


def _short_name(words: str) -> str:
    """The organization's name in its guideline line."""
    label = _LABEL.match(words)
    return re.sub(r"\s*[Gg]uidelines?$", "", label["label"]) if label else ""


def _reviewer(words: str) -> Reviewer:
    line = " ".join(words.split())
    labels = list(_CREDENTIAL.finditer(line))
    ends = [*(label.start() for label in labels[1:]), len(line)][: len(labels)]
    values: dict[str, Any] = {
        str(label.lastgroup): tuple(filter(None, lists.pieces(line[label.end() : end])))
        for label, end in zip(labels, ends, strict=True)
    }
    return Reviewer(**values)


def _certified(words: str) -> Reviewer:
    """The reviewer of a letter that tells the credentials in a sentence."""
    found = _BOARD.search(" ".join(words.split()))
    if not found:
        return Reviewer()
    specialties = _SUBSPECIALTY.sub(", ", found["specialties"])
    return Reviewer(
        specialties=tuple(lists.pieces(specialties)),
        licensures=tuple(lists.pieces(found["licensures"].replace(" and ", ", "))),
        board_certified=True,
    )


def _items(parts: dict[str, str]) -> list[DisputedItem]:
    """The disputed items in their order."""
    items: list[DisputedItem] = []
    numbers = {int(place.split(".")[1]) for place in parts if place.startswith("item.")}
    for number in sorted(numbers):
        items.append(_item(parts, number, items))
    return items


def _item(parts: dict[str, str], number: int, before: list[DisputedItem]) -> DisputedItem:
    fields: dict[str, Any] = heading.read(parts.get(f"item.{number}", ""))
    for name, party in _PARTIES.items():
        fields[name] = guideline.read(_value(parts, number, name), party)
    if fields.get("associated_service"):
        fields["associated_with"] = heading.surgery_before(before)
    fields |= _amounts(fields.get("request", ""))
    rationale = _LABEL.sub("", parts.get(f"item.{number}.rationale", ""), count=1)
    return DisputedItem(rationale=Prose(rationale), **fields)


def _amounts(request: str) -> dict[str, str]:
    """How much a request asks for, in its own words."""
    read = requests.read(request)
    amounts = {"quantity": read.quantity, "frequency": read.frequency, "duration": read.duration}
    return {name: amount.words for name, amount in amounts.items() if amount}


def _value(parts: dict[str, str], number: int, field: str) -> str:
    """The words behind the label of one line of an item, as one line."""
    return " ".join(_LABEL.sub("", parts.get(f"item.{number}.{field}", ""), count=1).split())
