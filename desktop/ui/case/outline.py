"""The map of the case: its sections and disputed items, each with its progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from shiboken6 import delete

from desktop.cases import sections
from desktop.cases.panel.determination import tally
from desktop.cases.sections import ITEM, SECTIONS
from desktop.ui.case.outline_lines import DECIDED, OutlineDelegate
from desktop.ui.widgets.words import restyle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop.cases.case import Case
    from desktop.ui.form.field_message import Note
    from desktop.ui.widgets.theme import Theme

KEY = Qt.ItemDataRole.UserRole
_COLOURS = {
    "empty": "quiet",
    "begun": "quiet",
    "complete": "good",
    "warning": "warn",
    "error": "bad",
    "advice": "quiet",
}
_SYMBOLS = {
    "case": "case",
    "parties": "parties",
    "reviewer": "reviewer",
    "documents": "documents",
    "summary": "summary",
    "items": "items",
    "review": "review",
}


class Outline(QTreeWidget):
    """Emits `chosen` with a section's key; shows the progress of the case."""

    chosen = Signal(str)
    added = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: dict[str, QTreeWidgetItem] = {}
        self._says: dict[str, tuple[str, ...]] = {}
        self._folded = False
        self.setObjectName("outline")
        self.setAccessibleName("Outline of the case")
        self.setColumnCount(1)
        self.setHeaderHidden(True)
        self.header().setMinimumSectionSize(1)
        self.header().setStretchLastSection(False)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(16)
        self.setIconSize(theme.icon_size(16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(OutlineDelegate(self, theme))
        for section in SECTIONS:
            self._entries[section.key] = self._entry(self, section.key)
        self._entries["review"] = self._entry(self, "review")
        self._add = self._entry(self._entries["items"], "add")
        self._say("add", "Add a disputed item", "add", "")
        self.expandAll()
        theme.changed.connect(self.refresh)
        self.currentItemChanged.connect(self._choose)
        self.itemClicked.connect(self._click)

    def show_case(
        self, case: Case, gaps: Sequence[str], notes: Mapping[str, Sequence[Note]]
    ) -> None:
        """Shows the progress of `case`; `notes` are its findings by field."""
        self._count_items(len(case.disputed_items))
        worst = _worst(notes)
        for section in sections.of_kind(type(case)):
            state = sections.progress(case, section.fields, gaps)
            found = worst.get(section.key, "")
            count = len(case.documents) if section.key == "documents" else 0
            title = f"{section.title}  {count}" if count else section.title
            self._say(section.key, title, found or state, found or state)
        for number, item in enumerate(case.disputed_items):
            path = f"{ITEM}.{number}"
            state = sections.progress(case, (path,), gaps)
            found = worst.get(path, "")
            words = f"{number + 1}  {item.request or 'New item'}"
            decided = item.decision.value if item.decision else ""
            votes = tally(item.opinions, item.decision)
            spoken = ", ".join(filter(None, (decided, votes, state, found)))
            self._say(path, words, found or state, spoken)
            self._entries[path].setData(0, DECIDED, votes or decided)

    def count_findings(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows next to "Review" how much the check found."""
        found = {(note.severity, note.words) for here in notes.values() for note in here}
        severities = [severity for severity, _ in found]
        errors, warnings = severities.count("error"), severities.count("warning")
        counts = [_counted(errors, "error"), _counted(warnings, "warning")]
        state = ", ".join(filter(None, counts)) or "nothing found"
        icon = "error" if errors else "warning" if warnings else "review"
        total = f"Review  {len(severities)}" if severities else "Review"
        self._say("review", total, icon, state)

    def select(self, key: str) -> None:
        """Goes to the section `key`, if there is one."""
        entry = self._entries.get(key)
        if entry is not None and entry is not self.currentItem():
            self.setCurrentItem(entry)

    @property
    def current(self) -> str:
        """The section that is chosen."""
        entry = self.currentItem()
        return str(entry.data(0, KEY)) if entry is not None else ""

    @property
    def keys(self) -> list[str]:
        """Every section in order, items included."""
        items = [key for key in self._entries if key.startswith(f"{ITEM}.")]
        return [*(section.key for section in SECTIONS), *items, "review"]

    def fold(self, folded: bool) -> None:
        """Shows the icons alone, the words in their tips, or both."""
        if folded != self._folded:
            self._folded = folded
            restyle(self, "state", "folded" if folded else "")
            self.setIndentation(0 if folded else 16)
            off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self.setVerticalScrollBarPolicy(off if folded else on)
            self.refresh()

    def lock(self, locked: bool) -> None:
        """Offers to add an item only where one can be added."""
        self._add.setHidden(locked)

    def refresh(self) -> None:
        """Redraws the icons in the current colors and size."""
        self.setIconSize(self._theme.icon_size(20 if self._folded else 16))
        says, self._says = self._says, {}
        for key, (words, icon, state) in says.items():
            self._say(key, words, icon, state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the lines as wide as the view; a hidden head does not."""
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Adds an item on Enter at the last line."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.currentItem() is self._add:
            self.added.emit()
        else:
            super().keyPressEvent(event)

    def _count_items(self, count: int) -> None:
        parent = self._entries["items"]
        while parent.childCount() - 1 < count:
            number = parent.childCount() - 1
            entry = QTreeWidgetItem()
            entry.setData(0, KEY, f"{ITEM}.{number}")
            parent.insertChild(number, entry)
            self._entries[f"{ITEM}.{number}"] = entry
        while parent.childCount() - 1 > count:
            key = f"{ITEM}.{parent.childCount() - 2}"
            self._says.pop(key, None)
            if self.current == key:
                self.setCurrentItem(parent.child(parent.childCount() - 3) or parent)
            delete(
                self._entries.pop(key)
            )  # a child that was removed has no parent and is not deleted

    def _say(self, key: str, words: str, icon: str, state: str) -> None:
        """Shows `words` and `icon` at `key`; `state` tells the state to the screen reader."""
        entry = self._add if key == "add" else self._entries[key]
        if self._says.get(key) == (words, icon, state):
            return
        self._says[key] = (words, icon, state)
        entry.setText(0, "" if self._folded else words)
        drawn, sign = icon, ""
        if self._folded and key != "add":
            drawn, sign = _SYMBOLS.get(key, "item"), icon if icon in _COLOURS else ""
        entry.setIcon(0, self._theme.icon(drawn, _COLOURS.get(icon, "quiet"), sign))
        entry.setToolTip(0, f"{words}: {state}" if state else words)
        label = f"{words}, {state}" if state else words
        entry.setData(0, Qt.ItemDataRole.AccessibleTextRole, label)

    def _entry(self, parent: QTreeWidget | QTreeWidgetItem, key: str) -> QTreeWidgetItem:
        entry = QTreeWidgetItem(parent)
        entry.setData(0, KEY, key)
        return entry

    def _choose(self, entry: QTreeWidgetItem | None) -> None:
        if entry is not None and entry is not self._add:
            self.chosen.emit(str(entry.data(0, KEY)))

    def _click(self, entry: QTreeWidgetItem) -> None:
        if entry is self._add:
            self.added.emit()


def _worst(notes: Mapping[str, Sequence[Note]]) -> dict[str, str]:
    """The worst severity of each section, of its errors and warnings."""
    worst: dict[str, str] = {}
    for path, here in notes.items():
        key = sections.of(path)
        for note in here:
            if note.severity == "error" or (note.severity == "warning" and key not in worst):
                worst[key] = note.severity
    return worst


def _counted(number: int, word: str) -> str:
    """How many there are, in words; nothing for none."""
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
