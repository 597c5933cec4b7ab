"""One case: its outline, the form of one section and the letter, side by side."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app.reference_works import editions
from desktop.cases import sections
from desktop.cases.sections import ITEM
from desktop.guidelines.upkeep.unverified import unverified
from desktop.records import paths
from desktop.ui.case.field_navigation import NavigationStop, onward
from desktop.ui.case.find_bar import FindBar
from desktop.ui.case.outline import Outline
from desktop.ui.case.page import FormPage
from desktop.ui.case.page_stack import PageStack
from desktop.ui.case.panes import Panes
from desktop.ui.case.signed_banner import BannerWords, SignedBanner
from desktop.ui.checks.findings import FindingsPage
from desktop.ui.form.field import holding, path_of
from desktop.ui.form.field_message import FieldNotes, Note
from desktop.ui.letter.preview import Preview
from desktop.ui.widgets import layouts
from desktop.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from desktop.app.background_work import WorkLane
    from desktop.app.draft import Draft
    from desktop.cases.case import Case
    from desktop.ui.shell.services import Services


class CaseView(QWidget):
    """The page on which a case is worked through."""

    moved = Signal(str)
    """Another field has the focus: its path."""
    adding = Signal()
    """The person asked for another disputed item."""

    def __init__(self, draft: Draft[Case], services: Services, lane: WorkLane) -> None:
        super().__init__()
        self.draft, self._services = draft, services
        self._notes = FieldNotes()
        self.path = ""
        self.outline: Outline = Outline(services.theme)
        self.notice, self.signed = Notice(services.theme), SignedBanner(services.theme)
        self.preview: Preview = Preview(services.theme, lane, editions(draft.record))
        self.findings = FindingsPage(services, self.outline, draft.kind)
        self.findings.unverified = self._unverified
        self.find_bar: FindBar = FindBar(draft, services.theme)
        self._stack = PageStack(draft, services, self.outline, self._noted)
        self.panes: Panes = Panes(self.outline, self._stack, self.preview)
        self._lay_out()
        self._connect()
        self.show_notes({})
        self.select("case")
        self.preview.show_case(draft.record)

    def _unverified(self) -> str:
        services = self._services
        return unverified(self.draft.record, services.guidelines(), services.marks.all())

    def select(self, key: str) -> None:
        """Shows the section `key`."""
        self.outline.select(key)
        page = self._page(key)
        if page is not None:
            self._stack.setCurrentWidget(page)

    @property
    def key(self) -> str:
        """The section that is shown."""
        return self.outline.current

    @property
    def page(self) -> FormPage | FindingsPage:
        """The page that is shown."""
        page = self._stack.currentWidget()
        return page if isinstance(page, FormPage) else self.findings

    def go(self, path: str, caret: int = 0) -> bool:
        """Takes the focus to the field at `path`; false where no page has it."""
        self.select(sections.of(path))
        self.panes.show_form()
        found = self.page.go(path, caret)
        if found:
            self._stand_at(path)
        return found

    def go_to_gap(self, step: int = 1) -> bool:
        """Goes to the next (1) or previous (-1) field that the letter lacks."""
        return self._go_among(self.preview.gaps, step)

    def go_to_finding(self, step: int = 1) -> bool:
        """Goes to the next (1) or previous (-1) field with a finding."""
        found = self._go_among(self._notes.all, step)
        self._see([self.path])
        return found

    def turn(self, step: int) -> None:
        """Shows the next (1) or previous (-1) section, and enters its form."""
        keys = self.outline.keys
        at = keys.index(self.key) if self.key in keys else 0
        self.select(keys[(at + step) % len(keys)])
        if isinstance(self.page, FormPage):
            self.page.enter()

    def lock(self, standing: BannerWords) -> None:
        """Makes the pages read-only or editable, as the case is, and says where it stands."""
        self.signed.show_words(standing)
        for part in (self.outline, self.findings, self.find_bar, self._stack):
            part.lock(self.draft.locked)

    def enter_form(self) -> None:
        """Takes the focus to the form: to the field where it was, else to the first."""
        if not (self.path and self.page.go(self.path, None)):
            self.page.enter()

    def visit(self, key: str) -> None:
        """Shows the section `key` and takes the focus there."""
        self.select(key)
        self.panes.show_form()
        self.page.enter()

    def turn_letter(self) -> None:
        """Takes the focus to the letter as text; from there, shows the pages and goes back."""
        preview = self.preview
        if preview.as_text and preview.text.hasFocus():
            preview.show_as_text(False)
            self.enter_form()
        else:
            self.panes.show_letter()
            preview.show_as_text(True)
            preview.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows findings: in the outline and below their fields."""
        self._notes.all = notes
        self.outline.count_findings(notes)
        self._show_notes()

    def forget(self) -> None:
        """Releases the letter and everything that belongs to this case alone."""
        self.draft.following.give_up()
        QApplication.instance().focusChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]
        self.preview.show_case(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Requests the letter: even a hidden letter shows what the case lacks."""
        super().showEvent(event)
        self.preview.refresh()

    def _show_notes(self) -> None:
        self._stack.show_notes(self._noted())
        self._tell()

    def _noted(self) -> Mapping[str, Sequence[Note]]:
        """The findings to show now."""
        return self._notes.shown(self.draft.record)

    def _see(self, paths: Iterable[str]) -> None:
        """Shows that the fields at `paths` are empty, where that is a finding."""
        if self._notes.see(paths):
            self._show_notes()

    def _go_among(self, places: Iterable[str], step: int) -> bool:
        place = onward(places, self._stand, step, self.outline.keys, self._rank)
        return bool(place) and self.go(place)

    @property
    def _stand(self) -> NavigationStop:
        return NavigationStop(self.key, self.path if sections.of(self.path) == self.key else "")

    def _rank(self, key: str) -> Callable[[str], int]:
        page = self._page(key)
        return page.form.rank if isinstance(page, FormPage) else lambda _path: 0

    def _page(self, key: str) -> FormPage | FindingsPage | None:
        if key == "review":
            return self.findings
        return self._stack.page(f"{ITEM}.0" if key == "items" else key)

    def _chosen(self, key: str) -> None:
        if key == "items" and not self.draft.record.disputed_items:
            return
        page = self._page(key)
        if page is not None:
            self._stack.setCurrentWidget(page)
            self.panes.show_form()
            if key == "review":
                self._see(self._notes.all)
            if sections.of(self.path) != key:
                self.preview.show_field(sections.lead(key))

    def show_changed(self, path: str) -> None:
        """Updates preview and outline after a change at `path`."""
        if path in ("", ITEM):
            self._drop_pages()
        self.preview.show_case(self.draft.record)
        self._tell()

    def _drop_pages(self) -> None:
        """Removes the pages of items that were removed."""
        count = len(self.draft.record.disputed_items)
        self._stack.drop_items(count)
        self._tell()
        if self.key.startswith(f"{ITEM}.") or self.key == "items":
            self.select(self.key if count else "case")
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self.enter_form()

    def _tell(self) -> None:
        """Updates the outline's states."""
        case = self.draft.record
        self.outline.show_case(case, self.preview.gaps, self._noted())

    def _travelled(self, path: str) -> None:
        if path and not self.go(path):
            self.select(sections.of(path))

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        left = holding(old)
        if left is not None and left is not holding(new):
            self._see([left.path])
        path = path_of(new)
        if path:
            self._stand_at(path)

    def _stand_at(self, path: str) -> None:
        """Highlights the passage of the field that is being edited."""
        if path != self.path:
            self.path = path
            self.preview.show_field(sections.passage(path))
            self.moved.emit(path)

    def _wanted(self, path: str, characters: int) -> None:
        from desktop.letter.model.passages import caret

        words = ""
        with contextlib.suppress(LookupError):
            words = paths.text_at(self.draft.record, path)
        self.go(path, caret(words, characters))

    def _connect(self) -> None:
        self._services.theme.changed.connect(self.panes.fold)
        self.draft.following.due.connect(self.show_changed)
        self.draft.travelled.connect(self._travelled)
        self.draft.refused.connect(self._refuse)
        self.outline.chosen.connect(self._chosen)
        self.outline.added.connect(self.adding)
        self._stack.turned.connect(self.select)
        self.preview.wanted.connect(self._wanted)
        self.preview.left.connect(self.enter_form)
        self.preview.shown.connect(self._tell)
        self.preview.complained.connect(self._complain)
        self.findings.wanted.connect(self.go)
        self.find_bar.wanted.connect(self.go)
        self.find_bar.left.connect(self.enter_form)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _refuse(self, _path: str) -> None:
        """Shows the stored case again after a refused change."""
        self._stack.pull()
        self.signed.refuse()

    def _complain(self, sentence: str, path: str) -> None:
        """Shows what keeps the letter from being made as a finding on its field."""
        own = {path: (Note("error", sentence),)} if path else {}
        self._stack.show_notes({**self._noted(), **own})

    def _lay_out(self) -> None:
        self._stack.addWidget(self.findings)
        column = layouts.column(self, spacing=0)
        column.addWidget(self.signed)
        column.addWidget(self.notice)
        self.notice.over = self.panes
        column.addWidget(self.panes, 1)
        column.addWidget(self.find_bar)
