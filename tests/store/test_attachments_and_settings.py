"""Files of a case, and settings that name anyone: inside the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from desktop.cases.case import Case, Organization, Reviewer
from desktop.store.errors import CaseMissing, StoreError
from desktop.store.library import attachments, settings
from tests.store.conftest import use

if TYPE_CHECKING:
    from desktop.store.library.library import Library
    from tests.store.conftest import Clock

PDF = b"%PDF-1.7 invented " * 1000


def test_a_file_comes_back_as_it_was_attached(library: Library) -> None:
    id = library.cases.add(Case())
    attached = library.attachments.add(id, "report.pdf", PDF)
    assert library.attachments.of(id) == (attached,)
    assert (attached.name, attached.size) == ("report.pdf", len(PDF))
    assert library.attachments.content(attached.id) == PDF


def test_a_file_taken_off_can_be_had_back(library: Library) -> None:
    id = library.cases.add(Case())
    attached = library.attachments.add(id, "report.pdf", PDF)
    library.attachments.remove(attached)
    assert library.attachments.of(id) == ()
    library.attachments.put_back(attached)
    assert library.attachments.of(id) == (attached,)


def test_a_file_taken_off_is_gone_after_thirty_days(library: Library, clock: Clock) -> None:
    id = library.cases.add(Case())
    attached = library.attachments.add(id, "report.pdf", PDF)
    library.attachments.remove(attached)
    use(library, clock, days=28)
    assert library.attachments.content(attached.id) == PDF
    use(library, clock, days=4)
    with pytest.raises(CaseMissing):
        library.attachments.content(attached.id)


def test_a_file_wants_a_case(library: Library) -> None:
    with pytest.raises(CaseMissing):
        library.attachments.add("nowhere", "report.pdf", PDF)


def test_a_file_that_is_too_large_is_refused(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 1000)
    id = library.cases.add(Case())
    with pytest.raises(StoreError, match="larger than"):
        library.attachments.add(id, "report.pdf", PDF)
    assert library.attachments.of(id) == ()


def test_the_trail_names_a_file_by_its_hash_alone(library: Library) -> None:
    id = library.cases.add(Case())
    library.attachments.add(id, "Nguyen MRI.pdf", PDF)
    assert b"Nguyen" not in library.trail.export()


def test_a_setting_comes_back_as_its_record(library: Library) -> None:
    organization = Organization(name="Cedar Grove Review Organization")
    library.settings.put(settings.ORGANIZATION, organization)
    assert library.settings.get(settings.ORGANIZATION, Organization) == organization


def test_a_setting_may_be_a_list_of_records(library: Library) -> None:
    reviewers = (Reviewer(name="R. Hidden, MD"), Reviewer(name="S. Hidden, MD"))
    library.settings.put(settings.REVIEWERS, reviewers)
    assert library.settings.get(settings.REVIEWERS, tuple[Reviewer, ...]) == reviewers


def test_a_setting_that_was_never_put_is_none(library: Library) -> None:
    assert library.settings.get(settings.WINDOW, dict) is None


def test_a_setting_of_another_kind_is_none_and_stays(library: Library) -> None:
    library.settings.put(settings.RECENT, ["one"])
    assert library.settings.get(settings.RECENT, Organization) is None
    assert library.settings.get(settings.RECENT, list[str]) == ["one"]


def test_a_forgotten_setting_is_gone(library: Library) -> None:
    library.settings.put(settings.RECENT, msgspec.Raw(b"[]"))
    library.settings.forget(settings.RECENT)
    assert library.settings.get(settings.RECENT, list) is None
