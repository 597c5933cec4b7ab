"""Deleting cases in the worklist, and putting them back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.library.case_bin import CaseBin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.library.library_session import LibrarySession
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.shell.window import Window


class Bin(QObject):
    """Puts cases into the bin, and back as long as the library stays open."""

    def __init__(self, library: LibrarySession, navigator: Navigator, window: Window) -> None:
        super().__init__(window)
        self._library, self._navigator, self._window = library, navigator, window
        self._bin = CaseBin(library)
        window.start.table.deleted.connect(self.delete)

    def delete(self, ids: Sequence[str] = ()) -> None:
        """Puts cases into the bin, by default the chosen ones, with a button to undo."""
        notices = self._library.notices
        deletion = self._bin.asked(ids or self._navigator.chosen_cases)
        if deletion.refusal:
            (notices.warn if deletion.signed else notices.tell)(deletion.refusal)
            return
        if self._navigator.open_case is not None and not self._navigator.show_worklist():
            return
        neighbor = self._window.start.table.neighbor(deletion.ids)
        words = self._bin.delete(deletion)
        self._show(neighbor)
        notices.tell(words, "Undo", partial(self._put_back, deletion.ids))

    def undo(self) -> None:
        """Puts back what was deleted last."""
        self._put_back(self._bin.last)

    def name_undo(self) -> None:
        """Names in the worklist what would be put back."""
        self._window.rename("undo", self._bin.undo_name, enabled=bool(self._bin.last))

    def forget(self) -> None:
        """Clears what can be put back when the library is closed."""
        self._bin.forget()

    def _put_back(self, ids: tuple[str, ...]) -> None:
        if self._bin.put_back(ids):
            self._library.notices.settle()
            if self._navigator.open_case is None:
                self._show(ids)

    def _show(self, chosen: tuple[str, ...]) -> None:
        """Lists the cases again, with those that are `chosen`."""
        self._navigator.show_rows()
        self._window.start.table.choose(chosen)
        self.name_undo()
        self._window.start.take_focus()
