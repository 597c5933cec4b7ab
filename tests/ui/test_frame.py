"""The window comes back where it was left, if there is still room for it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSettings, QSize, Qt

from desktop.ui.shell import window_frame
from desktop.ui.shell.window import Window
from desktop.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

PLACE = QRect(30, 60, 740, 500)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the window's frame is kept."""
    return tmp_path / "window.ini"


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, file: Path) -> Iterator[Callable[[], Window]]:
    """Opens the window as each start of the program does."""
    theme = Theme(qapp)

    def open_window() -> Window:
        window = Window(theme)
        qtbot.addWidget(window)
        window_frame.put_back(window, settings(file))
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_window
    theme.deleteLater()


def settings(file: Path) -> QSettings:
    return QSettings(str(file), QSettings.Format.IniFormat)


def left(window: Window, file: Path) -> None:
    """The window as the end of the program leaves it."""
    window.close()
    kept = settings(file)
    window_frame.keep(window, kept)
    kept.sync()


def screen(window: Window) -> QRect:
    return window.screen().availableGeometry()


def test_the_first_window_has_room_on_the_screen(opened: Callable[[], Window]) -> None:
    window = opened()
    assert screen(window).contains(QRect(screen(window).topLeft(), window.size()))


def test_the_window_is_where_it_was_and_as_large(opened: Callable[[], Window], file: Path) -> None:
    for _ in range(3):
        window = opened()
        window.setGeometry(PLACE)
        left(window, file)
        assert opened().geometry() == PLACE


def test_a_maximised_window_is_maximised_and_knows_its_own_size(
    opened: Callable[[], Window], file: Path, qtbot: QtBot
) -> None:
    window = opened()
    window.setGeometry(PLACE)
    window.showMaximized()
    left(window, file)
    again = opened()
    assert again.isMaximized()
    assert again.normalGeometry() == PLACE


@pytest.mark.parametrize(
    "place", [QRect(9000, 9000, 740, 500), QRect(-9000, 0, 740, 500), QRect(0, 0, 9000, 7000)]
)
def test_a_place_that_is_gone_is_put_right(
    opened: Callable[[], Window], file: Path, place: QRect
) -> None:
    window = opened()
    window.setGeometry(place)
    left(window, file)
    again = opened()
    assert screen(again).contains(again.geometry())


@pytest.mark.parametrize(
    "words", ["", "\0\xff", "[General]\nframe=3\n", "[General]\nframe=@ByteArray(\\x1\\xd9)\n"]
)
def test_a_file_that_makes_no_sense_is_no_file(
    opened: Callable[[], Window], file: Path, words: str
) -> None:
    usual = opened().geometry()
    file.write_text(words, encoding="latin-1")
    assert opened().geometry() == usual


def test_nothing_but_the_frame_is_kept(opened: Callable[[], Window], file: Path) -> None:
    window = opened()
    window.setWindowTitle("CM26-0104417 · Determination Desk")
    left(window, file)
    assert settings(file).allKeys() == ["frame"]
    assert "CM26" not in file.read_text(encoding="latin-1")


def test_a_window_that_was_minimised_is_seen_again(
    opened: Callable[[], Window], file: Path
) -> None:
    window = opened()
    window.setGeometry(PLACE)
    window.showMinimized()
    left(window, file)
    again = opened()
    assert again.windowState() == Qt.WindowState.WindowNoState
    assert again.geometry() == PLACE


def test_a_window_at_first_leaves_its_title_room_on_the_screen(
    opened: Callable[[], Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_frame, "SIZE", QSize(9000, 9000))
    window = opened()
    assert (
        window.height() + window_frame.AROUND.height() == window.screen().availableSize().height()
    )
