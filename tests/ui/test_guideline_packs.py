"""A guideline pack is dropped on the window, shown, taken by key, gone back from and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QTabWidget

from desktop.app import reference_works
from desktop.store.files.folder import VARIABLE
from desktop.ui.guidelines.packs_page import PackDialog, PacksPage
from desktop.ui.guidelines.read_line import MarkDialog
from desktop.ui.guidelines.unverified_tab import UnverifiedTab
from tests.app.invented_packs import asked, made, rule, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.ui.desk.desk import Desk


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of packs; what was read from it is forgotten."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "packs"))
    reference_works.guidelines.cache_clear()
    yield tmp_path / "packs" / "guidelines"
    reference_works.guidelines.cache_clear()


def drop(application: Application, path: Path) -> None:
    data, none = QMimeData(), Qt.KeyboardModifier.NoModifier
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    application.window.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))


def dialog(application: Application, qtbot: QtBot) -> PackDialog:
    """The dialog about a pack, once it is there."""

    def there() -> list[PackDialog]:
        return [one for one in application.window.findChildren(PackDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()))
    return there()[0]


def lines(shown: PackDialog) -> list[str]:
    return [shown.lines.item(row).text() for row in range(shown.lines.count())]


def states(page: PacksPage) -> list[tuple[str, str]]:
    def cell(row: int, column: int) -> str:
        item = page.table.item(row, column)
        return item.text() if item is not None else ""

    return [(cell(row, 1), cell(row, 5)) for row in range(page.table.rowCount())]


def test_a_dropped_pack_is_taken_by_enter_and_left_by_escape(
    application: Application, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(application, zipped(made(tmp_path / "one")))
    shown = dialog(application, qtbot)
    assert lines(shown) == ["rule.toml: added: “Riverside massage”"]
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert asked() == ""
    drop(application, tmp_path / "one")
    shown = dialog(application, qtbot)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert asked() == "Is it an adjunct?"
    (entry,) = desk.store().trail.entries(limit=1)
    assert entry.what == "guideline pack taken"
    assert entry.details["pack"] == "Riverside"
    qtbot.waitUntil(lambda: desk.services.guidelines().get("river-massage") is not None)


def test_a_wrong_pack_is_refused_with_every_sentence(
    application: Application, desk: Desk, qtbot: QtBot, tmp_path: Path, own: Path
) -> None:
    assert desk.library is not None
    wrong = rule("knee").replace("ask = ", "asks = ")
    drop(application, made(tmp_path / "one", "1", a=wrong, b=wrong.replace("knee", "hip")))
    shown = dialog(application, qtbot)
    assert [one.partition(",")[0] for one in lines(shown)] == ["a.toml", "b.toml"]
    assert shown.findChild(QPushButton, "pack:take") is None
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not own.exists()


def test_the_page_goes_back_and_removes(
    application: Application, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    for version, question in (("1", "Is it an adjunct?"), ("2", "Is it alone?")):
        drop(application, made(tmp_path / version, version, rule=rule(ask=question)))
        qtbot.keyClick(dialog(application, qtbot), Qt.Key.Key_Return)
        assert asked() == question
    desk.do("packs")
    page = application.window.findChild(PacksPage)
    assert states(page) == [("2", "In force"), ("1", "Kept")]
    for name, expected in (
        ("packs:back", [("2", "Kept"), ("1", "In force")]),
        ("packs:remove", [("2", "Kept"), ("1", "Kept")]),
        ("packs:back", [("2", "Kept"), ("1", "In force")]),
    ):
        button = page.findChild(QPushButton, name)
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert states(page) == expected
    assert page.words.text().startswith("In force again: Riverside, version 1 of 10/01/2026")
    whats = [one.what for one in desk.store().trail.entries(limit=3)]
    assert whats == [
        "earlier guideline pack in force again",
        "guideline pack removed",
        "earlier guideline pack in force again",
    ]
    qtbot.keyClick(page.findChild(QPushButton, "packs:back"), Qt.Key.Key_Space)
    shown = dialog(application, qtbot)
    assert lines(shown)[0].startswith("There is no earlier version of Riverside.")
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.keyClick(application.window, Qt.Key.Key_Escape)
    assert application.window.where == "worklist"


def test_an_entry_of_the_list_is_found_marked_and_unmarked(
    application: Application, desk: Desk, qtbot: QtBot
) -> None:
    desk.do("packs")
    tab = application.window.findChild(UnverifiedTab)
    application.window.findChild(QTabWidget, "packs:tabs").setCurrentWidget(tab)
    qtbot.waitUntil(lambda: tab.table.rowCount() > 100)
    qtbot.keyClicks(tab.search, "labor government")
    row = tab.table.currentRow()
    assert tab.table.item(row, 2).text().endswith(": Labor Day")
    mark = tab.findChild(QPushButton, "unverified:mark")
    qtbot.keyClick(mark, Qt.Key.Key_Space)
    shown = application.window.findChild(MarkDialog)
    source = shown.findChild(QLineEdit, "reason:line")
    qtbot.keyClicks(source, "Government Code 19853")
    qtbot.keyClick(source, Qt.Key.Key_Return)
    assert tab.table.item(row, 0).text().startswith("Read by ")
    qtbot.keyClick(tab.findChild(QPushButton, "unverified:unmark"), Qt.Key.Key_Space)
    assert tab.table.item(row, 0).text() == "Unverified"
