"""Find and replace in every field of the case."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QToolButton

from desktop.cases.changes import find_and_replace
from desktop.records import paths
from desktop.ui.form.text.one_line import keep_in_one
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from desktop.app.commands import Act
    from desktop.app.draft import Draft
    from desktop.cases.case import Case
    from desktop.ui.widgets.theme import Theme


class FindBar(QFrame):
    """Finds words in the case's texts; each is `wanted` with its field and place."""

    wanted = Signal(str, int)
    left = Signal()

    def __init__(self, draft: Draft[Case], theme: Theme) -> None:
        super().__init__()
        self._draft = draft
        self._at = -1
        self.setObjectName("foot")
        self._find = self._line("Find", "find")
        self._replace = self._line("Replace with", "replace")
        self._says = worded("", "help")
        self._find.textChanged.connect(lambda _: self._count())
        self._find.returnPressed.connect(lambda: self.step(1))
        self._replace.returnPressed.connect(self.replace)
        self._changing = [
            self._replace,
            self._button("Replace", self.replace),
            self._button("Replace all", self.replace_all),
        ]
        row = layouts.row(self, (16, 6, 16, 6), spacing=8)
        row.addWidget(self._find, 2)
        row.addWidget(self._says)
        row.addWidget(self._tool(theme, "up", "Previous", lambda: self.step(-1)))
        row.addWidget(self._tool(theme, "down", "Next", lambda: self.step(1)))
        for number, widget in enumerate(self._changing):
            row.addWidget(widget, 0 if number else 2)
        row.addWidget(self._tool(theme, "remove", "Close", self.close_up))
        away = QShortcut(QKeySequence("Escape"), self, self.close_up)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def open(self, words: str = "") -> None:
        """Shows the bar, ready to be typed into."""
        if words:
            self._find.setText(words)
        self.show()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()
        self._count()

    def lock(self, locked: bool) -> None:
        """Only finds, or replaces too."""
        for widget in self._changing:
            widget.setHidden(locked)

    def close_up(self) -> None:
        """Closes the bar, and gives the focus back to the field."""
        self.left.emit()
        self.hide()

    def step(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) place."""
        found = self.places()
        if found:
            self._at = (self._at + step) % len(found)
            self.wanted.emit(*found[self._at])
            self._says.setText(f"{self._at + 1} of {len(found)}")
            self._find.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace(self) -> None:
        """Replaces the current match, and goes to the next."""
        found = self.places()
        if not found or not 0 <= self._at < len(found):
            self.step(1)
            return
        if self._replace_at(*found[self._at]):
            self._at -= 1
            self.step(1)
            self._count()

    def _replace_at(self, path: str, place: int) -> bool:
        """Whether what is found at `place` of the field at `path` was replaced."""
        text, end = paths.text_at(self._draft.record, path), place + len(self._find.text())
        return self._draft.put(path, text[:place] + self._replace.text() + text[end:])

    def replace_all(self) -> None:
        """Replaces everywhere, as one step that can be undone."""
        found, words = len(self.places()), self._replace.text()
        put = partial(self._pattern().sub, lambda _: words)
        name = f"replace “{self._find.text()}” in {found} places"
        if found and not self._draft.replace(
            find_and_replace.changed(self._draft.record, put), name
        ):
            return
        self._count()
        self._says.setText(f"{found} replaced")

    def places(self) -> tuple[tuple[str, int], ...]:
        """Each field and place where the words stand."""
        if not self._find.text():
            return ()
        pattern = self._pattern()
        return tuple(
            (path, hit.start())
            for path, text in find_and_replace.texts(self._draft.record)
            for hit in pattern.finditer(text)
        )

    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.escape(self._find.text()), re.IGNORECASE)

    def _count(self) -> None:
        self._at = -1
        pattern = self._pattern()
        found = sum(
            len(pattern.findall(text)) for _, text in find_and_replace.texts(self._draft.record)
        )
        self._says.setText(f"{found} found" if self._find.text() else "")

    def _line(self, words: str, name: str) -> QLineEdit:
        line = QLineEdit()
        keep_in_one(line)
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        line.setObjectName(f"find:{name}")
        return line

    def _button(self, words: str, act: Act) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"find:{words}")
        button.clicked.connect(lambda _: act())
        return button

    def _tool(self, theme: Theme, icon: str, words: str, act: Act) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words)
        theme.dress(button, icon)
        button.clicked.connect(lambda _: act())
        return button
