"""The reference cases: what their answers come to, and the words drafted from them."""

from __future__ import annotations

import datetime as dt
import re
import tomllib

import msgspec
import pytest

from desktop.app import reference_works
from desktop.cases.case import Basis, Case, DisputedItem
from desktop.checks.engine.check import Severity, review
from desktop.guidelines.assessment import assess
from desktop.guidelines.citations import cited
from desktop.letter.compose.drafts import draft_rationale
from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from desktop.records.questions import Prose
from tests.conftest import ROOT

LIBRARY, CITATIONS = reference_works.catalog(), reference_works.citations()
PACK = Pack(assets.templates("california-imr"))
FILES = sorted((ROOT / "tests" / "reference").glob("*.toml"))
CASES = {file.stem: tomllib.loads(file.read_text("utf-8"))["items"] for file in FILES}
ITEMS = [
    pytest.param(item, id=f"{name}-{at}")
    for name, items in CASES.items()
    for at, item in enumerate(items, start=1)
]


def read(item):
    """A reference item as a record; its answers are to its first guideline."""
    fields = {key: item[key] for key in item if key not in ("result", "rationale")}
    answers = [{"guideline": item["guidelines"][0], **one} for one in item["answers"]]
    return msgspec.convert({**fields, "answers": answers}, DisputedItem)


def test_there_are_25_of_both_decisions():
    decisions = [{one["decision"] for one in items} for items in CASES.values()]
    assert len(decisions) == 25
    assert sum(len(one) == 2 for one in decisions) >= 3
    assert sum(one == {"Overturned"} for one in decisions) >= 8


@pytest.mark.parametrize("item", ITEMS)
def test_the_answers_come_to_their_result_and_rationale(item):
    record = read(item)
    assert assess(record, LIBRARY[record.guidelines[0]]).result == item["result"]
    assert draft_rationale(record, LIBRARY, CITATIONS, PACK) == item["rationale"]


@pytest.mark.parametrize("item", ITEMS)
def test_absence_is_said_of_the_records_and_never_of_the_person(item):
    assert not re.search(
        r"(?:worker|patient|person|he|she) (?:has not|did not|does not|lacks)", item["rationale"]
    )


@pytest.mark.parametrize("items", CASES.values(), ids=CASES)
def test_the_check_before_signing_finds_no_error_in_the_words(items):
    records = [read(item) for item in items]
    written = tuple(
        msgspec.structs.replace(
            record,
            rationale=Prose(item["rationale"]),
            reviewer_basis=Basis(citations=(cited(LIBRARY[record.guidelines[0]]),)),
        )
        for record, item in zip(records, items, strict=True)
    )
    case = Case(decision_date=dt.date(2017, 2, 13), disputed_items=written)
    found = review(case, reference_works.references("california-imr"))
    said = [one for one in found if one.path.endswith("rationale")]
    assert not [one.message for one in said if one.severity != Severity.ADVICE]
