"""The rules by which the program itself tells a sound letter from a damaged one."""

from __future__ import annotations

import io
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from desktop.letter.compose.compose import compose
from desktop.letter.write import format_rules
from desktop.letter.write.formats import FORMATS, write


@pytest.fixture(scope="module")
def letters(sample, pack):
    """The sample's letter in each form."""
    letter = compose(sample, pack, "served")
    return {form: write(letter, pack, form) for form in FORMATS}


@pytest.mark.parametrize("form", FORMATS)
def test_what_the_program_writes_is_sound(letters, form):
    assert format_rules.problems(letters[form], form) == []


def test_a_text_with_control_characters_is_named():
    assert format_rules.problems(b"a\x07b", "txt") == ["it has no control characters"]
    assert format_rules.problems(b" \n", "txt") == ["it has words"]


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        ("/Lang", "its language is named"),
        ("/StructTreeRoot", "its structure is told"),
        ("/OpenAction", "it does nothing by itself"),
    ],
)
def test_a_pdf_that_lost_or_won_something_is_named(letters, key, rule):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(letters["pdf"])))
    if writer.root_object.pop(key, None) is None:
        writer.root_object[NameObject(key)] = writer.pages[0].indirect_reference
    changed = io.BytesIO()
    writer.write(changed)
    assert format_rules.problems(changed.getvalue(), "pdf") == [rule]


def repacked(package, **changes):
    """The Word file with the parts `changes`, each named by its path."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()} | changes
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def test_a_word_file_with_a_program_is_named(letters):
    changed = repacked(letters["docx"], **{"word/vbaProject.bin": b"x"})
    assert format_rules.problems(changed, "docx") == ["it carries no program"]


def test_a_word_file_that_fetches_is_named(letters):
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://x/y.dotm" '
        b'TargetMode="External"/></Relationships>'
    )
    changed = repacked(letters["docx"], **{"word/_rels/settings.xml.rels": relation})
    assert format_rules.problems(changed, "docx") == ["it fetches nothing"]
