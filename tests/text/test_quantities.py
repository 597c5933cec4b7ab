"""Schedules and quantities in running text; a request and a sentence are read by one reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import requests
from desktop.text.quantities import amounts, factors


def told(text: str) -> list[str]:
    """The amounts of `text` in short, in their order."""
    return [
        f"{one.kind} {one.low:g}{f'-{one.high:g}' if one.high != one.low else ''} {one.unit}"
        for one in amounts(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twice a week for three weeks", ["frequency 2 week", "duration 3 week"]),
        ("2-3x/week x 4-6 weeks", ["frequency 2-3 week", "duration 4-6 week"]),
        ("3x's a week over 4 wks", ["frequency 3 week", "duration 4 week"]),
        ("2xwk x 6wks", ["frequency 2 week", "duration 6 week"]),
        ("7 days/week within the year", ["frequency 7 week"]),
        ("eight (8) visits", ["visits 8 visit"]),
        ("12-18 sessions", ["visits 12-18 visit"]),
        ("12 to 6 sessions", ["visits 12 visit"]),
        ("six additional physical therapy visits", ["visits 6 visit"]),
        ("five treatment sessions", ["visits 5 visit"]),
        ("3 to 4 visits and, later, 6", ["visits 3-4 visit"]),
        ("acupuncture x 6.", ["times 6 visit"]),
        ("acupuncture x 6 weeks", ["duration 6 week"]),
        ("therapy 2x6", ["frequency 2 week", "duration 6 week"]),
        ("3x4 weeks", ["frequency 3 week", "duration 4 week"]),
        ("2 x 3 = 6 visits", ["frequency 2 week", "duration 3 week", "visits 6 visit"]),
        ("drug screens 4 times per year", ["frequency 4 year"]),
        ("8 hours a day", ["frequency 8 day"]),
        ("Norco 10/325 mg #90", ["strength 10-325 mg", "count 90 #"]),
        ("Qty: 30, quantity of 60, 90 tablets", ["count 30 #", "count 60 #", "count 90 #"]),
    ],
)
def test_reads_schedules_and_quantities(text, expected):
    assert told(f"He had {text}") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The limits of 2016 and 2017 are not verified.",
        "Reflexes were +2 and symmetric, beyond 72 hours and later.",
        "Activities of daily living were hard every day.",
        "A cold wrap of 3 x 5 inches, with 2 x 2 refills.",
        "Hurt 3 weeks ago, worked for 30 years, over 50 years of age.",
        "5 weekly injections.",
        "Take 2 tablets by mouth.",
        "On 10/20/16 at L4-5.",
        "",
    ],
)
def test_reads_no_quantity_out_of_other_numbers(text):
    assert told(text) == []


def test_each_amount_stands_where_it_says():
    text = "He had 12 sessions, twice a week for 6 weeks. Norco 10 mg #60."
    for one in amounts(text):
        assert text[one.start : one.end] == one.words
    assert [one.words for one in amounts(text)] == [
        "12 sessions", "twice a week", "6 weeks", "10 mg", "#60",
    ]  # fmt: skip


def test_visits_of_a_frequency_are_its_factors():
    read = amounts("2 visits a week, 12 visits")
    assert [one.kind for one in read] == ["frequency", "visits"]
    assert list(factors(read)) == []


@given(
    st.integers(1, 7),
    st.integers(1, 12),
    st.sampled_from(["{} times a week", "{}x/wk", "{} visits per week", "{} x week"]),
    st.sampled_from(["for {} weeks", "x {} weeks", "over {} wks"]),
)
def test_a_request_and_a_sentence_are_read_alike(times, weeks, often, long):
    words = f"Therapy {often.format(times)} {long.format(weeks)}"
    asked, read = requests.read(words), {one.kind: one.value for one in amounts(words)}
    assert asked.frequency
    assert asked.duration
    span = asked.frequency.times
    assert read == {
        "frequency": (span.least, span.most, asked.frequency.per),
        "duration": (weeks, weeks, asked.duration.unit),
    }


@given(st.text())
def test_takes_any_text(text):
    for one in amounts(text):
        assert one.low <= one.high or one.kind == "strength"
        assert text[one.start : one.end] == one.words
