"""The opinions on each item are those of the panel, and its decision follows them."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from desktop.cases import case_file, items
from desktop.cases.case import Acceptance, Case, DisputedItem, FurtherReviewer, Opinion, Reviewer
from desktop.cases.case_file import CaseFileError
from desktop.cases.changes.find_and_replace import texts
from desktop.cases.changes.merging import merged, parts
from desktop.cases.ids.links import linked, path_of
from desktop.cases.pack_words import Effect
from desktop.cases.panel.seating import decided
from desktop.cases.terms import Decision
from desktop.records import paths
from desktop.records.questions import Prose

FOR, AGAINST = Decision.of(Effect.FOR), Decision.of(Effect.AGAINST)
ALONE = Case(
    reviewer=Reviewer(name="Ada One"),
    disputed_items=(DisputedItem(request="MRI", decision=AGAINST), DisputedItem(request="Brace")),
)
TWO = FurtherReviewer(name="Ben Two"), FurtherReviewer(name="Cy Three")


def changed(case: Case, path: str, value: object) -> Case:
    """`case` after a change as the window makes it."""
    return paths.put(case, path, value).settled(case)


def voted(case: Case, *found: Decision | None, item: int = 0) -> Case:
    """`case` after each reviewer has found so on an item, one after the other."""
    for at, one in enumerate(found):
        case = changed(case, f"disputed_items.{item}.opinions.{at}.decision", one)
    return case


@pytest.fixture
def panel() -> Case:
    return changed(ALONE, "further_reviewers", TWO)


def test_one_reviewer_alone_has_no_opinions():
    assert [item.opinions for item in ALONE.disputed_items] == [(), ()]
    assert DisputedItem(opinions=(Opinion(),)) != DisputedItem()
    assert (
        Case(disputed_items=(DisputedItem(opinions=(Opinion(),)),)).disputed_items[0].opinions == ()
    )


def test_what_one_reviewer_decided_is_the_first_opinion_of_the_panel_that_he_gets(panel):
    first, second = panel.disputed_items
    assert [(one.by, one.decision) for one in first.opinions] == [
        ("r0", AGAINST),
        ("r3", None),
        ("r4", None),
    ]
    assert (first.decision, second.decision) == (None, None)
    assert changed(panel, "further_reviewers", ()) == replace(ALONE, ids_given=4)


def test_the_decision_follows_once_all_have_said_theirs(panel):
    two = voted(panel, FOR, FOR)
    assert two.disputed_items[0].decision is None
    three = voted(two, FOR, FOR, AGAINST)
    assert three.disputed_items[0].decision is FOR
    assert voted(three, AGAINST).disputed_items[0].decision is AGAINST
    assert voted(three, None).disputed_items[0].decision is None


def test_a_decision_made_by_hand_stays(panel):
    decided = changed(panel, "disputed_items.0.decision", AGAINST)
    assert voted(decided, FOR, FOR, FOR).disputed_items[0].decision is AGAINST
    departing = changed(voted(panel, FOR, FOR, FOR), "disputed_items.0.decision", AGAINST)
    assert voted(departing, FOR, FOR, AGAINST).disputed_items[0].decision is AGAINST


def test_a_reviewer_leaves_with_his_opinions_and_the_others_decide(panel):
    three = voted(panel, FOR, AGAINST, AGAINST)
    two = changed(three, "further_reviewers", three.further_reviewers[1:])
    assert [one.by for one in two.disputed_items[0].opinions] == ["r0", "r4"]
    assert two.disputed_items[0].decision is FOR


def test_the_panel_in_another_order_keeps_whose_each_opinion_is(panel):
    three = voted(panel, FOR, AGAINST, FOR)
    turned = changed(three, "further_reviewers", three.further_reviewers[::-1])
    found = [(one.by, one.decision) for one in turned.disputed_items[0].opinions]
    assert found == [("r0", FOR), ("r4", FOR), ("r3", AGAINST)]


def test_a_new_item_has_the_opinions_of_the_panel(panel):
    case = changed(panel, "disputed_items", (*panel.disputed_items, DisputedItem(request="CT")))
    assert [one.by for one in case.disputed_items[2].opinions] == ["r0", "r3", "r4"]


def test_services_that_follow_a_surgery_follow_it_in_each_opinion(panel):
    case = changed(panel, "disputed_items.1.associated_service", True)
    case = voted(case, FOR, AGAINST, FOR)
    followed = items.followed(case, 0).settled(case)
    assert [one.decision for one in followed.disputed_items[1].opinions] == [FOR, AGAINST, FOR]
    assert followed.disputed_items[1].decision is FOR


def test_a_link_leads_to_an_opinion_wherever_its_reviewer_stands(panel):
    link = linked(panel, "disputed_items.0.opinions.2.reasons")
    assert link == "disputed_items.i1.opinions.r4.reasons"
    turned = changed(panel, "further_reviewers", panel.further_reviewers[::-1])
    assert path_of(turned, link) == "disputed_items.0.opinions.1.reasons"
    left = changed(panel, "further_reviewers", panel.further_reviewers[:1])
    with pytest.raises(LookupError):
        path_of(left, link)


def test_what_was_accepted_of_a_reviewer_leaves_with_him(panel):
    kept = Acceptance(rule="a", path="disputed_items.i1.opinions.r0.reasons")
    of_r4 = [
        Acceptance(rule="a", path="disputed_items.i1.opinions.r4.reasons"),
        Acceptance(rule="a", path="further_reviewers.r4.name"),
    ]
    case = replace(panel, accepted=(kept, *of_r4))
    left = changed(case, "further_reviewers", case.further_reviewers[:1])
    assert left.accepted == (kept,)
    assert (
        changed(case, "further_reviewers", case.further_reviewers[::-1]).accepted == case.accepted
    )


def test_reasons_are_found_and_ids_are_not(panel):
    case = changed(panel, "disputed_items.0.opinions.1.reasons", Prose("r3 has reasons."))
    assert [path for path, words in texts(case) if "r3" in words] == [
        "disputed_items.0.opinions.1.reasons"
    ]


def test_a_panel_is_kept_in_its_file(panel):
    case = voted(panel, FOR, AGAINST, FOR)
    assert case_file.loads(case_file.dumps(case)) == case


@pytest.mark.parametrize(
    ("opinions", "told"),
    [
        ([{"by": "r0"}, {"by": "r9"}], '"disputed_items.0.opinions.1": "r9" is no reviewer'),
        ([{"by": "r1"}, {"by": "r1"}], '"disputed_items.0.opinions.1": "r1" is no reviewer'),
        ([{"decision": "Maybe"}], "disputed_items.0.opinions.0.decision"),
        ([{"by": "i1"}], "disputed_items.0.opinions.0"),
        ([{"votes": 1}], 'the key "disputed_items.0.opinions.0.votes"'),
    ],
)
def test_a_file_with_an_opinion_of_nobody_is_refused(opinions, told):
    document = {
        "format": case_file.FORMAT,
        "version": case_file.VERSION,
        "further_reviewers": [{"id": "r1"}],
        "disputed_items": [{"opinions": opinions}],
    }
    with pytest.raises(CaseFileError) as refusal:
        case_file.loads(json.dumps(document).encode())
    assert told in str(refusal.value)


def test_a_file_of_version_2_has_no_panel():
    document = {"format": case_file.FORMAT, "version": 2, "further_reviewers": [{"id": "r1"}]}
    with pytest.raises(CaseFileError, match="further_reviewers"):
        case_file.loads(json.dumps(document).encode())


def test_opinions_come_with_the_panel_whose_they_are(panel):
    ours = voted(panel, FOR, FOR, FOR)
    other = paths.put(ALONE, "further_reviewers", (FurtherReviewer(id="r3", name="Dot Other"),))
    theirs = voted(other.settled(ALONE), AGAINST, AGAINST)
    theirs = changed(theirs, "disputed_items.0.rationale", Prose("Theirs."))
    assert [part.path for part in parts(ours, theirs)] == [
        "further_reviewers",
        "disputed_items.0",
    ]
    taken = merged(ours, theirs, ["disputed_items.0"])
    assert taken.disputed_items[0].opinions == ours.disputed_items[0].opinions
    assert taken.disputed_items[0].rationale == "Theirs."
    whole = merged(ours, theirs, ["disputed_items.0", "further_reviewers"])
    assert whole.disputed_items == theirs.disputed_items
    panel_alone = merged(ours, theirs, ["further_reviewers"])
    assert panel_alone.disputed_items[0].opinions == theirs.disputed_items[0].opinions


def test_an_opinion_on_which_two_texts_of_one_panel_differ_is_a_part_of_its_item(panel):
    theirs = changed(panel, "disputed_items.1.opinions.1.reasons", Prose("Theirs."))
    assert [part.path for part in parts(panel, theirs)] == ["disputed_items.1"]
    assert merged(panel, theirs, ["disputed_items.1"]) == theirs


def given(*opinions: Decision | None, decision: Decision | None = None) -> Case:
    """A case as a file gives it, with these `opinions` on its one item."""
    found = tuple(
        Opinion(by=by, decision=one) for by, one in zip(("r0", "r1", "r2"), opinions, strict=False)
    )
    item = DisputedItem(request="MRI", opinions=found, decision=decision)
    return Case(further_reviewers=TWO, disputed_items=(item,))


@pytest.mark.parametrize(
    ("opinions", "decision", "becomes"),
    [
        ((FOR, FOR, AGAINST), None, FOR),
        ((AGAINST, FOR, AGAINST), None, AGAINST),
        ((FOR, FOR, None), None, None),
        ((FOR, FOR, AGAINST), AGAINST, AGAINST),
        ((), FOR, FOR),
    ],
)
def test_a_case_that_is_read_has_the_decision_of_its_panel(opinions, decision, becomes):
    case = given(*opinions, decision=decision)
    assert decided(case).disputed_items[0].decision is becomes


def test_two_texts_with_opinions_of_their_own_are_decided_once_they_are_one():
    ours, theirs = given(FOR, None, FOR), given(None, FOR, FOR)
    case = merged(ours, theirs, ["disputed_items.0.opinions.1.decision"])
    assert case.disputed_items[0].decision is FOR
