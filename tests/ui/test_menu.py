"""The window's menu: every command, on a small screen too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk


def test_the_menu_fits_a_small_screen_and_leaves_empty_parts_out(
    desk: Desk, view: CaseView
) -> None:
    menu = next(one for one in desk.window.findChildren(QMenu) if one.accessibleName())
    parts = {part.title(): part for part in menu.findChildren(QMenu)}
    menu.aboutToShow.emit()
    assert set(parts) == {"Workflow", "Edit", "Go", "View"}
    assert all(part.menuAction().isVisible() for part in parts.values())
    assert menu.sizeHint().height() < 720
    given = [*menu.actions(), *(action for part in parts.values() for action in part.actions())]
    assert set(desk.window.actions_by_id.values()) <= set(given)
    desk.show_worklist()
    menu.aboutToShow.emit()
    assert not parts["Go"].menuAction().isVisible()
    assert not parts["View"].menuAction().isVisible()
