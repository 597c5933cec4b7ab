"""The second program's panel: in its letter, in Word and back, in the check, and for the public."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from tests.programs.bare_copy import CASE, program

PANEL = {
    "reviewer": {
        "name": "Ada Firstname",
        "licensures": ["California"],
        "specialties": ["Orthopedic Surgery"],
    },
    "further_reviewers": [
        {
            "id": "r7",
            "name": "Benedikt Zweitmann",
            "licensures": ["Nevada", "Oregon"],
            "specialties": ["Pain Medicine"],
        },
        {
            "id": "r8",
            "name": "Carla Drittmann",
            "licensures": ["Texas"],
            "specialties": ["Neurology"],
        },
    ],
}
TWO = PANEL["further_reviewers"][:1]
OPINIONS = [
    {"by": "r0", "decision": "Granted", "reasons": "It helps."},
    {"by": "r7", "decision": "Refused", "reasons": "It heals by itself.\nIt always did."},
    {"by": "r8", "decision": "Granted", "reasons": "The brace holds the knee."},
]
PRINTED = [
    "Reviewer 1 is licensed in: California",
    "Reviewer 2 is licensed in: Nevada, Oregon",
    "Reviewer 2: Refused",
    "Trained in: Pain Medicine",
    "Finds: It heals by itself.",
    "It always did.",
    "Reviewer 3: Granted",
    "A brace: Granted",
]
FORMS = ("--edition", "member", "--out", "letters")


@pytest.fixture
def panel(copy):
    """A copy of the program with a case that a panel of three decided."""
    write(copy)
    return copy


def write(copy, *, brace=(), **fields):
    """The case, its brace decided by the panel; `fields` in the place of its own."""
    case = json.loads(CASE) | PANEL | {"version": 3, "program": "bare"} | fields
    for number, item in enumerate(case["disputed_items"], start=1):
        item["id"] = f"i{number}"
        item["opinions"] = [{**one} for one in OPINIONS[: 1 + len(case["further_reviewers"])]]
        item["decision"] = "Granted"
    case["disputed_items"][1] |= dict(brace)
    (copy / "case.ddcase").write_text(json.dumps(case), encoding="utf-8")


def rendered(copy, *forms):
    done = program(copy, "-m", "desktop", "render", "case.ddcase", *forms)
    assert done.returncode == 0, done.stderr
    return copy / "letters"


def edited(file, *changes):
    """The Word `file` with words of its text changed."""
    data, out = file.read_bytes(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            words = old.read(name)
            for before, after in changes if name == "word/document.xml" else ():
                assert before.encode() in words
                words = words.replace(before.encode(), after.encode())
            new.writestr(name, words)
    file.write_bytes(out.getvalue())


def test_each_opinion_is_printed_with_whose_training_it_is_and_nobodys_name(panel):
    folder = rendered(panel, "--to", "docx,pdf,txt", *FORMS)
    said = (folder / "QR-0001.txt").read_text(encoding="utf-8")
    assert [words for words in PRINTED if words not in said.splitlines()] == []
    assert re.findall("Firstname|Zweitmann|Drittmann", said) == []
    with zipfile.ZipFile(folder / "QR-0001.docx") as word:
        parts = b"".join(map(word.read, word.namelist()))
    assert re.findall(b"Firstname|Zweitmann|Drittmann", parts) == []
    assert b"disputed_items.i2.opinions.r7.reasons" in parts


def test_its_word_file_becomes_its_panel_again(panel):
    folder = rendered(panel, "--to", "docx,txt", *FORMS)
    said = (folder / "QR-0001.txt").read_text(encoding="utf-8")
    words = ("letters/QR-0001.docx", "--out", "back", "--program", "bare")
    done = program(panel, "-m", "desktop", "import", *words)
    assert (done.returncode, "kept in its own words" in done.stdout) == (0, False), done.stderr
    case = json.loads((panel / "back" / "QR-0001.ddcase").read_text(encoding="utf-8"))
    found = [
        (one.get("by", "r0"), one["decision"]) for one in case["disputed_items"][1]["opinions"]
    ]
    assert found == [("r0", "Granted"), ("r1", "Refused"), ("r2", "Granted")]
    again = ("--to", "txt", "--edition", "member", "--out", "again")
    program(panel, "-m", "desktop", "render", "back/QR-0001.ddcase", *again)
    assert (panel / "again" / "QR-0001.txt").read_text(encoding="utf-8") == said


def test_an_edited_opinion_comes_back_onto_its_case_and_the_decision_follows(panel):
    folder = rendered(panel, "--to", "docx", *FORMS)
    edited(folder / "QR-0001.docx", ("The brace holds the knee.", "The brace rubs."))
    turned = {**PANEL, "further_reviewers": PANEL["further_reviewers"][::-1]}
    write(panel, **turned)
    case = onto(panel)
    kept = {one.get("by", "r0"): one for one in case["disputed_items"][1]["opinions"]}
    assert kept["r8"]["reasons"] == "The brace rubs."
    assert kept["r7"]["reasons"] == "It heals by itself.\nIt always did."


def test_a_vote_that_was_changed_in_word_changes_the_decision(panel):
    folder = rendered(panel, "--to", "docx", *FORMS)
    word = folder / "QR-0001.docx"
    with zipfile.ZipFile(word) as file:
        text = file.read("word/document.xml").decode()
    place = text.index("disputed_items.i2.opinions.r8.decision")
    end = text.index("</w:sdt>", place)
    vote = text[place:end]
    assert vote.count("Granted") == 1
    edited(word, (vote, vote.replace("Granted", "Refused")))
    case = onto(panel)
    assert [one["decision"] for one in case["disputed_items"][1]["opinions"]] == [
        "Granted", "Refused", "Refused",
    ]  # fmt: skip
    assert [one["decision"] for one in case["disputed_items"]] == ["Granted", "Refused"]


def onto(copy):
    """The case after the exported letter came back onto it."""
    words = ("letters/QR-0001.docx", "--onto", "case.ddcase", "--out", "back")
    done = program(copy, "-m", "desktop", "import", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads((copy / "back" / "QR-0001.ddcase").read_text(encoding="utf-8"))


def test_the_check_finds_what_departs_from_the_panel_and_what_is_open(panel):
    open_ = [OPINIONS[0], {"by": "r7"}, OPINIONS[2]]
    write(panel, brace={"decision": "Refused"})
    done = program(panel, "-m", "desktop", "check", "case.ddcase")
    assert (
        "Item 2 is Refused, but 2 of 3 find for the treatment. (decision.panel)" in done.stdout
    ), done.stderr
    assert "content.opinion" not in done.stdout
    write(panel, brace={"opinions": open_})
    said = program(panel, "-m", "desktop", "check", "case.ddcase").stdout
    assert "The opinion of reviewer 2 on item 2 is open. (content.opinion)" in said
    assert "The opinion of reviewer 2 on item 2 has no reasons." in said
    assert "decision.panel" not in said


def test_the_panel_of_a_file_without_a_decision_decides_in_letter_and_check(panel):
    tie = [*OPINIONS[:2]]
    write(panel, brace={"opinions": tie, "decision": None}, further_reviewers=TWO)
    said = program(panel, "-m", "desktop", "check", "case.ddcase").stdout
    assert "Item 2 has no decision" not in said
    assert "decision.panel" not in said.partition("Item 2")[2]
    letters = rendered(panel, "--to", "txt", *FORMS)
    assert "A brace: Granted" in (letters / "QR-0001.txt").read_text("utf-8").splitlines()


def test_a_character_that_no_letter_can_show_is_found_in_an_opinion(panel):
    odd = [*OPINIONS[:2], OPINIONS[2] | {"reasons": "It hurts \U0001f9b4."}]
    write(panel, brace={"opinions": odd})
    said = program(panel, "-m", "desktop", "check", "case.ddcase").stdout
    assert "Item 2: opinion 3: reasons has a character that the letter's fonts cannot show" in said


def test_more_reviewers_than_the_program_has_are_an_error(panel):
    four = [*PANEL["further_reviewers"], {"id": "r9"}]
    write(panel, further_reviewers=four)
    said = program(panel, "-m", "desktop", "check", "case.ddcase").stdout
    assert "The program has 3 for a case, and this one has 4; take the others out" in said
    assert "Further reviewer 3: states of licensure is empty" in said


def test_the_copy_that_names_nobody_has_no_reviewer_s_name_in_an_opinion(panel):
    named = [*OPINIONS[:2], OPINIONS[2] | {"reasons": "Benedikt Zweitmann is wrong about it."}]
    write(panel, brace={"opinions": named})
    forms = ("--to", "txt", "--edition", "archive", "--out", "letters")
    done = program(panel, "-m", "desktop", "render", "case.ddcase", *forms)
    assert done.returncode == 0, done.stderr
    said = (panel / "letters" / "QR-0001.txt").read_text(encoding="utf-8")
    assert "Zweitmann" not in said
    assert "Finds: The reviewer is wrong about it." in said


WINDOW = """
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QPushButton

from desktop.app.deadlines import due
from desktop.application import Application
from desktop.store.files.files import read_case
from desktop.store.library.library import temporary
from desktop.ui.case.outline_lines import DECIDED


def wait():
    waiting = QEventLoop()
    QTimer.singleShot(300, waiting.quit)
    waiting.exec()


def main():
    app = Application(Path("library"))
    app.window.show()
    app.begin([])
    app.unlocking.work_in(temporary(due=due))
    desk = app.desk
    desk.open(desk.add(read_case(Path("case.ddcase"))))
    view = desk.current().view
    print(view.go("further_reviewers.1.licensures"))
    print(view.go("disputed_items.1.opinions.2.decision"))
    field = view.page.field_at("disputed_items.1.opinions.2.decision")
    words = {one.text(): one for one in field.findChildren(QPushButton)}
    print(*words, sep=", ")
    words["Granted in part"].click()
    wait()
    items = view.outline.topLevelItem(5)
    print(items.child(0).data(0, DECIDED), items.child(1).data(0, DECIDED), sep=", ")
    (row,) = desk.store().cases.rows()
    again = desk.store().cases.get(row.id).case
    print(row.number, [str(one.decision) for one in again.disputed_items])
    print([one.name for one in again.reviewers])


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
"""


def test_the_window_decides_by_the_panel_and_the_library_keeps_it(panel):
    (panel / "window.py").write_text(WINDOW, encoding="utf-8")
    done = program(panel, "window.py")
    assert done.stdout.splitlines() == [
        "True",
        "True",
        "Granted, Refused, Granted in part",
        "2 of 3 for, 1 of 3 part",
        "QR-0001 ['Granted', 'Granted in part']",
        "['Ada Firstname', 'Benedikt Zweitmann', 'Carla Drittmann']",
    ], done.stderr


def test_one_reviewer_alone_prints_nothing_of_a_panel(copy):
    said = (rendered(copy, "--to", "txt", *FORMS) / "QR-0001.txt").read_text(encoding="utf-8")
    assert "Reviewer" not in said
