"""What follows from the opinions of a panel, by properties that hold of every panel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.pack_words import Effect
from desktop.cases.panel.determination import determination

A, P, F = Effect.AGAINST, Effect.PART, Effect.FOR
RANK = {A: 0, P: 1, F: 2}
EFFECTS = st.sampled_from(Effect)
PANELS = st.lists(EFFECTS, min_size=1, max_size=9)


@given(PANELS, EFFECTS, st.randoms(use_true_random=False))
def test_the_order_of_the_opinions_does_not_matter(found, tie, random):
    shuffled = random.sample(found, len(found))
    assert determination(shuffled, tie) is determination(found, tie)


@given(EFFECTS, st.integers(1, 9), EFFECTS)
def test_a_unanimous_panel_gives_its_own(effect, count, tie):
    assert determination([effect] * count, tie) is effect


@given(PANELS, EFFECTS)
def test_what_most_find_is_decided_whatever_a_tie_means(found, tie):
    for effect in Effect:
        if found.count(effect) * 2 > len(found):
            assert determination(found, tie) is effect


@given(st.integers(1, 4), EFFECTS)
def test_an_even_split_between_all_and_nothing_gives_what_the_program_names(half, tie):
    assert determination([A] * half + [F] * half, tie) is tie


@given(PANELS, EFFECTS)
def test_an_opinion_for_the_treatment_never_turns_the_determination_against_it(found, tie):
    before, after = determination(found, tie), determination([*found, F], tie)
    assert RANK[after] >= RANK[before]


@given(PANELS, EFFECTS)
def test_an_opinion_against_the_treatment_never_turns_the_determination_for_it(found, tie):
    before, after = determination(found, tie), determination([*found, A], tie)
    assert RANK[after] <= RANK[before]


@given(PANELS, EFFECTS)
def test_nothing_is_decided_that_is_more_or_less_than_every_reviewer_found(found, tie):
    ranks = [RANK[one] for one in found]
    assert min(ranks) <= RANK[determination(found, tie)] <= max(ranks)


@given(PANELS, EFFECTS)
def test_nothing_follows_while_an_opinion_is_open(found, tie):
    assert determination([*found, None], tie) is None
    assert determination([], tie) is None


@pytest.mark.parametrize(
    ("found", "tie", "decided"),
    [
        ([A, P, F], F, P),
        ([A, A, P, P], F, P),
        ([P, F], F, F),
        ([P, F], A, P),
        ([A, F], P, P),
        ([P, P, F, F], F, F),
        ([P, P, F], A, P),
    ],
)
def test_a_part_stands_between_all_and_nothing(found, tie, decided):
    assert determination(found, tie) is decided
