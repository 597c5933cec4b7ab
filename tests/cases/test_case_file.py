"""The case file: what was written is read back, and what cannot be read is refused in words."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from desktop.cases import case_file
from desktop.cases.case import Case, DisputedItem
from desktop.cases.case_file import CaseFileError, dumps, loads, schema
from tests.strategies import cases

VERSION_2 = Path(__file__).with_name("version-2.ddcase")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cases())
def test_every_case_is_read_back_as_it_was_written(case):
    assert loads(dumps(case)) == case
    assert dumps(loads(dumps(case))) == dumps(case)


def test_format_and_version_come_first_and_the_text_is_indented():
    lines = dumps(Case(case_number="CM26-1")).decode().splitlines()
    assert lines[:3] == ["{", '  "format": "determination-desk.case",', '  "version": 3,']
    assert dumps(Case()).endswith(b"}\n")


def test_letters_of_other_languages_stand_as_they_are():
    assert "Nguyễn" in dumps(Case(case_number="Nguyễn")).decode()


def test_a_byte_order_mark_is_passed_over():
    assert loads(b"\xef\xbb\xbf" + dumps(Case(case_number="1"))).case_number == "1"


def document(**changes):
    return json.dumps({"format": case_file.FORMAT, "version": 1, **changes}).encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (document(disputed_itmes=[]), 'the key "disputed_itmes"'),
        (document(disputed_items=[{"dose": 1}]), 'the key "disputed_items.0.dose"'),
        (
            document(summary={"age": "old"}),
            'wrong at "summary.age": expected a whole number or nothing, got text.',
        ),
        (document(summary={"age": 130}), 'wrong at "summary.age"'),
        (document(disputed_items=[{}, {"decision": "Modified"}]), '"disputed_items.1.decision"'),
        (document(date_of_injury="31/12/2026"), 'wrong at "date_of_injury"'),
        (document(case_number=None), 'wrong at "case_number"'),
        (document(version=4), "a newer Determination Desk"),
        (document(version=0), "names no version"),
        (document(version=True), "names no version"),
        (document(version="1"), "names no version"),
        (document(format="other"), "a case begins with"),
        (b"{}", "a case begins with"),
        (b"null", "a case begins with"),
        (b"", "not a case"),
        (b"\xff\xfe{\x00", "not a case"),
        (b"[" * 200_000, "not a case"),
        (b'{"a":' * 200_000, "not a case"),
        (document(case_number="x")[:-1], "breaks off"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence_that_names_the_place(data, words):
    with pytest.raises(CaseFileError, match=words) as refusal:
        loads(data)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)
    assert "`" not in str(refusal.value)


def test_a_file_cut_at_any_place_is_refused(sample_file):
    whole = sample_file.read_bytes().rstrip()
    for end in range(0, len(whole), 997):
        with pytest.raises(CaseFileError):
            loads(whole[:end])


def test_a_huge_file_is_refused_before_it_is_read():
    with pytest.raises(CaseFileError, match="larger than 64 MB"):
        loads(b" " * (case_file.LARGEST + 1))


def test_an_older_file_is_upgraded_step_by_step(monkeypatch):
    def second(old):
        return old | {"case_number": old["case_number"] + "!"}

    monkeypatch.setattr(case_file, "VERSION", 3)
    monkeypatch.setattr(case_file, "_UPGRADES", [second, second])
    assert loads(document(case_number="1")).case_number == "1!!"
    assert loads(document(case_number="1", version=2)).case_number == "1!"


def test_a_file_of_version_2_opens_with_all_that_it_says():
    data = VERSION_2.read_bytes()
    case = loads(data)
    told, written = json.loads(dumps(case)), json.loads(data)
    assert told == written | {"version": 3, "program": "california-imr"}
    assert case.records_complete is None
    assert [item.requested_on for item in case.disputed_items] == [None, None, None]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"records_complete": "2026-04-01"}, "records_complete"),
        ({"disputed_items": [{}, {"requested_on": None}]}, "disputed_items.1.requested_on"),
    ],
)
def test_what_version_2_did_not_know_is_refused_by_name(fields, key):
    for version in (1, 2):
        with pytest.raises(CaseFileError, match=f'the key "{key}"'):
            loads(document(version=version, **fields))


def test_the_schema_describes_each_field_in_words():
    told = schema()
    assert told["required"] == ["format", "version"]
    assert told["additionalProperties"] is False
    assert told["properties"]["case_number"]["title"] == "Case number"
    assert set(told["properties"]) == {"format", "version", "state", *Case.__struct_fields__}
    assert set(told["$defs"]["DisputedItem"]["properties"]) == set(DisputedItem.__struct_fields__)


def test_unknown_is_a_legal_value_of_every_fact():
    case = loads(document())
    assert case == Case()
    assert all(msgspec.structs.asdict(case)[name] is not None for name in ("summary", "reviewer"))
