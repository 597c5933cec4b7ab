"""Letters of other years and other organizations, invented: what is not usual is kept, not lost."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from desktop.cases.terms import Decision, Priority, Sex, Source
from desktop.letter.compose.compose import compose
from desktop.letter.write.formats import write
from desktop.readers.california_imr import reader
from desktop.readers.california_imr.parts import guideline_line, header
from desktop.records.questions import Prose
from desktop.text.characters import legible
from tests.readers.california_imr.published import words, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack

FOLDER = Path(__file__).parent / "invented"
LETTERS = sorted(FOLDER.glob("*.txt"))


def reading(name: str, pack: Pack) -> reader.Reading:
    path = FOLDER / f"{name}.txt"
    return reader.read(path.read_bytes(), path.name, pack)


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
    assert (crutches.associated_service, crutches.associated_with) == (True, "i1")
    assert crutches.duration == "14 day"


ITEMS = {
    "2013-notice": [("a 28 day functional program", "Upheld")],
    "2013-notice-with-rationales": [
        ("Norco 10/325mg #60", "Upheld"), ("one cervical MRI", "Overturned"),
    ],
    "2014-numbered-sentences": [
        ("NORCO 10/325 #120", "Upheld"), ("AMBIEN 10 MG #30", "Upheld"),
        ("8 SESSIONS OF ACUPUNCTURE FOR THE CERVICAL SPINE, 2 TIMES A WEEK FOR 4 WEEKS",
         "Overturned"),
    ],
    "2014-labels-with-names": [
        ("Zolpidem 10mg #30 with 2 refills", "Upheld"),
        ("Cognitive behavioral therapy, six (6) sessions", "Overturned"),
        ("Retrospective request for urine drug screen (DOS: 4/30/2014)", "Upheld"),
    ],
    "2015-final-determination-letter": [
        ("Lumbar epidural steroid injection at L4-L5", "Overturned"),
        ("Fluoroscopy", "Overturned"), ("Gym membership, 6 months", "Upheld"),
    ],
    "2019-later-form": [
        ("Ibuprofen 800mg #60", "Overturned"), ("Cyclobenzaprine 10mg #90, 3 refills", "Upheld"),
    ],
    "decision-line": [
        ("Acupuncture for the left knee, 2 x 6", "Upheld"), ("Knee brace", "Overturned"),
    ],
    "issues-at-dispute": [
        ("Soma 350mg #90", "Upheld"),
        ("Twelve chiropractic visits for the low back", "Overturned"),
    ],
    "professional-review": [("Topical cream, 120 grams", "Upheld")],
}  # fmt: skip
REVIEWERS = {
    "2013-notice-with-rationales": (
        ("California",), ("Physical Medicine and Rehabilitation", "Interventional Spine"),
    ),
    "2014-numbered-sentences": (
        ("California", "Nevada", "New York"), ("Anesthesiology", "Acupuncture", "Pain Medicine"),
    ),
    "2014-labels-with-names": (
        ("California",), ("Psychiatry and Neurology", "Addiction Psychiatry"),
    ),
    "decision-line": (("California",), ("Acupuncture",)),
    "issues-at-dispute": (("Oregon", "California"), ("Chiropractic Orthopedics",)),
}  # fmt: skip
SHAPES: dict[str, Callable[[str], str]] = {
    "CRLF": lambda letter: letter.replace("\n", "\r\n"),
    "form feeds": lambda letter: letter.replace("\n\n", "\n\f\n", 4),
    "double-spaced": lambda letter: letter.replace("\n", "\n\n"),
    "spaces at line ends": lambda letter: letter.replace("\n", " \n"),
    "indented": lambda letter: letter.replace("\n", "\n      "),
    "line by line": lambda letter: "\n".join(
        " ".join(line.split()) for line in letter.splitlines() if line.strip()
    ),
    "a line a paragraph": lambda letter: "\n".join(
        " ".join(words.split()) for words in letter.split("\n\n")
    ),
    "page feet": lambda letter: "".join(
        f"{line}\n\nPage {at // 45} of 4\n\f" if at and at % 45 == 0 else f"{line}\n"
        for at, line in enumerate(letter.splitlines())
    ),
    "spaced colons": lambda letter: letter.replace("uideline:", "uideline :"),
    "curly": lambda letter: letter.replace("'", "’"),
    "ligatures": lambda letter: letter.replace("fi", "ﬁ"),
}


def told(case: Case) -> list[tuple[str, str]]:
    return [(item.request, str(item.decision)) for item in case.disputed_items]


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_what_the_program_makes_of_it_reads_back_as_the_same_case(
    path: Path, form: str, pack: Pack
) -> None:
    case = reading(path.stem, pack).case
    made = write(compose(case, pack, "published"), pack, form)
    assert reader.read(made, f"letter.{form}", pack).case == case


@pytest.mark.parametrize("name", ITEMS)
def test_requests_and_decisions_are_read_in_every_form(name: str, pack: Pack) -> None:
    assert told(reading(name, pack).case) == ITEMS[name]


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_has_its_reasons(name: str, pack: Pack) -> None:
    rationales = [item.rationale for item in reading(name, pack).case.disputed_items]
    labels = re.compile(r"rationale|guideline:|Final Determination Letter|Sincerely", re.IGNORECASE)
    assert not [words for words in rationales if labels.search(words)]
    assert all(rationales) or name == "2013-notice"


@pytest.mark.parametrize("name", REVIEWERS)
def test_credentials_in_prose_are_lists(name: str, pack: Pack) -> None:
    reviewer = reading(name, pack).case.reviewer
    assert (reviewer.licensures, reviewer.specialties) == REVIEWERS[name]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ITEMS)
def test_another_shape_of_the_letter_has_the_same_items(name: str, shape: str, pack: Pack) -> None:
    letter = SHAPES[shape]((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    found = reader.read(letter.encode(), "letter.txt", pack).case
    assert [words for words, _ in told(found)] == [one for one, _ in ITEMS[name]]
    assert [decision for _, decision in told(found)] == [decision for _, decision in ITEMS[name]]
    assert words(written(found, pack)) == words(legible(letter))


def test_each_of_two_sentences_on_guidelines_is_a_citation(pack: Pack) -> None:
    basis = reading("2014-numbered-sentences", pack).case.disputed_items[0]
    mtus, odg = basis.claims_administrator_basis.citations
    assert (mtus.source, mtus.title, mtus.pages) == (
        Source.MTUS, "Chronic Pain Medical Treatment", "pages 78-80",
    )  # fmt: skip
    assert (odg.source, odg.chapter) == (Source("Non-MTUS Citation"), "Pain Chapter")
    assert "Chronic Pain" not in odg.introduced_by


@pytest.mark.parametrize(
    "line",
    [
        "The Claims Administrator did not cite any evidence-based criteria in its utilization "
        "review determination letter.",
        "The Claims Administrator did not provide any evidence-based guidelines for its decision.",
        "No MTUS.",
        "No guideline was cited.",
        "None cited",
        "N/A",
    ],
)
def test_a_line_that_cites_nothing_says_so(line: str) -> None:
    assert guideline_line.read(line, "The Claims Administrator").none_cited


def test_a_chapter_that_is_part_of_the_schedule_is_told_without_its_source(pack: Pack) -> None:
    item = reading("2013-notice-with-rationales", pack).case.disputed_items[0]
    (cited,) = item.claims_administrator_basis.citations
    assert (cited.source, cited.title, cited.year, cited.topic, cited.pages) == (
        Source.MTUS, "Chronic Pain Medical Treatment", 2009, "Opioids", "pg. 75",
    )  # fmt: skip


@pytest.mark.parametrize("injury", ["05/12/98", "5-12-98", "05/12/1998"])
def test_a_header_with_a_year_of_two_digits_tells_no_day_to_come(injury: str) -> None:
    told = header.read(f"Case Number: CM15-0000417 Date of Injury: {injury}").facts()
    assert told["date_of_injury"] == dt.date(1998, 5, 12)


def test_the_days_of_a_letter_without_the_usual_header_are_read(pack: Pack) -> None:
    case = reading("issues-at-dispute", pack).case
    assert (case.case_number, case.priority) == ("CM14-0100200", Priority.STANDARD)
    days = (case.date_of_injury, case.decision_date, case.ur_denial_date, case.application_received)
    assert days == (
        dt.date(2013, 1, 9), dt.date(2014, 6, 3), dt.date(2014, 2, 4), dt.date(2014, 2, 14),
    )  # fmt: skip


def test_the_foot_of_a_page_is_no_part_of_a_field(pack: Pack) -> None:
    items = reading("2015-final-determination-letter", pack).case.disputed_items
    (cited,) = items[0].reviewer_basis.citations
    assert cited.sections == ("Epidural steroid injections (ESIs)",)
    assert items[1].rationale.endswith("The requested treatment is medically necessary.")


def test_the_foot_behind_a_rationale_does_not_keep_it_from_its_field(pack: Pack) -> None:
    kept = {one.place: one.words for one in reading("2015-final-determination-letter", pack).kept}
    assert "Item 3: rationale" not in kept
    assert kept["After “Item 3: rationale”"].startswith("Final Determination Letter for IMR")


def test_a_label_of_its_own_leaves_the_words_behind_it_to_the_field(pack: Pack) -> None:
    case = reading("2014-labels-with-names", pack).case
    item = msgspec.structs.replace(case.disputed_items[0], rationale=Prose("Another reason."))
    case = msgspec.structs.replace(case, disputed_items=(item, *case.disputed_items[1:]))
    assert "\nCedar Grove decision rationale: Another reason.\n" in written(case, pack)
    assert "\n1. Zolpidem 10mg #30 with 2 refills: Upheld\n" in written(case, pack)


LEAST = {
    "2013-physician-reviewer": 0.4, "2014-labels-with-names": 0.55,
    "2014-numbered-sentences": 0.4, "2014-older-guideline-lines": 0.9, "2019-later-form": 0.8,
    "another-organization": 0.85, "decision-line": 0.4,
}  # fmt: skip
"""The share of a letter's words that fields hold, at least; fixed wording of its own is kept."""


@pytest.mark.parametrize("name", LEAST)
def test_most_words_that_vary_from_case_to_case_are_in_fields(name: str, pack: Pack) -> None:
    found = reading(name, pack)
    kept = sum(len(one.words.split()) for one in found.kept)
    every = len((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split())
    assert 1 - kept / every >= LEAST[name]
