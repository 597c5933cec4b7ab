"""The programs that are installed, and what each says of its letters and rules."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.cases.pack_words import Effect
from desktop.platform import assets
from desktop.programs.program import Panel, ProgramError, usual_edition
from desktop.programs.registry import Programs
from desktop.records import toml_files
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

BARE = ROOT / "tests" / "programs" / "bare"


@pytest.fixture
def packs(tmp_path: Path) -> dict[str, Path]:
    """The pack that ships, and one more of another program."""
    folder = tmp_path / "packs"
    shutil.copytree(assets.templates("california-imr"), folder / "california-imr")
    other = shutil.copytree(folder / "california-imr", folder / "other")
    facts = (other / "program.toml").read_text("utf-8")
    for old, new in (("california-imr", "other"), ("[editions.served]", "[editions.plain]")):
        facts = facts.replace(old, new)
    (other / "program.toml").write_text(facts, "utf-8")
    return {file.name: file for file in sorted(folder.iterdir())}


def test_each_program_has_its_own_editions(packs):
    programs = Programs(packs)
    assert programs.ids == ("california-imr", "other")
    assert list(programs.editions("other")) == ["published", "plain"]
    assert programs.every_edition() == ("served", "plain", "published")


def test_the_usual_edition_is_the_one_that_says_so_or_the_first(packs):
    editions = Programs(packs).editions("other")
    assert usual_edition(editions) == "plain"
    assert usual_edition({"published": editions["published"]}) == "published"
    assert usual_edition({}) == ""


def test_an_edition_that_the_program_lacks_is_refused_by_name(packs):
    program = Programs(packs).named("other")
    with pytest.raises(ProgramError, match='no edition "served", only published, plain'):
        program.edition("served")


@pytest.mark.parametrize(
    ("path", "law"),
    [
        ("disputed_items.3.decision", "Labor Code 4610.6(e)"),
        ("disputed_items.0.reviewer_basis.citations", "8 CCR 9792.21.1(d)"),
        ("reviewer.licensures", "Labor Code 4610.6(f)"),
        ("profiles.2.reviewer.licensures", "Labor Code 4610.6(f)"),
        ("documents", "8 CCR 9792.10.6(d)"),
        ("documents.0.author", ""),
        ("case_number", ""),
    ],
)
def test_the_pack_says_what_law_wants_a_field(packs, path, law):
    assert Programs(packs).named("california-imr").law_of(path) == law


def test_a_party_that_no_case_has_is_refused_by_name(packs):
    file = packs["other"] / "program.toml"
    file.write_text(file.read_text("utf-8").replace('"employer"', '"landlord"', 1), "utf-8")
    with pytest.raises(
        ProgramError, match=r'program\.toml, line \d+, .*: a case has no party "landlord"'
    ):
        Programs(packs).named("other")


def test_a_word_that_means_the_contrary_in_another_program_is_refused_by_name(packs):
    file = packs["other"] / "program.toml"
    turned = file.read_text("utf-8").replace('effect = "against"', 'effect = "for"', 1)
    file.write_text(turned, "utf-8")
    with pytest.raises(ProgramError, match='"Upheld" is a decision of another program too'):
        Programs(packs).named("other")


def test_a_tie_that_comes_to_no_decision_is_refused_with_its_line(packs):
    file = packs["other"] / "program.toml"
    file.write_text(file.read_text("utf-8").replace('tie = "for"', 'tie = "part"', 1), "utf-8")
    with pytest.raises(ProgramError, match=r'key "panel\.tie": no decision .* the effect "part"'):
        Programs(packs).named("other")


def test_the_panel_that_the_guide_shows_is_one():
    words = assets.resource("help/5-templates.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(\[panel\]\n.+?)```", words, flags=re.DOTALL)
    panel = toml_files.convert(toml_files.parse(shown, "")["panel"], Panel, shown, "")
    assert (panel.most, panel.tie) == (3, Effect.FOR)


def test_a_pack_of_an_organization_s_own_brings_its_own_words(packs):
    file = packs["other"] / "program.toml"
    words = file.read_text("utf-8")
    for old, new in (("Upheld", "Refused"), ("Overturned", "Granted"), ("usual = true  #", "#")):
        words = words.replace(old, new)
    file.write_text(words.replace('word = "MTUS"', 'word = "Own Rules"'), "utf-8")
    shutil.rmtree(packs["california-imr"])
    said = subprocess.run(
        [sys.executable, "-c", ASKS],
        env=os.environ | {"DETERMINATION_DESK_PACKS": str(file.parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.splitlines() == [
        "Refused Granted",
        "Own Rules",
        "Upheld Overturned",
        "MTUS",
        "california-imr MTUS Own Rules",
        "Granted",
        "“Upheld” is not one of Refused, Granted.",
        "Partially overturn",
        "california-imr other",
    ]


ASKS = """
from desktop.cases.case import Case, Citation, DisputedItem
from desktop.cases.terms import Decision, Source, choices
from desktop.letter.read.values import value
from desktop.cases.pack_words import Effect
from desktop.platform import assets

for program in ("other", "california-imr"):
    print(*choices(Decision, program))
    print(choices(Source, program)[0])
print(Case().program, Citation().source, Source.first("other"))
print(value("disputed_items.0.decision", "granted", program="other"))
try:
    value("disputed_items.0.decision", "Upheld", program="other")
except ValueError as refusal:
    print(refusal)
items = tuple(DisputedItem(decision=one) for one in choices(Decision, "other"))
print(Case(program="other", disputed_items=items).outcome)
print(*assets.programs())
"""


def test_a_pack_that_is_missing_or_wrong_leaves_the_others_alone(packs):
    (packs["other"] / "rules.toml").write_text('"content.items" = { weight = "grave" }', "utf-8")
    programs = Programs(packs)
    with pytest.raises(
        ProgramError, match=r"rules\.toml, line 1, .*weight.*: expected one of advice, error"
    ):
        programs.named("other")
    assert programs.editions("other") == programs.editions("nowhere") == {}
    assert programs.every_edition() == ("served", "published")
    with pytest.raises(FileNotFoundError, match="nowhere"):
        programs.named("nowhere")


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('"%d.%m.%Y"', '"%Q%%%s%n"', 'key "date_format": no date is shown in this form'),
        ('"%d.%m.%Y"', '"%99999999d.%m.%Y"', 'key "date_format": no date'),
        ('"%d.%m.%Y"', '"%d.%m."', 'key "date_format": no date'),
        ('"%d.%m.%Y"', '""', 'key "date_format": no date'),
        ('"%H:%M"', '"%c%Z"', 'key "time_format": no time is shown in this form'),
        ('"%H:%M"', '"%I:%M"', 'key "time_format": no time'),
        ("days = 30", "days = 99999999999", "expected a whole number <= 3650"),
        ("days = 30", "days = -5", "expected a whole number >= 0"),
        ('"%d.%m.%Y"', '"%-d. %B %Y"', ""),
        ('"%H:%M"', '"%-I.%M %p"', ""),
    ],
)
def test_a_form_that_shows_no_date_and_a_clock_without_end_are_refused(tmp_path, good, bad, said):
    pack = shutil.copytree(BARE, tmp_path / "bare")
    file = pack / "program.toml"
    text = file.read_text("utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), "utf-8")
    if not said:
        assert Programs({"bare": pack}).named("bare")
        return
    with pytest.raises(ProgramError, match="line") as refusal:
        Programs({"bare": pack}).named("bare")
    assert said in str(refusal.value)
