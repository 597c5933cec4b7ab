"""Letters of other years and other organizations, invented: what is not usual is kept, not lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.domain.terms import Decision, Priority, Sex, Source
from desktop.letter import read
from tests.letter.reading.published import words, written

if TYPE_CHECKING:
    from desktop.letter.pack import Pack

FOLDER = Path(__file__).parent / "invented"
LETTERS = sorted(FOLDER.glob("*.txt"))


def reading(name: str, pack: Pack) -> read.Reading:
    path = FOLDER / f"{name}.txt"
    return read.read(path.read_bytes(), path.name, pack)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_every_word_is_written_again(path: Path, pack: Pack) -> None:
    found = reading(path.stem, pack)
    assert words(written(found.case, pack)) == words(path.read_text(encoding="utf-8"))


def test_the_items_of_2013_are_read(pack: Pack) -> None:
    case = reading("2013-physician-reviewer", pack).case
    told = [(item.request, item.decision) for item in case.disputed_items]
    assert told == [
        ("Hydrocodone 10/325mg #60", Decision.UPHELD),
        ("One wrist brace", Decision.OVERTURNED),
    ]
    assert case.disputed_items[1].rationale == "The brace is recommended at night."
    assert case.disputed_items[0].claims_administrator_basis.citations[0].source is Source.MTUS


def test_the_reviewer_of_2013_is_read(pack: Pack) -> None:
    reviewer = reading("2013-physician-reviewer", pack).case.reviewer
    assert reviewer.specialties == ("Occupational Medicine", "Pain Management")
    assert reviewer.licensures == ("California", "Texas")
    assert reviewer.board_certified


def test_the_header_of_2013_is_read(pack: Pack) -> None:
    case = reading("2013-physician-reviewer", pack).case
    assert (case.case_number, case.decision_date) == ("CM13-0001234", dt.date(2014, 1, 8))


def test_older_guideline_lines_are_citations(pack: Pack) -> None:
    items = reading("2014-older-guideline-lines", pack).case.disputed_items
    assert len(items) == 5
    bases = [(item.claims_administrator_basis, item.reviewer_basis) for item in items]
    assert not [basis for pair in bases for basis in pair if basis.wording]
    opioids = items[0].claims_administrator_basis.citations[0]
    assert (opioids.title, opioids.topic, opioids.pages) == (
        "Chronic Pain Treatment", "Opioids", "74-96",
    )  # fmt: skip
    first, second = items[1].reviewer_basis.citations
    assert (first.title, first.pages) == ("ACOEM Chapter 12 Low Back Complaints", "303")
    assert (second.title, second.pages) == ("Chronic Pain Treatment", "10")
    assert [one.title for one in items[4].reviewer_basis.citations] == [
        "Postsurgical Treatment", "Chronic Pain Treatment",
    ]  # fmt: skip


def test_a_retrospective_request_in_other_words_is_known_and_printed_as_it_stands(
    pack: Pack,
) -> None:
    item = reading("2014-older-guideline-lines", pack).case.disputed_items[2]
    assert item.request == "Retrospective request for one urine drug screen (DOS 5/1/14)"
    assert (item.retrospective, item.dates_of_service, item.as_worded) == (True, "5/1/14", True)


def test_another_organization_is_read(pack: Pack) -> None:
    case = reading("another-organization", pack).case
    assert case.organization.name == "St. Anselm’s Review & Appeals, LLC"
    assert case.organization.short_name == "St. Anselm’s"
    assert case.priority is Priority.EXPEDITED
    assert case.summary.sex is Sex.FEMALE
    surgery, crutches = case.disputed_items
    assert surgery.rationale.splitlines() == [
        "Locking was documented.",
        "Surgery is therefore reasonable. The request is medically necessary.",
    ]
    assert (crutches.associated_service, crutches.associated_with) == (True, 1)
    assert crutches.duration == "14 day"


def test_what_has_no_items_is_kept_and_named(pack: Pack) -> None:
    for name in ("2013-notice", "professional-review"):
        found = reading(name, pack)
        assert found.case.disputed_items == ()
        assert found.kept
