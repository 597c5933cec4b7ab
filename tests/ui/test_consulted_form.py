"""A guideline that changed under answers is asked as before, says so, and can be renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from desktop.app import reference_works
from desktop.app.packs import guideline_packs, kept_packs
from desktop.cases.terms import Decision
from desktop.guidelines import consultation
from desktop.store.files.folder import VARIABLE
from desktop.ui.guidelines.criteria import CriteriaList
from desktop.ui.guidelines.read_line import MarkDialog
from tests.app.invented_packs import made, rule
from tests.ui.test_criteria import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

ID = "river-massage"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of packs; what was read from it is forgotten."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "packs"))
    kept_packs.take(
        tmp_path / "packs" / "guidelines", guideline_packs.read(made(tmp_path / "one")), "ada"
    )
    reference_works.guidelines.cache_clear()
    yield tmp_path / "packs" / "guidelines"
    reference_works.guidelines.cache_clear()


def questions(view: CaseView) -> list[str]:
    lists = view.page.findChildren(CriteriaList)
    return [
        one.guideline.criteria[0].ask for one in lists if one.guideline.id == ID and one.isVisible()
    ]


def shown(view: CaseView, name: str, kind: type[QWidget]) -> QWidget | None:
    """What is shown with that name."""
    return next((one for one in view.page.findChildren(kind, name) if one.isVisible()), None)


def told(view: CaseView) -> str:
    label = shown(view, f"form:{ID}", QLabel)
    return label.text() if isinstance(label, QLabel) else ""


def test_answers_stay_with_their_questions_until_the_reviewer_renews_them(
    own: Path, view: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    view.go(f"{FIRST}.request")
    item = view.draft.get(FIRST)
    present = reference_works.guidelines()[ID]
    view.draft.put(FIRST, consultation.consulting(item, present))
    assert questions(view) == ["Is it an adjunct?"]
    assert told(view) == ""

    new = made(tmp_path / "two", "2", rule=rule(ask="Is it alone?"))
    kept_packs.take(own, guideline_packs.read(new), "ada")
    reference_works.guidelines.cache_clear()
    before = view.draft.get(f"{FIRST}.rationale")
    view.draft.put(f"{FIRST}.decision", Decision.UPHELD)
    assert questions(view) == ["Is it an adjunct?"]
    assert told(view).startswith("Decided by version 1 of Riverside. The guideline has changed")
    assert view.draft.get(f"{FIRST}.rationale") == before

    button = shown(view, f"renew:{ID}", QPushButton)
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert questions(view) == ["Is it alone?"]
    assert told(view) == ""
    view.draft.undo()
    assert questions(view) == ["Is it an adjunct?"]


def test_a_guideline_that_is_gone_is_still_shown_and_can_be_left(
    own: Path, view: CaseView, qtbot: QtBot
) -> None:
    view.go(f"{FIRST}.request")
    item = view.draft.get(FIRST)
    view.draft.put(FIRST, consultation.consulting(item, reference_works.guidelines()[ID]))
    kept_packs.remove(own, "Riverside")
    reference_works.guidelines.cache_clear()
    view.draft.put(f"{FIRST}.decision", None)
    assert "no longer among those in force" in told(view)
    assert shown(view, f"renew:{ID}", QPushButton) is None
    leave = shown(view, f"leave:{ID}", QToolButton)
    assert leave is not None
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert questions(view) == []
    assert view.draft.get(f"{FIRST}.consulted") == ()


def test_a_guideline_is_marked_as_read_by_keys_and_unmarked(
    own: Path, view: CaseView, desk: Desk, qtbot: QtBot
) -> None:
    assert own.is_dir()
    view.go(f"{FIRST}.request")
    item = view.draft.get(FIRST)
    view.draft.put(FIRST, consultation.consulting(item, reference_works.guidelines()[ID]))
    button = shown(view, f"mark:{ID}", QPushButton)
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    dialog = view.window().findChild(MarkDialog)
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Ada Moss")
    source = dialog.findChild(QLineEdit, "reason:line")
    qtbot.keyClicks(source, "The clinic's manual")
    qtbot.keyClick(source, Qt.Key.Key_Return)
    words = shown(view, f"read:{ID}", QLabel)
    assert isinstance(words, QLabel)
    assert words.text().startswith("Read by Ada Moss on ")
    assert words.text().endswith(": The clinic's manual")
    assert desk.store().trail.entries(limit=1)[0].what == "guideline marked as read"
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert words.text() == "Unverified"
