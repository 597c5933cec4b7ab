"""Guideline packs in the window: proved off its thread, shown, and taken when the person agrees."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop.app.background_work import WorkLane
from desktop.app.packs import pack_taking
from desktop.ui.case.page import FormPage
from desktop.ui.guidelines.mark_list import MarkList
from desktop.ui.guidelines.packs_page import PackDialog, PacksPage
from desktop.ui.widgets.file_dialog import file_dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.packs.pack_change import PackChange
    from desktop.app.packs.pack_taking import PackTaking
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.shell.services import Services
    from desktop.ui.shell.window import Window

NOT_TAKEN = "The pack is not taken"
NOTHING = "Nothing was changed. Mend the pack, or ask who made it, and add it again."


class PackSteps(QObject):
    """Shows the page of packs and carries out its actions."""

    def __init__(
        self, taking: PackTaking, navigator: Navigator, window: Window, services: Services
    ) -> None:
        super().__init__(window)
        self._taking, self._navigator = taking, navigator
        self._window, self._services = window, services
        self._lane = WorkLane(self)
        self._page: PacksPage | None = None

    def finish(self) -> None:
        """Waits for the pack that is being proved."""
        self._lane.finish()

    def show(self) -> None:
        """Shows the packs that were taken."""
        page = PacksPage()
        page.left.connect(partial(self._leave, page))
        page.file_wanted.connect(self._choose_file)
        page.folder_wanted.connect(self._choose_folder)
        page.removed.connect(partial(self._change, self._remove))
        page.gone_back.connect(partial(self._change, self._go_back))
        if self._navigator.show_worklist():
            self._page = page
            MarkList(page.unverified, self._services, self._lane)
            self._change(lambda _: "", "")
            self._window.show_page(page, "packs")
            page.take_focus()

    def propose(self, path: Path) -> None:
        """Proves the pack at `path`, then asks whether to take it."""
        self._window.notice.tell(f"{path.name} is being proved.")
        self._lane.start(partial(self._taking.proposed, path), self._ask, self._refuse)

    def _ask(self, change: PackChange) -> None:
        called = pack_taking.called(change)
        if change.already:
            self._window.notice.tell(f"{called}, is in force already.")
            return
        lines = [one.words() for one in change.differences]
        before = f"It replaces {change.before.said()}. " if change.before else ""
        about = f"By the pack's manifest: {called}. {before}What it changes in what is in force:"
        title = f"Take version {change.pack.manifest.version} of {change.pack.manifest.name}?"
        dialog = PackDialog(self._window, title, about, lines or ["Nothing."], "Take the pack")
        dialog.agreed.connect(partial(self._change, partial(self._take, change), ""))
        dialog.open()

    def _refuse(self, error: Exception) -> None:
        lines = pack_taking.objections(error)
        PackDialog(self._window, NOT_TAKEN, NOTHING, lines).open()

    def _change(self, act: Callable[[str], str], name: str) -> None:
        """Does `act` to the pack `name`, and shows what is in force then."""
        try:
            words = act(name)
            if self._page is not None:
                self._page.show_ledger(self._taking.ledger())
                self._page.words.setText(words)
            elif words:
                self._window.notice.tell(words)
        except pack_taking.REFUSALS as error:
            self._refuse(error)
        self._services.drafts.start(self._services.guidelines, self._show_changed, self._refuse)

    def _show_changed(self, _guidelines: object) -> None:
        """Lets the open case say what changed under its answers."""
        case = self._navigator.open_case
        if case is not None and isinstance(case.view.page, FormPage):
            case.view.page.pull()

    def _take(self, change: PackChange, _name: str) -> str:
        return f"In force from now on: {self._taking.take(change).said()}."

    def _remove(self, name: str) -> str:
        removed = self._taking.remove(name)
        return f"No longer in force: {removed.said()}." if removed else f"{name} is not in force."

    def _go_back(self, name: str) -> str:
        return f"In force again: {self._taking.back(name).said()}."

    def _leave(self, page: PacksPage) -> None:
        self._page = None
        self._navigator.show_worklist()
        self._window.remove_page(page)

    def _choose_file(self) -> None:
        dialog = file_dialog(self._window, "Add a guideline pack")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Guideline packs (*.zip)", "All files (*)"])
        dialog.fileSelected.connect(lambda path: self.propose(Path(path)))
        dialog.open()

    def _choose_folder(self) -> None:
        dialog = file_dialog(self._window, "Add a guideline pack")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.propose(Path(path)))
        dialog.open()
