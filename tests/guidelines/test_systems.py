"""Guidelines that ship belong to the programs that cite them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.app import reference_works
from desktop.cases import pack_words
from desktop.cases.case import Case, DisputedItem

if TYPE_CHECKING:
    from pathlib import Path

ITEM = DisputedItem(request="Massage, six visits, for the low back")
OWN = """
id = 'house-massage'
title = 'Massage'
organisation = 'House'
chapter = 'Massage'
services = ['massage']
asks = 'It asks for a plan.'

[[criteria]]
id = 'plan'
ask = 'Is there a plan?'
met = 'a plan'
not_met = 'no plan'
not_documented = 'a plan'

[logic]
met = { all = ['plan'] }
"""


def organisations(case: Case, *own: Path) -> set[str]:
    offers = reference_works.catalog(own).offer_for(case, ITEM)
    return {one.guideline.organisation for one in offers}


def test_a_program_is_offered_the_systems_that_its_sources_name() -> None:
    assert organisations(Case()) == {"MTUS"}


def test_another_program_is_offered_none_of_them(monkeypatch) -> None:
    usual = pack_words.PACKS[pack_words.USUAL]
    plan = pack_words.PackSource(word=usual.sources[0].word)
    monkeypatch.setitem(pack_words.PACKS, "plan", replace(usual, sources=(plan, plan)))
    assert organisations(Case(program="plan")) == set()


def test_an_organization_s_own_guideline_is_offered_to_every_program(
    tmp_path: Path, monkeypatch
) -> None:
    usual = pack_words.PACKS[pack_words.USUAL]
    plan = pack_words.PackSource(word=usual.sources[0].word)
    monkeypatch.setitem(pack_words.PACKS, "plan", replace(usual, sources=(plan,)))
    file = tmp_path / "massage.toml"
    file.write_text(OWN, encoding="utf-8")
    assert organisations(Case(program="plan"), file) == {"House"}
