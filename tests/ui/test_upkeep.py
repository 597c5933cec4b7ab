"""The library's own page and its upkeep: bin, backups, trail."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableWidget, QTabWidget

from desktop.cases.case import Case
from desktop.store.database.digests import digest_of
from desktop.store.errors import CaseNewer
from desktop.store.library.library import create, unlock
from desktop.ui.library.library_admin import LibraryAdminPage
from desktop.ui.worklist import worklist

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.store.library.library import Library
    from tests.keychains import Chain

PASSPHRASE = "four quiet paper cranes"
OTHER = "five loud tin kettles"


@pytest.fixture
def library(application: Application, tmp_path: Path) -> Library:
    """An open library on the disk with one case."""
    library, _ = create(tmp_path / "kept", PASSPHRASE)
    library.cases.add(Case(case_number="CM26-1", claim_number="before"))
    application.desk.take(library)
    return library


@pytest.fixture
def page(application: Application, library: Library) -> LibraryAdminPage:
    application.desk.do("library_admin")
    page = application.window.stack.currentWidget()
    assert isinstance(page, LibraryAdminPage)
    return page


def press(page: LibraryAdminPage, qtbot: QtBot, name: str, group: str = "library_admin") -> None:
    button = page.findChild(QPushButton, f"{group}:{name}")
    tabs = page.findChild(QTabWidget)
    for number in range(tabs.count()):
        if tabs.widget(number).isAncestorOf(button):
            tabs.setCurrentIndex(number)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_backup_is_made_each_day_without_being_asked(
    application: Application, library: Library, qtbot: QtBot
) -> None:
    application.upkeep.look()
    qtbot.waitUntil(lambda: len(library.backups.all()) == 1)
    application.upkeep.look()
    assert not library.backups.due


def test_a_locked_library_is_left_alone(application: Application, library: Library) -> None:
    application.desk.put_away(lambda: None)
    application.upkeep.look()
    assert not application.window.notice.words


def test_a_deleted_case_is_put_back(
    application: Application, library: Library, qtbot: QtBot
) -> None:
    library.cases.discard(library.cases.rows()[0].id)
    application.desk.do("library_admin")
    page = application.window.stack.currentWidget()
    assert page.bin.item(0, 0).text() == "CM26-1"
    press(page, qtbot, "put_back")
    assert page.bin.rowCount() == 0
    press(page, qtbot, "back")
    assert [row.number for row in library.cases.rows()] == ["CM26-1"]


def test_the_library_goes_back_to_a_backup(
    application: Application, library: Library, page: LibraryAdminPage, qtbot: QtBot
) -> None:
    press(page, qtbot, "back_up")
    qtbot.waitUntil(lambda: page.backups.rowCount() == 1)
    id = library.cases.rows()[0].id
    library.cases.save(id, Case(claim_number="after"), 1)
    press(page, qtbot, "go_back")
    assert "goes back to" in application.window.notice.words
    assert not library.cases.search("before")
    qtbot.mouseClick(
        application.window.findChild(QPushButton, "notice:act"), Qt.MouseButton.LeftButton
    )
    restored = application.desk.store()
    assert restored is not library
    assert restored.cases.get(id).case.claim_number == "before"
    assert application.window.stack.currentWidget() is application.window.start


def test_a_damaged_backup_leaves_the_library_open(
    application: Application, library: Library, page: LibraryAdminPage, qtbot: QtBot
) -> None:
    backup = library.backups.make()
    application.library_admin._fill()
    backup.path.write_bytes(backup.path.read_bytes()[:4096])
    press(page, qtbot, "go_back")
    qtbot.mouseClick(
        application.window.findChild(QPushButton, "notice:act"), Qt.MouseButton.LeftButton
    )
    assert "damaged" in application.window.notice.words
    assert application.desk.store() is library
    assert library.cases.rows()


def test_the_trail_is_shown_verified_and_exported(
    application: Application, page: LibraryAdminPage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page.trail.item(0, 3).text() == "created"
    press(page, qtbot, "verify")
    assert "sound" in page.words.text()
    application.library_admin._administration.export_trail(tmp_path / "trail.jsonl")
    assert (tmp_path / "trail.jsonl").read_text().count("\n") == 2


@pytest.mark.parametrize("damaged", ["library.db", "library.keys"])
def test_a_damaged_library_is_restored_from_the_door(
    application: Application, qtbot: QtBot, tmp_path: Path, damaged: str
) -> None:
    library, _ = create(tmp_path / "library", PASSPHRASE)
    library.cases.add(Case(case_number="CM26-1"))
    library.backups.make()
    library.close()
    (tmp_path / "library" / damaged).write_bytes(b"damaged" * 1000)
    application.unlocking.open()
    line = application.window.lock_page.findChild(QLineEdit, "lock:unlock")
    qtbot.keyClicks(line, PASSPHRASE)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    table = application.window.lock_page.findChild(QTableWidget, "ways")
    cells = [table.item(table.currentRow(), column).text() for column in range(3)]
    assert cells[0].startswith("Backup of ")
    assert cells[1] == "1"
    go_on = application.window.lock_page.findChild(QPushButton, "ways:go_on")
    assert go_on.isVisible()
    if picture := os.environ.get("DESK_PICTURE"):
        application.window.grab().save(picture)
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert [row.number for row in application.desk.store().cases.rows()] == ["CM26-1"]


def test_what_is_left_of_a_library_is_gone_on_with(
    application: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    library, _ = create(tmp_path / "library", PASSPHRASE)
    library.cases.add(Case(case_number="CM26-1"))
    library.backups.make()
    library.close()
    (tmp_path / "library" / "library.progress").unlink()
    application.unlocking.open()
    line = application.window.lock_page.findChild(QLineEdit, "lock:unlock")
    qtbot.keyClicks(line, PASSPHRASE)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    table = application.window.lock_page.findChild(QTableWidget, "ways")
    assert table.item(0, 0).text() == "What is left of the library"
    table.setCurrentCell(0, 0)
    qtbot.mouseClick(
        application.window.lock_page.findChild(QPushButton, "ways:go_on"), Qt.MouseButton.LeftButton
    )
    assert [row.number for row in application.desk.store().cases.rows()] == ["CM26-1"]


def write(page: LibraryAdminPage, qtbot: QtBot, **words: str) -> None:
    for name, text in words.items():
        qtbot.keyClicks(page.findChild(QLineEdit, f"keys:{name}"), text)


def test_the_passphrase_is_changed(
    library: Library, page: LibraryAdminPage, qtbot: QtBot, tmp_path: Path
) -> None:
    write(page, qtbot, now=PASSPHRASE, new=OTHER, again="something else")
    press(page, qtbot, "change", "keys")
    assert "not the same" in page.keys._words.text()
    write(page, qtbot, now="wrong words", new=OTHER, again=OTHER)
    press(page, qtbot, "change", "keys")
    assert "not this library's passphrase" in page.keys._words.text()
    write(page, qtbot, now=PASSPHRASE, new=OTHER, again=OTHER)
    press(page, qtbot, "change", "keys")
    assert "from now on" in page.keys._words.text()
    library.close()
    unlock(tmp_path / "kept", OTHER).close()


def test_a_new_recovery_key_is_shown(
    library: Library, page: LibraryAdminPage, qtbot: QtBot
) -> None:
    press(page, qtbot, "renew", "keys")
    assert library.proves(page.findChild(QLineEdit, "keys:recovery_key").text())


def test_the_keychain_opens_the_library_once_it_is_chosen(
    application: Application, qtbot: QtBot, tmp_path: Path, chain: Chain
) -> None:
    library, _ = create(tmp_path / "library", PASSPHRASE)
    application.desk.take(library)
    application.desk.do("library_admin")
    page = application.window.stack.currentWidget()
    page.keys._chain.click()
    assert chain.kept
    application.desk.put_away(lambda: None)
    application.unlocking.open()
    assert application.desk.store().open
    application.desk.do("library_admin")
    application.window.stack.currentWidget().keys._chain.click()
    assert not chain.kept
    application.desk.put_away(lambda: None)
    application.unlocking.open()
    assert application.desk.library is None


def test_without_a_keychain_the_choice_is_taken_back(
    page: LibraryAdminPage, headless: None
) -> None:
    page.keys._chain.click()
    assert "no keychain" in page.keys._words.text()
    assert not page.keys._chain.isChecked()


def test_a_case_of_a_newer_program_is_shown_as_such_and_says_why_it_stays_shut(
    application: Application, library: Library
) -> None:
    id = library.cases.rows()[0].id
    written = '{"format": "determination-desk.case", "version": 99}'
    library.database.execute(
        "update documents set document = ?, digest = ? where id = ?",
        (written, digest_of(written), id),
    )
    library.database.execute("update cases set format = 99 where id = ?", (id,))
    application.desk.show_rows()
    assert worklist.words(library.cases.rows()[0])[3] == "Newer version"
    with pytest.raises(CaseNewer) as caught:
        application.desk.open(id)
    application.tell_of_fault(CaseNewer, caught.value, None)
    assert "Update the program to open it" in application.window.notice.words


def test_a_folder_that_is_gone_is_said_and_what_is_typed_is_saved_when_it_is_back(
    application: Application, library: Library, qtbot: QtBot
) -> None:
    desk, folder = application.desk, library.files.path
    desk.open(library.cases.rows()[0].id)
    folder.rename(folder.with_name("elsewhere"))
    with qtbot.waitSignal(application.upkeep._glances.timeout):
        pass
    saved = application.window._saved
    assert saved.text() == "Not saved"
    assert "moved, deleted or exchanged" in application.window.notice.words
    desk.current().draft.put("claim_number", "after")
    assert saved.text() == "Not saved"
    folder.with_name("elsewhere").rename(folder)
    application.upkeep.glance()
    assert not application.window.notice.words
    assert saved.text() != "Not saved"
    assert library.cases.get(desk.current().id).case.claim_number == "after"


def test_backups_that_are_gone_are_said_to_be(application: Application, library: Library) -> None:
    library.backups.make()
    for path in library.files.backups.iterdir():
        path.unlink()
    application.upkeep.look()
    assert "are gone" in application.window.notice.words
    application.upkeep.finish()
    assert len(library.backups.all()) == 1
