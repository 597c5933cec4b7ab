"""Guidelines that are consulted: where one stands then, and what is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop.cases.case import Basis
from desktop.ui.guidelines.criteria import CriteriaList
from tests.ui.test_criteria import FIRST, ODG

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView


def test_who_consults_a_guideline_stands_at_its_first_question(
    view: CaseView, qtbot: QtBot
) -> None:
    view.go(f"{FIRST}.request")
    view.draft.put(f"{FIRST}.guidelines", ())
    offers = [
        one for one in view.page.findChildren(QPushButton) if one.objectName().startswith("offer:")
    ]
    id = offers[0].objectName().removeprefix("offer:")
    offers[0].setFocus()
    qtbot.keyClick(offers[0], Qt.Key.Key_Space)
    assert view.draft.get(f"{FIRST}.guidelines") == (id,)
    here = view.window().focusWidget()
    first = next(one for one in view.page.findChildren(CriteriaList) if one.guideline.id == id)
    assert first.questions[0].isAncestorOf(here)


def test_who_leaves_a_guideline_stands_at_what_else_is_offered(
    view: CaseView, qtbot: QtBot
) -> None:
    view.go(f"{FIRST}.request")
    id = view.page.findChildren(CriteriaList)[0].guideline.id
    remover = view.page.findChild(QToolButton, f"leave:{id}")
    qtbot.mouseClick(remover, Qt.MouseButton.LeftButton)
    here = view.window().focusWidget()
    assert here.objectName().startswith("offer:")


def test_the_guideline_that_is_consulted_is_cited_where_nothing_was_said(
    view: CaseView, qtbot: QtBot
) -> None:
    view.go(f"{FIRST}.request")
    basis = f"{FIRST}.reviewer_basis"
    view.draft.put(f"{FIRST}.guidelines", ())
    view.draft.put(basis, Basis())
    offers = [
        one for one in view.page.findChildren(QPushButton) if one.objectName().startswith("offer:")
    ]
    qtbot.mouseClick(offers[0], Qt.MouseButton.LeftButton)
    (citation,) = view.draft.get(f"{basis}.citations")
    assert citation.title in offers[0].accessibleName()
    (id,) = view.draft.get(f"{FIRST}.guidelines")
    assert view.draft.undo_name == "consult a guideline"
    qtbot.mouseClick(view.page.findChild(QToolButton, f"leave:{id}"), Qt.MouseButton.LeftButton)
    assert view.draft.get(basis) == Basis()
    view.draft.undo()
    view.draft.put(f"{basis}.citations", (citation, ODG))
    qtbot.mouseClick(view.page.findChild(QToolButton, f"leave:{id}"), Qt.MouseButton.LeftButton)
    assert view.draft.get(f"{basis}.citations") == (citation, ODG)
