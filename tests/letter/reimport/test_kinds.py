"""Every kind of edit comes back exactly, or is refused whole and named: nothing is lost."""

from __future__ import annotations

import os
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest

from desktop.cases.changes.differences import changes
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.read import docx as word
from desktop.letter.reimport import reimport
from desktop.letter.write import docx
from desktop.platform import assets
from tests.letter import wordfiles
from tests.letter.reimport.cases import CASES
from tests.letter.reimport.kinds import CONTROLLED, REFUSED, TAKEN
from tests.letter.reimport.manuscript import Manuscript, remove

if TYPE_CHECKING:
    from tests.letter.reimport.doing import Kind

PACK = Pack(assets.templates("california-imr"))
EDITIONS = ("published", "served")
HABITS = {
    "controls": lambda data: data,
    "no controls": wordfiles.without_controls,
    "no tags": wordfiles.without_tags,
}
BASES = ("three", "attorney", "seven")
EVERY = "DESK_EVERY_EDIT" in os.environ
"""Each kind of edit is done to the letter of every case; otherwise to one after the other."""


@cache
def exported(name: str, edition: str) -> bytes:
    return docx.write(compose(CASES[name], PACK, edition), PACK)


def edited(kind: Kind, base: str, edition: str, habit: str) -> reimport.Edited:
    """What becomes of the case `base` when its letter is edited so."""
    manuscript = Manuscript(exported(base, edition))
    kind.edit(manuscript)
    data = HABITS[habit](manuscript.saved())
    return reimport.compare(word.text(data), CASES[base], PACK)


def letters(name: str, kind: Kind) -> list[tuple[str, str]]:
    """The letters to which the edit is done: base and edition."""
    every = list(product(BASES, ("served",) if kind.served else EDITIONS))
    return every if EVERY else [every[len(name) % len(every)]]


def assert_is(found: reimport.Edited, kind: Kind, base: str) -> None:
    wanted = kind.outcome(CASES[base])
    assert changes(wanted, found.case) == (), found.notes
    told = " ".join(found.notes)
    assert all(one in told for one in kind.named if wanted == CASES[base]), told


@pytest.mark.parametrize("habit", ["controls", "no controls"])
@pytest.mark.parametrize("name", TAKEN)
def test_it_is_taken_exactly(name: str, habit: str) -> None:
    for base, edition in letters(name + habit, TAKEN[name]):
        assert_is(edited(TAKEN[name], base, edition, habit), TAKEN[name], base)


@pytest.mark.parametrize("habit", ["controls", "no tags"])
@pytest.mark.parametrize("name", CONTROLLED)
def test_with_controls_it_is_taken_exactly(name: str, habit: str) -> None:
    for base, edition in product(("three", "attorney"), EDITIONS):
        assert_is(edited(CONTROLLED[name], base, edition, habit), CONTROLLED[name], base)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", CONTROLLED)
def test_without_controls_it_is_taken_exactly_or_named(name: str, edition: str) -> None:
    kind = CONTROLLED[name]
    found = edited(kind, "three", edition, "no controls")
    taken = found.case == kind.outcome(CASES["three"])
    assert taken or (found.case == CASES["three"] and found.notes)


@pytest.mark.parametrize("habit", ["controls", "no controls"])
@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_whole_and_named(name: str, habit: str) -> None:
    for base, edition in letters(name + habit, REFUSED[name]):
        assert_is(edited(REFUSED[name], base, edition, habit), REFUSED[name], base)


@pytest.mark.parametrize("base", ["one", "three"])
@pytest.mark.parametrize("habit", ["controls", "no controls"])
def test_the_only_item_can_be_deleted_and_several_not_all(base: str, habit: str) -> None:
    case = CASES[base]
    manuscript = Manuscript(exported(base, "served"))
    for number in reversed(range(len(case.disputed_items))):
        remove(*manuscript.item(number))
    found = reimport.compare(word.text(HABITS[habit](manuscript.saved())), case, PACK)
    assert found.case.organization == case.organization
    assert len(found.case.disputed_items) == (0 if base == "one" else 3)
    assert bool(found.notes) == (base == "three")


def test_there_are_sixty_kinds() -> None:
    assert len(TAKEN) + len(CONTROLLED) + len(REFUSED) >= 60
