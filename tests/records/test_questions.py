"""What a field asks, and how a message names it."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from desktop.cases import case as records
from desktop.cases.case import Case, Document
from desktop.records.questions import Prose, describe, element, questions

RECORDS = [
    kind
    for kind in vars(records).values()
    if isinstance(kind, type) and issubclass(kind, records.Record) and kind is not records.Record
]


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_of_every_record_has_a_label_of_its_own(record):
    labels = [asked.label for asked in questions(record).values()]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert all(label[0].isupper() and not label.endswith((".", ":")) for label in labels)


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_may_be_unknown(record):
    assert record() == record()


@pytest.mark.parametrize("record", RECORDS)
def test_what_a_list_holds_has_a_name(record):
    for asked in questions(record).values():
        if getattr(asked.type, "__origin__", None) is tuple:
            assert asked.one, asked.name


def test_a_question_tells_type_help_and_example():
    asked = questions(Case)["case_number"]
    assert (asked.label, asked.type, asked.example) == ("Case number", str, "CM26-0104417")
    assert questions(Case)["date_of_injury"].type == dt.date | None
    assert questions(records.DisputedItem)["rationale"].type is Prose
    assert questions(records.Reviewer)["name"].help == "For the office; never printed."


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("case_number", "Case number"),
        ("disputed_items.1.rationale", "Item 2: rationale"),
        ("summary.diagnoses.0.icd10", "Clinical case summary: diagnosis 1: ICD-10 code"),
        ("ur_denial_date", "UR denial date"),
        ("injured_worker.address.postal_code", "Injured worker: address: ZIP code"),
        ("documents", "Documents reviewed"),
        ("reviewer.licensures.0", "Reviewer: licensure 1"),
        ("nothing.known", "nothing: known"),
    ],
)
def test_a_path_is_described_in_words(path, words):
    assert describe(Case, path) == words


def test_every_path_of_a_full_case_is_described_without_its_key(sample):
    described = [describe(Case, path) for path in _paths(sample)]
    assert len(described) > 100
    assert not any("_" in words for words in described)


def _paths(value, path=""):
    """The path of every leaf."""
    if isinstance(value, msgspec.Struct):
        parts = [(name, getattr(value, name)) for name in value.__struct_fields__]
    elif isinstance(value, tuple):
        parts = list(enumerate(value))
    else:
        yield path
        return
    for name, part in parts:
        yield from _paths(part, f"{path}.{name}".strip("."))


def test_the_record_inside_a_list_is_found():
    assert element(questions(Case)["documents"].type) is Document
    assert element(questions(Case)["summary"].type) is records.Summary
    assert element(str) is None
    assert element(dt.date | None) is None
