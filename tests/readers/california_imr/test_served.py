"""The letter to the parties, exported to Word, reads back with its parties and documents."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from desktop.cases import case_file
from desktop.cases.case import Case, Party, Passage
from desktop.cases.changes.differences import changes
from desktop.cases.terms import Position
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


def served(**given: object) -> tuple[Case, str]:
    """A letter with these facts, and its words."""
    case = msgspec.structs.replace(invented.case(1), **given)
    return case, plain_text.write(compose(case, PACK, "served")).decode()


def test_the_time_to_appeal_runs_from_service() -> None:
    """The determination's printed date may be another day (Labor Code 4610.6(h))."""
    _, words = served(served_on=dt.date(2026, 12, 2))
    assert "Served (mailed) on: 12/02/2026" in words
    assert "within 30 days after this determination was served (mailed)" in words
    assert "from the date of this letter" not in words
    assert "Served (mailed)" not in served()[1]


def test_the_effect_is_that_of_the_regulation() -> None:
    """8 CCR 9792.10.7(a): of receipt, or sooner, and who is told."""
    _, words = served()
    assert "within 20 days after receipt of this determination" in words
    assert "within five working days of its receipt, or sooner if the employee’s condition" in words
    assert "the employee and the provider must be told of the authorization" in words


@pytest.mark.parametrize("edition", ["served", "published"])
def test_the_day_of_service_and_competing_recommendations_read_back(edition: str) -> None:
    item = msgspec.structs.replace(
        invented.case(1).disputed_items[0],
        competing=Prose("The chapter does not speak of it. The other source rests on two trials."),
    )
    case, _ = served(served_on=dt.date(2026, 12, 2), disputed_items=(item,))
    letter = compose(case, PACK, edition)
    for data, name in (
        (docx.write(letter, PACK), "letter.docx"),
        (plain_text.write(letter), "letter.txt"),
    ):
        found = reader.read(data, name, PACK).case
        assert found.disputed_items[0].competing == item.competing
        if (edition, name) == ("served", "letter.docx"):
            assert found.served_on == case.served_on


def test_an_export_from_before_service_had_its_day_reads_back() -> None:
    """Its fixed paragraph on appeal stays as it was; no party and no field is lost."""
    case = invented.case(2)
    earlier = Passage(
        place="appeal",
        position=Position.INSTEAD,
        words=Prose("You must file within 30 days from the date of this letter."),
    )
    old = msgspec.structs.replace(case, own_words=(earlier,))
    found = reader.read(exported(old), "letter.docx", PACK).case
    assert [(one.place, one.words) for one in found.own_words] == [("appeal", earlier.words)]
    assert found.injured_worker.name == case.injured_worker.name
    assert found.disputed_items[1].rationale == case.disputed_items[1].rationale
