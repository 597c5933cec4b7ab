"""What makes every page calm: heights, signs, edges and places, measured on real widgets."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
)

from desktop.cases.sections import ITEM
from desktop.platform import assets
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

SMALLEST = 28


def low(root: QWidget) -> list[str]:
    """The controls that are too low to be touched."""
    return [
        f"{type(one).__name__} {one.objectName() or one.text()}: {one.height()}"
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for one in root.findChildren(kind)
        if one.isVisible() and one.height() < SMALLEST and not isinstance(one.parent(), QLineEdit)
    ]


@pytest.mark.parametrize("page", ["case", "summary", f"{ITEM}.0", "review"])
def test_every_control_is_high_enough_to_be_touched(
    desk: Desk, view: CaseView, qtbot: QtBot, page: str
) -> None:
    path = f"{ITEM}.0.rationale"
    view.draft.put(path, Prose(view.draft.get(path).replace("The utilization", "The the uti")))
    view.select(page)
    view.find_bar.open()
    qtbot.waitUntil(lambda: view.findings.findings != ())
    assert low(desk.window) == []


@pytest.mark.parametrize("command", ["settings", "history", "export", "library_admin", "worklist"])
def test_so_is_every_control_of_the_other_pages(desk: Desk, view: CaseView, command: str) -> None:
    desk.do(command)
    assert low(desk.window) == []


def test_every_role_that_words_wear_is_styled() -> None:
    style = assets.resource("styles/window.qss").read_text(encoding="utf-8")
    sources = Path(assets.__file__).parents[1].glob("ui/**/*.py")
    worn = {
        found
        for source in sources
        for found in re.findall(r'worded\([^()]*, "(\w+)"\)', source.read_text(encoding="utf-8"))
    }
    assert {role for role in worn if f'[role="{role}"]' not in style} == set()


def test_the_outline_shows_its_icons_whole_at_any_size_of_type(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.window.resize(1000, 720)
    desk.settings.put("text_size", 200)
    outline = view.outline
    qtbot.waitUntil(lambda: view.panes.narrow)
    assert outline.viewport().width() >= outline.iconSize().width() + 16
    assert outline.columnWidth(0) <= outline.viewport().width()


def test_the_letter_is_shown_from_the_top_of_its_page(view: CaseView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.preview.paper.pages > 0)
    view.go(f"{ITEM}.0.request")
    paper = view.preview.paper
    qtbot.waitUntil(lambda: any(s.path.startswith(f"{ITEM}.0") for _, s in paper._marked()))
    qtbot.waitUntil(lambda: not view.preview._lane.busy)
    number = paper._marked()[0][0]
    assert paper._rect(number).top() == pytest.approx(16, abs=1)


def test_a_page_that_fits_its_view_does_not_grow_beyond_reading(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.window.resize(3800, 2000)
    qtbot.waitUntil(lambda: view.preview.paper.width() > 1500)
    assert view.preview.paper.zoom == 1.5


def test_what_the_keys_would_open_is_listed_without_far_guesses(desk: Desk, view: CaseView) -> None:
    desk.do("palette")
    box = desk.window.palette_box
    box.findChild(QLineEdit).setText("ration")
    shown = [entry.words for entry in box._shown]
    assert shown
    assert all("ration" in words.casefold() for words in shown)


def test_a_refused_passphrase_moves_nothing(application: Application) -> None:
    page = application.window.lock_page
    page.ask("unlock")
    line = page.findChild(QLineEdit, "lock:unlock")
    QApplication.processEvents()
    stood = line.mapTo(page, QPoint())
    page.complain("That passphrase does not open the library.")
    QApplication.processEvents()
    assert line.mapTo(page, QPoint()) == stood


def test_a_notice_says_what_it_is_by_a_sign_too(desk: Desk) -> None:
    notice = desk.window.notice
    notice.tell("The case is in the bin.")
    told = notice._mark.pixmap().toImage()
    notice.warn("It was not written.")
    assert notice._mark.pixmap().toImage() != told


def test_a_sign_keeps_its_color_in_the_line_that_is_chosen(desk: Desk) -> None:
    icon = desk.services.theme.icon("warning", "warn")
    chosen, other = (
        icon.pixmap(16, mode).toImage() for mode in (QIcon.Mode.Selected, QIcon.Mode.Normal)
    )
    assert chosen == other


def test_the_door_scrolls_where_it_has_no_room(application: Application, qtbot: QtBot) -> None:
    application.window.resize(512, 288)
    page = application.window.lock_page
    page.ask("new")
    first, again = (page.findChild(QLineEdit, f"lock:{name}") for name in ("new", "again"))
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert first.mapTo(page, QPoint()).y() + first.height() < again.mapTo(page, QPoint()).y()


def test_a_narrow_window_still_says_when_the_case_is_due(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.window.resize(512, 288)
    due = desk.window.head.findChild(QLabel, "head:due")
    qtbot.waitUntil(lambda: due.width() >= due.sizeHint().width())
    assert desk.window.width() == 512
    assert "decided" in due.text() or "due" in due.text() or "late" in due.text()
    whole = due.accessibleName()
    desk.window.resize(1280, 720)
    qtbot.waitUntil(lambda: due.text() == whole)
    export = desk.window.head.findChild(QPushButton, "head:export")
    qtbot.waitUntil(lambda: export.text() == "Export")


def test_the_three_choices_are_whole_in_the_smallest_window(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(512, 288)
    choices = [
        one
        for one in desk.window.start.findChildren(QPushButton)
        if one.objectName().startswith("choice:")
    ]
    labels = [label for one in choices for label in one.findChildren(QLabel)]
    qtbot.waitUntil(lambda: all(one.height() >= one.minimumSizeHint().height() for one in choices))
    qtbot.waitUntil(lambda: all(w.height() >= w.minimumSizeHint().height() for w in labels))
    assert choices[0].mapTo(desk.window, choices[0].rect().bottomRight()).x() < 512
