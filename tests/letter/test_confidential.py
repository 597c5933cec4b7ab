"""A finished file names nobody whom it must not name, neither in its text nor behind it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from desktop.app import reference_works
from desktop.checks.context.case_names import mentions
from desktop.letter.compose.compose import compose
from desktop.letter.write.formats import FORMATS, write
from desktop.publication.copying import publication_copy

if TYPE_CHECKING:
    from desktop.cases.case import Case


def inside(data: bytes, form: str) -> str:
    """Every word in the file, its metadata included."""
    if form == "docx":
        parts = zipfile.ZipFile(io.BytesIO(data))
        return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if form == "pdf":
        words = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
        with pikepdf.open(io.BytesIO(data)) as document:
            words += [str(dict(document.docinfo.items()))]
            words += [bytes(document.Root.Metadata.read_bytes()).decode()]
        return " ".join(words)
    return data.decode()


def written(case: Case, pack, form: str, edition: str) -> str:
    return inside(write(compose(case, pack, edition), pack, form), form)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("edition", ["served", "published"])
def test_the_reviewer_is_named_nowhere_in_the_file(sample, pack, form, edition):
    words = written(sample, pack, form, edition)
    assert sample.reviewer.name
    assert list(mentions(words, sample.reviewer.name)) == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_copy_for_the_public_names_no_party_in_the_file(sample, pack, form):
    copy = publication_copy(sample, reference_works.references(sample.program)).case
    words = written(copy, pack, form, "published")
    for party in (sample.injured_worker, sample.attorney, sample.requesting_physician):
        assert party.name
        assert party.name not in words
    assert sample.claim_number not in words
