"""What belongs to an item goes with it, and stays with it when another one goes."""

from __future__ import annotations

from desktop.cases.case import Acceptance, Case, DisputedItem, Passage
from desktop.cases.items import without
from desktop.records.questions import Prose


def accepted(id: str) -> Acceptance:
    return Acceptance(rule="any", path=f"disputed_items.{id}.rationale", reason=Prose("So."))


def test_own_words_acceptances_and_associations_go_with_their_items() -> None:
    case = Case(
        disputed_items=(
            DisputedItem(request="MRI"),
            DisputedItem(request="surgery"),
            DisputedItem(request="brace", associated_service=True, associated_with="i2"),
            DisputedItem(request="walker", associated_service=True, associated_with="i1"),
        ),
        own_words=(Passage(place="item.i1", words=Prose("a")), Passage(place="item.i3.rationale")),
        accepted=(accepted("i1"), accepted("i3")),
    )
    left = without(case, 0)
    assert [item.request for item in left.disputed_items] == ["surgery", "brace", "walker"]
    assert [item.associated_with for item in left.disputed_items] == ["", "i2", ""]
    assert [passage.place for passage in left.own_words] == ["item.i3.rationale"]
    assert [one.path for one in left.accepted] == ["disputed_items.i3.rationale"]
