"""A reviewer at the desk, as a script: types, goes about, takes back, leaves cases as they were.

Each round of work ends with the case as it was found, so that whatever grows is not the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.cases.sections import ITEM
from desktop.cases.terms import Appearance, Decision
from tests.benchmarks.loop import rest

if TYPE_CHECKING:
    from random import Random

    from desktop.application import Application
    from desktop.ui.case.case_view import CaseView

KEY, LOOK = 30, 150
"""Milliseconds from one key to the next, and for a look at what was done."""
FIELDS = (
    "case_number",
    "injured_worker.name",
    "claims_administrator.address.city",
    "documents.1.author",
    "summary.narrative",
    f"{ITEM}.0.request",
    f"{ITEM}.0.rationale",
)
PHRASES = (" low back", " MRI of the knee", " denied on 04/10/2026", " conservtive care", ".")


class Reviewer:
    """Works at the desk of `application` on the cases `ids`."""

    def __init__(self, application: Application, ids: list[str], chance: Random) -> None:
        self._application, self._desk = application, application.desk
        self._ids, self._chance = ids, chance

    def work(self) -> None:
        """One round: opens a case, does a bit of everything in it, and puts it away."""
        self._desk.open(self._chance.choice(self._ids))
        rest(LOOK)
        habits = [self._write, self._go_about, self._items, self._decide, self._look_things_up]
        self._chance.shuffle(habits)
        for habit in habits:
            habit()
        self._turn_the_looks()
        while self._view.draft.undo_name:
            self._do("undo")
        self._do("worklist")

    @property
    def _view(self) -> CaseView:
        return self._desk.current().view

    def _do(self, *commands: str) -> None:
        for command in commands:
            self._desk.do(command)
            rest(LOOK)

    def _type(self, words: str) -> None:
        for letter in words:
            QTest.keyClick(self._application.window.focusWidget(), letter)
            rest(KEY)

    def _renderer(self, key: Qt.Key) -> None:
        QTest.keyClick(self._application.window.focusWidget(), key)
        rest(LOOK)

    def _write(self) -> None:
        for path in self._chance.sample(FIELDS, 4):
            self._view.go(path, 10_000)
            self._type(self._chance.choice(PHRASES))
        self._do("undo", "undo", "redo")

    def _go_about(self) -> None:
        self._do("next_section", "next_gap", "next_finding", "next_section", "last_section")
        self._do("larger", "fit", "letter", "letter", "edition", "edition")

    def _items(self) -> None:
        self._do("add_item")
        self._type("Acupuncture")
        buttons = self._view.page.findChildren(QPushButton)
        next(one for one in buttons if one.accessibleName() == "Remove this item").click()
        rest(LOOK)
        self._do("undo", "undo")

    def _decide(self) -> None:
        self._view.go(f"{ITEM}.0.decision")
        for decision in (Decision.OVERTURNED, Decision.UPHELD):
            self._view.draft.put(f"{ITEM}.0.decision", decision)
            rest(LOOK)

    def _look_things_up(self) -> None:
        self._do("palette")
        self._type("reque")
        self._renderer(Qt.Key.Key_Escape)
        self._do("find")
        self._type("guideline")
        self._renderer(Qt.Key.Key_Escape)
        for page, back in (("history", "history:back"), ("settings", "settings:done")):
            self._do(page)
            self._application.window.findChild(QPushButton, back).click()
            rest(LOOK)
        self._do("export")
        self._application.exporting.dialog.reject()
        self._do("help")
        self._application.help.window.close()

    def _turn_the_looks(self) -> None:
        """Dark colors and larger type, and back."""
        for look, size in ((Appearance.DARK, 125), (Appearance.LIGHT, 100)):
            self._desk.settings.put("appearance", look)
            self._desk.settings.put("text_size", size)
            rest(LOOK)
