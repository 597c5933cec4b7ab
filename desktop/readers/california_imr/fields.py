"""The parts of a letter read as the fields of a case."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.case import Case, DisputedItem, Organization
from desktop.cases.ids.identity import first_id
from desktop.readers.california_imr.parts import (
    credentials,
    guideline_line,
    header,
    item_heading,
    summary,
)
from desktop.records.questions import Prose
from desktop.text import requests

if TYPE_CHECKING:
    from desktop.cases.terms import Decision
    from desktop.readers.california_imr.parts.header import Header
    from desktop.records.values import Value

_SENDER = re.compile(
    r"(?:^|\n|\. )(?:\d{1,2}[.)] )?(?P<name>[A-Z][^\n:]{1,120}?) (?:"
    r"sent the complete case file to\b|has completed the Independent Medical Review\b|"
    r"has determined (?:that )?the requests? for\b)"
)
_SENTENCE = (
    r"The (?:Claims Administrator|(?:\w+ )?Reviewer) (?:based|cited|did|does|has|relied|found)\b"
)
LABEL = re.compile(
    rf"^(?!{_SENTENCE})(?P<label>[^:\n]{{0,80}}?(?:[Gg]uidelines?(?:\(s\))?"
    r"(?: (?:[Rr]elied [Uu]pon|[Uu]sed|[Cc]ited))?|"
    r"[Rr]ationale(?: for (?:the|this) [Dd]ecision)?)) ?:\s*|"
    r"^[A-Z/() ]{10,}:\s*|"
    r"^Sections? of the Medical Treatment Utilization Schedule Relied Upon[^.:]{0,80}Decision:?\s"
)
"""What stands before the words of an item's line."""
_DECIDED = re.compile(
    r"RATIONALE FOR WHY THE[^:]*? (?:IS|WAS|IS/WAS) (?P<not>NOT )?MEDICALLY NECESSARY"
)
_NO_NAMES = ("Expert Reviewer", "Physician Reviewer", "Guideline relied upon")
_PARTIES = {
    "claims_administrator_basis": "The Claims Administrator",
    "reviewer_basis": "The Expert Reviewer",
}


def case_of(parts: dict[str, str], prose: str, head: Header, program: str) -> Case:
    """The case whose letter has these `parts`, by their places in the template.

    `prose` is all that stands outside the items and their summary.
    """
    items = _items(parts)
    facts = head.facts() if head.regular else {**header.from_sentences(prose), **head.facts()}
    read = summary.read(parts.get("summary", ""))
    if "date_of_injury" not in facts and read.injured:
        facts["date_of_injury"] = read.injured
    case = Case(
        program=program,
        organization=_organization(parts, prose, items),
        reviewer=credentials.read(parts.get("credentials", ""), prose),
        summary=read.summary,
        disputed_items=tuple(items),
    )
    return replace(case, **facts)


def _organization(parts: dict[str, str], prose: str, items: list[DisputedItem]) -> Organization:
    sender = _SENDER.search(prose)
    labels = (parts.get(f"item.{number + 1}.reviewer_basis", "") for number in range(len(items)))
    names = Counter(name for name in map(_short_name, labels) if name)
    return Organization(
        name=sender["name"] if sender else "",
        short_name=names.most_common(1)[0][0] if names else "",
    )


def _short_name(words: str) -> str:
    """The organization's name in its guideline line."""
    label = LABEL.match(words)
    name = re.sub(r"\s*[Gg]uidelines?$", "", label["label"] or "") if label else ""
    return "" if name in _NO_NAMES else name


def _items(parts: dict[str, str]) -> list[DisputedItem]:
    """The disputed items in their order."""
    items: list[DisputedItem] = []
    numbers = {int(place.split(".")[1]) for place in parts if place.startswith("item.")}
    for number in sorted(numbers):
        items.append(_item(parts, number, items))
    return items


def _item(parts: dict[str, str], number: int, before: list[DisputedItem]) -> DisputedItem:
    heading, words = parts.get(f"item.{number}", ""), parts.get(f"item.{number}.rationale", "")
    id = first_id("disputed_items", len(before) + 1)
    item = replace(DisputedItem(id=id), **item_heading.read(heading))
    fields = _bases(parts, number)
    if item.associated_service:
        surgery = item_heading.surgery_before(before)
        fields["associated_with"] = surgery.id if surgery else ""
    rationale = LABEL.sub("", words, count=1)
    if item.decision is None:
        fields["decision"] = _decision(heading, words, rationale)
    return replace(item, rationale=Prose(rationale), **fields, **_amounts(item.request))


def _bases(parts: dict[str, str], number: int) -> dict[str, Value]:
    """The guideline lines of an item, by their fields."""
    return {
        name: guideline_line.read(_value(parts, number, name), party)
        for name, party in _PARTIES.items()
    }


def _decision(title: str, words: str, rationale: str) -> Decision | None:
    """The decision of an item whose heading names the request alone."""
    labelled = _DECIDED.match(words)
    if labelled:
        return item_heading.UPHELD if labelled["not"] else item_heading.OVERTURNED
    return item_heading.stated(rationale) if item_heading.is_regarding(title) else None


def _amounts(request: str) -> dict[str, str]:
    """How much a request asks for, in its own words."""
    read = requests.read(request)
    amounts = {"quantity": read.quantity, "frequency": read.frequency, "duration": read.duration}
    return {name: amount.words for name, amount in amounts.items() if amount}


def _value(parts: dict[str, str], number: int, field: str) -> str:
    """The words behind the label of one line of an item, as one line."""
    return " ".join(LABEL.sub("", parts.get(f"item.{number}.{field}", ""), count=1).split())
