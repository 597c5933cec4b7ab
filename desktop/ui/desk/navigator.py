"""How the parts of the window switch pages and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.app.commands import Act
    from desktop.ui.desk.open_case import OpenCase


class Navigator(Protocol):
    """Switches to a case, to the worklist, or to a page about the whole program."""

    @property
    def open_case(self) -> OpenCase | None:
        """The case that is shown; None in the worklist."""

    def current(self) -> OpenCase:
        """The case that is shown; raises the store's error in the worklist."""

    @property
    def chosen_cases(self) -> tuple[str, ...]:
        """The cases that a command is about: the open one, or those chosen in the worklist."""

    def open(self, id: str, path: str = "", caret: int = 0) -> None:
        """Opens the case `id` instead of the one that is open, at the field at `path`."""

    def close_case(self, then: Act) -> bool:
        """Closes the open case; false where it asks whether to do `then` without its changes."""

    def new(self) -> None:
        """Opens a new case."""

    def duplicate(self) -> None:
        """Opens a new case with the same requests and nothing of the person."""

    def show_worklist(self) -> bool:
        """Closes the open case and shows the worklist; false where the person is asked first."""

    def show_rows(self) -> None:
        """Lists the cases again."""

    def show_settings(self) -> None:
        """Shows the settings; leaving them goes back to the page before."""

    def show_about(self) -> None:
        """Shows which program this is."""

    def open_palette(self) -> None:
        """Opens the command palette."""
