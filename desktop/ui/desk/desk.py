"""The desk: switches between the worklist and the cases of the library, and runs every command."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.app.background_work import WorkLane
from desktop.app.commands import CommandDispatch
from desktop.app.library.case_bin import CHOOSE
from desktop.app.library.library_session import LibrarySession
from desktop.app.library.recall import Recall
from desktop.ui.case import leaving
from desktop.ui.desk import program_choice
from desktop.ui.desk.bin import Bin
from desktop.ui.shell.clipboard import ClipboardGuard
from desktop.ui.shell.command_table import COMMANDS
from desktop.ui.shell.head import TITLE
from desktop.ui.shell.palette import places

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.app.commands import Act
    from desktop.app.draft import Draft
    from desktop.cases.case import Case
    from desktop.cases.settings import Settings
    from desktop.store.library.library import Library
    from desktop.ui.case.panes import Panes
    from desktop.ui.desk.open_case import OpenCase
    from desktop.ui.shell.command_table import CommandTargets
    from desktop.ui.shell.services import Services
    from desktop.ui.shell.settings_page import SettingsPage
    from desktop.ui.shell.window import Window

WINDOW = "window"
"""How the panes of a case share the window."""


class Desk(QObject):
    """Joins the window to the library; it is the `Navigator` of all that works in the window."""

    def __init__(self, window: Window, services: Services, targets: CommandTargets) -> None:
        super().__init__(window)
        self.window, self.services = window, services
        self.session = LibrarySession(window.notice, self)
        services.marks.library = self.session
        self.commands = CommandDispatch(COMMANDS, targets)
        self.open_case: OpenCase | None = None
        self.letters, self.checks = WorkLane(self, rests=True), WorkLane(self)
        self.recall = Recall(services.completions, self)
        self.bin = Bin(self.session, self, window)
        self._copied = ClipboardGuard(self)
        self.settings.changed.connect(self._apply_settings)
        services.speller.learned.connect(self._learn)
        window.asked.connect(self.do)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        window.start.table.opened.connect(self.open)
        window.start.searched.connect(self.show_rows)

    @property
    def library(self) -> Library | None:
        """The library that is open."""
        return self.session.library

    @property
    def settings(self) -> Draft[Settings]:
        """The settings of the open library, as they are edited."""
        return self.session.settings

    def do(self, command: str) -> None:
        """Runs a command after saving what was typed; announces it if the store refuses."""
        if self.open_case is not None:
            self.open_case.session.settle()
        self.session.attempt(partial(self.commands.give, command))

    # -- the library ------------------------------------------------------------------------------

    def store(self) -> Library:
        """The library; raises the store's error while there is none."""
        return self.session.store()

    def add(self, case: Case) -> str:
        """Adds `case` to the library, unless it is there as it is; gives its id."""
        return self.session.add(case)

    def take(self, library: Library) -> None:
        """Works with `library` from now on, where work was left off in it."""
        self.session.take(library)
        self.recall.gather(library)
        case, path = self.session.left_off()
        self.show_worklist()
        if case:
            self.open(case, path)

    def put_away(self, then: Act) -> bool:
        """Closes the case and the library; false where the case cannot be saved.

        The person is then asked and may leave anyway: `then` is what to do next.
        """
        if not self.close_case(then):
            return False
        self.window.start.show_rows((), any_at_all=False)
        self.recall.stop()
        self.checks.forget()  # a waiting check would start the process again
        self.services.forget()
        self.bin.forget()
        self.session.close()
        self._copied.clear()
        return True

    def show_worklist(self) -> bool:
        """Closes the open case and shows the worklist; false where the person is asked first."""
        left = self.open_case.id if self.open_case is not None else ""
        if not self.close_case(self.show_worklist):
            return False
        self.session.leave_off("", "")
        self.window.setWindowTitle(TITLE)
        self.window.head.show_title(TITLE)
        self.window.say_saved("")
        self.window.show_page(self.window.start, "worklist")
        self.show_rows()
        if left:
            self.window.start.table.choose((left,))
        self.bin.name_undo()
        self.window.start.take_focus()
        return True

    def show_rows(self, search: str = "") -> None:
        """Lists the cases that contain the words of `search`, or those of the search field."""
        search = search or self.window.start.search.text()
        rows = self.session.rows(search)
        self.window.start.show_rows(rows, any_at_all=bool(rows) or bool(search.strip()))

    # -- a case -----------------------------------------------------------------------------------

    def open(self, id: str, path: str = "", caret: int = 0) -> None:
        """Opens the case `id` instead of the one that is open, at the field at `path`."""
        if not self.close_case(partial(self.open, id, path, caret)):
            return
        from desktop.app.session.case_session import CaseCheck, CaseSession
        from desktop.ui.desk.open_case import OpenCase
        from desktop.ui.form.text.gathered import put_in_waiting

        check = CaseCheck(self.services.review, self.checks)
        session = CaseSession(id, self.session, check, put_in_waiting)
        self.session.case = session
        self.open_case = case = OpenCase(session, self.window, self.services, self.letters)
        case.view.preview.answers = self.session.answers.setdefault(id, {})
        self._arrange(case.view.panes)
        self.window.show_page(case.view, "case")
        case.view.moved.connect(partial(self.session.leave_off, id))
        self.session.leave_off(id, "")
        case.begin(path, caret)

    def _arrange(self, panes: Panes) -> None:
        """Shares the window as the person left it, and remembers how it is shared next."""
        from desktop.ui.case.panes import Arrangement

        stored = self.store().settings.get(WINDOW, Arrangement)
        if stored is not None:
            panes.arrange(stored)
        panes.arranged.connect(lambda: self.store().settings.put(WINDOW, panes.arrangement))

    def close_case(self, then: Act) -> bool:
        """Closes the open case; false where it asks whether to do `then` without its changes."""
        if self.open_case is None:
            return True
        session = self.open_case.session
        if not session.autosave.keep():
            leaving.ask(self.window, session, then, partial(self.do, "save_copy"))
            return False
        self.open_case.close()
        self.open_case = None
        self.recall.learn(session.record)
        return True

    def new(self) -> None:
        """Opens a new case, of the review program that is chosen where there are several."""
        program_choice.choose(self.window, self._begin)

    def _begin(self, program: str) -> None:
        self.open(self.add(self.session.blank(program)), "case_number")

    def duplicate(self) -> None:
        """Opens a new case with the same requests and nothing of the person."""
        chosen = self.chosen_cases
        if chosen:
            self.open(self.store().cases.duplicate(chosen[0]))
        else:
            self.window.notice.tell(CHOOSE)

    @property
    def chosen_cases(self) -> tuple[str, ...]:
        """The cases that a command is about: the open one, or those chosen in the worklist."""
        return (self.open_case.id,) if self.open_case else self.window.start.table.chosen

    def current(self) -> OpenCase:
        """The open case; only commands given in one ask for it."""
        if self.open_case is None:
            raise self.session.failure("Open a case first.")
        return self.open_case

    # -- other pages ------------------------------------------------------------------------------

    def show_settings(self) -> None:
        """Shows the settings; leaving them goes back to the page before."""
        from desktop.ui.shell.settings_page import SettingsPage

        back = self.window.stack.currentWidget()
        where = "case" if self.open_case is not None else "worklist"
        page = SettingsPage(self.settings, self.services)
        page.left.connect(partial(self._leave_settings, page, back, where))
        self.window.show_page(page, "settings")
        page.go("appearance")

    def _leave_settings(self, page: SettingsPage, back: QWidget | None, where: str) -> None:
        if back is not None:
            self.window.show_page(back, where)
        self.window.remove_page(page)

    def show_about(self) -> None:
        """Shows which program this is, and where its library is."""
        from desktop.ui.shell.about import AboutDialog

        folder = self.library.folder if self.library is not None else None
        AboutDialog(self.window, folder.path if folder else None).open()

    def open_palette(self) -> None:
        """Opens the palette, in a case with its sections and fields too."""
        self.window.open_palette(places(self.open_case.view) if self.open_case else ())

    # -- settings and focus -----------------------------------------------------------------------

    def _apply_settings(self, path: str) -> None:
        self.services.follow(self.settings.record, path)

    def _learn(self, word: str) -> None:
        self.settings.put("dictionary", (*self.settings.record.dictionary, word))

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        from desktop.ui.form.field import follow_focus

        follow_focus(old, new)
