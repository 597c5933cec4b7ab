"""Marks a guideline as read in its source, or takes the mark away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.guidelines.read_line import MarkDialog

if TYPE_CHECKING:
    from desktop.app.commands import Act
    from desktop.guidelines.guideline import Guideline
    from desktop.ui.guidelines.read_line import ReadLine
    from desktop.ui.shell.services import Services

KIND = "guideline"


class Marking(QObject):
    """The mark of one guideline, shown in its `line`."""

    def __init__(self, line: ReadLine, guideline: Guideline, services: Services) -> None:
        super().__init__(line)
        self._line, self._guideline, self._services = line, guideline, services
        line.wanted.connect(self.ask)
        line.unwanted.connect(self.remove)
        self.show()

    def show(self) -> None:
        """Shows the mark as it is kept."""
        known = self._services.marks.all()
        mark = known.of(KIND, self._guideline.id, self._guideline.fingerprint)
        self._line.show_mark(mark, verified=self._guideline.verified)

    def ask(self) -> None:
        """Asks who read it and where."""
        marks = self._services.marks
        dialog = MarkDialog(self._line.window(), self._guideline.title, marks.person)
        dialog.given.connect(lambda source: self._mark(dialog.name.text().strip(), source))
        dialog.open()

    def remove(self) -> None:
        """Takes the mark away."""
        self._try(partial(self._services.marks.unmark, KIND, self._guideline.id))

    def _mark(self, by: str, source: str) -> None:
        entry = (KIND, self._guideline.id, self._guideline.fingerprint)
        self._try(partial(self._services.marks.mark, entry, by, source))

    def _try(self, act: Act) -> None:
        try:
            act()
        except self._services.marks.failure as error:
            self._line.say(str(error))
        else:
            self.show()
