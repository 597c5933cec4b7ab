"""Columns and rows of widgets, with the room around and between them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)
"""No room around it: left, top, right, bottom."""


def column(
    widget: QWidget | None = None, margins: Margins = NONE, *, spacing: int | None = None
) -> QVBoxLayout:
    """A column in `widget`, or to be put into another layout; its spacing, or the style's own."""
    made = QVBoxLayout(widget) if widget is not None else QVBoxLayout()
    made.setContentsMargins(*margins)
    if spacing is not None:
        made.setSpacing(spacing)
    return made


def row(
    widget: QWidget | None = None, margins: Margins = NONE, *, spacing: int | None = None
) -> QHBoxLayout:
    """A row in `widget`, or to be put into another layout; its spacing, or the style's own."""
    made = QHBoxLayout(widget) if widget is not None else QHBoxLayout()
    made.setContentsMargins(*margins)
    if spacing is not None:
        made.setSpacing(spacing)
    return made
