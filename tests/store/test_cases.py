"""The cases of the library: kept, found, duplicated, deleted and had back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.cases.case import Case, DisputedItem, Party, Summary
from desktop.cases.record import BLANK
from desktop.cases.terms import Decision, Outcome
from desktop.cases.workflow.states import State
from desktop.store.errors import CaseChanged, CaseMissing, CaseSigned, StoreError
from desktop.store.library.library import temporary
from desktop.store.library.trail import Event
from tests import invented
from tests.store.conftest import use

if TYPE_CHECKING:
    from desktop.store.library.library import Library
    from tests.store.conftest import Clock


def test_a_case_comes_back_as_it_was_saved(library: Library) -> None:
    case = invented.case()
    id = library.cases.add(case)
    assert library.cases.get(id).case == case


def test_each_save_counts_the_version_up(library: Library) -> None:
    id = library.cases.add(invented.case())
    version = library.cases.save(id, invented.case(items=2), version=1)
    assert version == 2
    assert library.cases.get(id).version == 2
    assert len(library.cases.get(id).case.disputed_items) == 2


def test_the_worklist_tells_a_case_without_opening_it(clock: Clock) -> None:
    library = temporary(now=clock, due=lambda case: case.decision_date)
    library.cases.add(invented.case(items=2))
    row = library.cases.rows()[0]
    assert (row.number, row.worker) == ("CM26-0000002", "María Nguyễn")
    assert row.services[0].startswith("MRI of the lumbar spine")
    assert row.outcome is Outcome.UPHOLD
    assert row.due == dt.date(2026, 5, 22)
    assert row.changed == clock()
    assert row.decided == dt.date(2026, 5, 22)
    assert row.state is State.READY
    assert library.cases.row(library.cases.add(Case())).state is State.NEW


def test_the_last_changed_case_stands_first(library: Library, clock: Clock) -> None:
    first, second = (library.cases.add(Case(case_number=number)) for number in ("one", "two"))
    clock.pass_by(minutes=1)
    library.cases.save(first, Case(case_number="one, changed"), 1)
    assert [row.id for row in library.cases.rows()] == [first, second]


def test_a_change_makes_a_new_case_a_draft(library: Library) -> None:
    id = library.cases.add(Case())
    library.cases.save(id, Case(claim_number="7"), 1)
    assert library.cases.row(id).state is State.DRAFTING


def test_a_case_is_ready_once_all_is_there_that_belongs_to_its_decision(library: Library) -> None:
    whole = invented.case(items=2)
    first, second = whole.disputed_items
    lacking = (
        replace(whole, decision_date=None),
        replace(whole, summary=Summary()),
        replace(whole, disputed_items=()),
        replace(whole, disputed_items=(first, replace(second, decision=None))),
        replace(whole, disputed_items=(first, replace(second, rationale=BLANK))),
    )
    id = library.cases.add(whole)
    assert library.cases.row(id).state is State.READY
    assert library.cases.row(id).decided == whole.decision_date
    for version, case in enumerate(lacking, start=1):
        library.cases.save(id, case, version)
        assert library.cases.row(id).state is State.DRAFTING
        assert library.cases.row(id).decided is None
    library.exported(id, "ab" * 32, "pdf")
    library.cases.save(id, whole, len(lacking) + 1)
    assert library.cases.row(id).state is State.READY


def test_a_save_over_a_newer_text_is_refused_and_changes_nothing(library: Library) -> None:
    id = library.cases.add(Case())
    library.cases.save(id, Case(claim_number="theirs"), 1)
    with pytest.raises(CaseChanged, match="Both texts are kept"):
        library.cases.save(id, Case(claim_number="ours"), 1)
    assert library.cases.get(id).case.claim_number == "theirs"


def test_a_case_that_is_not_there_is_named_as_missing(library: Library) -> None:
    for call in (library.cases.get, library.cases.row, library.cases.discard):
        with pytest.raises(CaseMissing):
            call("nowhere")
    with pytest.raises(CaseMissing):
        library.cases.save("nowhere", Case(), 1)


# -- search --------------------------------------------------------------------------------------


def test_search_finds_a_word_by_its_beginning_in_any_field(library: Library) -> None:
    id = library.cases.add(invented.case())
    library.cases.add(Case(case_number="CM26-0999999"))
    for text in ("lumb", "nguyen", "NGUYỄN maria", "CM26-0000003", "straight leg"):
        assert [row.id for row in library.cases.search(text)] == [id], text


def test_search_follows_every_save(library: Library) -> None:
    id = library.cases.add(Case(claim_number="before"))
    library.cases.save(id, Case(claim_number="after"), 1)
    assert library.cases.search("before") == ()
    assert [row.id for row in library.cases.search("after")] == [id]


@pytest.mark.parametrize("text", ["", "  ", '"', "*", "AND", "NEAR(", "a^b", "x:y", "-", "' or 1"])
def test_search_takes_any_text(library: Library, text: str) -> None:
    library.cases.add(invented.case())
    library.cases.search(text)


def test_search_leaves_the_bin_out(library: Library) -> None:
    id = library.cases.add(invented.case())
    library.cases.discard(id)
    assert library.cases.search("lumbar") == ()


# -- duplicate, bin ------------------------------------------------------------------------------


def test_a_duplicate_has_the_requests_and_nothing_of_the_person(library: Library) -> None:
    original = invented.case()
    copy = library.cases.get(library.cases.duplicate(library.cases.add(original))).case
    assert [item.request for item in copy.disputed_items] == [
        item.request for item in original.disputed_items
    ]
    assert copy.organization == original.organization
    assert copy.injured_worker == Party()
    assert not copy.case_number
    assert not copy.summary.narrative
    assert not any(item.rationale or item.decision for item in copy.disputed_items)


def test_a_deleted_case_waits_in_the_bin_and_comes_back(library: Library) -> None:
    id = library.cases.add(Case(case_number="CM26-1"))
    library.cases.discard(id)
    assert library.cases.rows() == ()
    assert [row.id for row in library.cases.bin()] == [id]
    library.cases.put_back(id)
    assert [row.id for row in library.cases.rows()] == [id]
    assert library.cases.bin() == ()


def test_the_bin_keeps_a_case_for_thirty_days(library: Library, clock: Clock) -> None:
    id = library.cases.add(Case(case_number="CM26-1"))
    library.attachments.add(id, "report.pdf", b"invented")
    library.cases.discard(id)
    use(library, clock, days=28)
    clock.pass_by(days=1, hours=23)
    library.tidy()
    assert library.cases.bin()
    clock.pass_by(hours=2)
    library.tidy()
    assert library.cases.bin() == ()
    with pytest.raises(CaseMissing):
        library.cases.get(id)
    assert library.trail.entries(id)[0].what == Event.REMOVED


# -- sign-off ------------------------------------------------------------------------------------


def test_a_signed_off_case_takes_no_change_until_it_is_reopened(library: Library) -> None:
    id = library.cases.add(Case(case_number="CM26-1"))
    library.sign_off(id, ["It is as it should be."])
    assert library.cases.get(id).locked
    with pytest.raises(CaseSigned, match="Reopen it"):
        library.cases.save(id, Case(case_number="CM26-2"), 1)
    library.reopen(id, "The date of injury was wrong.")
    assert library.cases.save(id, Case(case_number="CM26-2"), 1) == 2


def test_reopening_wants_a_reason_and_tells_it_to_the_trail(library: Library) -> None:
    id = library.cases.add(Case())
    library.sign_off(id, ["It is as it should be."])
    with pytest.raises(StoreError, match="Say why"):
        library.reopen(id, "  ")
    library.reopen(id, "The date of injury was wrong.")
    assert library.trail.entries(id)[0].details == {
        "from": "Signed off",
        "to": "Drafting",
        "reason": "The date of injury was wrong.",
    }


def test_exporting_a_signed_off_case_leaves_it_signed_off(library: Library) -> None:
    id = library.cases.add(Case())
    library.exported(id, "ab" * 32, "pdf")
    assert library.cases.row(id).state is State.EXPORTED
    library.sign_off(id, ["It is as it should be."])
    library.exported(id, "cd" * 32, "pdf")
    assert library.cases.row(id).state is State.SIGNED


def test_a_changed_decision_is_told_from_and_to(library: Library) -> None:
    before, after = (
        Case(disputed_items=(DisputedItem(request="MRI", decision=decision),))
        for decision in (Decision.UPHELD, Decision.OVERTURNED)
    )
    id = library.cases.add(before)
    library.cases.save(id, after, 1)
    entry = library.trail.entries(id)[0]
    assert entry.what == Event.DECIDED
    assert entry.details == {
        "field": "Item 1: decision",
        "item": "i1",
        "from": "Upheld",
        "to": "Overturned",
    }


def test_items_that_change_places_change_no_decision(library: Library) -> None:
    decided = (Decision.UPHELD, Decision.OVERTURNED)
    case = Case(disputed_items=tuple(DisputedItem(decision=one) for one in decided))
    id = library.cases.add(case)
    turned = replace(case, disputed_items=case.disputed_items[::-1])
    library.cases.save(id, turned, 1)
    assert all(entry.what != Event.DECIDED for entry in library.trail.entries(id))


def test_a_change_that_fails_half_way_leaves_nothing(library: Library) -> None:
    def change() -> None:
        library.cases.add(invented.case())
        library.cases.get("nowhere")

    with pytest.raises(CaseMissing):
        library.database.whole(change)
    assert library.cases.rows() == ()
    assert library.trail.entries() == ()
