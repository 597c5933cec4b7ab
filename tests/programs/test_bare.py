"""A second program, made of files alone, in a copy of the program that has no other."""

from __future__ import annotations

import shutil

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.conftest import ROOT
from tests.programs.bare_copy import CASE, program

PRINTED = [
    "Appeal number: QR-0001",
    "Member: Mel Invented",
    "Guardian: Gwen Invented",
    "Appeal received: 03.04.2026",
    "Days of care: 12",
    "Hearing held: No",
    "In writing: Yes",
    "Languages: Spanish, Tagalog",
    "Told by telephone: 20.04.2026 17:45",
    "Zone: America/Denver",
    "Hospital stay: 04.03.2026 to 09.03.2026",
    "Clause: Evidence of Coverage, section 4.2, page 31",
    "The clause says: Care.",
    "Charge: 1,234.50 USD",
    "MIXED. Some of what was asked for is covered.",
    "Six visits: Granted in part",
    "Cost code: C-12",
    "A brace: Granted",
]


def test_its_letter_is_rendered_and_its_word_file_comes_back(copy):
    forms = ("--to", "docx,pdf,txt", "--edition", "member", "--out", "letters")
    done = program(copy, "-m", "desktop", "render", "case.ddcase", *forms)
    assert done.returncode == 0, done.stderr
    said = (copy / "letters" / "QR-0001.txt").read_text(encoding="utf-8")
    assert [words for words in PRINTED if words not in said.splitlines()] == []
    assert said.count("Charge:") == said.count("Cost code:") == 1
    letter = "letters/QR-0001.docx"
    done = program(copy, "-m", "desktop", "import", letter, "--out", "back")
    assert (done.returncode, "kept in its own words" in done.stdout) == (0, False), done.stderr
    again = "letters again"
    done = program(copy, "-m", "desktop", "render", "back/QR-0001.ddcase", *forms[:-1], again)
    assert (copy / again / "QR-0001.txt").read_text(encoding="utf-8") == said, done.stderr


def test_a_letter_is_in_the_language_of_its_pack(copy):
    pack = copy / "templates" / "bare"
    for name, english, spanish in (
        ("program.toml", 'language = "en-US"', 'language = "es-US"'),
        ("letter.typ", 'lang: "en"', 'lang: "es"'),
    ):
        words = (pack / name).read_text(encoding="utf-8")
        assert english in words
        (pack / name).write_text(words.replace(english, spanish), encoding="utf-8")
    forms = ("--to", "docx,pdf", "--edition", "member", "--out", "letters")
    done = program(copy, "-m", "desktop", "render", "case.ddcase", *forms)
    assert done.returncode == 0, done.stderr
    with pikepdf.open(copy / "letters" / "QR-0001.pdf") as pdf:
        assert pdf.Root.Lang == "es-US"
    assert Document(copy / "letters" / "QR-0001.docx").core_properties.language == "es-US"


def test_a_word_file_goes_onto_its_case(copy):
    forms = ("--to", "docx", "--edition", "member", "--out", "letters")
    program(copy, "-m", "desktop", "render", "case.ddcase", *forms)
    older = CASE
    for new, old in NEWER:
        assert new in older
        older = older.replace(new, old)
    (copy / "case.ddcase").write_text(older, encoding="utf-8")
    words = ("letters/QR-0001.docx", "--onto", "case.ddcase", "--out", "back")
    done = program(copy, "-m", "desktop", "import", *words)
    assert done.returncode == 0, done.stderr
    back = (copy / "back" / "QR-0001.ddcase").read_text(encoding="utf-8")
    assert [new for new, _ in NEWER if new not in back] == []
    assert [line for line in TOLD if f"  {line}" not in done.stdout.splitlines()] == []


NEWER = [
    ("QR-7", "QR-8"),
    ("C-12", "C-11"),
    ('"appeal_received": "2026-04-03"', '"appeal_received": "2026-05-06"'),
    ('"time": "17:45:00"', '"time": "07:00:00"'),
    ("America/Denver", "America/Chicago"),
    ('"ends": "2026-03-09"', '"ends": "2026-03-10"'),
    ('"section": "4.2"', '"section": "4.3"'),
    ("1234.50", "99"),
    ("Mel Invented", "Mel Renamed"),
    ('"decision": "Granted"', '"decision": "Refused"'),
]
"""What an older case says otherwise than the letter."""
TOLD = [
    "Member: name: “Mel Renamed” -> “Mel Invented”",
    "Appeal received: “06.05.2026” -> “03.04.2026”",
    "Answer told by telephone: time: “07:00” -> “17:45”",
    "Hospital stay: to: “10.03.2026” -> “09.03.2026”",
    "Item 1: charge: amount: “99” -> “1,234.50”",
    "Item 2: answer: “Refused” -> “Granted”",
]
"""The same, as the program's own labels and forms tell it."""


def test_its_fields_have_its_own_labels(copy):
    blank = CASE.replace("Mel Invented", "").replace('"decision": "Granted",', "")
    (copy / "case.ddcase").write_text(blank, encoding="utf-8")
    done = program(copy, "-m", "desktop", "render", "case.ddcase", "--to", "docx", "--out", ".")
    assert "Left blank, for the case does not know it: Member: name; Item 2: answer." in done.stderr
    body = Document(copy / "QR-0001.docx").element.body
    names = {one.get(qn("w:val")) for one in body.iter(qn("w:alias"))}
    assert {"Appeal number", "Item 1: answer", "Item 1: cost code"} <= names
    with (copy / "templates" / "bare" / "rules.toml").open("a", encoding="utf-8") as rules:
        rules.write('"date.order" = { weight = "error", source = "Plan rules, 7" }\n')
    late = CASE.replace('"decision_date"', '"ur_denial_date": "2026-04-30", "decision_date"')
    (copy / "case.ddcase").write_text(late, encoding="utf-8")
    done = program(copy, "-m", "desktop", "check", "case.ddcase")
    assert "lies before first answer " in done.stdout, done.stderr


def test_it_is_checked_by_its_own_rules(copy):
    text = CASE.replace('"appeal_received": "2026-04-03",', "")
    (copy / "case.ddcase").write_text(text, encoding="utf-8")
    done = program(copy, "-m", "desktop", "check", "case.ddcase")
    assert "Appeal received is empty. (content.header)" in done.stdout, done.stderr
    assert "prose.doubled" in done.stdout
    assert "Employer" not in done.stdout


def test_the_clock_that_ends_first_is_the_one_that_was_missed(copy):
    late = CASE.replace('"decision_date": "2026-04-20"', '"decision_date": "2026-04-27"')
    (copy / "case.ddcase").write_text(late, encoding="utf-8")
    done = program(copy, "-m", "desktop", "check", "case.ddcase")
    assert "10 working days ended on 24.04.2026 (Plan rules, 5)" in done.stdout, done.stderr


def test_what_it_does_not_know_is_refused_by_name(copy):
    for found, other, told in (
        ('"level": "Second"', '"level": "Third"', 'wrong at "level"'),
        ('"plan_code"', '"plan"', 'the key "plan"'),
        ('"cost_code"', '"costs"', 'the key "disputed_items.0.costs"'),
    ):
        (copy / "case.ddcase").write_text(CASE.replace(found, other), encoding="utf-8")
        done = program(copy, "-m", "desktop", "check", "case.ddcase")
        assert told in done.stderr


def test_the_copy_that_names_nobody_has_none_of_its_parties(copy):
    forms = ("--to", "txt", "--edition", "archive", "--out", "letters")
    done = program(copy, "-m", "desktop", "render", "case.ddcase", *forms)
    assert done.returncode == 0, done.stderr
    said = (copy / "letters" / "QR-0001.txt").read_text(encoding="utf-8")
    assert "Invented" not in said
    assert "Appeal number: QR-0001" in said


def test_an_import_tells_whose_letter_it_is(copy):
    shutil.copytree(ROOT / "templates" / "california-imr", copy / "templates" / "california-imr")
    bare = CASE.replace('"version": 1', '"version": 1, "program": "bare"')
    (copy / "case.ddcase").write_text(bare, encoding="utf-8")
    forms = ("--to", "docx,txt", "--out", "letters")
    done = program(copy, "-m", "desktop", "render", "case.ddcase", *forms)
    assert done.returncode == 0, done.stderr
    program(copy, "-m", "desktop", "render", "resources/sample.ddcase", *forms)
    letters = ("letters/QR-0001.docx", "letters/CM26-0104417.txt")
    done = program(copy, "-m", "desktop", "import", *letters, "--out", "back")
    assert done.returncode == 0, done.stderr
    assert "QR-0001.ddcase (Member appeals of the Quiet River plan)" in done.stdout
    assert "CM26-0104417.ddcase (California Independent Medical Review" in done.stdout
    assert '"program": "bare"' in (copy / "back" / "QR-0001.ddcase").read_text(encoding="utf-8")


def test_the_whole_program_does_without_the_pack_that_ships(copy):
    done = program(copy, "-m", "desktop", "self-test")
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert (failed, done.returncode) == ([], 0)
    done = program(copy, "-m", "desktop", "check", "resources/sample.ddcase")
    assert "The case is of the review program" in done.stderr
    assert "determination-desk programs add PACK" in done.stderr


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('"America/Denver"', '"../etc"', "call_made.zone: “../etc” is no time zone"),
        ('"1234.50"', '"NaN"', 'disputed_items.0.charge": the number is none'),
        ('"request": "A brace"', '"opinions": [{"by": "r9"}]', '"r9" is no reviewer of the case'),
        ('"plan_code"', '"further_reviewers": [{"id": "x"}], "plan_code"', 'an id such as "r1"'),
    ],
)
def test_a_case_that_cannot_be_right_is_named_in_one_sentence(copy, good, bad, said):
    assert good in CASE
    lying = CASE.replace(good, bad).replace('"version": 1', '"version": 3, "program": "bare"')
    (copy / "case.ddcase").write_text(lying, encoding="utf-8")
    done = program(copy, "-m", "desktop", "check", "case.ddcase")
    assert said in done.stdout + done.stderr
