"""The window with a second program, made of files alone."""

from __future__ import annotations

import shutil

from tests.conftest import ROOT
from tests.programs.bare_copy import CASE, program

GONE = (
    "appeal_received",
    "plan_code",
    "guardian.name",
    "call_made.time",
    "stay.ends",
    "clause.words",
    "disputed_items.0.charge.unit",
    "disputed_items.0.cost_code",
)
TYPED = (
    ("appeal_received", "13/12/25"),
    ("appeal_received", "12/13/25"),
    ("call_made.time", "6:15 pm"),
    ("call_made.time", "6:75"),
    ("call_made.zone", "america/nowhere"),
    ("stay.ends", "21 april 2026"),
    ("disputed_items.0.charge.number", "2000.5"),
    ("disputed_items.0.charge.number", "much"),
)
WINDOW = (
    f"GONE = {GONE!r}\nTYPED = {TYPED!r}\n"
    """
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
from desktop.ui.form.lists.list_rows import ListRows
from desktop.ui.form.lists.row_layout import in_short


def main():
    app = Application(Path("library"))
    app.window.show()
    app.begin([])
    app.unlocking.work_in(temporary(due=due))
    desk = app.desk
    case = read_case(Path("case.ddcase"))
    desk.open(desk.add(case))
    view = desk.current().view
    for path in GONE:
        print(path, view.go(path))
    for path, words in TYPED:
        line = view.findChild(QLineEdit, path)
        line.setText(words)
        line.textEdited.emit(words)
        line.editingFinished.emit()
        print(line.text(), view.draft.get(path), line.complaint())
    view.draft.undo()
    hint = view.findChild(QLineEdit, "appeal_received").placeholderText()
    print(view.draft.get(TYPED[-1][0]), hint)
    view.go("documents")
    rows = view.findChild(ListRows, "documents")
    rows.paste("2.3.2026 Report, Clinic")
    added = view.draft.get("documents.0")
    print(added.date, in_short(added, rows.day_form))
    view.go("call_made.day")
    app.window.resize(1200, 1000)
    app.window.grab().save("window.png")
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
)


NAMES = """
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from msgspec.structs import replace
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QLabel, QRadioButton

from desktop.app.deadlines import due
from desktop.application import Application
from desktop.store.files.files import read_case
from desktop.store.library.library import temporary
from desktop.store.team.sharing import Conflict
from desktop.ui.checks.findings import Card
from desktop.ui.library.conflict_page import ConflictPage
from desktop.ui.shell.palette import places


def main():
    app = Application(Path("library"))
    app.window.show()
    app.begin([])
    app.unlocking.work_in(temporary(due=due))
    case = read_case(Path("case.ddcase"))
    app.desk.open(app.desk.add(case))
    current = app.desk.current()
    offered = {entry.words for entry in places(current.view)}
    print(*(f"Go to {one}" in offered for one in ("Appeal number", "Member: name", "Case number")))
    found, waiting = [], QEventLoop()
    current.session.checked.connect(found.extend)
    current.session.checked.connect(lambda _: waiting.quit())
    current.session.check()
    waiting.exec()
    print(*(current.view.findings.place(one) for one in found if one.path.endswith("decision")))
    party = replace(case.injured_worker, name="Mel Renamed")
    item = replace(case.disputed_items[0], decision="Refused", cost_code="C-13")
    theirs = replace(case, injured_worker=party, disputed_items=(item, *case.disputed_items[1:]))
    page = ConflictPage(Conflict(id="", ours=case, theirs=theirs, who="lena"))
    app.window.show_page(page, "library_admin")
    app.window.grab().save("conflict.png")
    for label in page.findChildren(QLabel):
        if label.property("role") == "label" or ": C-" in label.text():
            print(label.text())
    print(*(one.accessibleName() for one in page.findChildren(QRadioButton)), sep="; ")


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
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
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
    own = dialog.findChild(QPushButton, "question:Member appeals of the Quiet River plan")
    QTest.keyClick(own, Qt.Key.Key_Return)
    case = app.desk.current().session.record
    print(case.program, type(case).__name__)
    kept = app.desk.store().cases.get(app.desk.current().id).case
    print(kept.program, type(kept).__name__)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
"""


def test_its_fields_stand_in_the_window_and_its_earlier_clock_in_the_worklist(copy):
    (copy / "window.py").write_text(WINDOW, encoding="utf-8")
    done = program(copy, "window.py")
    assert done.stdout.splitlines() == [
        *(f"{path} True" for path in GONE),
        "13.12.2025 2025-12-13 ",
        "12/13/25 None “12/13/25” is not in the calendar. Write day, month and year, as "
        "17.12.2009.",
        "18:15 18:15:00 ",
        "6:75 None “6:75” is no time. Write 5:30 PM or 17:30, or “unknown”.",
        "america/nowhere None “america/nowhere” is no time zone. Write its name, such as "
        "America/Los_Angeles.",
        "21.04.2026 2026-04-21 ",
        "2,000.5 2000.5 ",
        "much None “much” is no number. Write it as 1,234.50, and what it counts as its unit.",
        "2000.5 day.month.year",
        "2026-03-02 Report  ·  Clinic  ·  02.03.2026",
        "C-13 None",
        "QR-0001 2026-04-24",
        "BareCase C-13 ('Spanish', 'Tagalog')",
    ], done.stderr


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


def test_its_fields_have_its_own_labels_in_the_window(copy):
    case = CASE.replace('"decision": "Granted",', "")
    (copy / "case.ddcase").write_text(case, encoding="utf-8")
    (copy / "names.py").write_text(NAMES, encoding="utf-8")
    done = program(copy, "names.py")
    assert done.stdout.splitlines() == [
        "True True False",
        "Item 2: answer",
        "Member: name",
        "Item 1",
        "answer: Granted in part",
        "cost code: C-12",
        "answer: Refused",
        "cost code: C-13",
        "Member: name: Here; Member: name: lena; Item 1: Here; Item 1: lena",
    ], done.stderr
