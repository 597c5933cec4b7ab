"""Opening and locking the library, and coming back to the field where one was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.ui.desk.sample_library import SampleLibrary
from desktop.ui.form.text.caret import caret_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.library.library_access import LibraryAccess
    from desktop.cases.case import Case
    from desktop.store.backups.recovery_options import RecoveryOption
    from desktop.store.library.library import Library
    from desktop.ui.desk.desk import Desk

MINUTE = 60_000
STIRRING = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)
"""What shows that somebody is at the desk."""


class LockedPlace(NamedTuple):
    """Where one was when the library was locked."""

    case: str
    path: str
    caret: int


class Unlocking(QObject):
    """Stands between the window and the library."""

    def __init__(self, desk: Desk, access: LibraryAccess) -> None:
        super().__init__(desk)
        self._desk, self._access = desk, access
        self._page = desk.window.lock_page
        self._opened: Library | None = None
        self._secret = ""
        self._ways: tuple[RecoveryOption, ...] = ()
        self._place = LockedPlace("", "", 0)
        self._waiting: list[Callable[[], Any]] = []
        self.sample = SampleLibrary(desk, access.exists)
        self.sample.wanted.connect(self.open)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        desk.acts["lock"] = self.lock
        desk.settings.changed.connect(lambda _: self._stirred())
        page = self._page
        page.chosen.connect(partial(self._try, self._create))
        page.entered.connect(partial(self._try, self._unlock))
        page.recovering.connect(partial(self._try, self._recover))
        page.renewed.connect(partial(self._try, self._renew))
        page.kept.connect(self._prove)
        page.way.connect(self._mend)
        page.sample.connect(self.open_sample)

    def open(self) -> None:
        """Asks for what opens the library, unless the keychain does."""
        window, wanted = self._desk.window, self._wanted()
        if (window.stack.currentWidget(), self._page.asked) != (self._page, wanted):
            window.ask_to_unlock(wanted)
        self._page.offer_return(self.sample.open)
        if self._opened is None and self._access.may_remember():
            self._try(lambda _: self.work_in(self._access.remembered()), "")

    def _wanted(self) -> str:
        """The page to ask with; one whose library is open already is finished first."""
        if self._opened is not None:
            return self._page.asked
        return "unlock" if self._access.exists() else "new"

    def when_open(self, act: Callable[[], Any]) -> None:
        """Does `act` now, or as soon as the library is open."""
        if self._desk.library is not None:
            act()
        else:
            self._waiting.append(act)

    def open_sample(self) -> None:
        """Works in a library that leaves nothing behind, and says so; goes back to one."""
        if self.sample.open:
            self.sample.come_back()
            return
        library = self._access.temporary()
        self.work_in(library)
        self.sample.begin(library)

    def lock(self) -> None:
        """Saves, closes the library and shows the lock page."""
        if self._desk.library is None:
            return
        if self._desk.library.folder is None:
            self._desk.window.notice.tell("The sample library has no passphrase to lock it.")
            return
        self._place = self._here()
        if self._desk.put_away(self.lock):
            self._desk.window.ask_to_unlock("unlock")

    def watch(self) -> None:
        """Locks when nobody has stirred for as long as the settings say."""
        handle = self._desk.window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._stirred()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notices that somebody is at the desk."""
        if event.type() in STIRRING:
            self._stirred()
        return super().eventFilter(watched, event)

    def _stirred(self) -> None:
        minutes = self._desk.settings.record.lock_after
        if minutes:
            self._idle.start(minutes * MINUTE)
        else:
            self._idle.stop()

    def _here(self) -> LockedPlace:
        case = self._desk.open_case
        if case is None:
            return LockedPlace("", "", 0)
        return LockedPlace(case.id, case.view.path, caret_in(QApplication.focusWidget()))

    def _try(self, open: Callable[[str], None], entered: str) -> None:
        """Opens by what was `entered`, or says why it does not."""
        self._page.complain("")
        try:
            open(entered)
        except self._desk.failure as error:
            ways = getattr(error, "ways", ())
            if ways:
                self._show_ways(entered, str(error), ways)
                return
            self._page.complain(str(error))
            if getattr(error, "backup", None) is not None:
                self._offer_backup(entered)

    def _show_ways(self, secret: str, sentence: str, ways: tuple[RecoveryOption, ...]) -> None:
        """What can be opened of a damaged library, to choose from."""
        self._secret, self._ways = secret, ways
        self._page.show_ways(sentence, ways)

    def _mend(self, place: int) -> None:
        if 0 <= place < len(self._ways):
            way = self._ways[place]
            self._try(lambda secret: self.work_in(self._access.repair(secret, way)), self._secret)

    def _offer_backup(self, passphrase: str) -> None:
        """The way back from a damaged file."""
        self._desk.window.notice.warn(
            "The last good backup can take the place of the damaged file, which is set aside.",
            "Restore it",
            partial(self._try, self._restore, passphrase),
        )

    def _restore(self, passphrase: str) -> None:
        self.work_in(self._access.restore(passphrase))

    def _create(self, passphrase: str) -> None:
        self._opened, recovery_key = self._access.create(passphrase)
        self._page.show_key(recovery_key)

    def _prove(self, recovery_key: str) -> None:
        if self._opened is not None and self._opened.proves(recovery_key):
            self.work_in(self._opened)
        else:
            self._page.complain("That is not the key above. Compare it group by group.")

    def _unlock(self, passphrase: str) -> None:
        self.work_in(self._access.unlock(passphrase))

    def _recover(self, recovery_key: str) -> None:
        self._opened = self._access.recover(recovery_key)
        self._page.ask("renew")

    def _renew(self, passphrase: str) -> None:
        if self._opened is not None:
            self._opened.set_passphrase(passphrase)
            self.work_in(self._opened)

    def work_in(self, library: Library) -> None:
        """Works with `library` from now on; cases made in the sample's come along."""
        self._opened, self._secret, self._ways = None, "", ()
        self._page.forget()
        made = self.sample.end()
        self._desk.take(library)
        self._bring(made)
        place, self._place = self._place, LockedPlace("", "", 0)
        if place.case:
            self._desk.go_back_to(*place)
        self.sample.go_on()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _bring(self, made: tuple[Case, ...]) -> None:
        """Puts the cases `made` beside the sample into the library, and opens one alone."""
        ids = [self._desk.add(case) for case in made]
        if len(ids) == 1:
            self._desk.open(ids[0])
        elif ids:
            self._desk.show_worklist()
        if ids:
            count = "1 case" if len(ids) == 1 else f"{len(ids)} cases"
            self._desk.window.notice.tell(f"{count} came along from the sample library.")
