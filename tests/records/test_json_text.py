"""JSON from files: each name once, or a refusal that names it."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases import case_file
from desktop.cases.case import Case
from desktop.records.json_text import NameTwice, decode

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(VALUES)
def test_json_without_doubles_is_read_as_it_is(value: object) -> None:
    try:
        words = json.dumps(value).encode()
        expected = msgspec.json.decode(words)
    except msgspec.DecodeError:  # half a character
        with pytest.raises(msgspec.DecodeError):
            decode(words)
    else:
        assert decode(words) == expected


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ('{"a": 1, "a": 2}', "a"),
        ('{"a": 1, "a": 1}', "a"),
        ('{"a": {}, "b": [{"c": 1}, {"d": 1, "d": 2}]}', "d"),
        ('{"a": 1, "\\u0061": 2}', "a"),
        ('{"": 1, "": 2}', ""),
        ('[[[{"é": null, "x": 0, "é": null}]]]', "é"),
    ],
)
def test_a_name_that_stands_twice_is_named(words: str, name: str) -> None:
    with pytest.raises(NameTwice, match=f"“{name}” stands twice") as caught:
        decode(words.encode())
    assert caught.value.name == name


def test_the_same_name_in_two_places_is_no_double() -> None:
    assert decode(b'[{"a": 1}, {"a": {"a": 2}}]') == [{"a": 1}, {"a": {"a": 2}}]


@pytest.mark.parametrize("words", [b"", b"{", b"\xff", b"[1,]", b"[" * 100_000, b"1" * 100_000])
def test_what_is_no_json_is_one_kind_of_error(words: bytes) -> None:
    try:
        decode(words)
    except msgspec.DecodeError:
        return
    assert words.isdigit()


def test_a_case_with_two_numbers_is_refused() -> None:
    words = case_file.dumps(Case(case_number="CM26-0000001")).decode()
    twice = words.replace('"case_number"', '"case_number": "CM26-0000002",\n"case_number"', 1)
    with pytest.raises(case_file.CaseFileError, match="“case_number” stands twice"):
        case_file.loads(twice.encode())
