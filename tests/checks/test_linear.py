"""Every rule is linear in the text: twice the text takes twice the time, whatever it says.

The rules come from the registry, so that a new one is held to it by itself: each is fed what its
own examples say, over and over, and every seed of `hostile`. The processor's time is measured, and
the least of several runs counts. `DESK_BROAD=1` feeds all of them the whole vocabulary too.
"""

from __future__ import annotations

import os
import random
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.checks.context.language import Reader, Sentence
from desktop.checks.engine.check import RULES, CheckSettings
from desktop.checks.engine.registry import MOST
from desktop.checks.engine.review_context import ReviewContext
from desktop.text.sentences import LONGEST
from tests.checks import hostile
from tests.growth import ROUNDS, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.cases.case import Case
    from desktop.checks.engine.check import References

LENGTH = 3000
"""Characters of a field; a case has about 25 fields of prose."""
GROWTH = 2.2
"""Times as long that twice the text may take."""
SLACK = 0.004
"""Seconds that no processor measures."""
READING = "reading"
SECOND = 1.0
LARGE = 200_000
ITEMS = 1500
BROAD = bool(os.environ.get("DESK_BROAD"))
READINGS = [name for name, value in vars(Sentence).items() if isinstance(value, cached_property)]
FULL = hostile.full()
FRESH = count()
LARGE_SEEDS = (".", "?", "01/01/2026 ", "e.g. ", "{{", "iv) ", "<<", "a.", "45 year old ", "?\n")


def read_all(context: ReviewContext) -> Iterator[object]:
    """All that a sentence can be asked, which the rules share."""
    for text in (*context.texts, *context.lines):
        for sentence in text.sentences:
            for name in READINGS:
                yield getattr(sentence, name)
            yield context.reader.strangers(sentence)


def checks() -> dict[str, Callable[[ReviewContext], Iterator[object]]]:
    return {READING: read_all, **{rule.id: rule.check for rule in RULES.values()}}


def context(words: str, references: References, fill: Callable[[str], Case]) -> ReviewContext:
    """A case full of `words`, which no cache has seen."""
    fresh = f"{next(FRESH)} {words}"
    reader = Reader(references)
    return ReviewContext(fill(fresh), reader, references, "published", CheckSettings())


def everywhere(words: str) -> Case:
    return hostile.filled(FULL, words)


def run(check: Callable[[ReviewContext], Iterator[object]], of: ReviewContext) -> None:
    """Let `check` find all that it finds."""
    for _ in check(of):
        pass


def grows(words: tuple[str, str], references: References, only: tuple[str, ...] = ()) -> list[str]:
    """The rules that take more than `GROWTH` times as long for the second text of `words`."""
    left = {id for id in checks() if not only or id in only}
    least = [dict.fromkeys(left, float("inf")) for _ in words]
    for _ in range(ROUNDS):
        for one, known in zip(words, least, strict=True):
            times = measured(context(one, references, everywhere), left)
            known.update({id: min(known[id], spent) for id, spent in times.items()})
        left = {id for id in left if least[1][id] > GROWTH * least[0][id] + SLACK}
        if not left:
            break
    return [f"{id}: {least[0][id]:.3f} s, then {least[1][id]:.3f} s" for id in sorted(left)]


def measured(of: ReviewContext, ids: set[str]) -> dict[str, float]:
    """What each of `ids` takes; all are given the same sentences, which are read first."""
    wanted = {id: check for id, check in checks().items() if id in {*ids, READING}}
    times = {id: seconds(partial(run, check, of)) for id, check in wanted.items()}
    return {id: times[id] for id in ids}


def slow(make: Callable[[], ReviewContext]) -> dict[str, float]:
    """What always takes more than a second for the case that `make` makes, a new one each time."""
    late = dict.fromkeys(checks(), float("inf"))
    for _ in range(ROUNDS):
        times = measured(make(), set(late))
        late = {id: spent for id, spent in times.items() if spent > SECOND}
        if not late:
            break
    return late


def doubled(seed: str) -> tuple[str, str]:
    return hostile.text(seed, LENGTH), hostile.text(seed, 2 * LENGTH)


@pytest.mark.parametrize("seed", hostile.SEEDS, ids=lambda seed: repr(seed)[:24])
def test_twice_the_text_takes_twice_the_time(seed, references):
    assert grows(doubled(seed), references) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_is_linear_in_what_its_own_examples_say(rule, references):
    found = {words for case in (*rule.fires, *rule.quiet) for words in hostile.texts_of(case)}
    sayings = sorted(words for words in found if " " in words)
    assert grows(doubled(f"{' '.join(sayings)}\n"), references, (rule.id, READING)) == []


def test_all_rules_are_linear_in_a_mixture_of_all_that_they_know(references):
    chance = random.Random(20)
    known = [words for rule in RULES.values() for words in hostile.texts_of(rule.fires)]
    seeds = [word for words in known for word in words.split()] + list(hostile.SEEDS[:-8])
    mixture = " ".join(chance.choice(seeds) for _ in range(LENGTH))
    assert grows((mixture[:LENGTH], mixture[:LENGTH] * 2), references) == []


@pytest.mark.skipif(not BROAD, reason="takes minutes: DESK_BROAD=1 asks for it")
@pytest.mark.timeout(3600)
def test_all_rules_are_linear_in_every_word_that_they_know(references):
    known = [words for rule in RULES.values() for words in hostile.texts_of(rule.fires)]
    words = {word for words in known for word in words.split()}
    words |= set(hostile.texts_of((references.terms, references.language)))
    slow = {word: grows(doubled(f"{word} "), references) for word in sorted(words)}
    assert {word: found for word, found in slow.items() if found} == {}


@pytest.mark.parametrize("seed", LARGE_SEEDS if not BROAD else hostile.SEEDS, ids=repr)
def test_each_rule_takes_less_than_a_second_for_the_longest_text(seed, references):
    words = hostile.text(seed, LARGE)
    assert slow(lambda: context(words, references, hostile.in_running_text)) == {}


def test_each_rule_takes_less_than_a_second_for_the_longest_list_of_items(references):
    case = hostile.in_running_text("")
    items = tuple(
        replace(case.disputed_items[0], request=f"Service number {at}", rationale=f"Item {at}.")
        for at in range(ITEMS)
    )
    long = replace(case, disputed_items=items)
    reader = references.reader
    found = slow(lambda: ReviewContext(long, reader, references, None, CheckSettings()))
    assert set(found) <= {READING}


def test_what_is_not_listed_is_named(references):
    case = hostile.in_running_text("He fell.. " * (MOST + 50))
    of = ReviewContext(case, references.reader, references, None, CheckSettings())
    *hits, last = RULES["prose.marks"].check(of)
    assert len(hits) == MOST
    assert last.message.startswith(f"There are more than {MOST} places")
    assert last.fix is None


def test_a_sentence_that_is_read_in_pieces_is_named(references):
    case = hostile.in_running_text("no " * LONGEST)
    of = ReviewContext(case, references.reader, references, None, CheckSettings())
    assert all(len(one.text) <= LONGEST for one in of.summary.sentences)
    assert {hit.path for hit in RULES["prose.long"].check(of)} >= {"summary.narrative"}


def test_a_message_is_no_longer_than_a_person_reads(references):
    of = context("[insert " + "a" * LARGE + "]", references, hostile.in_running_text)
    assert all(len(hit.message) < 1100 for rule in RULES.values() for hit in rule.check(of))
