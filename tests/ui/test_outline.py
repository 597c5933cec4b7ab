"""The outline: each item with its decision, however little room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.cases.sections import ITEM
from desktop.cases.terms import Decision
from desktop.ui.case.outline_lines import DECIDED

if TYPE_CHECKING:
    from desktop.ui.case.case_view import CaseView


def drawn(view: CaseView, key: str) -> QStyleOptionViewItem:
    """How the line at `key` is drawn."""
    outline = view.outline
    index = outline.indexFromItem(outline._entries[key])
    option = QStyleOptionViewItem()
    outline.initViewItemOption(option)
    option.rect = outline.visualRect(index)
    outline.itemDelegate().initStyleOption(option, index)
    return option


def test_an_item_says_its_decision(view: CaseView) -> None:
    entry = view.outline._entries[f"{ITEM}.1"]
    assert entry.data(0, DECIDED) == "Upheld"
    assert "Upheld" in entry.data(0, Qt.ItemDataRole.AccessibleTextRole)
    view.draft.put(f"{ITEM}.1.decision", Decision.OVERTURNED)
    assert entry.data(0, DECIDED) == "Overturned"
    view.draft.put(f"{ITEM}.1.decision", None)
    assert entry.data(0, DECIDED) == ""


@pytest.mark.parametrize("width", [160, 220, 400])
def test_a_request_breaks_off_before_its_decision(view: CaseView, width: int) -> None:
    view.outline.resize(width, 500)
    for key in (f"{ITEM}.0", f"{ITEM}.1"):
        option = drawn(view, key)
        words = option.fontMetrics.horizontalAdvance(option.text)
        decided = option.fontMetrics.horizontalAdvance(view.outline._entries[key].data(0, DECIDED))
        assert words + decided <= option.rect.width()
        assert option.text.startswith(f"{int(key[-1]) + 1}  ") or width < 200


def test_a_line_without_a_decision_uses_the_room(view: CaseView) -> None:
    view.draft.put(f"{ITEM}.2.decision", None)
    assert drawn(view, f"{ITEM}.2").text == view.outline._entries[f"{ITEM}.2"].text(0)


def test_the_folded_outline_says_the_state_by_a_sign_and_not_by_color_alone(
    view: CaseView,
) -> None:
    outline = view.outline
    outline.fold(True)

    def shape(key: str) -> bytes:
        """The shape of the line's icon."""
        picture = outline._entries[key].icon(0).pixmap(32).toImage()
        return bytes(picture.convertToFormat(picture.Format.Format_Alpha8).constBits())

    states = {}
    for state in ("empty", "begun", "complete", "warning", "error"):
        outline._say("case", "Case", state, state)
        states[state] = shape("case")
    assert len(set(states.values())) == len(states)
    outline.fold(False)
