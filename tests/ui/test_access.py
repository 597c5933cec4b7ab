"""Everyone can use it: names for screen readers, order for the keyboard, contrast for the eye."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from desktop.cases.sections import ITEM
from desktop.records.questions import Prose
from desktop.ui.widgets.theme import colors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractScrollArea)
PAGES = ("case", "parties", "reviewer", "documents", "summary", f"{ITEM}.0", "review")


def nameless(root: QWidget) -> Iterator[str]:
    """The controls that take the focus and say nothing of themselves."""
    for widget in root.findChildren(QWidget):
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(root)
        if isinstance(widget, CONTROLS) and takes and not isinstance(widget, QScrollArea):
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            if not (widget.accessibleName() or text):
                yield f"{type(widget).__name__} {widget.objectName()}"


@pytest.mark.parametrize("page", ["new", "key", "unlock", "recover", "renew"])
def test_every_control_at_the_door_has_a_name(application: Application, page: str) -> None:
    application.window.lock_page.ask(page)
    assert not list(nameless(application.window))


@pytest.mark.parametrize("command", ["help", "library_admin", "palette", "sign", "print", "text"])
def test_every_control_beside_the_case_has_a_name(desk: Desk, view: CaseView, command: str) -> None:
    desk.do(command)
    assert not list(nameless(desk.window))


def test_every_control_of_the_worklist_has_a_name(desk: Desk, view: CaseView) -> None:
    assert not list(nameless(desk.window.start))
    desk.show_worklist()
    assert not list(nameless(desk.window))


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(view: CaseView, page: str) -> None:
    view.select(page)
    assert not list(nameless(view.window()))


def test_the_other_pages_name_their_controls_too(desk: Desk, view: CaseView) -> None:
    for command in ("settings", "history", "export", "find", "about"):
        desk.do(command)
    assert not list(nameless(desk.window))


def walk(view: CaseView, qtbot: QtBot) -> list[QWidget]:
    """What Tab comes to from the outline on, all the way around."""
    view.outline.setFocus()
    seen: list[QWidget] = []
    while not seen or QApplication.focusWidget() is not view.outline:
        assert len(seen) < 300, f"Tab never comes back: {[one.objectName() for one in seen[-5:]]}"
        seen.append(QApplication.focusWidget())
        assert seen[-1] is not None, [one.objectName() for one in seen[-5:-1]]
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
    return seen


def at_rest(view: CaseView) -> bool:
    """Whether the page has its fields, in their places and in their order."""
    page = view.page
    return page.isVisible() and page.form.height() > 0 and not page._retab.isActive()


@pytest.mark.parametrize("page", PAGES[:-1])
def test_tab_goes_through_the_window_as_one_reads_it(
    view: CaseView, qtbot: QtBot, page: str
) -> None:
    view.select(page)
    qtbot.waitUntil(lambda: at_rest(view))
    seen = walk(view, qtbot)
    panes = (view.outline, view.page, view.preview)
    places = [
        next((n for n, pane in enumerate(panes) if pane.isAncestorOf(one)), -1) for one in seen
    ]
    order = [place for place, _ in groupby(places[1:])]
    assert order == [1, 2, -1]
    form = [one for one in seen if view.page.isAncestorOf(one)]
    tops = [one.mapTo(view.page.widget(), one.rect().topLeft()).y() for one in form]
    assert [a - b for a, b in pairwise(tops) if a - b > 60] == []


def test_tab_goes_through_the_review_as_one_reads_it(view: CaseView, qtbot: QtBot) -> None:
    view.draft.put("disputed_items.0.rationale", Prose("The right knee."))
    view.draft.put("summary.narrative", Prose("The left knee."))
    view.select("review")
    qtbot.waitUntil(lambda: len(view.findings.findings) > 1)
    seen = walk(view, qtbot)
    cards = [one for one in seen if view.findings.isAncestorOf(one)]
    assert seen[1] is cards[0]
    tops = [one.mapTo(view.findings.widget(), one.rect().topLeft()).y() for one in cards]
    assert tops == sorted(tops)


@pytest.mark.parametrize("table", ["light", "dark"])
@pytest.mark.parametrize("ground", ["canvas", "panel", "soft"])
def test_text_stands_out_from_its_ground(table: str, ground: str) -> None:
    wanted = {"ink": 4.5, "quiet": 4.5, "accent": 4.5, "good": 4.5, "warn": 4.5, "bad": 4.5}
    low = {
        role: round(contrast(colors()[table][role], colors()[table][ground]), 2)
        for role, least in wanted.items()
        if contrast(colors()[table][role], colors()[table][ground]) < least
    }
    assert not low


@pytest.mark.parametrize("table", ["light", "dark"])
def test_borders_and_the_primary_button_stand_out(table: str) -> None:
    row = colors()[table]
    assert contrast(row["edge"], row["panel"]) >= 3
    assert contrast(row["on_accent"], row["accent"]) >= 4.5


@pytest.mark.parametrize("page", PAGES[:-1])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_label_is_cut_off(
    desk: Desk, view: CaseView, qtbot: QtBot, page: str, percent: int
) -> None:
    desk.settings.put("text_size", percent)
    desk.window.resize(1280, 720)
    view.select(page)
    qtbot.waitUntil(lambda: view.page.isVisible() and not cut_off(view.page))


def cut_off(page: QWidget) -> list[str]:
    """The words that stand in too little room."""
    return [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible()
        and label.property("role") in ("label", "group", "title")
        and label.height() + 1 < label.heightForWidth(label.width())
    ]


def contrast(one: str, other: str) -> float:
    """The contrast of two colors by WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
