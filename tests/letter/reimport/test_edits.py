"""Each change of an edited letter can be taken or left by itself."""

from __future__ import annotations

from itertools import combinations

from msgspec.structs import replace

from desktop.cases.case import Acceptance, Case, Document, Passage
from desktop.letter.reimport.edits import Addition, Edited, FieldEdit, Removal, Reordering
from desktop.records.questions import Prose
from tests import invented

CASE = replace(
    invented.case(4),
    own_words=(
        Passage(place="item.i2.rationale", words=Prose("After the second.")),
        Passage(place="item.i4", words=Prose("After the fourth.")),
        Passage(place="header", words=Prose("After the header.")),
    ),
    accepted=(
        Acceptance(rule="x", path="disputed_items.i2.rationale"),
        Acceptance(rule="x", path="disputed_items.i4.rationale"),
        Acceptance(rule="x", path="decision_date"),
    ),
)
REQUEST = FieldEdit(path="disputed_items.3.request", before="a", after="b", value="b")
GONE = Removal(path="disputed_items.1", before="a", after="")
ORDER = Reordering(path="disputed_items", before="", after="", order=(3, 1, 0, 2))
NEW = Addition(path="documents", before="", after="x", element=Document(type="x"), behind=-1)
LESS = Removal(path="documents.0", before="a", after="")
ALL = (REQUEST, GONE, ORDER, NEW, LESS)


def requests(*edits: FieldEdit | Removal | Reordering | Addition) -> list[str]:
    edited = Edited(original=CASE, changes=ALL)
    return [item.request[-1:] for item in edited.taking(edits).disputed_items]


def test_changes_are_taken_one_by_one() -> None:
    assert requests() == ["0", "1", "2", "3"]
    assert requests(REQUEST) == ["0", "1", "2", "b"]
    assert requests(GONE) == ["0", "2", "3"]
    assert requests(ORDER) == ["3", "1", "0", "2"]
    assert requests(ORDER, GONE, REQUEST) == ["b", "0", "2"]


def test_every_choice_gives_a_case_whatever_its_order() -> None:
    edited = Edited(original=CASE, changes=ALL)
    for size in range(len(ALL) + 1):
        for chosen in combinations(ALL, size):
            case = edited.taking(chosen)
            assert case == edited.taking(chosen[::-1])
            assert len(case.disputed_items) == 4 - (GONE in chosen)
            assert len(case.documents) == 6 + (NEW in chosen) - (LESS in chosen)


def test_documents_are_added_where_they_stand() -> None:
    documents = Edited(original=CASE, changes=ALL).taking((NEW, LESS)).documents
    assert [one.type for one in documents[:1]] == ["x"]
    assert documents[1:] == CASE.documents[1:]


def test_what_names_an_item_follows_it() -> None:
    case = Edited(original=CASE, changes=ALL).taking((ORDER, GONE))
    assert [one.place for one in case.own_words] == ["item.i4", "header"]
    assert [one.path for one in case.accepted] == ["disputed_items.i4.rationale", "decision_date"]


def test_a_change_says_what_it_changes() -> None:
    assert [edit.field(Case) for edit in ALL] == [
        "Item 4: request as made",
        "Item 2",
        "Disputed items: order",
        "Documents reviewed: added",
        "Document 1",
    ]
