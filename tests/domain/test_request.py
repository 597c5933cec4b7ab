"""What a request asks for, read from its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.request import Requested, Span, read


def told(request: str) -> tuple[str, str, str, str]:
    """Quantity, frequency, duration and visits of `request` in short."""
    found = read(request)
    quantity, frequency, duration = found.quantity, found.frequency, found.duration
    return (
        f"{quantity.number} {quantity.unit}".strip() if quantity else "",
        f"{frequency.times} a {frequency.per}" if frequency else "",
        f"{duration.length} {duration.unit}" if duration else "",
        str(found.visits or ""),
    )


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ("Acupuncture twice a week for three weeks", ("", "2 a week", "3 week", "6")),
        ("Physical therapy 2x/wk x 3 wks", ("", "2 a week", "3 week", "6")),
        ("Physical therapy 2 x week x 6 weeks, left knee", ("", "2 a week", "6 week", "12")),
        ("PT 3 times weekly for 4 weeks", ("", "3 a week", "4 week", "12")),
        ("Therapy 1 to 2 times per week for 4 weeks", ("", "1 to 2 a week", "4 week", "4 to 8")),
        ("Therapy 2-3 times a week for 6 weeks", ("", "2 to 3 a week", "6 week", "12 to 18")),
        ("Therapy once a month for 6 months", ("", "1 a month", "6 month", "6")),
        ("Chiropractic two times a week for four weeks (8 sessions)",
         ("8 session", "2 a week", "4 week", "8")),
        ("Therapy 2 times a week for 6 months", ("", "2 a week", "6 month", "")),
        ("Twelve sessions, three times weekly, right elbow", ("12 session", "3 a week", "", "12")),
        ("Post-op physical therapy 12-18 sessions", ("12 to 18 session", "", "", "12 to 18")),
        ("Eight (8) physical therapy sessions", ("8 session", "", "", "8")),
        ("six (6) additional chiropractic visits", ("6 visit", "", "", "6")),
        ("Additional acupuncture x 6", ("6", "", "", "")),
        ("Naproxen 550mg #60", ("60", "", "", "")),
        ("Percocet 10/325mg #120 with 2 refills", ("120", "", "", "")),
        ("NCV bilateral lower extremities QTY: 2", ("2", "", "", "")),
        ("Lidocaine patches, 30 patches", ("30 patch", "", "", "")),
        ("Vascutherm unit, 14 days rental", ("", "", "14 day", "")),
        ("Home aide 12 hours per day, 5 times a week for 4 weeks",
         ("12 hour", "5 a week", "4 week", "20")),
        ("Home health 7 days/week x 4 weeks", ("", "7 a week", "4 week", "28")),
        ("Office visit every 4 weeks", ("", "", "", "")),
        ("two sessions for the knee and eight sessions for the wrist", ("", "", "", "")),
    ],
)  # fmt: skip
def test_reads_quantity_frequency_duration_and_visits(
    request_: str, expected: tuple[str, str, str, str]
) -> None:
    assert told(request_) == expected


@pytest.mark.parametrize(
    "request_",
    [
        "MRI of the lumbar spine without contrast",
        "L4-L5 transforaminal epidural steroid injection",
        "Percocet 10/325 mg",
        "Lidocaine ointment 5% 106.32gm",
        "Fanatrex 25mg/ml oral suspension 420ml",
        "Right C5-6 facet block",
        "X-rays of right hip",
        "",
    ],
)
def test_reads_nothing_out_of_strengths_and_levels(request_: str) -> None:
    assert read(request_) == Requested()


@pytest.mark.parametrize(
    ("request_", "days"),
    [
        ("Oxycodone HCL ER 20mg #60 day supply: 30", 30),
        ("Naproxen 500 mg, 30 day supply", 30),
        ("Naproxen 500 mg, 90-day supply with 3 refills", 90),
        ("Naproxen 500 mg #60", None),
    ],
)
def test_reads_the_days_of_supply(request_: str, days: int | None) -> None:
    assert read(request_).supply_days == days


def test_reads_refills() -> None:
    assert read("Norco 10/325mg #60 with two refills").refills == 2
    assert read("Norco 10/325mg #60, refills: 3").refills == 3


def test_keeps_the_words_that_it_read() -> None:
    found = read("Additional acupuncture twice a week for three weeks (6 visits)")
    assert found.frequency is not None
    assert found.duration is not None
    assert found.quantity is not None
    words = (found.frequency.words, found.duration.words, found.quantity.words)
    assert words == ("twice a week", "three weeks", "6 visits")


@given(st.integers(1, 7), st.integers(1, 16), st.sampled_from(["times a", "x per", "visits each"]))
def test_a_plain_schedule_gives_its_product(times: int, weeks: int, often: str) -> None:
    found = read(f"Physical therapy {times} {often} week for {weeks} weeks, lumbar spine")
    assert found.scheduled_visits == Span(times * weeks, times * weeks)


@given(st.text())
def test_takes_any_words(words: str) -> None:
    assert isinstance(read(words), Requested)
