"""About: the version, where the data is, what changed, and the licenses of the parts."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
)

from desktop.platform import assets, release
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

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
"""The larger parts, for a checkout, which carries nothing; a built program lists all it carries."""
SIZE = (600, 520)
PLATE = 72


class AboutDialog(QDialog):
    """Shows the version, the licenses and the changes."""

    def __init__(self, window: QWidget, library: Path | None) -> None:
        super().__init__(window)
        self.setObjectName("about")
        self.setWindowTitle("About Determination Desk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        close = QPushButton("Close")
        close.clicked.connect(lambda _: self.accept())
        column = layouts.column(self, (24, 24, 24, 24), spacing=16)
        column.addLayout(_plate(library))
        column.addWidget(_texts(), 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _plate(library: Path | None) -> QHBoxLayout:
    """The icon, the name, the version and the library's folder."""
    picture = QLabel()
    picture.setPixmap(QIcon(str(assets.resource("brand/determination-desk.svg"))).pixmap(PLATE))
    picture.setAccessibleName("The icon of Determination Desk")
    where = str(library) if library else "nowhere: this is a temporary library"
    facts = worded(
        f"Version {release.words()}\nCases are stored in: {where}", "subtitle", wrapped=True
    )
    facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(worded("Determination Desk", "title"))
    words.addWidget(facts)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row


def _texts() -> QTabWidget:
    """The parts, what changed, and the license."""
    tabs = QTabWidget()
    tabs.setDocumentMode(True)
    tabs.tabBar().setDrawBase(False)
    for name, words in (
        ("Third-party parts", release.licenses() or "\n".join(map(_part, PARTS))),
        ("What changed", release.changes()),
        ("License", release.license_text()),
    ):
        text = QTextBrowser()
        text.setAccessibleName(name)
        text.setOpenLinks(False)
        text.document().setDocumentMargin(12)
        text.setMarkdown(words)
        tabs.addTab(text, name)
    return tabs


def _part(name: str) -> str:
    """A package with its version and license, as a line of Markdown."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return f"- {name}"
    named = [about[key] for key in ("License-Expression", "License") if key in about]
    license_name = named[0].splitlines()[0][:60] if named and named[0] else ""
    return f"- {name} {about['Version']} {license_name}".rstrip()
