"""The walk of one value from key to page and back, as ARCHITECTURE.md describes it."""

from __future__ import annotations

import re
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from desktop.cases.sections import ITEM
from tests.conftest import ROOT
from tests.ui.test_preview import passage, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView

PATH = f"{ITEM}.1.rationale"
PICTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
STEPS = re.findall(r"`(desktop/[\w/]+\.py)`, `([\w.]+)`", PICTURE)
CALLED: list[str] = []


def spied(name: str, function: Callable[..., object]) -> Callable[..., object]:
    """The function itself, which notes each time that it is called."""

    @wraps(function)
    def noting(*args: object, **named: object) -> object:
        CALLED.append(name)
        return function(*args, **named)

    return noting


@pytest.fixture(autouse=True)
def _followed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each function of the walk is followed from before the window is made."""
    for file, name in STEPS:
        module = import_module(file.removesuffix(".py").replace("/", "."))
        *owner, function = name.split(".")
        home = getattr(module, owner[0]) if owner else module
        monkeypatch.setattr(home, function, spied(f"{file} {name}", getattr(home, function)))
    yield
    CALLED.clear()


def test_a_key_passes_each_room_once_in_the_order_of_the_picture(
    view: CaseView, qtbot: QtBot
) -> None:
    view.go(PATH)
    settled(view, qtbot)
    CALLED.clear()
    walk = [f"{file} {name}" for file, name in STEPS]
    qtbot.keyClicks(view.findChild(QPlainTextEdit, PATH), "Z")
    qtbot.waitUntil(lambda: walk[-1] in CALLED)
    assert list(dict.fromkeys(CALLED)) == walk
    for once in ("keyPressEvent", "Field.push", "Cases.save", "Composer.letter"):
        assert len([one for one in CALLED if one.endswith(once)]) == 1, once


def test_a_click_on_the_page_leads_back_to_the_field(view: CaseView, qtbot: QtBot) -> None:
    view.preview.show_field(PATH)
    settled(view, qtbot)
    page, box = passage(view, PATH)
    spot = view.preview.paper._on_screen(page, box).center().toPoint()
    qtbot.mouseClick(view.preview.paper.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: view.path == PATH)
    qtbot.waitUntil(view.findChild(QPlainTextEdit, PATH).hasFocus)
