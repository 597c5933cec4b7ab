"""The pages of a case, each made on first use, one of them shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.cases.sections import ITEM
from desktop.ui.case.item_page import ItemPage
from desktop.ui.case.pages import PAGES
from desktop.ui.widgets.read_only import show_read_only

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.app.draft import Draft
    from desktop.cases.case import Case
    from desktop.ui.case.page import FormPage
    from desktop.ui.form.field_message import Note
    from desktop.ui.shell.services import Services

    Notes = Mapping[str, Sequence[Note]]


class PageStack(QStackedWidget):
    """The forms of a case's sections; `notes` gives the findings that a new page shows."""

    turned = Signal(str)
    """The person asked for another section: its key."""

    def __init__(
        self, draft: Draft[Case], services: Services, before: QWidget, notes: Callable[[], Notes]
    ) -> None:
        super().__init__()
        self._draft, self._services, self._before, self._notes = draft, services, before, notes
        self._pages: dict[str, FormPage] = {}

    def page(self, key: str) -> FormPage | None:
        """The page of the section `key`; None for an item that is not there."""
        if key not in self._pages:
            page = self._made(key)
            if page is None:
                return None
            self._pages[key] = page
            self._take_in(page)
        return self._pages[key]

    def _take_in(self, page: FormPage) -> None:
        page.before = self._before
        self.addWidget(page)
        page.show_notes(self._notes())
        page.form.reshaped.connect(partial(self._hold, page))
        self._hold(page)

    def show_notes(self, notes: Notes) -> None:
        """Shows findings below the fields that they are about."""
        for page in self._pages.values():
            page.show_notes(notes)

    def lock(self, locked: bool) -> None:
        """Makes the pages read-only or editable."""
        for page in self._pages.values():
            show_read_only(page, locked)
        self.pull()

    def pull(self) -> None:
        """Shows the stored case again and drops entries that were refused."""
        for page in self._pages.values():
            page.pull()

    def drop_items(self, count: int) -> None:
        """Removes the pages of the items from number `count` on, which were removed."""
        for key in [k for k in self._pages if k.startswith(f"{ITEM}.")]:
            if int(key.rpartition(".")[2]) >= count:
                self.removeWidget(self._pages[key])
                self._pages.pop(key).deleteLater()

    def _made(self, key: str) -> FormPage | None:
        if key in PAGES:
            return PAGES[key](self._draft, self._services)
        number = int(key.rpartition(".")[2])
        if number >= len(self._draft.record.disputed_items):
            return None
        page = ItemPage(self._draft, number, self._services)
        page.turned.connect(lambda n: self.turned.emit(f"{ITEM}.{n}"))
        return page

    def _hold(self, page: FormPage) -> None:
        """Makes new widgets on a read-only page read-only too."""
        if self._draft.locked:
            show_read_only(page, True)
