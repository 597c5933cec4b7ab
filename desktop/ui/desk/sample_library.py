"""The library in which the sample opens: it is in memory only.

Cases made in it can move to a real library; the program asks before they are lost.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.app.packs.sample_case import path
from desktop.cases import case_file
from desktop.ui.widgets.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.commands import Act, CommandDispatch
    from desktop.app.library.library_session import LibrarySession
    from desktop.cases.case import Case
    from desktop.store.library.library import Library
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.shell.command_table import CommandTargets
    from desktop.ui.shell.window import Window

FOOT = "Sample library: nothing is saved"
BANNER = "This is the sample library. Nothing in it is saved when the window closes."
OWN = ("new", "duplicate", "import", "paste_letter")
"""Commands that make a new case: they ask whether to make it here."""


class SampleLibrary(QObject):
    """Manages the sample's library while it is open."""

    wanted = Signal()
    """The person wants a real library: an existing or a new one."""

    def __init__(
        self,
        session: LibrarySession,
        navigator: Navigator,
        window: Window,
        commands: CommandDispatch[CommandTargets],
        has_own: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._session, self._navigator, self._window = session, navigator, window
        self._commands, self._has_own = commands, has_own
        self._library: Library | None = None
        self._next: Act | None = None
        self._discarding = False
        window.banner.asked.connect(self._leave_for_own)

    @property
    def open(self) -> bool:
        """Whether the sample's library is the one in use."""
        return self._library is not None

    def begin(self, library: Library) -> None:
        """Shows in the window that nothing in `library` is saved."""
        self._library = library
        self._commands.ask_first(self._ask, *OWN)
        self._window.say_not_kept(FOOT, BANNER, self._way)

    def end(self) -> tuple[Case, ...]:
        """Closes the sample's library; gives the cases that were made in it."""
        if self._library is None:
            return ()
        made = self.made()
        self._commands.ask_no_more()
        self._window.say_not_kept("")
        self._library.close()
        self._library = None
        return made

    def made(self) -> tuple[Case, ...]:
        """The cases that are neither the sample nor still blank."""
        if self._library is None:
            return ()
        cases = self._library.cases
        found = (cases.get(row.id).case for row in cases.rows())
        return tuple(case for case in found if self._is_own(case))

    def may_go(self) -> bool:
        """Whether closing loses no case; otherwise asks what to do with the new ones."""
        made = () if self._discarding else self.made()
        if made:
            self._ask_about(made)
        return not made

    def go_on(self) -> None:
        """Continues with what the person asked for, now that the real library is open."""
        act, self._next = self._next, None
        if act is not None:
            act()

    def come_back(self) -> None:
        """Stays in the sample's library."""
        self._next = None
        self._navigator.show_worklist()

    @property
    def _way(self) -> str:
        return "Open your library" if self._has_own() else "Create your library"

    def _is_own(self, case: Case) -> bool:
        return case.case_number != sample_case().case_number and case != self._session.blank()

    def _ask(self, act: Act) -> None:
        """Asks where to make the person's own case."""
        dialog = QuestionDialog(
            self._window,
            "Make the case in your library?",
            "Nothing in the sample library is saved when the window closes. Your own library is "
            "encrypted and saves every key.",
        )
        dialog.offer("Try it here", act)
        dialog.offer(self._way, partial(self._leave_for_own, act), primary=True)
        dialog.open()

    def _ask_about(self, made: tuple[Case, ...]) -> None:
        """Asks what to do with the cases that closing the window would lose."""
        names = ", ".join(case.case_number or "a case without a number" for case in made)
        count = "1 case" if len(made) == 1 else f"{len(made)} cases"
        dialog = QuestionDialog(
            self._window,
            f"Keep {count}?",
            f"Made in the sample library and saved nowhere else: {names}.",
        )
        dialog.offer("Discard", self._discard)
        dialog.offer(f"{self._way} and keep", self._leave_for_own, primary=True)
        dialog.open()

    def _discard(self) -> None:
        self._discarding = True
        self._window.close()

    def _leave_for_own(self, act: Act | None = None) -> None:
        """Asks for the real library; `act` is done once it is open."""
        if self._navigator.close_case(partial(self._leave_for_own, act)):
            self._next = act
            self.wanted.emit()


def sample_case() -> Case:
    """The bundled, invented case."""
    return case_file.loads(path().read_bytes())
