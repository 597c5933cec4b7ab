"""A second program, made of files alone, in a copy of the program that has no other."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pikepdf
import pytest
from docx import Document

from tests.conftest import ROOT

CASE = """{
  "format": "determination-desk.case",
  "version": 1,
  "case_number": "QR-0001",
  "organization": {"name": "Quiet River"},
  "injured_worker": {"name": "Mel Invented"},
  "guardian": {"name": "Gwen Invented"},
  "date_assigned": "2026-04-02",
  "decision_date": "2026-04-20",
  "appeal_received": "2026-04-03",
  "file_complete": "2026-04-10",
  "plan_code": "QR-7",
  "reason_for_appeal": "It hurts.\\nIt still hurts.",
  "hearing_held": false,
  "in_writing": true,
  "days_of_care": 12,
  "level": "Second",
  "languages": ["Spanish", "Tagalog"],
  "disputed_items": [
    {
      "request": "Six visits",
      "decision": "Granted in part",
      "cost_code": "C-12",
      "rationale": "Three are are enough."
    },
    {"request": "A brace", "decision": "Granted", "rationale": "It helps."}
  ]
}
"""
PRINTED = [
    "Appeal number: QR-0001",
    "Member: Mel Invented",
    "Guardian: Gwen Invented",
    "Appeal received: 03.04.2026",
    "Days of care: 12",
    "Hearing held: No",
    "In writing: Yes",
    "Languages: Spanish, Tagalog",
    "MIXED. Some of what was asked for is covered.",
    "Six visits: Granted in part",
    "Cost code: C-12",
    "A brace: Granted",
]
WINDOW = """
import datetime as dt
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.app.deadlines import due
from desktop.application import Application
from desktop.store.files.files import read_case
from desktop.store.library.library import temporary


def main():
    app = Application(Path("library"))
    app.window.show()
    app.begin([])
    app.unlocking.work_in(temporary(due=due))
    desk = app.desk
    case = read_case(Path("case.ddcase"))
    desk.open(desk.add(case))
    view = desk.current().view
    for path in ("appeal_received", "plan_code", "guardian.name", "disputed_items.0.cost_code"):
        print(path, view.go(path))
    line = view.findChild(QLineEdit, "disputed_items.0.cost_code")
    line.setText("C-13")
    line.textEdited.emit("C-13")
    print(view.draft.get("disputed_items.0.cost_code"), view.findChild(QWidget, "employer.name"))
    waiting = QEventLoop()
    QTimer.singleShot(300, waiting.quit)
    waiting.exec()
    (row,) = desk.store().cases.rows()
    print(row.number, row.due)
    again = desk.store().cases.get(row.id).case
    print(type(again).__name__, again.disputed_items[0].cost_code, again.languages)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
"""


CHOICE = """
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QDialog, QPushButton

from desktop.app.deadlines import due
from desktop.application import Application
from desktop.store.library.library import temporary


def main():
    app = Application(Path("library"))
    app.window.show()
    app.begin([])
    app.unlocking.work_in(temporary(due=due))
    app.desk.new()
    dialog = app.window.findChild(QDialog, "program")
    words = [one.text() for one in dialog.findChildren(QPushButton)]
    print(*sorted(words), sep=chr(10))
    if len(sys.argv) > 1:
        dialog.grab().save(sys.argv[1])
    dialog.findChild(QPushButton, "question:Member appeals of the Quiet River plan").click()
    case = app.desk.current().session.record
    print(case.program, type(case).__name__)
    kept = app.desk.store().cases.get(app.desk.current().id).case
    print(kept.program, type(kept).__name__)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
"""


@pytest.fixture
def copy(tmp_path):
    """The program with the bare pack for its only one, and a case of it."""
    skip = shutil.ignore_patterns("packaging", "readme")
    for name in ("desktop", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skip)
    shutil.copytree(ROOT / "tests" / "programs" / "bare", tmp_path / "templates" / "bare")
    (tmp_path / "case.ddcase").write_text(CASE, encoding="utf-8")
    return tmp_path


def program(copy, *words):
    called = [sys.executable, *words]
    return subprocess.run(called, cwd=copy, capture_output=True, text=True, timeout=100)


def test_its_letter_is_rendered_and_its_word_file_comes_back(copy):
    forms = ("--to", "docx,pdf,txt", "--edition", "member", "--out", "letters")
    done = program(copy, "-m", "desktop", "render", "case.ddcase", *forms)
    assert done.returncode == 0, done.stderr
    said = (copy / "letters" / "QR-0001.txt").read_text(encoding="utf-8")
    assert [words for words in PRINTED if words not in said.splitlines()] == []
    letter = "letters/QR-0001.docx"
    done = program(copy, "-m", "desktop", "import", letter, "--out", "back", "--program", "bare")
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
    older = CASE.replace("QR-7", "QR-8").replace("C-12", "C-11")
    (copy / "case.ddcase").write_text(older, encoding="utf-8")
    words = ("letters/QR-0001.docx", "--onto", "case.ddcase", "--out", "back")
    done = program(copy, "-m", "desktop", "import", *words)
    assert done.returncode == 0, done.stderr
    back = (copy / "back" / "QR-0001.ddcase").read_text(encoding="utf-8")
    assert '"plan_code": "QR-7"' in back
    assert '"cost_code": "C-12"' in back


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
    assert "10 working days ended on 04/24/2026 (Plan rules, 5)" in done.stdout, done.stderr


def test_what_it_does_not_know_is_refused_by_name(copy):
    for found, other, told in (
        ('"level": "Second"', '"level": "Third"', 'wrong at "level"'),
        ('"plan_code"', '"plan"', 'the key "plan"'),
        ('"cost_code"', '"costs"', 'the key "disputed_items.0.costs"'),
    ):
        (copy / "case.ddcase").write_text(CASE.replace(found, other), encoding="utf-8")
        done = program(copy, "-m", "desktop", "check", "case.ddcase")
        assert told in done.stderr


def test_its_fields_stand_in_the_window_and_its_earlier_clock_in_the_worklist(copy):
    (copy / "window.py").write_text(WINDOW, encoding="utf-8")
    done = program(copy, "window.py")
    assert done.stdout.splitlines() == [
        "appeal_received True",
        "plan_code True",
        "guardian.name True",
        "disputed_items.0.cost_code True",
        "C-13 None",
        "QR-0001 2026-04-24",
        "BareCase C-13 ('Spanish', 'Tagalog')",
    ], done.stderr


def test_the_copy_that_names_nobody_has_none_of_its_parties(copy):
    forms = ("--to", "txt", "--edition", "archive", "--out", "letters")
    done = program(copy, "-m", "desktop", "render", "case.ddcase", *forms)
    assert done.returncode == 0, done.stderr
    said = (copy / "letters" / "QR-0001.txt").read_text(encoding="utf-8")
    assert "Invented" not in said
    assert "Appeal number: QR-0001" in said


def test_the_program_is_chosen_when_a_case_is_made(copy):
    shutil.copytree(ROOT / "templates" / "california-imr", copy / "templates" / "california-imr")
    (copy / "choice.py").write_text(CHOICE, encoding="utf-8")
    done = program(copy, "choice.py", "choice.png")
    assert done.stdout.splitlines() == [
        "California Independent Medical Review (workers' compensation)",
        "Cancel",
        "Member appeals of the Quiet River plan",
        "bare BareCase",
        "bare BareCase",
    ], done.stderr
