"""Tables that are calm and exact: measured on real widgets, and on their pixels."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QStyleOptionViewItem,
)

from desktop.cases.terms import Appearance
from desktop.platform import assets
from desktop.store.files.files import read_case
from desktop.ui.widgets.theme import colors
from tests.ui.test_access import contrast

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from desktop.ui.desk.desk import Desk
    from desktop.ui.worklist.worklist import WorklistTable

DARK = 140
"""How light a point of a letter is at most, of 255."""


@pytest.fixture
def table(desk: Desk) -> WorklistTable:
    """The worklist with two cases, one of them due tomorrow."""
    desk.settings.put("appearance", Appearance.LIGHT)
    case = read_case(assets.resource("sample.ddcase"))
    today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
    desk.add(replace(case, case_number="CM26-1", date_assigned=today - dt.timedelta(days=29)))
    desk.add(replace(case, case_number="CM26-2", date_assigned=today))
    desk.show_worklist()
    return desk.window.start.table


def first_dark(image: QImage, area: QRect) -> int:
    """The leftmost dark point of `area`."""
    return next(
        x
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
        if image.pixelColor(x, y).lightness() < DARK
    )


@pytest.mark.parametrize("percent", [100, 200])
def test_a_columns_words_begin_where_its_heads_do(
    desk: Desk, table: WorklistTable, percent: int
) -> None:
    desk.settings.put("text_size", percent)
    desk.window.start.search.setFocus()
    image = table.grab().toImage()
    head = table.horizontalHeader().geometry()
    across = table.columnViewportPosition(0) + head.left()
    width, high = table.columnWidth(0), table.rowHeight(0)
    heads = first_dark(image, QRect(across, head.top() + 4, width, head.height() - 8))
    cells = first_dark(image, QRect(across, head.bottom() + 4, width, high - 8))
    assert abs(heads - cells) <= 1


def drawn(table: WorklistTable, row: int, column: int) -> str:
    """The words of a cell as they are drawn."""
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    index = table.model().index(row, column)
    option.rect = table.visualRect(index)
    table.itemDelegate().initStyleOption(option, index)
    return option.text


@pytest.mark.parametrize("width", [900, 1280])
def test_how_many_services_there_are_is_never_broken_off(
    desk: Desk, table: WorklistTable, width: int
) -> None:
    desk.window.resize(width, 720)
    assert drawn(table, 0, 2).endswith(" and 2 more")


def test_what_matters_less_gives_way_to_the_services(
    desk: Desk, table: WorklistTable, qtbot: QtBot
) -> None:
    desk.window.resize(1280, 720)
    qtbot.waitUntil(lambda: not table.isColumnHidden(6))
    desk.settings.put("text_size", 200)
    qtbot.waitUntil(lambda: table.isColumnHidden(6))
    assert table.columnWidth(2) >= 20 * table.fontMetrics().horizontalAdvance("0")
    assert not table.isColumnHidden(5)


def test_the_line_in_focus_wears_a_ring_and_the_table_none(
    table: WorklistTable, qtbot: QtBot
) -> None:
    accent = colors()["light"]["accent"].lower()
    table.selectRow(0)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    image = table.grab().toImage()
    row = table.visualRect(table.model().index(0, 3))
    top = table.viewport().mapTo(table, QPoint(row.center().x(), row.top() + 1))
    assert image.pixelColor(top).name() == accent
    assert image.pixelColor(image.width() // 2, image.height() - 1).name() != accent


def test_the_head_of_the_order_says_so(table: WorklistTable) -> None:
    said = [table.model().headerData(n, Qt.Orientation.Horizontal) for n in (0, 5)]
    assert said == ["Case", "Due ↑"]
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert table.model().headerData(0, Qt.Orientation.Horizontal) == "Case ↓"


def test_a_search_without_a_find_says_what_to_do(desk: Desk, table: WorklistTable) -> None:
    desk.window.start.search.setText("xylophone")
    assert desk.window.start._none.isVisible()
    desk.window.start.search.clear()
    assert not desk.window.start._none.isVisible()


@pytest.mark.parametrize("color", [Appearance.LIGHT, Appearance.DARK])
def test_what_is_to_be_typed_can_be_read(
    desk: Desk, table: WorklistTable, color: Appearance
) -> None:
    desk.settings.put("appearance", color)
    search = desk.window.start.search
    search.ensurePolished()
    shown = search.palette().placeholderText().color()
    assert contrast(shown.name(), colors()[color.name.lower()]["panel"]) >= 4.5
    assert shown.alpha() == 255
