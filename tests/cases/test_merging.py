"""Two texts of one case made into one."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given

from desktop.cases.case import Case, DisputedItem, FurtherReviewer, Party, Summary
from desktop.cases.changes.merging import merged, parts
from desktop.cases.panel.opinion import Opinion
from desktop.records.questions import Prose
from tests import invented
from tests.strategies import cases


def test_each_part_is_taken_from_where_it_was_chosen():
    ours = invented.case()
    theirs = msgspec.structs.replace(
        ours,
        claim_number="theirs",
        injured_worker=Party(name="Another Name"),
        summary=msgspec.structs.replace(ours.summary, narrative=Prose("Theirs.")),
    )
    assert [part.path for part in parts(ours, theirs)] == [
        "injured_worker.name",
        "injured_worker.address",
        "claim_number",
        "summary.narrative",
    ]
    both = merged(ours, theirs, ["claim_number", "summary.narrative"])
    assert both.claim_number == "theirs"
    assert both.summary.narrative == "Theirs."
    assert both.injured_worker == ours.injured_worker


def test_an_element_of_a_list_is_taken_as_a_whole():
    ours = Case(disputed_items=(DisputedItem(request="MRI"), DisputedItem(request="X-ray")))
    theirs = Case(disputed_items=(DisputedItem(request="MRI"), DisputedItem(request="CT")))
    (part,) = parts(ours, theirs)
    assert part.path == "disputed_items.1"
    assert merged(ours, theirs, [part.path]) == theirs


def test_a_list_of_another_length_is_taken_as_a_whole():
    ours, theirs = Case(summary=Summary(treatments=("a",))), Case(summary=Summary())
    (part,) = parts(ours, theirs)
    assert part.path == "summary.treatments"
    assert merged(ours, theirs, [part.path]) == theirs


def test_a_panel_is_taken_with_its_opinions_where_the_items_have_other_ids():
    ours = Case(disputed_items=(DisputedItem(id="i9", request="MRI"),))
    opinion = Opinion(reasons=Prose("It is needed."))
    item = DisputedItem(id="i1", request="MRI", opinions=(opinion,))
    theirs = Case(disputed_items=(item,), further_reviewers=(FurtherReviewer(name="B"),))
    assert theirs.disputed_items[0].opinions[0] == opinion
    paths = [part.path for part in parts(ours, theirs)]
    assert merged(ours, theirs, paths).disputed_items == theirs.disputed_items


@given(cases(), cases())
def test_all_parts_of_one_give_that_one(ours: Case, theirs: Case):
    paths = [part.path for part in parts(ours, theirs)]
    assert merged(ours, theirs, []) == ours.after(theirs)
    assert parts(merged(ours, theirs, paths), theirs) == ()


def test_two_of_the_same_have_no_parts():
    assert parts(invented.case(), invented.case()) == ()
    with pytest.raises(LookupError):
        merged(Case(), Case(), ["disputed_items.7"])
