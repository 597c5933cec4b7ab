"""The panes: shared as the person left them, the paper as white as the person wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QSplitter, QSplitterHandle

from desktop.cases.terms import Appearance
from desktop.ui.desk.desk import WINDOW
from tests.ui.test_preview import settled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.case.panes import Panes
    from desktop.ui.desk.desk import Desk


def drag(handle: QSplitterHandle, qtbot: QtBot, by: int) -> None:
    """Drags a divider sideways."""
    start = QPoint(0, 40)
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(handle, start + QPoint(by, 0))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)


def split(view: CaseView) -> QSplitter:
    return view.panes.findChild(QSplitter)


def opened_again(desk: Desk) -> Panes:
    """The panes of the same case, closed and opened."""
    id = desk.current().id
    desk.show_worklist()
    desk.open(id)
    return desk.current().view.panes


def test_the_panes_are_as_wide_as_they_were_left(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    before = split(view).sizes()
    with qtbot.waitSignal(view.panes.arranged):
        drag(split(view).handle(2), qtbot, 90)
    left = split(view).sizes()
    assert left[1] > before[1] + 60
    opened_again(desk)
    assert split(desk.current().view).sizes() == left


def test_a_hidden_letter_stays_hidden_and_comes_back_as_wide(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.panes.arranged):
        drag(split(view).handle(2), qtbot, 60)
    left = split(view).sizes()
    desk.do("letter")
    opened_again(desk)
    again = desk.current().view
    assert again.preview.isHidden()
    desk.do("letter")
    assert not again.preview.isHidden()
    assert split(again).sizes() == pytest.approx(left, abs=2)


def test_the_letter_is_seen_as_it_was_left(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    settled(view, qtbot)
    qtbot.mouseClick(button(view, "Edition: Published"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(view, "Larger"), Qt.MouseButton.LeftButton)
    zoom = view.preview.paper.zoom
    opened_again(desk)
    again = desk.current().view.preview
    settled(desk.current().view, qtbot)
    assert (again.edition, again.paper.zoom, again.paper.fits) == ("published", zoom, False)
    qtbot.mouseClick(button(desk.current().view, "As wide as the pane"), Qt.MouseButton.LeftButton)
    opened_again(desk)
    assert desk.current().view.preview.paper.fits


@pytest.mark.parametrize(
    "kept",
    [
        {"sizes": [1, 2]},
        {"sizes": [200, 500, 500], "zoom": 1e9},
        "no arrangement",
    ],
)
def test_an_arrangement_that_makes_no_sense_is_the_usual_one(
    desk: Desk, view: CaseView, kept: object
) -> None:
    usual = split(view).sizes()
    desk.store().settings.put(WINDOW, kept)
    opened_again(desk)
    again = desk.current().view
    assert split(again).sizes() == usual
    assert (again.preview.edition, again.preview.paper.fits) == ("served", True)


def test_an_edition_that_the_program_has_not_is_the_usual_one(desk: Desk, view: CaseView) -> None:
    desk.store().settings.put(WINDOW, {"sizes": [200, 500, 500], "edition": "third"})
    opened_again(desk)
    assert desk.current().view.preview.edition == "served"


def button(view: CaseView, name: str) -> QAbstractButton:
    """The preview's button of that name."""
    buttons = view.preview.findChildren(QAbstractButton)
    return next(one for one in buttons if one.accessibleName() == name)


def test_the_pages_are_dimmed_in_the_dark_colors_only_where_that_is_set(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    settled(view, qtbot)
    desk.settings.put("appearance", Appearance.DARK)
    assert lightness(view) == 255
    desk.do("settings")
    box = desk.window.findChild(QCheckBox, "dim_pages")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert desk.settings.record.dim_pages
    desk.window.show_page(view, "case")
    assert 150 < lightness(view) < 230
    desk.settings.put("appearance", Appearance.LIGHT)
    assert lightness(view) == 255


def lightness(view: CaseView) -> int:
    """How light the bare margin of the first page in view is, from 0 to 255."""
    paper = view.preview.paper
    spot = paper._rect(paper.page).center().toPoint()
    spot.setX(int(paper._rect(paper.page).left()) + 8)
    return paper.viewport().grab().toImage().pixelColor(spot).lightness()
