"""The letter to the parties, exported to Word, reads back with its parties and documents."""

from __future__ import annotations

import msgspec
import pytest

from desktop import assets
from desktop.domain.case import Case, Party
from desktop.domain.changes import changes
from desktop.letter import docx, read
from desktop.letter.compose import compose
from desktop.letter.pack import Pack
from tests import invented
from tests.letter import wordfiles

PACK = Pack(assets.templates("california-imr"))
NOT_PRINTED = ("reviewer.name", "summary.", "quantity", "frequency", "duration", "short_name")


def exported(case: Case) -> bytes:
    return docx.write(compose(case, PACK, "served"), PACK)


@pytest.mark.parametrize("items", [0, 1, 4])
def test_reads_back_with_all_that_it_prints(items: int) -> None:
    case = invented.case(items)
    found = read.read(exported(case), "letter.docx", PACK)
    assert found.kept == ()
    differing = [change.path for change in changes(case, found.case)]
    assert [path for path in differing if not any(one in path for one in NOT_PRINTED)] == []


def test_an_attorney_is_the_addressee() -> None:
    case = msgspec.structs.replace(invented.case(1), attorney=Party(name="A. Sample, Esq."))
    found = read.read(exported(case), "letter.docx", PACK).case
    assert found.attorney.name == "A. Sample, Esq."
    assert found.injured_worker.name == case.injured_worker.name


def test_without_its_controls_its_words_are_kept() -> None:
    data = wordfiles.without_controls(exported(invented.case(2)))
    found = read.read(data, "letter.docx", PACK)
    assert len(found.case.disputed_items) == 2
    assert any("Dear María Nguyễn:" in kept.words for kept in found.kept)


@pytest.mark.parametrize(
    "tag",
    ["documents.999999999.type", "documents", "documents.type", "claim_number.x", "documents.0"],
)
def test_a_strange_tag_does_no_harm(tag: str) -> None:
    data = wordfiles.replaced(
        exported(invented.case(1)), ('w:val="documents.0.type"', f'w:val="{tag}"')
    )
    assert len(read.read(data, "letter.docx", PACK).case.disputed_items) == 1
