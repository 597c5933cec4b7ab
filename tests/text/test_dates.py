"""The date reader: one for fields, pasted lines, letters, guidelines, checks and the copy."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import dates

TODAY = dt.date(2026, 5, 4)
DAY = dt.date(2015, 3, 2)
WRITTEN = (
    "3/2/2015", "03/02/2015", "3-2-2015", "3/2/15", "03-02-15", "3.2.2015", "3/2/ 2015",
    "2015-03-02", "2015-3-2", "2015/3/2", "March 2, 2015", "Mar 2 2015", "Mar. 2nd, 2015",
    "2 March 2015", "2nd of March 2015", "2 Mar, 2015", "MARCH 2, 2015", "march 2 2015",
)  # fmt: skip
TYPED = (*WRITTEN, " 3 / 2 / 2015 ", "3 2 2015", "03022015", "2015.03.02", "3.2.15", "Mar2,15")


@pytest.mark.parametrize("text", TYPED)
def test_reads_a_day_however_it_is_typed(text):
    assert dates.read(text, TODAY) == dates.named(text) == DAY


@pytest.mark.parametrize("text", ["", " Unknown ", "?", "N/A", "not stated"])
def test_reads_that_a_day_is_unknown(text):
    assert dates.read(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("soon", "is no date"),
        ("3/2", "is no date"),
        ("3/2/201", "is no date"),
        ("2/30/2015", "is not in the calendar"),
        ("Smarch 2, 2015", "is not in the calendar"),
    ],
)
def test_says_why_a_text_is_no_day(text, complaint):
    with pytest.raises(dates.DateError, match=complaint):
        dates.read(text, TODAY)
    assert dates.named(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [("3/2/26", 2026), ("3/2/27", 2027), ("3/2/28", 1928), ("3/2/98", 1998), ("3/2/45", 1945)],
)
def test_a_year_of_two_digits_is_at_most_one_ahead(text, year):
    assert dates.read(text, TODAY) == dt.date(year, 3, 2)


def test_a_year_of_two_digits_is_the_same_in_a_field_and_in_a_text():
    for year in range(100):
        text = f"3/2/{year:02}"
        assert dates.first(text) == dates.read(text)


def test_a_form_says_whether_the_day_stands_first():
    assert dates.read("02/03/2015", form="%d/%m/%Y") == DAY
    assert dates.read("3.2.15", form="%m.%d.%y") == DAY
    assert dates.read("", form="%d/%m/%Y") is None
    with pytest.raises(dates.DateError, match="Write day, month and year, as 17/12/2009"):
        dates.read("3/22/2015", form="%d/%m/%Y")


@pytest.mark.parametrize("words", WRITTEN)
def test_finds_a_day_in_a_text_with_its_place(words):
    (found,) = dates.days(f"Seen on {words}, again.")
    assert (found.words, found.start, found.date, found.sure) == (words, 8, DAY, True)
    assert dates.first(f"Seen on {words}, again.") == DAY


@pytest.mark.parametrize("words", WRITTEN)
@pytest.mark.parametrize("pattern", [dates.WRITTEN, dates.LOOSE])
def test_each_pattern_takes_a_day_whole(pattern, words):
    loosely = pattern is dates.LOOSE and (" 2015" in words and "/" in words)
    if not loosely:
        assert re.fullmatch(pattern, words)


@pytest.mark.parametrize("text", ["L4-5 - 01/05/2026", "5 - 01/05/2026", "12-01/05/2026"])
def test_a_number_before_a_day_is_no_part_of_it(text):
    assert [one[0] for one in re.finditer(dates.WRITTEN, text)] == ["01/05/2026"]


@pytest.mark.parametrize("words", ["March 2015", "March of 2015", "3/2015", "2015", "2 3 15"])
def test_the_loose_pattern_takes_months_and_years_too(words):
    assert re.fullmatch(dates.LOOSE, words)
    assert not re.fullmatch(dates.WRITTEN, words)


@pytest.mark.parametrize(
    "text",
    [
        "Flexion was 40/90 degrees, pain 7/10, strength 4/5.",
        "Norco 10/325 mg, L4-5-1, 12-3.",
        "The ratio 3/2/15 was odd.",
        "It weighed 3/2/15 lbs.",
        "Section 9792.20.2016 and 3.2.15 of the rules.",
        "Grade 3/2/15 and 1/2/153.",
        "10 of 12 visits in 2015, March 2015, 3/2015.",
        "Call (209) 555-01-99 or 1-800-555-0199.",
    ],
)
def test_finds_no_day_in_measures_and_numbers(text):
    assert dates.days(text) == ()
    assert dates.first(text) is None


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Seen 13-13-26.", False),
        ("Seen on 13-13-26.", True),
        ("Seen 2/30/2026.", True),
        ("Jamar grip 20/18/19.", False),
        ("Lasegue 0-10-90.", False),
        ("On 3/2/15 kg were lifted.", False),
    ],
)
def test_tells_whether_figures_are_surely_a_date(text, sure):
    (found,) = dates.days(text)
    assert found.sure is sure


def test_a_day_that_the_calendar_has_not_is_found_without_a_date():
    (found,) = dates.days("She was seen on 02/30/2026.")
    assert (found.words, found.date) == ("02/30/2026", None)
    assert dates.first("On 02/30/2026, then 3/2/2015.") == DAY


@pytest.mark.parametrize(
    ("words", "is_date"),
    [
        ("2015", True),
        ("2015-03", True),
        ("2015-03-02", True),
        ("3-2-15", True),
        ("3.2.2015", True),
        ("12-34-56", False),
        ("3.2.15", False),
        ("10-12-4567", False),
        ("4711", False),
        ("WC-2015-03", False),
    ],
)
def test_tells_a_date_from_a_number_that_looks_like_one(words, is_date):
    assert dates.is_date(words) is is_date


@given(st.dates(dt.date(1930, 1, 1), dt.date(2026, 12, 31)), st.sampled_from(WRITTEN))
def test_a_day_written_like_another_is_read_back(day, words):
    written = dates.written_like(words, day)
    assert dates.read(written, TODAY) == day or re.search(r"\D\d\d$", words)
    assert re.fullmatch(dates.WRITTEN, written)


@given(st.text())
def test_takes_any_text(text):
    for one in dates.days(text):
        assert text[one.start : one.end] == one.words
    dates.is_date(text)
    dates.named(text)
