"""The parts of a form: a field, a list or a choice, each with the place of its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.ui.form.field_message import Note
    from desktop.ui.form.text.text_line import TextLine


class FormPlace(QWidget):
    """A part of a form that shows the record."""

    reshaped = Signal()
    """Its fields have changed."""
    path = ""
    """The place of the record that it shows; empty where it shows what follows from all of it."""

    def pull(self, path: str = "") -> None:
        """Shows what the record says, of which `path` has changed."""
        raise NotImplementedError

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows the findings on it; nothing if they are shown elsewhere."""

    def field_at(self, path: str) -> FormPlace | TextLine | None:  # noqa: ARG002 -- see the fields
        """The field at `path`, or the first one inside it; None where it has no such field."""
        return None

    def place_caret(self, position: int | None) -> None:  # noqa: ARG002 -- see the texts
        """Takes the focus, in a text with the caret at `position`; None leaves it where it is."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
