"""The reviewers of this desk, one of whom is put into the case; a warning about the license."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from desktop.cases.settings import license_note, profile_of
from desktop.ui.form.place import FormPlace
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent, QWheelEvent

    from desktop.app.draft import Draft
    from desktop.cases.case import Case
    from desktop.cases.settings import Profile
    from desktop.ui.shell.services import Services

LABEL = "Reviewer of this desk"
MOVING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
NONE = "Reviewers who are entered in the settings can be chosen here."


class ProfileChoice(FormPlace):
    """Puts a reviewer from the settings into the case, and warns of a license that ends soon."""

    def __init__(self, draft: Draft[Case], services: Services) -> None:
        super().__init__()
        self._draft, self._services = draft, services
        self._profiles: tuple[Profile, ...] = ()
        self.path = "reviewer"
        self._pick = _Names()
        self._pick.setObjectName("reviewer:profile")
        self._pick.setAccessibleName(LABEL)
        self._pick.activated.connect(self._choose)
        self._label, self._warning = worded(LABEL, "label"), worded("", "error")
        self._label.setBuddy(self._pick)
        self._none = worded(NONE, "help")
        column = layouts.column(self, spacing=4)
        for widget in (self._label, self._pick, self._warning, self._none):
            column.addWidget(widget)
        for words in (self._warning, self._none):
            words.setWordWrap(True)
        self._fill()
        self.pull()

    @property
    def warning(self) -> str:
        """The warning about the license; empty while it is valid."""
        return self._warning.text()

    def pull(self, _path: str = "") -> None:
        """Shows who is in the case, of those in the settings."""
        if self._profiles != self._services.profiles:
            self._fill()
        self._pick.setEnabled(not self._draft.locked)
        chosen = profile_of(self._draft.record.reviewer, self._profiles)
        self._pick.setCurrentIndex(self._profiles.index(chosen) if chosen else -1)
        today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
        self._warning.setText(license_note(chosen, today) if chosen else "")
        self._warning.setVisible(bool(self._warning.text()))

    def showEvent(self, event: QShowEvent) -> None:
        """Shows the reviewers of the changed settings."""
        super().showEvent(event)
        self.pull()

    def _fill(self) -> None:
        self._profiles = self._services.profiles
        self._pick.clear()
        self._pick.addItems([one.reviewer.name or "No name" for one in self._profiles])
        for widget in (self._label, self._pick):
            widget.setVisible(bool(self._profiles))
        self._none.setVisible(not self._profiles)

    def _choose(self, number: int) -> None:
        reviewer = self._profiles[number].reviewer
        self._draft.put("reviewer", reviewer, f"take reviewer {reviewer.name}".strip())
        self.pull()


class _Names(QComboBox):
    """A list of names; the mouse wheel scrolls the page and never changes the choice."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPlaceholderText("Choose a reviewer")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Opens the list, so that the arrow keys alone choose nobody."""
        if event.key() in MOVING:
            self.showPopup()
        elif event.text().isprintable() and event.text().strip():
            self.showPopup()
            self.view().keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lets the page scroll."""
        event.ignore()
