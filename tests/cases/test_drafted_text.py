"""What becomes of an edited draft when the answers change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.changes.drafted_text import accept, keep, merge
from desktop.text.sentences import whole

DRAFT = "The guideline asks for A. The record shows B. Therefore, the request is necessary."


def test_an_untouched_draft_follows_its_inputs():
    new = "The guideline asks for A. The record shows C. Therefore, it is necessary."
    assert merge(DRAFT, DRAFT, new).text == new


def test_an_edited_sentence_survives_a_change_elsewhere():
    edited = DRAFT.replace("The record shows B.", "The record of 3/12 plainly shows B.")
    new = DRAFT.replace("is necessary", "is not necessary")
    merged = merge(DRAFT, edited, new)
    assert merged.text == edited.replace("is necessary", "is not necessary")
    assert not merged.stale


def test_an_edited_sentence_whose_inputs_changed_is_marked_with_its_difference():
    edited = DRAFT.replace("shows B", "plainly shows B")
    merged = merge(DRAFT, edited, DRAFT.replace("shows B", "shows C"))
    assert merged.text == edited
    (stale,) = merged.stale
    assert merged.text[stale.start : stale.end] == stale.edited == "The record plainly shows B. "
    assert ("added", "C.") in stale.words


def test_an_edited_sentence_holds_back_no_other():
    drafted = "It asks for A. The note says B. Nothing shows C. Therefore, X is not necessary."
    edited = drafted.replace("The note says B.", "The note of 3/12, which I weighed, says B.")
    new = "It asks for A. The report shows C and D. It adds up to E. Therefore, X is necessary."
    merged = merge(drafted, edited, new)
    assert merged.text.endswith("Therefore, X is necessary.")
    assert len(merged.stale) == 1


def test_a_sentence_of_the_reviewer_s_own_stays_where_it_was_put():
    edited = DRAFT.replace("Therefore", "I read the films myself. Therefore")
    new = DRAFT.replace("asks for A", "asks for D").replace("shows B", "shows E")
    assert merge(DRAFT, edited, new).text == new.replace(
        "Therefore", "I read the films myself. Therefore"
    )


def test_a_deleted_sentence_stays_deleted_until_its_inputs_change():
    edited = DRAFT.replace("The record shows B. ", "")
    assert merge(DRAFT, edited, f"{DRAFT} More.").text == f"{edited} More."
    merged = merge(DRAFT, edited, DRAFT.replace("shows B", "shows C"))
    assert merged.text == edited
    assert [(one.edited, one.now) for one in merged.stale] == [("", "The record shows C. ")]


def test_a_text_that_was_never_drafted_is_the_reviewer_s_own():
    merged = merge("", "My own words.", DRAFT)
    assert merged.text == "My own words."
    assert merged.stale


def test_an_empty_text_takes_the_draft():
    assert merge("", "", DRAFT).text == DRAFT
    assert merge(DRAFT, " ", DRAFT).text == DRAFT


def test_accepting_takes_the_new_words_and_keeping_the_old_ones():
    edited = DRAFT.replace("shows B", "plainly shows B").replace("asks for A", "wants A")
    new = DRAFT.replace("shows B", "shows C").replace("asks for A", "asks for D")
    merged = merge(DRAFT, edited, new)
    for stale in reversed(merged.stale):
        assert merged.text[stale.start : stale.end] == stale.edited
    taken = merged
    while taken.stale:
        taken = accept(taken, taken.stale[0])
    assert taken.text == new
    kept = keep(merged, merged.stale[0])
    assert kept.text == merged.text
    assert len(kept.stale) == len(merged.stale) - 1


TEXTS = st.lists(st.sampled_from(["A b. ", "C d? ", "E 2.5 f. ", "G.\n", "h", "I j. "])).map(
    "".join
)


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_that_the_reviewer_wrote_is_lost(drafted, edited, redrafted):
    merged = merge(drafted, edited, redrafted)
    own = [one.strip() for one in whole(edited) if one not in whole(drafted)]
    for sentence in own if edited.strip() and edited != drafted else ():
        assert sentence in merged.text


@given(TEXTS, TEXTS, TEXTS)
def test_marked_passages_stand_where_they_say(drafted, edited, redrafted):
    merged = merge(drafted, edited, redrafted)
    for stale in merged.stale:
        assert (
            merged.text[stale.start : stale.end] == stale.edited.rstrip()
            or merged.text[stale.start : stale.end] == stale.edited
        )
