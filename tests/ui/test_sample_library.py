"""The sample's library keeps nothing, says so, and loses no case of one's own unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop.platform import assets
from desktop.store.library.library import create, unlock
from desktop.ui.desk.sample_library import sample_case
from desktop.ui.widgets.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.application import Application

PASSPHRASE = "four quite invented words"
OWN = "CM26-0000077"


@pytest.fixture
def looking(application: Application) -> Application:
    """The application with the sample open, as `./run` shows it."""
    application.unlocking.open_sample()
    application.importing.open_file(assets.resource("sample.ddcase"))
    return application


def press(application: Application, qtbot: QtBot, name: str) -> None:
    """Press the visible button called `name`, or saying it in a question."""
    found = [
        button
        for button in application.window.findChildren(QPushButton)
        if button.objectName() in (name, f"question:{name}") and button.isVisible()
    ]
    assert found, name
    qtbot.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def asked(application: Application) -> QuestionDialog | None:
    """The question that is open."""
    open = application.window.findChildren(QuestionDialog)
    return next((dialog for dialog in open if dialog.isVisible()), None)


def make_own(application: Application, qtbot: QtBot) -> None:
    """Make a case of one's own in the sample's library, by its keys."""
    application.desk.do("new")
    press(application, qtbot, "Try it here")
    number = application.desk.current().view.findChild(QLineEdit, "case_number")
    number.setFocus()
    qtbot.keyClicks(number, OWN)


def make_library(application: Application, qtbot: QtBot) -> None:
    """Go through the door into a new library."""
    page = application.window.lock_page
    for name in ("new", "again"):
        qtbot.keyClicks(page.findChild(QLineEdit, f"lock:{name}"), PASSPHRASE)
    qtbot.keyClick(page.findChild(QLineEdit, "lock:again"), Qt.Key.Key_Return)
    key = page.findChild(QLineEdit, "lock:recovery_key").text()
    qtbot.keyClicks(page.findChild(QLineEdit, "lock:kept"), key)
    qtbot.keyClick(page.findChild(QLineEdit, "lock:kept"), Qt.Key.Key_Return)


def numbers(application: Application) -> set[str]:
    """The numbers of the cases in the open library."""
    return {row.number for row in application.desk.store().cases.rows()}


def test_it_says_on_its_face_that_nothing_is_kept_and_never_says_saved(
    looking: Application, qtbot: QtBot
) -> None:
    assert looking.window.banner.isVisible()
    line = looking.window.findChild(QLineEdit, "claim_number")
    line.setFocus()
    qtbot.keyClicks(line, "9")
    looking.desk.current().autosave.keep()
    said = [label.text() for label in looking.window.findChildren(QLabel) if label.isVisible()]
    assert "Sample library: nothing is saved" in said
    assert not [words for words in said if words.startswith(("Saved", "Every change"))]


def test_a_new_case_leads_to_a_real_library(
    looking: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    looking.desk.do("new")
    press(looking, qtbot, "Create your library")
    make_library(looking, qtbot)
    assert looking.desk.open_case is not None
    assert not looking.window.banner.isVisible()
    number = looking.desk.current().view.findChild(QLineEdit, "case_number")
    qtbot.keyClicks(number, OWN)
    looking.window.close()
    library = unlock(tmp_path / "library", PASSPHRASE)
    assert [row.number for row in library.cases.rows()] == [OWN]
    library.close()


def test_a_case_made_beside_the_sample_is_not_lost_by_closing_the_window(
    looking: Application, qtbot: QtBot
) -> None:
    make_own(looking, qtbot)
    assert not looking.window.close()
    assert asked(looking) is not None
    press(looking, qtbot, "Create your library and keep")
    make_library(looking, qtbot)
    assert numbers(looking) == {OWN}
    assert looking.desk.current().draft.record.case_number == OWN
    assert looking.window.close()


def test_discarding_is_a_choice_that_closes_the_window(looking: Application, qtbot: QtBot) -> None:
    make_own(looking, qtbot)
    assert not looking.window.close()
    press(looking, qtbot, "Discard")
    assert not looking.window.isVisible()


def test_cancel_goes_back_to_the_case(looking: Application, qtbot: QtBot) -> None:
    make_own(looking, qtbot)
    looking.window.close()
    press(looking, qtbot, "Cancel")
    assert looking.window.isVisible()
    assert looking.desk.current().draft.record.case_number == OWN


def test_the_sample_itself_goes_unasked_however_it_was_changed(
    looking: Application, qtbot: QtBot
) -> None:
    line = looking.window.findChild(QLineEdit, "claim_number")
    line.setFocus()
    qtbot.keyClicks(line, "9")
    assert looking.window.close()


def test_a_sample_that_became_another_case_counts_as_made(
    looking: Application, qtbot: QtBot
) -> None:
    looking.desk.current().draft.put("case_number", OWN)
    assert not looking.window.close()
    assert asked(looking) is not None
    press(looking, qtbot, "Discard")


def test_a_blank_case_is_nothing_to_keep(looking: Application, qtbot: QtBot) -> None:
    looking.desk.do("new")
    press(looking, qtbot, "Try it here")
    assert looking.window.close()


def test_ones_own_library_is_opened_where_there_is_one(
    looking: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    create(tmp_path / "library", PASSPHRASE)[0].close()
    make_own(looking, qtbot)
    looking.window.close()
    press(looking, qtbot, "Open your library and keep")
    line = looking.window.lock_page.findChild(QLineEdit, "lock:unlock")
    qtbot.keyClicks(line, "not the right words")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert looking.unlocking.sample.open
    line.clear()
    qtbot.keyClicks(line, PASSPHRASE)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert numbers(looking) == {OWN}


def test_from_the_door_one_comes_back_to_the_sample(
    looking: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    create(tmp_path / "library", PASSPHRASE)[0].close()
    make_own(looking, qtbot)
    press(looking, qtbot, "banner:act")
    press(looking, qtbot, "lock:back")
    assert numbers(looking) == {OWN, sample_case().case_number}
    looking.desk.do("new")
    assert asked(looking) is not None


@pytest.mark.parametrize("command", ["new", "duplicate", "import", "paste_letter"])
def test_every_way_to_make_a_case_asks_first(
    looking: Application, qtbot: QtBot, command: str
) -> None:
    before = numbers(looking)
    looking.desk.do(command)
    assert asked(looking) is not None
    assert numbers(looking) == before
    press(looking, qtbot, "Cancel")


def test_in_a_real_library_nothing_is_asked(looking: Application, qtbot: QtBot) -> None:
    press(looking, qtbot, "banner:act")
    make_library(looking, qtbot)
    looking.desk.do("new")
    assert asked(looking) is None
    assert looking.desk.open_case is not None


def test_the_recovery_key_stays_on_the_screen_until_it_is_kept(
    looking: Application, qtbot: QtBot
) -> None:
    looking.window.banner.findChild(QPushButton).click()
    page = looking.window.lock_page
    for name in ("new", "again"):
        qtbot.keyClicks(page.findChild(QLineEdit, f"lock:{name}"), PASSPHRASE)
    qtbot.keyClick(page.findChild(QLineEdit, "lock:again"), Qt.Key.Key_Return)
    key = page.findChild(QLineEdit, "lock:recovery_key").text()

    looking.window.banner.findChild(QPushButton).click()

    assert page.asked == "key"
    assert page.findChild(QLineEdit, "lock:recovery_key").text() == key
    qtbot.keyClicks(page.findChild(QLineEdit, "lock:kept"), key)
    qtbot.keyClick(page.findChild(QLineEdit, "lock:kept"), Qt.Key.Key_Return)
    assert looking.desk.store().folder is not None
