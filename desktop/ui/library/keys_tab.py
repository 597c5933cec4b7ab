"""Changing what opens the library: its passphrase, its recovery key, the system's keychain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import labelled, rule, worded

if TYPE_CHECKING:
    from desktop.app.commands import Act


WIDTH = 420
FIELDS = {"now": "Passphrase", "new": "New passphrase", "again": "New passphrase again"}


class KeysTab(QWidget):
    """Emits what the person asked for, and shows the outcome."""

    changed = Signal(str, str)
    """The present passphrase, and the new one."""
    renewed = Signal()
    remembered = Signal(bool)
    """Whether the keychain is to open the library."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = {name: _line(name, label) for name, label in FIELDS.items()}
        self._key = _line("recovery_key", "Recovery key")
        self._key.setEchoMode(QLineEdit.EchoMode.Normal)
        self._key.setReadOnly(True)
        self._key.hide()
        self._words = worded("", "quiet", wrapped=True)
        self._words.hide()
        self._chain = QCheckBox("Open with this computer's keychain, without the passphrase")
        self._chain.setObjectName("keys:keychain")
        self._chain.clicked.connect(lambda on: self.remembered.emit(on))
        self._lay_out()

    def say(self, words: str) -> None:
        """Shows the outcome, and clears what was typed."""
        self._words.setText(words)
        self._words.show()
        for line in self._lines.values():
            line.clear()

    def show_key(self, recovery_key: str) -> None:
        """Shows the new recovery key, to be printed or written down."""
        self._key.setText(recovery_key)
        self._key.show()
        self.say("Print it or write it down now: the old recovery key opens nothing any more.")

    def show_remembered(self, remembered: bool) -> None:
        """Shows whether the keychain opens the library."""
        self._chain.setChecked(remembered)

    def _lay_out(self) -> None:
        column = layouts.column(self, (0, 12, 0, 0), spacing=12)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for name, line in self._lines.items():
            labelled(column, FIELDS[name], line)
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(_button("Change the passphrase", "keys:change", self._change), 0, left)
        column.addWidget(rule())
        make = _button("Make a new recovery key", "keys:renew", self.renewed.emit)
        column.addWidget(make, 0, left)
        column.addWidget(self._key)
        column.addWidget(self._words)
        column.addWidget(rule())
        column.addWidget(self._chain)
        about = "Every program of your account can then open the library too."
        column.addWidget(worded(about, "help"))

    def _change(self) -> None:
        now, new, again = (line.text() for line in self._lines.values())
        if new != again:
            self.say("The new passphrase is not the same both times.")
        else:
            self.changed.emit(now, new)


def _line(name: str, label: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"keys:{name}")
    line.setAccessibleName(label)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaximumWidth(WIDTH)
    return line


def _button(words: str, name: str, act: Act) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.clicked.connect(act)
    return button
