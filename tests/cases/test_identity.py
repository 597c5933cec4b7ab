"""Ids: every element has one of its own, and what is linked to it is found wherever it stands."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.cases import case_file
from desktop.cases.case import Acceptance, Case, Citation, DisputedItem, Document, Passage
from desktop.cases.case_file import CaseFileError, dumps, loads
from desktop.cases.changes.merging import merged, parts
from desktop.cases.ids import links
from desktop.cases.ids.identity import LETTERS
from desktop.cases.items import without
from desktop.cases.personal_fields import without_identity
from desktop.cases.record import ItemId
from tests.cases import version_1
from tests.strategies import cases

QUICK = settings(max_examples=60, deadline=None)
REQUESTS = ("MRI", "Surgery", "Brace", "Walker")


def case_of(*requests: str) -> Case:
    items = tuple(DisputedItem(request=request) for request in requests)
    return Case(disputed_items=items, documents=(Document(type="a"), Document(type="b")))


def ids(case: Case, name: str = "disputed_items") -> list[str]:
    return [element.id for element in getattr(case, name)]


# -- ids -----------------------------------------------------------------------------------------


def test_elements_get_the_ids_of_their_places() -> None:
    case = case_of(*REQUESTS)
    assert ids(case) == ["i1", "i2", "i3", "i4"]
    assert ids(case, "documents") == ["d1", "d2"]
    assert case.ids_given == 4


def test_an_id_is_never_given_again() -> None:
    case = case_of(*REQUESTS)
    left = replace(case, disputed_items=case.disputed_items[:2])
    more = replace(left, disputed_items=(*left.disputed_items, DisputedItem()))
    assert ids(more) == ["i1", "i2", "i5"]
    undone = left.after(more)
    again = replace(undone, disputed_items=(*undone.disputed_items, DisputedItem()))
    assert ids(again) == ["i1", "i2", "i6"]


def test_an_element_put_in_twice_is_two() -> None:
    case = case_of("MRI")
    twice = replace(case, disputed_items=case.disputed_items * 2)
    assert ids(twice) == ["i1", "i3"]


def test_an_id_of_another_kind_is_none() -> None:
    case = Case(disputed_items=(DisputedItem(id="d4"), DisputedItem(id="i2")))
    assert ids(case) == ["i3", "i2"]


def test_the_numbers_never_run_out() -> None:
    case = Case(disputed_items=(DisputedItem(id="i999999999"), DisputedItem(), DisputedItem()))
    assert ids(case) == ["i999999999", "i1", "i2"]
    assert loads(dumps(case)) == case


def test_a_copy_for_the_next_person_keeps_its_links() -> None:
    case = case_of(*REQUESTS)
    items = case.disputed_items[1:]
    brace = replace(items[1], associated_service=True, associated_with=ItemId("i2"))
    copy = without_identity(replace(case, disputed_items=(items[0], brace)))
    assert copy.disputed_items[1].associated_with == copy.disputed_items[0].id


def test_versions_are_merged_element_by_element_only_where_these_are_the_same() -> None:
    ours = case_of(*REQUESTS)
    theirs = replace(ours, disputed_items=ours.disputed_items[::-1])
    assert [part.path for part in parts(ours, theirs)] == ["disputed_items"]
    assert merged(ours, theirs, ["disputed_items"]) == theirs
    edited = replace(ours.disputed_items[1], request="Operation")
    theirs = replace(
        ours, disputed_items=(ours.disputed_items[0], edited, *ours.disputed_items[2:])
    )
    assert [part.path for part in parts(ours, theirs)] == ["disputed_items.1"]


def test_merged_versions_give_no_id_again_that_either_gave() -> None:
    ours, theirs = case_of("MRI"), case_of(*REQUESTS)
    assert merged(ours, theirs, []).ids_given == 4


@QUICK
@given(cases())
def test_ids_are_unique_in_every_case(case: Case) -> None:
    for name, letter in LETTERS.items():
        assert len(set(ids(case, name))) == len(ids(case, name))
        assert all(id[0] == letter and int(id[1:]) <= case.ids_given for id in ids(case, name))


# -- links ---------------------------------------------------------------------------------------

PATHS = (
    "disputed_items.{item}.rationale",
    "disputed_items.{item}.reviewer_basis.wording",
    "documents.{document}.date",
    "own_words.{passage}.words",
    "summary.narrative",
    "decision_date",
)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, list[int]]]:
    """Changes of a case's lists: an order of the places that are left, or new elements."""
    kinds = st.sampled_from(["order", "add", "undo"])
    return draw(
        st.lists(st.tuples(kinds, st.lists(st.integers(0, 6), unique=True)), min_size=1, max_size=8)
    )


@QUICK
@given(histories())
def test_a_link_leads_to_its_element_after_any_changes(
    history: list[tuple[str, list[int]]],
) -> None:
    case = marked_case()
    known = {links.linked(case, path): path for path in paths_of(case)}
    words = {link: element_of(case, path) for link, path in known.items()}
    past: list[Case] = []
    for kind, places in history:
        new = past.pop() if kind == "undo" and past else changed(case, kind, places)
        if kind != "undo":
            past.append(case)
        case = new.after(case)
        for link, word in words.items():
            assert found_word(case, link) in (word, None)


def marked_case() -> Case:
    items = tuple(DisputedItem(request=word) for word in REQUESTS)
    documents = tuple(Document(type=word) for word in REQUESTS)
    own = tuple(Passage(place=f"item.{n}", words=word) for n, word in enumerate(REQUESTS, 1))
    case = Case(disputed_items=items, documents=documents)
    return replace(case, own_words=links.placed(case, own))


def paths_of(case: Case) -> list[str]:
    numbers = range(len(case.disputed_items))
    return [one.format(item=n, document=n, passage=n) for one in PATHS[:4] for n in numbers]


def element_of(case: Case, path: str) -> str:
    name, number, *_ = path.split(".")
    element = getattr(case, name)[int(number)]
    return str(
        getattr(element, {"disputed_items": "request", "documents": "type"}.get(name, "words"))
    )


def found_word(case: Case, link: str) -> str | None:
    try:
        return element_of(case, links.path_of(case, link))
    except LookupError:
        return None


def changed(case: Case, kind: str, places: list[int]) -> Case:
    """`case` with each list in the order of `places`, or with new elements before the others."""
    new = {"documents": Document(), "disputed_items": DisputedItem(), "own_words": Passage()}
    lists = {name: getattr(case, name) for name in new}
    if kind == "add":
        return replace(case, **{name: (new[name], *some) for name, some in lists.items()})
    ordered = {
        name: tuple(some[at] for at in places if at < len(some)) for name, some in lists.items()
    }
    return links.without_lost(replace(case, **ordered))


def test_own_words_follow_their_item() -> None:
    case = marked_case()
    turned = replace(case, disputed_items=case.disputed_items[::-1])
    assert links.block_of(turned, case.own_words[0].place) == "item.4"
    assert links.place_of(turned, "item.4") == case.own_words[0].place
    assert links.block_of(turned, "item.i99.rationale") == "item.i99.rationale"
    assert links.place_of(turned, "item.99") == "item.99"


def test_what_belongs_to_an_item_goes_with_it() -> None:
    case = marked_case()
    case = replace(case, accepted=(Acceptance(rule="a", path="disputed_items.i2.rationale"),))
    left = without(case, 1)
    assert [one.place for one in left.own_words] == ["item.i1", "item.i3", "item.i4"]
    assert left.accepted == ()


def test_an_element_without_an_id_is_known_by_its_list() -> None:
    cited = tuple(Citation(title=title) for title in ("A", "B"))
    item = DisputedItem(request="MRI")
    case = Case(
        disputed_items=(
            replace(item, reviewer_basis=replace(item.reviewer_basis, citations=cited)),
        )
    )
    path = "disputed_items.0.reviewer_basis.citations.1.year"
    link = links.linked(case, path)
    assert link == "disputed_items.i1.reviewer_basis.citations.year"
    assert links.path_of(case, link) == "disputed_items.0.reviewer_basis.citations.0.year"
    assert links.path_of(case, path) == path


# -- version 1 -----------------------------------------------------------------------------------

LINKS = st.sampled_from(["i1", "i2", "i3", "i9"])


@st.composite
def numbered_cases(draw: st.DrawFn) -> Case:
    """Any case whose elements have the ids of their places, with links that lead somewhere."""
    case = replace(draw(cases()), further_reviewers=())
    blank = {name: tuple(replace(one, id="") for one in getattr(case, name)) for name in LETTERS}
    items = tuple(
        replace(
            one, associated_with=ItemId(draw(LINKS | st.just(""))), requested_on=None, consulted=()
        )
        for one in blank["disputed_items"]
    )
    own = (Passage(place=f"item.{draw(LINKS)}.rationale"), Passage(place="header"))
    accepted = (
        Acceptance(rule="a", path=f"disputed_items.{draw(LINKS)}.rationale"),
        Acceptance(rule="a", path="documents.d1.date"),
        Acceptance(rule="export"),
    )
    lists = blank | {"disputed_items": items, "own_words": own, "accepted": accepted}
    return replace(case, **lists, ids_given=0, records_complete=None)


@QUICK
@given(numbered_cases())
def test_a_file_of_version_1_is_read_as_the_case_that_it_was(case: Case) -> None:
    found = loads(version_1.dumps(case))
    assert replace(found, ids_given=0) == replace(case, ids_given=0)
    told = version_1.document(found)
    assert told == version_1.document(case)
    assert loads(dumps(found)) == found


def old(**fields: object) -> bytes:
    return json.dumps({"format": case_file.FORMAT, "version": 1, **fields}).encode()


def test_links_to_nothing_stay_so_when_elements_are_added() -> None:
    items = [{"request": "Brace", "associated_service": True, "associated_with": 3}]
    case = loads(old(disputed_items=items, own_words=[{"place": "item.2", "words": "x"}]))
    more = replace(case, disputed_items=(*case.disputed_items, DisputedItem(), DisputedItem()))
    assert ids(more) == ["i1", "i4", "i5"]
    assert links.block_of(more, more.own_words[0].place) == "item.i2"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"disputed_items": [{"id": "i1"}]}, 'the key "disputed_items.0.id"'),
        ({"documents": [{}, {"id": "d1"}]}, 'the key "documents.1.id"'),
        ({"ids_given": 3}, 'the key "ids_given"'),
        ({"disputed_items": [{"associated_with": "2"}]}, '"disputed_items.0.associated_with"'),
        ({"disputed_items": [{"associated_with": 0}]}, '"disputed_items.0.associated_with"'),
        ({"disputed_items": {"0": {}}}, 'wrong at "disputed_items"'),
        ({"disputed_items": [3]}, 'wrong at "disputed_items.0"'),
        ({"own_words": [{"place": 3}]}, 'wrong at "own_words.0.place"'),
        ({"accepted": [{"path": []}]}, 'wrong at "accepted.0.path"'),
        ({"accepted": [{"id": "a1"}]}, 'the key "accepted.0.id"'),
    ],
)
def test_what_version_1_did_not_know_is_refused_by_name(
    fields: dict[str, object], words: str
) -> None:
    with pytest.raises(CaseFileError, match=words):
        loads(old(**fields))


@pytest.mark.parametrize("id", ["1", "i0", "i-1", "I1", "i1.2", "i1234567890", "ii1"])
def test_an_id_that_is_none_is_refused_in_words(id: str) -> None:
    document = {"format": case_file.FORMAT, "version": 2, "disputed_items": [{"id": id}]}
    with pytest.raises(CaseFileError, match=r'wrong at "disputed_items\.0\.id": expected an id'):
        loads(json.dumps(document).encode())


def test_two_elements_of_one_id_are_refused() -> None:
    items = [{"id": "i1"}, {"id": "i1", "request": "MRI"}]
    document = {"format": case_file.FORMAT, "version": 2, "disputed_items": items}
    with pytest.raises(CaseFileError, match=r'"disputed_items\.1\.id": "i1" stands twice'):
        loads(json.dumps(document).encode())
