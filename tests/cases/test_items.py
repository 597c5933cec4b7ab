"""What names an item by its number follows it when another one goes."""

from __future__ import annotations

from desktop.cases.case import Acceptance, Case, DisputedItem, Passage
from desktop.cases.items import without
from desktop.records.questions import Prose


def accepted(number: int) -> Acceptance:
    return Acceptance(rule="any", path=f"disputed_items.{number}.rationale", reason=Prose("So."))


def test_own_words_acceptances_and_associations_go_with_their_items() -> None:
    case = Case(
        disputed_items=(
            DisputedItem(request="MRI"),
            DisputedItem(request="surgery"),
            DisputedItem(request="brace", associated_service=True, associated_with=2),
            DisputedItem(request="walker", associated_service=True, associated_with=1),
        ),
        own_words=(Passage(place="item.1", words=Prose("a")), Passage(place="item.3.rationale")),
        accepted=(accepted(0), accepted(2)),
    )
    left = without(case, 0)
    assert [item.request for item in left.disputed_items] == ["surgery", "brace", "walker"]
    assert [item.associated_with for item in left.disputed_items] == [None, 1, None]
    assert [passage.place for passage in left.own_words] == ["item.2.rationale"]
    assert [one.path for one in left.accepted] == ["disputed_items.1.rationale"]
