"""The letter to the parties, exported to Word, reads back with its parties and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from desktop.cases import case_file
from desktop.cases.case import Case, Party, Passage
from desktop.cases.changes.differences import changes
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write import docx, plain_text
from desktop.platform import assets
from desktop.readers.california_imr import reader
from desktop.records.questions import Prose
from tests import invented
from tests.letter import wordfiles

if TYPE_CHECKING:
    from collections.abc import Callable

PACK = Pack(assets.templates("california-imr"))
NOT_PRINTED = ("reviewer.name", "summary.", "quantity", "frequency", "duration", "short_name")


def exported(case: Case) -> bytes:
    return docx.write(compose(case, PACK, "served"), PACK)


@pytest.mark.parametrize("items", [0, 1, 4])
def test_reads_back_with_all_that_it_prints(items: int) -> None:
    case = invented.case(items)
    found = reader.read(exported(case), "letter.docx", PACK)
    assert found.kept == ()
    differing = [change.path for change in changes(case, found.case)]
    assert [path for path in differing if not any(one in path for one in NOT_PRINTED)] == []


def test_an_attorney_is_the_addressee() -> None:
    case = msgspec.structs.replace(invented.case(1), attorney=Party(name="A. Sample, Esq."))
    found = reader.read(exported(case), "letter.docx", PACK).case
    assert found.attorney.name == "A. Sample, Esq."
    assert found.injured_worker.name == case.injured_worker.name


@pytest.mark.parametrize("habit", [lambda data: data, wordfiles.without_tags])
@pytest.mark.parametrize("place", ["header", "appeal", "item.2.rationale", "effect"])
def test_a_passage_of_its_own_costs_no_party(place: str, habit: Callable[[bytes], bytes]) -> None:
    own = Passage(place=place, words=Prose("This letter is invented.\nSo are its people."))
    case = msgspec.structs.replace(invented.case(3), own_words=(own,))
    found = reader.read(habit(exported(case)), "letter.docx", PACK).case
    assert found.injured_worker.name == case.injured_worker.name
    assert found.claims_administrator == case.claims_administrator
    assert (found.claim_number, found.documents) == (case.claim_number, case.documents)
    assert plain_text.write(compose(found, PACK, "served")) == plain_text.write(
        compose(case, PACK, "served")
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("only on limited grounds", "on few grounds"),
        ("Sincerely,", "Yours truly,"),
        ("more than five years", "more than two years"),
        ("DOCUMENTS REVIEWED", "DOCUMENTS THAT WERE READ"),
    ],
)
def test_fixed_words_that_were_changed_cost_no_party(old: str, new: str) -> None:
    case = invented.case(2)
    data = wordfiles.replaced(exported(case), (old, new))
    found = reader.read(data, "letter.docx", PACK)
    assert found.case.injured_worker.name == case.injured_worker.name
    assert found.case.documents == case.documents
    assert any(new in kept.words for kept in found.kept)
    says = plain_text.write(compose(found.case, PACK, "served")).decode()
    assert says == plain_text.write(compose(case, PACK, "served")).decode().replace(old, new)


def test_the_sample_comes_back_with_its_parties() -> None:
    case = case_file.loads(assets.resource("sample.ddcase").read_bytes())
    found = reader.read(exported(case), "letter.docx", PACK).case
    parties = ("injured_worker", "attorney", "employer", "claims_administrator")
    assert [getattr(found, one).name for one in parties] == [
        getattr(case, one).name for one in parties
    ]
    assert len(found.documents) == len(case.documents)


def test_without_its_controls_its_words_are_kept() -> None:
    data = wordfiles.without_controls(exported(invented.case(2)))
    found = reader.read(data, "letter.docx", PACK)
    assert len(found.case.disputed_items) == 2
    assert any("Dear María Nguyễn:" in kept.words for kept in found.kept)


@pytest.mark.parametrize(
    "tag",
    [
        "documents.999999999.type",
        "documents.d9.type",
        "documents",
        "documents.type",
        "claim_number.x",
        "documents.0",
    ],
)
def test_a_strange_tag_does_no_harm(tag: str) -> None:
    data = wordfiles.replaced(
        exported(invented.case(1)), ('w:val="documents.d1.type"', f'w:val="{tag}"')
    )
    assert len(reader.read(data, "letter.docx", PACK).case.disputed_items) == 1
