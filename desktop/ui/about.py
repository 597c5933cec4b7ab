"""About: the version, what it stands on, and where the data is."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QVBoxLayout

import desktop
from desktop.ui.words import worded

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

PARTS = (
    "PySide6-Essentials",
    "typst",
    "pypdfium2",
    "python-docx",
    "Jinja2",
    "msgspec",
    "sqlcipher3",
    "cryptography",
    "pypdf",
    "pyspellchecker",
)
SIZE = (520, 420)


class AboutDialog(QDialog):
    """Tells what this program is."""

    def __init__(self, window: QWidget, library: Path | None) -> None:
        super().__init__(window)
        self.setObjectName("about")
        self.setWindowTitle("About Determination Desk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        where = str(library) if library else "nowhere: this is a throw-away library"
        words = worded(f"Version {desktop.__version__}. Cases are kept in: {where}.", "subtitle")
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        parts = QTextBrowser()
        parts.setAccessibleName("What it stands on")
        parts.setPlainText("\n".join(map(_part, PARTS)))
        close = QPushButton("Close")
        close.clicked.connect(lambda _: self.accept())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(worded("Determination Desk", "title"))
        column.addWidget(words)
        column.addWidget(worded("What it stands on", "label"))
        column.addWidget(parts)
        column.addWidget(close)


def _part(name: str) -> str:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return name
    named = [about[key] for key in ("License-Expression", "License") if key in about]
    licence = named[0].splitlines()[0][:60] if named and named[0] else ""
    return f"{name} {about['Version']}   {licence}".rstrip()
