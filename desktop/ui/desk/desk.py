"""The desk: opens cases from the library, keeps what is typed, and answers every command."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.app.background_work import WorkLane
from desktop.app.draft import Draft
from desktop.app.library.recall import Recall
from desktop.cases.case import Case
from desktop.cases.settings import Settings
from desktop.ui.desk import leaving
from desktop.ui.desk.bin import CHOOSE, Bin
from desktop.ui.shell.clipboard import ClipboardGuard
from desktop.ui.shell.head import TITLE
from desktop.ui.shell.palette import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.publication.answers import Answers
    from desktop.store.library.library import Library
    from desktop.ui.case.panes import Panes
    from desktop.ui.desk.open_case import OpenCase
    from desktop.ui.shell.services import Services
    from desktop.ui.shell.settings_page import SettingsPage
    from desktop.ui.shell.window import Window

SETTINGS = "desk"
WINDOW = "window"
"""How the panes of a case share the window."""
PLACE = "place"
"""Where work was left off, by the case's id and the field's path."""


class Desk(QObject):
    """Joins the window to the library; without one, only the door is open."""

    def __init__(self, window: Window, services: Services, failure: type[Exception]) -> None:
        super().__init__(window)
        self.window, self.services, self.failure = window, services, failure
        self.library: Library | None = None
        self.due: Callable[[Case], dt.date | None] = lambda _case: None
        self.open_case: OpenCase | None = None
        self.answers: dict[str, Answers] = {}
        """What was decided, since the library was opened, of words that may name somebody."""
        self.letters, self.checks = WorkLane(self, rests=True), WorkLane(self)
        self.recall = Recall(services.completions, self)
        self.settings = Draft(Settings(), self)
        self.acts = self._acts()
        self.bin = Bin(self)
        self._copied = ClipboardGuard(self)
        self.settings.changed.connect(self._set)
        services.speller.learned.connect(self._learn)
        window.asked.connect(self.do)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        window.start.table.opened.connect(self.open)
        window.start.searched.connect(self.show_rows)

    def do(self, command: str) -> None:
        """Does what a command says; what the store refuses is said in the window."""
        own = self.open_case.acts if self.open_case is not None else {}
        self.attempt(own.get(command) or self.acts[command])

    def attempt(self, act: Callable[[], Any]) -> bool:
        """Does `act`; false where the store refuses it, which is said in the window."""
        try:
            act()
        except self.failure as error:
            self.window.notice.warn(str(error))
            return False
        return True

    # -- the library ------------------------------------------------------------------------------

    def take(self, library: Library) -> None:
        """Works with `library` from now on."""
        self.library = None
        kept = library.settings.get(SETTINGS, Settings)
        self.settings.replace(kept or Settings(), "")
        self.library = library
        self.recall.gather(library)
        place = self.left_off()
        self.show_worklist()
        if place[0] in {row.id for row in library.cases.rows()}:
            self.go_back_to(*place)

    def put_away(self, then: Callable[[], Any]) -> bool:
        """Closes the case and the library; false where the case cannot be kept.

        The person is then asked, and may leave all the same: `then` is what was wanted.
        """
        if not self.close_case(then):
            return False
        self.window.start.show_rows((), any_at_all=False)
        self.recall.stop()
        self.checks.forget()  # one that waits would begin the process anew
        self.services.forget()
        self.bin.forget()
        library, self.library = self.library, None
        if library is not None:
            with suppress(self.failure):  # a version less: every change is saved already
                library.close()
        self._copied.clear()
        self.answers.clear()
        return True

    def left_off(self) -> tuple[str, str]:
        """The case and the field in which work was left off, at an earlier start."""
        return self.store().settings.get(PLACE, tuple[str, str]) or ("", "")

    def _left_off(self, case: str, path: str) -> None:
        if self.library is not None and self.library.open:
            with suppress(self.failure):  # where work was left off keeps nobody from leaving
                self.library.settings.put(PLACE, (case, path))

    def store(self) -> Library:
        """The library; the window shows nothing that asks for it while there is none."""
        if self.library is None:
            raise self.failure("The library is locked. Enter the passphrase to go on.")
        return self.library

    def show_worklist(self) -> bool:
        """Puts the open case away and shows the worklist; false where the person is asked first."""
        left = self.open_case.id if self.open_case is not None else ""
        if not self.close_case(self.show_worklist):
            return False
        self._left_off("", "")
        self.window.setWindowTitle(TITLE)
        self.window.head.show_title(TITLE)
        self.window.say_saved("")
        self.window.show_page(self.window.start, "worklist")
        self.show_rows()
        if left:
            self.window.start.table.choose((left,))
        self.bin.tell()
        self.window.start.take_focus()
        return True

    def show_rows(self, search: str = "") -> None:
        """Lists the cases in which the words of `search` stand."""
        search = search or self.window.start.search.text()
        library = self.store()
        rows = library.cases.search(search) if search.strip() else library.cases.rows()
        self.window.start.show_rows(rows, any_at_all=bool(rows) or bool(search.strip()))

    # -- a case -----------------------------------------------------------------------------------

    def open(self, id: str, path: str = "", caret: int = 0) -> None:
        """Opens the case `id` in the place of the one that is open, at the field at `path`."""
        if not self.close_case(partial(self.open, id, path, caret)):
            return
        from desktop.app.session.autosave import Autosave
        from desktop.ui.desk.open_case import OpenCase
        from desktop.ui.form.text.gathered import put_in_waiting

        kept = self.store().cases.get(id)
        draft = Draft(kept.case, self)
        save = partial(self.store().cases.save, id)
        autosave = Autosave(draft, save, kept.version, self.failure, put_in_waiting)
        self.open_case = OpenCase(id, draft, autosave, self)
        self._arrange(self.open_case.view.panes)
        self.window.show_page(self.open_case.view, "case")
        self.open_case.view.moved.connect(partial(self._left_off, id))
        self._left_off(id, "")
        self.open_case.begin(path, caret, locked=kept.locked)

    def _arrange(self, panes: Panes) -> None:
        """Shares the window as the person left it, and remembers how it is shared next."""
        from desktop.ui.case.panes import Arrangement

        kept = self.store().settings.get(WINDOW, Arrangement)
        if kept is not None:
            panes.arrange(kept)
        panes.arranged.connect(lambda: self.store().settings.put(WINDOW, panes.arrangement))

    def close_case(self, then: Callable[[], Any]) -> bool:
        """Puts the open case away; false where it asks whether to do `then` without its changes."""
        if self.open_case is None:
            return True
        if not self.open_case.autosave.keep():
            leaving.ask(self, then)
            return False
        case, self.open_case = self.open_case, None
        case.view.forget()
        self.window.remove_page(case.view)
        self.recall.learn(case.draft.record)
        case.deleteLater()
        return True

    def add(self, case: Case) -> str:
        """Takes `case` into the library, unless it is there as it is; gives its id."""
        cases = self.store().cases
        alike = cases.search(case.case_number) if case.case_number else ()
        same = (row.id for row in alike if cases.read(row.id) == case)
        return next(same, "") or cases.add(case)

    def new(self) -> None:
        """Opens a new case."""
        self.go_back_to(self.add(self.blank()), "case_number")

    def blank(self) -> Case:
        """A new case as it begins: its organization and reviewer as the settings have them."""
        settings: Settings = self.settings.record
        one = settings.profiles[0].reviewer if len(settings.profiles) == 1 else Case().reviewer
        today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
        return Case(organization=settings.organization, reviewer=one, date_assigned=today)

    def duplicate(self) -> None:
        """Opens a new case with the same requests and nothing of the person."""
        id = self.chosen()
        if id:
            self.open(self.store().cases.duplicate(id))
        else:
            self.window.notice.tell(CHOOSE)

    def chosen(self) -> str:
        """The case that a command is about: the open one, or the first chosen in the worklist."""
        return next(iter(self.chosen_cases), "")

    @property
    def chosen_cases(self) -> tuple[str, ...]:
        """The cases that a command is about: the open one, or those chosen in the worklist."""
        return (self.open_case.id,) if self.open_case else self.window.start.table.chosen

    def current(self) -> OpenCase:
        """The open case; only commands given in one ask for it."""
        if self.open_case is None:
            raise self.failure("Open a case first.")
        return self.open_case

    def go_back_to(self, id: str, path: str, caret: int = 0) -> None:
        """Opens the case `id` at the field where it was left."""
        self.open(id, path, caret)

    def show_settings(self) -> None:
        """Shows the settings; leaving them goes back to where one was."""
        from desktop.ui.shell.settings_page import SettingsPage

        back = self.window.stack.currentWidget()
        where = "case" if self.open_case is not None else "worklist"
        page = SettingsPage(self.settings, self.services)
        page.left.connect(partial(self._leave_settings, page, back, where))
        self.window.show_page(page, "settings")
        page.go("appearance")

    # -- the rest ---------------------------------------------------------------------------------

    def _leave_settings(self, page: SettingsPage, back: Any, where: str) -> None:
        self.window.show_page(back, where)
        self.window.remove_page(page)

    def _set(self, path: str) -> None:
        """Applies the settings, and keeps them."""
        self.services.follow(self.settings.record, path)
        if self.library is not None and self.library.open:
            self.attempt(partial(self.library.settings.put, SETTINGS, self.settings.record))

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        from desktop.ui.form.field import follow_focus

        follow_focus(old, new)

    def _learn(self, word: str) -> None:
        self.settings.put("dictionary", (*self.settings.record.dictionary, word))

    def _about(self) -> None:
        from desktop.ui.shell.about import AboutDialog

        folder = self.library.folder if self.library is not None else None
        AboutDialog(self.window, folder.path if folder else None).open()

    def _palette(self) -> None:
        """Opens the palette, in a case with its sections and fields too."""
        self.window.open_palette(places(self.open_case.view) if self.open_case else ())

    def _acts(self) -> dict[str, Callable[[], Any]]:
        """What each command does; those of the open case are its own."""
        return {
            "new": self.new,
            "duplicate": self.duplicate,
            "worklist": self.show_worklist,
            "palette": self._palette,
            "settings": self.show_settings,
            "about": self._about,
            "quit": self.window.close,
        }
