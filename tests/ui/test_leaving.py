"""A case that cannot be saved can be left all the same, once the person has decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit

from desktop.store.errors import CaseChanged, CaseMissing, CaseSigned, DiskFault, DiskFull
from desktop.store.files import files
from desktop.ui.widgets.question_dialog import QuestionDialog
from tests import invented
from tests.ui.test_desk import PASSPHRASE, open_library, press

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

FAILURES = (DiskFull(), DiskFault(), CaseSigned(), CaseChanged(), CaseMissing(), OSError("a fault"))


def failing(desk: Desk, error: Exception) -> None:
    """Lets every save of the open case fail, and changes the case."""

    def save(_case: object, _version: int) -> int:
        raise error

    desk.current().autosave._save = save
    desk.current().draft.put("claim_number", "not saved")


def asked(desk: Desk) -> QuestionDialog:
    """The question that is open."""
    (dialog,) = desk.window.findChildren(QuestionDialog, "leave")
    assert dialog.isVisible()
    return dialog


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_the_program_can_be_closed_whatever_keeps_a_case_from_being_saved(
    desk: Desk, view: CaseView, qtbot: QtBot, error: Exception
) -> None:
    failing(desk, error)
    desk.window.close()
    assert desk.window.isVisible()
    said = " ".join(label.text() for label in asked(desk).findChildren(QLabel))
    assert "CM26-0104417 are not saved" in said
    assert desk.current().autosave.why in said
    for label in asked(desk).findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
    press(asked(desk), qtbot, "question:Leave without them")
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.library is None


def test_who_stays_has_the_words_still_and_is_asked_again(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    failing(desk, DiskFull())
    for _ in range(2):
        desk.do("worklist")
        desk.do("worklist")
        qtbot.keyClick(asked(desk), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not desk.window.findChildren(QuestionDialog))
    assert desk.current().view is view
    assert view.draft.get("claim_number") == "not saved"


def test_the_case_is_left_for_the_one_that_was_wanted(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    other, first = desk.store().cases.add(invented.case(2)), desk.current().id
    failing(desk, DiskFull())
    desk.open(other)
    press(asked(desk), qtbot, "question:Leave without them")
    assert desk.current().id == other
    assert desk.store().cases.get(first).case.claim_number != "not saved"


def test_what_cannot_be_saved_can_be_written_to_a_file_before_leaving(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    failing(desk, DiskFull())
    desk.do("worklist")
    press(asked(desk), qtbot, "question:Save a copy")
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(QFileDialog)))
    dialog = desk.window.findChildren(QFileDialog)[0]
    dialog.fileSelected.emit(str(tmp_path / "copy.ddcase"))
    dialog.close()
    assert files.read_case(tmp_path / "copy.ddcase").claim_number == "not saved"
    assert desk.current().view is view


def test_the_library_is_locked_after_the_choice(application: Application, qtbot: QtBot) -> None:
    open_library(application, qtbot)
    desk = application.desk
    desk.open(desk.add(invented.case(2)))
    failing(desk, DiskFull())
    desk.do("lock")
    press(asked(desk), qtbot, "question:Leave without them")
    assert desk.library is None
    line = application.window.lock_page.findChild(QLineEdit, "lock:unlock")
    qtbot.keyClicks(line, PASSPHRASE)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert desk.current().draft.get("claim_number") != "not saved"


def test_a_disk_that_refuses_everything_keeps_nobody_in_the_program(
    desk: Desk, view: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFault

    monkeypatch.setattr(desk.store().settings, "put", refuse)
    monkeypatch.setattr(desk.store().versions, "keep_unfinished", refuse)
    assert desk.show_worklist()
    desk.window.close()
    assert not desk.window.isVisible()


def test_a_letter_is_not_exported_while_its_case_cannot_be_saved(
    desk: Desk, view: CaseView
) -> None:
    failing(desk, DiskFull())
    desk.do("export")
    assert desk.window.findChild(QObject, "export") is None
    assert "disk is full" in view.notice.words
