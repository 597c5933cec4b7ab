"""Whatever letter the program writes it reads again, and whatever is done to one costs no word."""

from __future__ import annotations

import datetime as dt
import string

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.cases.case import Basis, Case, Citation, DisputedItem, Organization, Reviewer, Summary
from desktop.cases.terms import Decision, Priority, Source
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.read.script import squeezed
from desktop.letter.write.formats import write
from desktop.platform import assets
from desktop.readers.california_imr import reader
from desktop.records.questions import Prose
from desktop.text.characters import legible
from tests import invented, strategies
from tests.readers.california_imr.published import written

PACK = Pack(assets.templates("california-imr"))
_WORDS = st.sampled_from(
    [
        "pain", "lumbar", "spine", "left", "knee", "records", "show", "that", "was", "not", "on",
        "11-21-2016", "11/18/16", "7/10", "patient's", "“relief”", "(mild)", "range-of-motion",
        "L4-L5", "50%", "improvement,", "tramadol", "50mg", "#60", "noted;", "Nguyễn", "naïve",
    ]
)  # fmt: skip
_phrase = st.lists(_WORDS, min_size=1, max_size=7).map(" ".join).map(str.capitalize)
_sentence = (
    st.lists(_WORDS, min_size=3, max_size=25)
    .map(" ".join)
    .map(lambda words: f"{words[0].upper()}{words[1:]} too.")
)
_prose = (
    st.lists(st.lists(_sentence, min_size=1, max_size=4).map(" ".join), max_size=3)
    .map("\n".join)
    .map(Prose)
)
_name = st.lists(
    st.text(string.ascii_letters, min_size=2, max_size=9).map(str.capitalize), min_size=1,
    max_size=3,
).map(" ".join)  # fmt: skip
_day = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2029, 12, 31))
_mtus = st.builds(
    Citation,
    title=st.sampled_from(
        ["Low Back Complaints", "Forearm, Wrist, and Hand Complaints", "Opioid Treatment",
         "Chronic Pain Medical Treatment", "Neck and Upper Back Complaints"]
    ),
    year=st.integers(2000, 2029),
    sections=st.lists(
        st.sampled_from(["Special Studies", "Initial Care", "NSAIDs (for pain)", "Physical Methods",
                         "Forearm, Wrist, & Hand", "1.3 Opioids: Severe Injuries"]),
        max_size=3,
    ).map(tuple),
    pages=st.sampled_from(["", "303-305", "98"]),
    suffix=st.sampled_from(["", "Guidelines"]),
)  # fmt: skip
_other = st.builds(
    Citation,
    source=st.sampled_from(
        [Source("Non-MTUS Citation"), Source("Other Medical Treatment Guidelines")]
    ),
    title=st.sampled_from(["Official Disability Guidelines (ODG)", "ODG", "ACOEM Guidelines"]),
    after_title=st.sampled_from(["", ",", ":"]),
    chapter=st.sampled_from(["Low Back Chapter", "Knee & Leg (Acute & Chronic)", "Pain Chapter"]),
    topic=st.sampled_from(["", "MRI", "Home health services", "Opioids (criteria), weaning"]),
)
_basis = st.one_of(
    st.just(Basis()),
    st.just(Basis(none_cited=True)),
    st.builds(Basis, citations=st.lists(_mtus | _other, min_size=1, max_size=4).map(tuple)),
    st.builds(Basis, wording=_sentence.map(Prose)),
)
_item = st.builds(
    DisputedItem,
    request=_phrase,
    decision=st.none() | st.sampled_from(Decision),
    claims_administrator_basis=_basis,
    reviewer_basis=_basis,
    rationale=_prose,
)
_partly = st.builds(
    lambda item, part, rest, whole: msgspec.structs.replace(
        item, authorized=part, remaining=rest, whole_eligible=whole
    ),
    _item.filter(lambda item: item.decision), _phrase, _phrase, st.booleans(),
)  # fmt: skip
_retrospective = st.builds(
    lambda item, service, dates: msgspec.structs.replace(
        item, retrospective=True, associated_service=service, dates_of_service=dates
    ),
    _item, st.booleans(), st.sampled_from(["", "11/18/16", "12/13/2016"]),
)  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of printed fields, in the words that letters are made of."""
    words = st.lists(_name, max_size=3).map(tuple)
    return Case(
        program="california-imr",
        organization=Organization(name=draw(_name), short_name=draw(_name.map(str.upper))),
        case_number=draw(st.from_regex(r"CM1[0-9]-0[0-9]{6}", fullmatch=True) | st.just("")),
        date_assigned=draw(_day),
        date_of_injury=draw(_day),
        decision_date=draw(_day),
        ur_denial_date=draw(_day),
        application_received=draw(_day),
        priority=draw(st.none() | st.sampled_from(Priority)),
        reviewer=Reviewer(licensures=draw(words), specialties=draw(words)),
        summary=Summary(narrative=draw(_prose)),
        disputed_items=tuple(
            draw(st.lists(_item | _partly | _retrospective, max_size=4))
        ),
    )  # fmt: skip


def printed(case: Case) -> Case:
    """`case` without what is read beside the words that are printed, so that two can be held."""
    items = tuple(map(_printed_item, case.disputed_items))
    summary = Summary(narrative=case.summary.narrative)
    organization = case.organization
    if not items:
        organization = msgspec.structs.replace(organization, short_name="")
    return msgspec.structs.replace(
        case, disputed_items=items, summary=summary, organization=organization
    )


def _printed_item(item: DisputedItem) -> DisputedItem:
    same = item.whole_eligible and item.remaining == item.request
    return msgspec.structs.replace(
        item,
        quantity="",
        frequency="",
        duration="",
        associated_with="",
        as_worded=False,
        remaining="" if same else item.remaining,
    )


def form_of(case: Case, form: str) -> reader.Reading:
    return reader.read(write(compose(case, PACK, "published"), PACK, form), f"x.{form}", PACK)


@settings(deadline=None, max_examples=200)
@given(cases())
def test_a_letter_reads_back_as_its_case(case: Case) -> None:
    found = form_of(case, "txt")
    assert [kept.place for kept in found.kept if not kept.place.startswith("Item")] == []
    assert squeezed(written(found.case, PACK)) == squeezed(written(case, PACK))
    assert msgspec.to_builtins(printed(found.case)) == msgspec.to_builtins(printed(case))


@pytest.mark.parametrize("form", ["pdf", "docx"])
@settings(
    deadline=None,
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(case=cases())
def test_a_letter_reads_back_from_files(form: str, case: Case) -> None:
    assert printed(form_of(case, form).case) == printed(form_of(case, "txt").case)


@pytest.mark.parametrize("form", ["pdf", "docx", "txt"])
def test_a_letter_of_any_length_reads_back(form: str) -> None:
    case = invented.case(9, 14)
    found = form_of(case, form)
    assert found.kept == ()
    assert [item.request for item in found.case.disputed_items] == [
        item.request for item in case.disputed_items
    ]
    assert [item.rationale for item in found.case.disputed_items] == [
        item.rationale for item in case.disputed_items
    ]


@settings(deadline=None, max_examples=60)
@given(strategies.cases())
def test_any_case_at_all_is_written_again_word_for_word(case: Case) -> None:
    letter = written(case, PACK)
    found = reader.read(letter.encode(), "letter.txt", PACK)
    assert squeezed(written(found.case, PACK)) == squeezed(legible(letter))
