"""Opening and locking the library, and coming back to the field that was edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app.library import locking
from desktop.app.library.unlock_steps import UnlockSteps
from desktop.ui.form.text.caret import caret_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.commands import Act
    from desktop.app.library.library_access import LibraryAccess
    from desktop.app.library.library_session import LibrarySession
    from desktop.cases.case import Case
    from desktop.store.library.library import Library
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.desk.sample_library import SampleLibrary
    from desktop.ui.shell.window import Window

ACTIVITY = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)
"""Events that show that the program is in use."""


class LockedPlace(NamedTuple):
    """The case, field and caret at the time the library was locked."""

    case: str
    path: str
    caret: int


class LibrarySwitch(NamedTuple):
    """How the window opens and closes a library."""

    take: Callable[[Library], None]
    put_away: Callable[[Act], bool]
    """False where the open case cannot be saved and the person is asked."""


class Unlocking(QObject):
    """Asks for what opens the library, and locks it."""

    def __init__(
        self,
        library: LibrarySession,
        navigator: Navigator,
        window: Window,
        access: LibraryAccess,
        sample: SampleLibrary,
        switch: LibrarySwitch,
    ) -> None:
        super().__init__(window)
        self._library, self._navigator, self._window = library, navigator, window
        self._access, self._steps, self._switch = access, UnlockSteps(access), switch
        self._page = window.lock_page
        self._place = LockedPlace("", "", 0)
        self._waiting: list[Act] = []
        self.sample = sample
        self.sample.wanted.connect(self.open)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        library.settings.changed.connect(lambda _: self._be_active())
        self._connect()

    def _connect(self) -> None:
        page, steps = self._page, self._steps
        page.chosen.connect(partial(self._try, lambda words: page.show_key(steps.create(words))))
        page.entered.connect(partial(self._try, self._unlock))
        page.recovering.connect(partial(self._try, self._recover))
        page.renewed.connect(partial(self._try, self._renew))
        page.confirmed.connect(self._confirm)
        page.way.connect(self._repair)
        page.sample.connect(self.open_sample)

    def open(self) -> None:
        """Asks for what opens the library, unless the keychain does."""
        steps, page = self._steps, self._page
        wanted = page.asked if steps.pending else steps.first_page
        if (self._window.stack.currentWidget(), page.asked) != (page, wanted):
            self._window.ask_to_unlock(wanted)
        page.offer_return(self.sample.open)
        if not steps.pending and self._access.may_remember():
            self._try(lambda _: self.work_in(self._access.remembered()), "")

    def when_open(self, act: Act) -> None:
        """Does `act` now, or as soon as the library is open."""
        if self._library.library is not None:
            act()
        else:
            self._waiting.append(act)

    def open_sample(self) -> None:
        """Opens a temporary library with a banner that says so, or returns to it."""
        if self.sample.open:
            self.sample.come_back()
            return
        library = self._access.temporary()
        self.work_in(library)
        self.sample.begin(library)

    # -- locking ----------------------------------------------------------------------------------

    def lock(self) -> None:
        """Saves, closes the library and asks for what opens it."""
        if self._library.library is None:
            return
        if why := locking.refusal(self._library):
            self._library.notices.tell(why)
            return
        self._place = self._here()
        if self._switch.put_away(self.lock):
            self._window.ask_to_unlock("unlock")

    def watch(self) -> None:
        """Locks after the idle timeout of the settings."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._be_active()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Restarts the idle timeout when the program is in use."""
        if event.type() in ACTIVITY:
            self._be_active()
        return super().eventFilter(watched, event)

    def _be_active(self) -> None:
        self._idle.stop()
        if timeout := locking.idle_timeout(self._library):
            self._idle.start(timeout)

    def _here(self) -> LockedPlace:
        case = self._navigator.open_case
        if case is None:
            return LockedPlace("", "", 0)
        return LockedPlace(case.id, case.view.path, caret_in(QApplication.focusWidget()))

    # -- opening ----------------------------------------------------------------------------------

    def _try(self, open: Callable[[str], object], entered: str) -> None:
        """Opens by what was `entered`, or shows why it cannot be opened."""
        self._page.complain("")
        try:
            open(entered)
        except self._library.failure as error:
            self._explain(error, entered)

    def _explain(self, error: Exception, entered: str) -> None:
        """Shows why the library was not opened, and offers the recovery options."""
        words, options, has_backup = locking.obstacle(error)
        if options:
            self._steps.choose_among(options, entered)
            self._page.show_ways(words, options)
            return
        self._page.complain(words)
        if has_backup:
            restore = partial(self._try, self._restore, entered)
            self._library.notices.warn(locking.RESTORE, "Restore it", restore)

    def _unlock(self, passphrase: str) -> None:
        self.work_in(self._access.unlock(passphrase))

    def _restore(self, passphrase: str) -> None:
        self.work_in(self._access.restore(passphrase))

    def _recover(self, recovery_key: str) -> None:
        self._steps.recover(recovery_key)
        self._page.ask("renew")

    def _renew(self, passphrase: str) -> None:
        self._work_in_any(self._steps.renew(passphrase))

    def _repair(self, place: int) -> None:
        repair = self._steps.repair
        self._try(lambda _: self._work_in_any(repair(place)), self._steps.secret)

    def _confirm(self, recovery_key: str) -> None:
        library = self._steps.confirm(recovery_key)
        if library is None:
            self._page.complain(locking.WRONG_KEY)
        else:
            self.work_in(library)

    def _work_in_any(self, library: Library | None) -> None:
        if library is not None:
            self.work_in(library)

    def work_in(self, library: Library) -> None:
        """Works with `library` from now on; adds the cases that were made in the sample library."""
        self._steps.forget()
        self._page.forget()
        made = self.sample.end()
        self._switch.take(library)
        self._bring(made)
        place, self._place = self._place, LockedPlace("", "", 0)
        if place.case:
            self._navigator.open(*place)
        self.sample.go_on()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _bring(self, made: tuple[Case, ...]) -> None:
        """Adds the cases `made` in the sample library to this one, and opens a single one."""
        ids, words = locking.moved(self._library, made)
        if len(ids) == 1:
            self._navigator.open(ids[0])
        elif ids:
            self._navigator.show_worklist()
        if words:
            self._library.notices.tell(words)
