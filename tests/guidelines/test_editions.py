"""Editions: which one governs an item, on each day and by each way of counting."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.app import reference_works
from desktop.cases.case import Basis, Case, Citation, DisputedItem
from desktop.checks.engine.check import review
from desktop.guidelines.consultation import not_governing
from desktop.guidelines.editions.edition import ChapterEdition, EditionFacts
from desktop.guidelines.editions.item_days import ItemDays, days_of
from desktop.guidelines.editions.timetable import Timetable, TitledFacts
from desktop.letter.compose.drafts import draft_rationale
from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from tests.guidelines.mtus_table import CHAPTERS, OPEN

TIMETABLE = reference_works.timetable()
LIBRARY = reference_works.catalog()
UNDATED = [
    ("Traumatic Brain Injury", 2017),
    ("Antiemetics", 2017),
    ("Cannabis", 2025),
    ("Cornerstones of Disability Prevention and Management", 2011),
    ("General Approach to Initial Assessment and Documentation", 2017),
]
HANDED_OVER = dt.date(2016, 7, 28)
"""Orders of this day apply to requests from the day after."""
FIRST, LAST = dt.date(2007, 1, 1), dt.date(2026, 12, 31)
DAY = dt.timedelta(days=1)
WAYS = {
    "decision": ItemDays,
    "request": lambda day: ItemDays(day, request=day),
    "service": lambda day: ItemDays(day, service=day, retrospective=True),
}
DAYS = st.dates(FIRST, LAST)


def days():
    """Each day of these twenty years."""
    return [FIRST + DAY * at for at in range((LAST - FIRST).days + 1)]


def turning_days(name):
    """The days about each first and last day of a chapter's editions, and some of each year."""
    named = {dt.date.fromisoformat(one) for row in CHAPTERS[name] for one in row[2:] if one != OPEN}
    near = {day + DAY * step for day in named for step in (-2, -1, 0, 1, 2)}
    return sorted(near | set(days()[::61]))


def governing(name, item: ItemDays):
    return [
        (title, year)
        for title, year, *_ in CHAPTERS[name]
        if TIMETABLE.edition(title, year).in_force(item)
    ]


def of_table(name, day):
    """What the table has for `day`."""
    text = day.isoformat()
    return [row[:2] for row in CHAPTERS[name] if row[2] <= text <= row[3].replace(OPEN, "9999")]


@pytest.mark.parametrize("name", CHAPTERS)
def test_on_each_day_the_edition_of_the_table_governs_and_no_other(name):
    for day in days():
        assert governing(name, ItemDays(day)) == of_table(name, day), day


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", CHAPTERS)
def test_whatever_day_decides_the_edition_of_the_table_governs(name, way):
    for day in turning_days(name):
        late = way == "request" and day == HANDED_OVER and name in ("chronic pain", "opioids")
        wanted = of_table(name, day - DAY if late else day)
        assert governing(name, WAYS[way](day)) == wanted, day


@pytest.mark.parametrize("name", CHAPTERS)
@settings(max_examples=60, deadline=None)
@given(st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, st.booleans())
def test_at_most_one_edition_governs_whatever_is_known(name, decision, request, service, past):
    assert len(governing(name, ItemDays(decision, request, service, past))) <= 1


def test_a_chapter_that_moved_to_another_law_ends_when_its_next_edition_ends() -> None:
    """The elbow of 2004 stood under the law of the whole work, that of 2007 under its own."""
    item = ItemDays(dt.date(2018, 1, 1), dt.date(2008, 1, 1))
    assert governing("elbow", item) == [("Elbow Disorders", 2013)]


def test_an_item_without_any_day_has_the_newest_edition():
    for rows in CHAPTERS.values():
        found = [TIMETABLE.edition(*row[:2]).in_force(ItemDays()) for row in rows]
        assert found == [*[False] * (len(rows) - 1), True]


@pytest.mark.parametrize("edition", UNDATED)
def test_an_edition_whose_day_nobody_has_read_is_never_in_force(edition):
    for day in (None, dt.date(2018, 1, 1), LAST):
        assert not TIMETABLE.edition(*edition).in_force(ItemDays(day))
    assert all(edition != (one.chapter, one.year) for one in LIBRARY if one.in_force(LAST))


def test_the_table_and_the_file_name_the_same_editions():
    typed = {row[:2] for rows in CHAPTERS.values() for row in rows} | {*UNDATED}
    assert {(one.title, one.year) for one in reference_works.citations().works
            if one.source.governs} == typed  # fmt: skip


def test_each_edition_says_where_its_days_were_read():
    for work in reference_works.citations().works:
        if work.source.governs:
            assert work.read_in.startswith("http"), work.title
            assert work.as_read_on == dt.date(2026, 11, 30)
            assert (work.in_force_from is None) == (work.since == "unknown")


REQUESTS = [
    "MRI of the lumbar spine", "MRI of the cervical spine", "MRI of the left shoulder",
    "Elbow surgery, right", "MRI of the right wrist", "MRI of the left knee",
    "Physical therapy for the right ankle", "Hip arthroplasty, left", "Norco 10/325 mg #60",
    "Cyclobenzaprine 7.5 mg #60", "Acupuncture, six visits", "Follow-up visit, low back",
    "Psychotherapy, six sessions", "Urine drug test",
]  # fmt: skip
NOT_IN_FORCE = {"evidence.in-force", "evidence.superseded"}
KNOWN = {row[:2] for rows in CHAPTERS.values() for row in rows}


@pytest.mark.parametrize("request_", REQUESTS)
def test_all_that_is_offered_is_in_force_by_the_table(request_):
    days = {day + DAY * step for name in ("low back", "chronic pain", "knee", "shoulder", "hip")
            for day in turning_days(name)[::9] for step in (0, 1)}  # fmt: skip
    for day in sorted(days):
        allowed = {one for name in CHAPTERS for one in of_table(name, day)}
        for offer in LIBRARY.offer(request_, day):
            of = offer.guideline.chapter, offer.guideline.year
            assert of in allowed or offer.guideline.organisation != "MTUS" or of not in KNOWN


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_check_and_the_search_agree_with_the_table(name):
    references = reference_works.references("california-imr")
    citations = reference_works.citations()
    for title, year, *_ in CHAPTERS[name]:
        cites = Citation(title=title, year=year, sections=("Any",))
        item = DisputedItem(request="MRI", reviewer_basis=Basis(citations=(cites,)))
        starts = [dt.date.fromisoformat(row[2]) for row in CHAPTERS[name]]
        for day in (one + DAY * step for one in starts for step in (-1, 0)):
            right = (title, year) in of_table(name, day)
            case = Case(decision_date=day, disputed_items=(item,))
            found = {one.rule for one in review(case, references)}
            assert year is None or bool(found & NOT_IN_FORCE) != right, (title, year, day)
            search = citations.search(f"{title} {year or ''}", ItemDays(day), limit=100)
            said = {one.in_force for one in search
                    if (one.citation.title, one.citation.year) == (title, year)}  # fmt: skip
            assert said == {right}


def test_two_items_of_one_case_rest_on_two_editions():
    past = DisputedItem(
        request="MRI of the lumbar spine", retrospective=True, dates_of_service="11/22/21"
    )
    ahead = DisputedItem(request="MRI of the lumbar spine")
    case = Case(decision_date=dt.date(2022, 1, 10), disputed_items=(past, ahead))
    offers = [LIBRARY.offer_for(case, item)[0] for item in case.disputed_items]
    assert [one.guideline.year for one in offers] == [2019, 2020]
    assert "In force for services from 11/23/2021" in offers[1].why
    assert "The day of the decision, 01/10/2022, decides." in offers[1].why


def test_an_edition_by_request_takes_the_day_of_the_request_and_says_where_it_is_assumed():
    item = DisputedItem(request="Cyclobenzaprine 7.5 mg #60", requested_on=HANDED_OVER)
    case = Case(decision_date=dt.date(2016, 9, 1), disputed_items=(item,))
    assert LIBRARY.offer_for(case, item)[0].guideline.year == 2009
    unknown = DisputedItem(request="Cyclobenzaprine 7.5 mg #60")
    offer = LIBRARY.offer_for(case, unknown)[0]
    assert (offer.guideline.year, offer.deciding.assumed) == (2016, True)
    assert "The day of the request is not known" in offer.why


def test_a_guideline_that_does_not_govern_the_item_is_said() -> None:
    case = Case(decision_date=dt.date(2026, 4, 16), disputed_items=(DisputedItem(),))
    pair = [LIBRARY["mtus-low-back-2016-imaging"], LIBRARY["mtus-low-back-2020-imaging"]]
    said = not_governing(case, case.disputed_items[0], pair)
    assert said == (
        "MTUS Low Back Disorders 2016, Section(s): Diagnostic Testing does not govern this item. "
        "In force for services from 12/01/2017 until 08/10/2019. "
        "The day of the decision, 04/16/2026, decides."
    )


def test_a_rationale_cites_the_law_of_the_day() -> None:
    item = DisputedItem(request="Acupuncture, six visits", guidelines=("mtus-acupuncture-2007",))
    pack = Pack(assets.templates("california-imr"))
    for day, law in (("2009-07-17", "8 CCR 9792.21(a)(2)"), ("2009-07-18", "8 CCR 9792.24.1")):
        days = ItemDays(dt.date.fromisoformat(day))
        words = draft_rationale(item, LIBRARY, reference_works.citations(), pack, days)
        assert f"({law})" in words


@pytest.mark.parametrize(
    ("day", "named"),
    [
        ("2020-10-31", ""),
        ("2020-11-01", "drug list v7 of 11/01/2020"),
        ("2024-02-15", "drug list v11 (11.1) of 02/15/2024"),
        ("2025-08-05", "drug list v12 of 11/01/2024"),
        ("2026-11-30", "drug list v13 of 08/06/2025"),
    ],
)
def test_the_formulary_names_the_drug_list_of_the_day(day: str, named: str) -> None:
    on = dt.date.fromisoformat(day)
    assert TIMETABLE.edition("Formulary", 2018).facts.list_on(on) == named
    offers = LIBRARY.offer("Gabapentin 300 mg #90", on)
    (why,) = [one.why for one in offers if one.guideline.chapter == "Formulary"]
    assert ("drug list" in why) == bool(named)
    assert named in why


def test_a_request_after_one_order_and_a_service_before_the_next_leave_no_gap():
    item = ItemDays(
        dt.date(2018, 2, 1), dt.date(2017, 12, 20), dt.date(2017, 11, 20), retrospective=True
    )
    assert governing("chronic pain", item) == [("Chronic Pain Medical Treatment", 2016)]


@pytest.mark.parametrize(
    ("item", "days"),
    [
        (DisputedItem(), ItemDays(LAST)),
        (
            DisputedItem(dates_of_service="11/18/16 - 12/02/16"),
            ItemDays(LAST, service=dt.date(2016, 11, 18), retrospective=True),
        ),
        (DisputedItem(retrospective=True), ItemDays(LAST, retrospective=True)),
        (DisputedItem(requested_on=FIRST), ItemDays(LAST, request=FIRST)),
        (
            DisputedItem(retrospective=True, dates_of_service="last week"),
            ItemDays(LAST, retrospective=True),
        ),
    ],
)
def test_the_days_of_an_item_are_those_that_it_states(item, days):
    assert days_of(item, LAST) == days


def test_a_retrospective_item_without_its_day_is_assumed_to_be_of_the_decision():
    deciding = ItemDays(LAST, retrospective=True).deciding("service")
    assert (deciding.day, deciding.of, deciding.assumed) == (LAST, "decision", True)
    assert deciding.said.startswith("The day of the service is not known;")


def test_sections_are_cited_at_the_law_of_their_day():
    facts = TIMETABLE.edition("Low Back Complaints", 2004).facts
    assert facts.law_on(dt.date(2009, 7, 17)) == "8 CCR 9792.21(a)(1)"
    assert facts.law_on(dt.date(2009, 7, 18)) == "8 CCR 9792.23.5"
    acupuncture = TIMETABLE.edition("Acupuncture Treatment", 2007).facts
    assert acupuncture.law_on(FIRST) == "8 CCR 9792.21(a)(2)"


def test_an_edition_of_its_own_days_needs_no_timetable():
    facts = EditionFacts(in_force_from=FIRST, in_force_to=dt.date(2010, 1, 1))
    edition = ChapterEdition(facts)
    assert edition.in_force(ItemDays(FIRST))
    assert not edition.in_force(ItemDays(LAST))
    assert edition.said() == "In force from 01/01/2007 until 01/01/2010"


@given(st.lists(DAYS, min_size=2, max_size=5, unique=True), DAYS, DAYS)
def test_editions_that_follow_each_other_never_govern_together(starts, decision, service):
    starts.sort()
    ends = [one - DAY for one in starts[1:]] + [None]
    facts = [
        TitledFacts(
            title="A", year=at, law="1", in_force_from=begin, in_force_to=end,
            counts_by=("service", "request", "unknown")[at % 3],
        )
        for at, (begin, end) in enumerate(zip(starts, ends, strict=True))
    ]  # fmt: skip
    table = Timetable(facts)
    item = ItemDays(decision, service=service, retrospective=True)
    held = [table.edition("A", at).in_force(item) for at in range(len(facts))]
    assert sum(held) <= 1
