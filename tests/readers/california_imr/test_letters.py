"""Published letters read from text: every word kept, and every item a record."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from desktop.cases.terms import Decision, Priority
from desktop.letter.compose.compose import compose
from desktop.letter.write.formats import write
from desktop.readers.california_imr import reader
from tests.growth import too_slow
from tests.readers.california_imr.published import PDFS, TEXTS, words, written

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack

pytestmark = pytest.mark.skipif(not TEXTS, reason="the folder of published letters is not there")


def reading(start: str, pack: Pack) -> reader.Reading:
    file = next(path for path in TEXTS if path.name.startswith(start))
    return reader.read(file.read_bytes(), file.name, pack)


def case(start: str, pack: Pack) -> Case:
    return reading(start, pack).case


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem[:12])
def test_a_letter_is_written_again_word_for_word(file: Path, pack: Pack) -> None:
    found = reader.read(file.read_bytes(), file.name, pack)
    assert words(written(found.case, pack)) == words(file.read_text(encoding="utf-8"))


def test_both_guideline_lines_of_every_item_become_citations(pack: Pack) -> None:
    verbatim = [
        (file.name, item.request)
        for file in TEXTS
        for item in reader.read(file.read_bytes(), file.name, pack).case.disputed_items
        for basis in (item.claims_administrator_basis, item.reviewer_basis)
        if basis.wording or not (basis.none_cited or basis.citations)
    ]
    assert verbatim == []


def test_a_letter_of_the_usual_words_keeps_none_verbatim(pack: Pack) -> None:
    assert reading("cm16-0248698", pack).kept == ()


def test_the_header_is_read(pack: Pack) -> None:
    found = case("cm17-0020384", pack)
    assert found.case_number == "CM17-0020384"
    assert found.date_assigned == dt.date(2017, 2, 6)
    assert found.date_of_injury == dt.date(2016, 10, 20)
    assert found.decision_date == dt.date(2017, 2, 28)
    assert found.ur_denial_date == dt.date(2017, 1, 19)
    assert found.application_received == dt.date(2017, 1, 31)
    assert found.priority is Priority.STANDARD


def test_the_organization_is_known_by_both_its_names(pack: Pack) -> None:
    organization = case("cm17-0020384", pack).organization
    assert (organization.name, organization.short_name) == ("MAXIMUS Federal Services", "MAXIMUS")


def test_credentials_are_lists(pack: Pack) -> None:
    reviewer = case("cm17-0010885", pack).reviewer
    assert reviewer.licensures == ("Iowa", "Montana", "California")
    assert reviewer.specialties == (
        "Preventive Medicine",
        "Occupational Medicine",
        "Public Health & General Preventive Medicine",
    )


def test_a_portion_already_authorized_is_told_from_the_rest(pack: Pack) -> None:
    item = case("cm17-0020384", pack).disputed_items[0]
    assert item.request == "EMG/NCS of the right upper extremity"
    assert item.authorized == "NCS of the right upper extremity"
    assert item.remaining == "EMG of the right upper extremity"
    assert not item.whole_eligible
    assert item.decision is Decision.OVERTURNED


def test_a_request_that_stays_eligible_as_a_whole_is_known(pack: Pack) -> None:
    item = case("cm17-0001749", pack).disputed_items[0]
    assert item.authorized == "an Evaluation only for a Partial Hospitalization day treatment"
    assert item.whole_eligible


def test_a_retrospective_request_has_its_date_of_service(pack: Pack) -> None:
    item = case("cm17-0005924", pack).disputed_items[0]
    assert (item.retrospective, item.dates_of_service) == (True, "11/18/16")
    assert item.request == "CT scan of the cervical spine"


def test_an_associated_service_goes_with_the_surgery_before_it(pack: Pack) -> None:
    items = case("cm17-0014449", pack).disputed_items
    assert len(items) == 15
    assert [item.associated_with for item in items] == ["", *["i1"] * 12, "", ""]


def test_a_heading_over_a_page_break_is_whole(pack: Pack) -> None:
    item = case("cm16-0249735", pack).disputed_items[0]
    assert item.request.startswith("Home aide 12 hours per day")
    assert item.remaining.startswith("Home aide 6 hours per day")


def test_a_letter_without_its_header_says_that_it_has_none(pack: Pack) -> None:
    found = reading("seed-2015", pack)
    assert [(kept.place, kept.words) for kept in found.kept] == [("Header", "")]
    assert found.case.case_number == ""


def test_all_letters_are_read_in_two_seconds_of_the_processor(pack: Pack) -> None:
    every = [path.read_bytes() for path in TEXTS]
    reader.read(every[0], "x.txt", pack)
    assert not too_slow(lambda: [reader.read(data, "x.txt", pack) for data in every], 2)


@pytest.mark.parametrize("file", PDFS, ids=lambda file: file.stem)
def test_a_published_pdf_is_the_same_case_as_its_text(file: Path, pack: Pack) -> None:
    text = next(path for path in TEXTS if path.name.startswith(file.stem))
    found = reader.read(file.read_bytes(), file.name, pack)
    assert found.case == reader.read(text.read_bytes(), text.name, pack).case
    assert found.doubtful == ()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.parametrize("layout", ["", "-layout", "-raw"])
@pytest.mark.parametrize("file", PDFS, ids=lambda file: file.stem)
def test_other_tools_extractions_have_the_same_items(file: Path, layout: str, pack: Pack) -> None:
    command = ["pdftotext", "-upw", "", *filter(None, [layout]), file, "-"]
    made = subprocess.run(command, capture_output=True, check=True).stdout
    usual = reader.read(file.read_bytes(), file.name, pack).case
    found = reader.read(made, "letter.txt", pack).case
    assert [item.request for item in found.disputed_items] == [
        item.request for item in usual.disputed_items
    ]
    assert found.reviewer == usual.reviewer
    assert (found.case_number, found.decision_date, found.application_received) == (
        usual.case_number, usual.decision_date, usual.application_received,
    )  # fmt: skip
    assert not [
        item for item in found.disputed_items
        if item.claims_administrator_basis.wording or item.reviewer_basis.wording
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem[:12])
def test_what_the_program_makes_of_a_letter_reads_back_as_the_same_case(
    file: Path, form: str, pack: Pack
) -> None:
    case = reader.read(file.read_bytes(), file.name, pack).case
    made = write(compose(case, pack, "published"), pack, form)
    assert reader.read(made, f"letter.{form}", pack).case == case
