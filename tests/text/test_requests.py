"""What a request asks for, read from its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import numerals
from desktop.text.requests import Requested, read
from desktop.text.schedules import Frequency, Span


def told(request: str) -> tuple[str, str, str, str]:
    """Quantity, frequency, duration and visits of `request` in short."""
    found = read(request)
    quantity, frequency, duration = found.quantity, found.frequency, found.duration
    return (
        f"{quantity.number} {quantity.unit}".strip() if quantity else "",
        often(frequency) if frequency else "",
        f"{duration.length} {duration.unit}" if duration else "",
        str(found.visits or ""),
    )


def often(frequency: Frequency) -> str:
    every = f"{frequency.every} " if frequency.every > 1 else ""
    return f"{frequency.times} a {every}{frequency.per}"


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
        ("Office visit every 4 weeks", ("", "1 a 4 week", "", "")),
        ("PT 1-2 times per week for 6 weeks", ("", "1 to 2 a week", "6 week", "6 to 12")),
        ("PT 2-3x/week x 4-6 weeks", ("", "2 to 3 a week", "4 to 6 week", "8 to 18")),
        ("PT 2x6", ("", "2 a week", "6 week", "12")),
        ("Acupuncture 2 x 3, low back", ("", "2 a week", "3 week", "6")),
        ("Physical therapy 3 x 4 weeks", ("", "3 a week", "4 week", "12")),
        ("Acupuncture x 6.", ("6", "", "", "")),
        ("Norco 10 mg tablets", ("", "", "", "")),
        ("Physical therapy 3x4 weeks", ("", "3 a week", "4 week", "12")),
        ("2xwk x 6wks, right knee", ("", "2 a week", "6 week", "12")),
        ("3x's a week for 4 weeks", ("", "3 a week", "4 week", "12")),
        ("six weeks of therapy at 2 times per week", ("", "2 a week", "6 week", "12")),
        ("12 sessions of therapy (2x/week x 6 weeks)", ("12 session", "2 a week", "6 week", "12")),
        ("Chiropractic twice a week for six weeks (12)", ("", "2 a week", "6 week", "12")),
        ("Massage once every other week x 3 months", ("", "1 a 2 week", "3 month", "")),
        ("Massage once every two weeks for 12 weeks", ("", "1 a 2 week", "12 week", "6")),
        ("Massage every two weeks for 11 weeks", ("", "1 a 2 week", "11 week", "")),
        ("Psychotherapy weekly for 12 weeks", ("", "1 a week", "12 week", "12")),
        ("Monthly visits for 6 months", ("", "1 a month", "6 month", "6")),
        ("Psychotherapy biweekly for 12 weeks", ("", "", "12 week", "")),
        ("5 weekly Supartz injections", ("5 injection", "", "", "")),
        ("PT 2 times a week times 6", ("", "2 a week", "", "")),
        ("PT q week x 6", ("6", "1 a week", "", "")),
        ("3x/week for 2 weeks, then 2x/week for 4 weeks", ("", "", "", "")),
        ("2x/week for 4 weeks, neck, and 2x/week for 4 weeks, back", ("", "", "", "")),
        ("Follow up in 6 weeks", ("", "", "", "")),
        ("Gym membership x 1 year", ("", "", "1 year", "")),
        ("Random urine drug screens 4 times per year", ("", "4 a year", "", "")),
        ("4 urine drug screens", ("4 screen", "", "", "")),
        ("thirty-two sessions", ("32 session", "", "", "32")),
        ("twenty one visits", ("21 visit", "", "", "21")),
        ("Norco 90 tabs with 2 refills", ("90 tab", "", "", "")),
        ("Norco 10/325mg ninety tablets", ("90 tablet", "", "", "")),
        ("Naproxen QTY: 30", ("30", "", "", "")),
        ("Naproxen 550mg Qty.60, RF: 3", ("60", "", "", "")),
        ("Omeprazole 20mg #60.00", ("60", "", "", "")),
        ("Tramadol b.i.d. #60", ("60", "2 a day", "", "")),
        ("Gabapentin 300mg TID #90", ("90", "3 a day", "", "")),
        ("Omeprazole 20 mg QHS, quantity 30", ("30", "1 a day", "", "")),
        ("Norco, 1 tab po q6h prn pain, #120", ("120", "4 a day", "", "")),
        ("Norco 1 tablet every 4-6 hours #120", ("120", "4 to 6 a day", "", "")),
        ("Ultram 50mg one tablet twice a day #60", ("60", "2 a day", "", "")),
        ("1 tablet by mouth twice daily", ("", "2 a day", "", "")),
        ("Tramadol twice a day for 30 days", ("", "2 a day", "30 day", "")),
        ("Flector patch 1.3% #30, 1 box", ("30", "", "", "")),
        ("Compound cream 240gm x 2 refills", ("", "", "", "")),
        ("Cold therapy wrap 3 x 5 inches", ("", "", "", "")),
        ("IF unit, 2 month rental with 3 months of supplies", ("", "", "", "")),
        ("TENS unit, 30 day trial", ("", "", "30 day", "")),
        ("Two-level fusion with bone kit", ("", "", "", "")),
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


@pytest.mark.parametrize(
    ("request_", "refills"),
    [
        ("Norco 10/325mg #60 with two refills", 2),
        ("Norco 10/325mg #60, refills: 3", 3),
        ("Norco 10/325mg #120 refills x3", 3),
        ("Norco 10/325mg #120 refill x 2", 2),
        ("Norco 10/325mg qty 120 refills 0", 0),
        ("Norco 10/325mg #90 RF: 2", 2),
        ("Norco 10/325mg #90 (no refills)", 0),
        ("Norco 10/325mg #90", None),
        ("Refill Norco 10/325mg #90", None),
    ],
)
def test_reads_refills(request_: str, refills: int | None) -> None:
    assert read(request_).refills == refills


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


OFTEN = st.sampled_from(
    ["{} times a week", "{} x/wk", "{} x per week", "{} times weekly", "{} visits per week",
     "{} x week", "{} a week", "{} days a week", "{} x a week"]
)  # fmt: skip
LONG = st.sampled_from(
    ["for {} weeks", "x {} weeks", "x {} wks", "times {} weeks", "over {} weeks", ", {} weeks",
     "during {} weeks"]
)  # fmt: skip
SERVICE = st.sampled_from(["PT", "Acupuncture", "Aquatic therapy", "Chiropractic manipulation"])
PART = st.sampled_from(["", ", lumbar spine", " to the right knee", " for L4-5 radiculopathy"])
WRITTEN = st.sampled_from([str, lambda n: WORDS[n], lambda n: f"{WORDS[n]} ({n})"])
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve")  # fmt: skip


@given(SERVICE, OFTEN, LONG, PART, st.integers(1, 7), st.integers(1, 12), WRITTEN, WRITTEN)
def test_a_schedule_in_any_words_gives_its_product(
    service, often, long, part, times, weeks, first, second
) -> None:
    said = f"{service} {often.format(first(times))} {long.format(second(weeks))}{part}"
    assert read(said).scheduled_visits == Span(times * weeks, times * weeks)


@given(SERVICE, st.integers(1, 99), st.sampled_from(["sessions", "visits", "treatments"]), PART)
def test_a_count_of_visits_is_read_as_it_stands(service, count, noun, part) -> None:
    found = read(f"{service}, {count} {noun}{part}")
    assert found.visits == Span(count, count)
    assert (found.frequency, found.duration) == (None, None)


@given(
    st.sampled_from(["Norco 10/325mg", "Naproxen 550 mg", "Tramadol ER 100mg", "Soma 350 mg"]),
    st.integers(1, 999),
    st.sampled_from(["#{}", "# {}", "QTY: {}", "qty {}", "quantity {}", "Qty. {}", "#{}."]),
    st.sampled_from(["", " b.i.d.", " TID", " 1 tab po q8h", " one tablet twice a day"]),
    st.sampled_from(["", " with 2 refills", ", refills: 2", " x 2 refills", " RF 2"]),
)
def test_a_count_of_a_drug_is_its_number(drug, count, form, taken, refills) -> None:
    found = read(f"{drug}{taken} {form.format(count)}{refills}")
    assert found.quantity is not None
    assert found.quantity.number == Span(count, count)
    assert found.visits is None
    assert found.refills == (2 if refills else None)


@given(st.integers(0, 99))
def test_a_number_in_words_is_its_figure(number: int) -> None:
    tens = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    teens = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
    below = (*WORDS, *teens)
    tail = below[number % 10] if number % 10 else ""
    for mark in ("-", " "):
        words = below[number] if number < 20 else f"{tens[number // 10]}{mark}{tail}".strip(mark)
        assert numerals.value(words) == number
        assert read(f"{words} sessions").visits == Span(number, number)


@given(st.text())
def test_takes_any_words(words: str) -> None:
    assert isinstance(read(words), Requested)
