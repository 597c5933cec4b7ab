"""What is known of each criterion: the reviewer's answers, and what the request itself says."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from desktop.guidelines.logic import DROPPED, MET, UNKNOWN, Reply, Value
from desktop.text import dates, requests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.cases.case import Answer, DisputedItem
    from desktop.guidelines.guideline import Criterion, Guideline


def replies_to(
    item: DisputedItem, guideline: Guideline, answers: Iterable[Answer] | None = None
) -> dict[str, Reply]:
    """What is known of the criteria of `guideline`, by their ids."""
    criteria = guideline.checklist.criteria
    amounts = quantities(item)
    replies = {
        one.id: Reply(MET, amounts[one.from_request])
        for one in criteria.values()
        if one.from_request in amounts
    }
    for answer in item.answers if answers is None else answers:
        criterion = criteria.get(answer.criterion)
        if criterion and answer.guideline == guideline.id and (answer.verdict or answer.value):
            replies[criterion.id] = _reply(criterion, answer)
    return replies


def quantities(item: DisputedItem) -> dict[str, float]:
    """The amounts that the item's request names; of a range the most, because that is requested."""
    words = (asked_for(item), item.quantity, item.frequency, item.duration)
    asked = requests.read(", ".join(filter(None, words)))
    amounts: dict[str, float] = {}
    if asked.frequency and asked.frequency.per == "week":
        amounts["frequency"] = float(asked.frequency.times.most)
    if asked.duration and asked.duration.unit == "week":
        amounts["weeks"] = float(asked.duration.length.most)
    if asked.quantity and asked.quantity.visits:
        amounts["visits"] = float(asked.quantity.visits.most)
    return amounts


def asked_for(item: DisputedItem) -> str:
    """The words of what is under review: the portion that remains, or the request."""
    return item.remaining or item.request


def read_value(criterion: Criterion, text: str) -> Value:
    """The value that `text` gives to a criterion that asks for one; not documented if none."""
    match criterion.kind:
        case "number":
            number = re.search(r"-?\d+(?:\.\d+)?", text.replace(",", ""))
            return float(number[0]) if number else UNKNOWN
        case "date":
            return dates.first(text) or UNKNOWN
        case _:
            wanted = text.strip().casefold()
            return next((one for one in criterion.choices if one.casefold() == wanted), UNKNOWN)


def plain(value: Value) -> str:
    """`value` as a letter writes it."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return dates.show(value) if isinstance(value, dt.date) else str(value)


def _reply(criterion: Criterion, answer: Answer) -> Reply:
    """What `answer` says about `criterion`; a verdict without a value leaves the value unknown."""
    verdict = answer.verdict or UNKNOWN
    if criterion.kind == "yes-no":
        return Reply(verdict)
    if answer.verdict in (UNKNOWN, DROPPED):
        return Reply(verdict, verdict)
    return Reply(verdict, read_value(criterion, answer.value))
