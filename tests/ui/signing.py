"""What the tests of signed-off cases share: a case that can be signed, and its controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.cases.case import Citation
from desktop.cases.sections import ITEM
from desktop.cases.terms import Source
from desktop.platform import assets
from desktop.store.files import files
from desktop.ui.form.lists.dragging import Handle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.cases.case import Case
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

FIRST = f"{ITEM}.0"
PAGES = ("case", "parties", "reviewer", "documents", "summary", FIRST, f"{ITEM}.2", "review")


def whole() -> Case:
    """The bundled case without an open error, so that it can be signed off; with a typing slip."""
    case = files.read_case(assets.resource("sample.ddcase"))
    first, *others = case.disputed_items
    odg = Citation(source=Source("Non-MTUS Citation"), title="Official Disability Guidelines (ODG)")
    third = replace(others[1], reviewer_basis=replace(others[1].reviewer_basis, citations=(odg,)))
    return replace(case, disputed_items=(first, others[0], third, *others[2:]))


def sign(desk: Desk) -> None:
    """Signs off the case that is open, at the end of its review."""
    desk.do("sign")
    end = desk.current().view.findings.sign_off
    end.findChild(QLineEdit, "sign:why").setText("They stay as they are.")
    end.findChild(QPushButton, "sign:go").click()
    assert desk.current().draft.locked


def stand(desk: Desk) -> None:
    """Signs off the case that is open as it is, whatever the check finds in it."""
    session = desk.current().session
    session.settle()
    desk.store().sign_off(session.id, ("Read and true.",))
    session.workflow.refresh()


def settled(desk: Desk, qtbot: QtBot) -> None:
    """Waits for the check, the letter and the drafted texts."""
    lanes, session = (desk.letters, desk.services.drafts), desk.current().session
    qtbot.waitUntil(lambda: not session.checking and not any(lane.busy for lane in lanes))


def controls(view: CaseView) -> list[QWidget]:
    """What can be reached on the page that is shown, and is no way to another page."""
    found = [w for w in view.page.findChildren(QWidget) if w.isVisibleTo(view.page)]
    away = ("Go to", "Previous item", "Next item")
    return [
        widget
        for widget in found
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, Handle)
        if not widget.accessibleName().startswith(away)
    ]
