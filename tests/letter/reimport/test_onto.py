"""Edits made in Word come back as changes of fields, and of no others."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.cases.case import Case
from desktop.cases.terms import Decision
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.reimport import reimport
from desktop.letter.write import docx
from desktop.platform import assets
from desktop.readers.california_imr import reader
from desktop.records import paths
from desktop.records.questions import Prose
from tests import invented
from tests.letter import wordfiles

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.letter.reimport.edits import Edited

PACK = Pack(assets.templates("california-imr"))
CASE = invented.case(4)
EDITIONS = ("published", "served")
HABITS = {
    "as it is": lambda data: data,
    "runs split": wordfiles.with_split_runs,
    "controls nested": wordfiles.nested,
    "tags dropped": wordfiles.without_tags,
    "tags of an earlier release": wordfiles.with_numbers,
    "controls dropped": wordfiles.without_controls,
}
EDITS = {
    "summary.narrative": Prose(
        "The injured worker reported new pain.\nA second paragraph says so."
    ),
    "disputed_items.0.rationale": Prose("The records do not show it, as such it is not necessary."),
    "disputed_items.1.request": "Tramadol 50mg #30",
    "disputed_items.2.decision": Decision.UPHELD,
    "disputed_items.2.remaining": "Acupuncture, four visits",
    "disputed_items.3.reviewer_basis.citations.0.year": 2016,
    "decision_date": dt.date(2026, 5, 25),
    "reviewer.specialties.1": "Occupational Medicine",
}


def exported(case: Case, edition: str) -> bytes:
    return docx.write(compose(case, PACK, edition), PACK)


def back(data: bytes) -> Edited:
    return reimport.read(data, "letter.docx", CASE, PACK)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_tag_names_an_element_by_its_number(edition: str) -> None:
    xml = zipfile.ZipFile(io.BytesIO(exported(CASE, edition))).read(wordfiles.DOCUMENT).decode()
    tags = re.findall(r'<w:tag w:val="([^"]*)"', xml)
    assert "disputed_items.i2.rationale" in tags
    assert not [tag for tag in tags if any(step.isdigit() for step in tag.split("."))]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("habit", [habit for habit in HABITS if "drop" not in habit])
def test_an_edit_finds_its_item_wherever_that_stands_by_then(habit: str, edition: str) -> None:
    words = Prose("The records do not show it, as such it is not necessary.")
    edited = HABITS[habit](exported(paths.put(CASE, "disputed_items.1.rationale", words), edition))
    case = msgspec.structs.replace(CASE, disputed_items=CASE.disputed_items[::-1])
    found = reimport.read(edited, "letter.docx", case, PACK)
    told = {change.path: change.after for change in found.changes}
    assert told == {"disputed_items.2.rationale": words, "disputed_items": "4, 3, 2, 1"}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("habit", HABITS)
def test_a_file_that_nobody_edited_changes_nothing(edition: str, habit: str) -> None:
    found = back(HABITS[habit](exported(CASE, edition)))
    assert found.changes == ()
    assert found.notes == ()
    assert found.case == CASE


@pytest.mark.parametrize("habit", HABITS)
@settings(deadline=None, max_examples=12)
@given(st.sets(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4), st.sampled_from(EDITIONS))
def test_exactly_the_edited_fields_change(habit: str, edited: set[str], edition: str) -> None:
    case = CASE
    for path in edited:
        case = paths.put(case, path, EDITS[path])
    found = back(HABITS[habit](exported(case, edition)))
    assert {change.path for change in found.changes} == edited
    assert found.case == case


def test_a_change_tells_field_before_and_after() -> None:
    data = wordfiles.replaced(
        exported(CASE, "published"), ("Tramadol 50mg #60", "Tramadol 50mg #30")
    )
    (change,) = back(data).changes
    assert change.field(Case) == "Item 2: request as made"
    assert (change.before, change.after) == (
        "Tramadol 50mg #60, request 1", "Tramadol 50mg #30, request 1",
    )  # fmt: skip


@pytest.mark.parametrize("habit", HABITS)
def test_a_change_of_fixed_wording_is_told_and_not_taken(habit: str) -> None:
    data = wordfiles.replaced(
        exported(CASE, "published"), ("more than five years", "more than two years")
    )
    found = back(HABITS[habit](data))
    assert found.case == CASE
    assert len(found.notes) == 1
    assert "more than two years" in found.notes[0]


@pytest.mark.parametrize("habit", HABITS)
def test_a_paragraph_outside_any_field_is_told_and_not_taken(habit: str) -> None:
    added = "<w:p><w:r><w:t>Call the clinic about this one.</w:t></w:r></w:p>"
    data = wordfiles.changed(
        exported(CASE, "published"), lambda xml: xml.replace("<w:sectPr", f"{added}<w:sectPr", 1)
    )
    found = back(HABITS[habit](data))
    assert found.case == CASE
    assert len(found.notes) == 1
    assert "“Call the clinic about this one.” stands outside any field" in found.notes[0]


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>Tramadol</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2" w:author="x">{run.format("Naproxen 500mg #60")}</w:ins>'
    old = r"<w:t[^>]*>Tramadol 50mg #60, request 1</w:t></w:r>"
    data = wordfiles.changed(
        exported(CASE, "published"),
        lambda xml: re.sub(old, f"<w:t></w:t></w:r>{deleted}{added}", xml, count=1),
    )
    found = back(data)
    assert found.case.disputed_items[1].request == "Naproxen 500mg #60"
    assert [note for note in found.notes if "tracked" in note]


def test_a_new_paragraph_inside_a_field_is_one_of_its_paragraphs() -> None:
    narrative = Prose("First.\nSecond.\nThird.")
    case = msgspec.structs.replace(
        CASE, summary=msgspec.structs.replace(CASE.summary, narrative=narrative)
    )
    found = back(exported(case, "published"))
    assert found.case.summary.narrative == narrative


@pytest.mark.parametrize("habit", HABITS)
def test_a_field_that_was_emptied_is_empty(habit: str) -> None:
    data = exported(paths.put(CASE, "disputed_items.3.rationale", Prose("")), "published")
    found = back(HABITS[habit](data))
    assert [change.path for change in found.changes] == ["disputed_items.3.rationale"]
    assert found.case.disputed_items[3].rationale == ""


def test_a_word_that_the_field_cannot_hold_is_told() -> None:
    data = wordfiles.replaced(exported(CASE, "published"), ("05/22/2026", "soon"))
    found = back(data)
    assert found.case == CASE
    assert found.notes[0].startswith("Decision date was left as it was: “soon” is no date.")


def test_two_showings_that_disagree_leave_the_field_as_it_was() -> None:
    data = wordfiles.replaced(
        exported(CASE, "served"), ("May 22, 2026", "May 23, 2026"), ("05/22/2026", "05/24/2026")
    )
    found = back(data)
    assert found.case == CASE
    assert "05/24/2026" in found.notes[0]


def test_another_letter_is_refused() -> None:
    data = wordfiles.changed(
        exported(CASE, "published"),
        lambda xml: (
            f"{xml[: xml.index('<w:tbl>')]}<w:p><w:r><w:t>Dear all</w:t></w:r></w:p>"
            f"{xml[xml.index('<w:sectPr') :]}"
        ),
    )
    with pytest.raises(reader.ReadError, match="states no case number"):
        back(data)


def test_a_header_that_was_changed_is_told() -> None:
    data = exported(CASE, "served")
    for part in ("word/header1.xml", "word/header2.xml", "word/header3.xml"):
        data = wordfiles.changed(
            data, lambda xml: xml.replace("Cedar Grove Review", "Elm Street Review"), part
        )
    found = back(data)
    assert found.changes == ()
    assert found.notes == (
        "The header or footer “Elm Street Review Organization” was changed; the case keeps its "
        "own.",
    )


def test_only_word_files_are_read_onto_a_case() -> None:
    with pytest.raises(reader.ReadError, match="Only a Word file"):
        reimport.read(b"CLINICAL CASE SUMMARY", "letter.txt", CASE, PACK)


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("edition", EDITIONS)
def test_edits_survive_saving_by_libreoffice(edition: str, tmp_path: Path) -> None:
    case = CASE
    for path in ("disputed_items.1.request", "summary.narrative", "decision_date"):
        case = paths.put(case, path, EDITS[path])
    found = back(wordfiles.saved_by_office(exported(case, edition), tmp_path))
    assert found.case == case
    assert found.notes == ()
