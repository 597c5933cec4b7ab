"""What a medical director sees of the guidelines: what wants a look, and what a pack changes."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from desktop.app import reference_works
from desktop.cases.case import Case, DisputedItem
from desktop.cli import main
from desktop.guidelines.upkeep.audit import Audit, count
from desktop.guidelines.upkeep.pack_differences import differences
from desktop.guidelines.upkeep.read_marks import ReadMark, ReadMarks
from desktop.guidelines.upkeep.unverified import unverified
from desktop.records import toml_files

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 30)
WORKS = reference_works.citations().works


def editions(today: dt.date, years: int = 3):
    found = Audit(today, years).editions(WORKS, reference_works.timetable())
    return {one.id: one for one in found}


def test_a_superseded_edition_names_the_one_in_force_on_the_day() -> None:
    assert editions(TODAY)["Low Back Complaints 2004"].superseded_by == "Low Back Disorders 2020"
    then = editions(dt.date(2019, 1, 1))
    assert then["Low Back Complaints 2004"].superseded_by == "Low Back Disorders 2016"
    assert then["Low Back Disorders 2016"].superseded_by == ""
    assert editions(TODAY)["Low Back Disorders 2020"].concerns == ()


def test_a_source_is_due_for_a_look_after_so_many_years() -> None:
    later = dt.date(2030, 1, 1)
    assert "due for a look" in editions(later)["Low Back Disorders 2020"].concerns
    assert "due for a look" not in editions(later, years=4)["Low Back Disorders 2020"].concerns


def test_what_no_page_proves_is_unverified() -> None:
    brain = editions(TODAY)["Traumatic Brain Injury 2017"]
    assert brain.standing == "unverified"


def test_the_legal_facts_of_every_program_are_audited() -> None:
    program = reference_works.programs().named("california-imr")
    found = {one.id: one for one in Audit(TODAY).program(program)}
    assert found["california-imr: paragraph binding"].standing == "verified"
    assert "unverified" in found["california-imr: Labor Day"].concerns


def test_each_criterion_counts_once_for_each_edition() -> None:
    catalog = reference_works.catalog()
    facts = list(Audit(TODAY).guidelines(catalog))
    standings = count(facts)
    assert sum(standings["guideline"].values()) == len(catalog)
    assert sum(standings["criterion"].values()) == sum(len(one.criteria) for one in catalog)


def consulting(*ids: str) -> Case:
    return Case(disputed_items=(DisputedItem(request="MRI", guidelines=ids),))


def test_a_case_names_the_guidelines_that_nobody_has_read_in_their_source() -> None:
    catalog = reference_works.catalog()
    read = next(one for one in catalog if one.verified)
    unread, other = [one for one in catalog if not one.verified][-2:]
    assert unverified(consulting(read.id, "no such one"), catalog, ReadMarks()) == ""
    words = unverified(consulting(unread.id, other.id, unread.id), catalog, ReadMarks())
    assert words == f"Not verified in their source: {unread.citation}; {other.citation}."


def test_a_guideline_that_was_read_here_is_named_with_who_did() -> None:
    catalog = reference_works.catalog()
    one = next(one for one in catalog if not one.verified)
    mark = ReadMark(
        kind="guideline", id=one.id, digest=one.fingerprint, by="A. Invented", day=TODAY, source="-"
    )
    words = unverified(consulting(one.id), catalog, ReadMarks(marks=(mark,)))
    assert words.endswith("(read by A. Invented on 11/30/2026).")


OLD = """
id = "a"
title = "A rule"
year = 2020

[[criteria]]
id = "first"
ask = "Is it so?"
[[criteria]]
id = "second"
ask = "Was it?"
"""
NEW = """
id = "a"
title = "A rule"
year = 2021
verified = true

[[criteria]]
id = "second"
ask = "Was it?"
[[criteria]]
id = "third"
ask = "Will it be?"
[[criteria]]
id = "first"
ask = "Is it   so?"
"""


def tables(**files: str):
    return {name: toml_files.parse(text, name) for name, text in files.items()}


def test_a_difference_is_named_by_what_it_is_about_not_by_its_line() -> None:
    found = list(differences(tables(rule=OLD), tables(rule=NEW)))
    assert [one.words() for one in found] == [
        "rule: year: was 2020, is 2021",
        "rule: criteria.third: added: id “third”; ask “Will it be?”",
        "rule: verified: added: true",
    ]


def test_whole_files_come_and_go() -> None:
    found = [one.words() for one in differences(tables(one=OLD), tables(other=NEW))]
    assert found == ["one: removed: “A rule”", "other: added: “A rule”"]


def test_equal_packs_do_not_differ() -> None:
    assert not list(differences(tables(one=OLD), tables(one=OLD)))


def packed(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("rule.toml", text)
    return file


def test_the_command_compares_a_folder_with_one_file(tmp_path: Path, capsys) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "rule.toml").write_text(OLD, encoding="utf-8")
    assert main(["guidelines", "diff", str(folder), str(packed(tmp_path, "new", NEW))]) == 0
    words = capsys.readouterr().out.splitlines()
    assert "rule.toml: year: was 2020, is 2021" in words
    assert words[-1] == "3 differences."


@pytest.mark.parametrize("text", ["id = ", "\x00", "id = 'a'\nid = 'b'"])
def test_a_pack_that_is_no_toml_is_named_with_its_line(tmp_path: Path, capsys, text: str) -> None:
    old, new = packed(tmp_path, "old", OLD), packed(tmp_path, "new", text)
    assert main(["guidelines", "diff", str(old), str(new)]) == 1
    assert "rule.toml" in capsys.readouterr().err


@pytest.mark.parametrize("count", [0, 1, 3])
def test_two_packs_are_compared(count: int, capsys) -> None:
    assert main(["guidelines", "diff", *["x"] * count]) == 2
    assert "guidelines diff OLD NEW" in capsys.readouterr().err


def test_the_audit_for_programs_lists_every_statement(capsys) -> None:
    assert main(["guidelines", "audit", "--json", "--on", "2026-11-30"]) == 0
    facts = json.loads(capsys.readouterr().out)
    low_back = next(one for one in facts if one["id"] == "Low Back Disorders 2016")
    assert low_back["superseded_by"] == "Low Back Disorders 2020"
    assert low_back["concerns"] == ["superseded"]
    assert {one["kind"] for one in facts} == {"edition", "guideline", "criterion", "legal fact"}


def test_the_audit_for_people_begins_with_the_counts(capsys) -> None:
    assert main(["guidelines", "audit", "--on", "2026-11-30"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Editions: ")
    assert " verified, " in lines[0]
    assert any(line.startswith("Superseded: ") for line in lines)
