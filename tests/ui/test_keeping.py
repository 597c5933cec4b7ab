"""What is typed is saved before anything else is done with it, and as fast as it comes."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from desktop.app.draft import Draft
from desktop.app.session.autosave import LATEST, Autosave
from desktop.cases.case import Case, DisputedItem
from desktop.cases.sections import ITEM
from desktop.records.questions import Prose
from desktop.ui.form.text.gathered import put_in_waiting
from desktop.ui.form.text.prose import ProseBox
from tests.checks import hostile
from tests.growth import seconds, too_many_times, too_much

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.desk.desk import Desk

RATIONALE = f"{ITEM}.0.rationale"
WORDS = "The records show lumbar pain that goes into the left leg, and no numbness. "
TYPED = "sore and stiff"
KEY = 0.003
"""Seconds that keeping a key and underlining its word may take."""


class SlowDisk:
    """Saves, and takes its time for it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.saved: list[tuple[float, str]] = []

    def save(self, case: Case, version: int) -> int:
        until = time.monotonic() + self._seconds
        while time.monotonic() < until:
            pass
        self.saved.append((time.monotonic(), case.case_number))
        return version + 1


def typed(draft: Draft, letters: str) -> dict[str, float]:
    """Each text that `letters` make, with when it was there."""
    times = {}
    for letter in letters:
        text = draft.record.case_number + letter
        draft.put("case_number", text)
        times[text] = time.monotonic()
    return times


def kept_at(text: str, disk: SlowDisk) -> float:
    """When `text` was first saved."""
    return next(at for at, kept in disk.saved if kept.startswith(text))


def test_one_key_is_saved_at_once(qapp: QApplication) -> None:
    disk, draft = SlowDisk(0.001), Draft(Case())
    Autosave(draft, disk.save, 1, OSError, put_in_waiting)
    draft.put("case_number", "C")
    assert [text for _, text in disk.saved] == ["C"]


def test_keys_that_came_during_a_save_share_the_next(qapp: QApplication) -> None:
    letters = "CM26-0104417-and-more"

    def longest() -> float:
        disk, draft = SlowDisk(0.02), Draft(Case())
        autosave = Autosave(draft, disk.save, 1, OSError, put_in_waiting)
        came = typed(draft, letters)
        QCoreApplication.sendPostedEvents(autosave)
        assert disk.saved[-1][1] == letters
        assert autosave.settled
        assert len(disk.saved) < len(letters) / 2
        return max(kept_at(text, disk) - since for text, since in came.items())

    assert not too_much(longest, 2 * (LATEST + 0.02) + 0.05)


def test_what_waits_is_saved_before_whatever_else_was_posted(qapp: QApplication) -> None:
    disk, draft = SlowDisk(0.02), Draft(Case())
    autosave = Autosave(draft, disk.save, 1, OSError, put_in_waiting)
    settled = []
    QTimer.singleShot(0, draft, lambda: settled.append(autosave.settled))
    draft.changed.connect(
        lambda _: settled.append(autosave.settled), Qt.ConnectionType.QueuedConnection
    )
    typed(draft, "CM")
    assert not autosave.settled
    QCoreApplication.processEvents()
    assert settled
    assert all(settled)


def test_a_key_in_a_word_without_end_is_kept_and_takes_no_longer_than_one_in_words(
    desk: Desk, qtbot: QtBot
) -> None:

    def key_in(seed: str) -> float:
        case = hostile.in_running_text(hostile.text(seed, 40_000))
        desk.open(desk.add(case), RATIONALE)
        box = QApplication.focusWidget()
        assert isinstance(box, ProseBox)
        quickest = key_time(box)
        assert desk.current().autosave.keep()
        kept = desk.store().cases.get(desk.current().id).case.disputed_items[0].rationale
        assert kept == f"{TYPED}{case.disputed_items[0].rationale}"
        return quickest

    assert not too_many_times(lambda: key_in("word "), lambda: key_in("."), 3)


def key_time(box: QPlainTextEdit) -> float:
    """How long the window's thread works for the quickest of some keys."""
    times = []
    for letter in TYPED:
        times.append(seconds(partial(QTest.keyClick, box, letter), time.thread_time))
        QCoreApplication.processEvents()
    return min(times)


@pytest.mark.parametrize(
    "text",
    [WORDS * 28, WORDS * 280, f"{WORDS * 10}\n" * 28, WORDS * 2800],
    ids=["two kilobytes", "one long paragraph", "many paragraphs", "one endless paragraph"],
)
def test_a_key_takes_little_more_than_in_an_editor_that_does_nothing_else(
    desk: Desk, qtbot: QtBot, text: str
) -> None:
    desk.open(desk.add(Case(disputed_items=(DisputedItem(rationale=Prose(text)),))), RATIONALE)
    box = QApplication.focusWidget()
    assert isinstance(box, ProseBox)
    bare = QPlainTextEdit(text)
    qtbot.addWidget(bare)
    bare.setFont(box.font())
    bare.resize(box.size())
    bare.show()
    QCoreApplication.processEvents()
    assert not too_many_times(lambda: key_time(bare), lambda: key_time(box), 1.25, slack=KEY)
    assert desk.current().autosave.keep()
    kept = desk.store().cases.get(desk.current().id).case.disputed_items[0].rationale
    typed = kept.removesuffix(text)
    assert typed == TYPED * (len(typed) // len(TYPED)) != ""


def test_lines_break_between_words_again_once_the_long_one_is_gone(desk: Desk) -> None:
    mode = QTextOption.WrapMode
    desk.open(desk.add(hostile.in_running_text(hostile.text(".", 3000))))
    view = desk.current().view
    view.go(RATIONALE)
    box = QApplication.focusWidget()
    assert isinstance(box, ProseBox)
    assert box.wordWrapMode() is mode.WrapAnywhere
    view.draft.put(RATIONALE, Prose("It hurts."))
    assert box.wordWrapMode() is mode.WrapAtWordBoundaryOrAnywhere


def test_a_long_word_breaks_anywhere_in_whichever_pasted_line_it_stands(desk: Desk) -> None:
    desk.open(desk.add(hostile.in_running_text("It hurts.")), RATIONALE)
    box = QApplication.focusWidget()
    assert isinstance(box, ProseBox)
    box.insert(f"{'x' * 3000}\nIt hurts.")
    assert box.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere


def test_what_is_typed_stands_in_what_a_command_does_right_behind_it(desk: Desk) -> None:
    desk.open(desk.add(hostile.in_running_text("It hurts.")))
    view = desk.current().view
    for letters in ("A", "AB", "ABC"):
        view.draft.put("disputed_items.0.request", letters)
    desk.do("duplicate")
    assert desk.current().draft.record.disputed_items[0].request == "ABC"
