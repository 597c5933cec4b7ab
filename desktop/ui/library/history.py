"""The versions of a case: what changed since each, word by word, and the way back to one."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from desktop.cases.changes.differences import Change, changes
from desktop.ui.checks.sign_off import label_of
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import SignalInstance

    from desktop.cases.case import Case
    from desktop.store.library.records import Signature
    from desktop.store.library.versions import Version, WrittenLetter
    from desktop.ui.widgets.theme import Theme

ALIKE = 0.6
"""Share of the new words that must be the old ones for a difference to be read more easily."""
NUMBER = Qt.ItemDataRole.UserRole


class HistoryPage(QWidget):
    """Lists versions; one is `restored` by its number."""

    restored = Signal(int)
    exporting = Signal(int)
    """The letter of a version is wanted as a file again."""
    left = Signal()

    def __init__(
        self,
        versions: Sequence[Version],
        now: Case,
        get: Callable[[int], Case],
        theme: Theme,
    ) -> None:
        super().__init__()
        self._now, self._get, self._theme = now, get, theme
        self._list = QListWidget()
        self._list.setObjectName("versions")
        self._list.setAccessibleName("Versions")
        self._difference = QTextBrowser()
        self._difference.setAccessibleName("What changed since")
        self._difference.setObjectName("difference")
        self._restore = QPushButton("Restore this version")
        self._restore.setObjectName("history:restore")
        self._restore.clicked.connect(lambda _: self._emit(self.restored))
        self._export = QPushButton("Export this letter")
        self._export.setObjectName("history:export")
        self._export.clicked.connect(lambda _: self._emit(self.exporting))
        self._versions = {version.number: version for version in versions}
        for version in versions:
            item = QListWidgetItem(_line(version))
            item.setData(NUMBER, version.number)
            self._list.addItem(item)
        self._lay_out()
        self._list.currentItemChanged.connect(lambda: self._compare())
        self._list.setCurrentRow(0)

    def take_focus(self) -> None:
        """Goes to the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _compare(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            found = changes(self._get(item.data(NUMBER)), self._now)
            version = self._versions[item.data(NUMBER)]
            signed = "".join(map(stated, version.signed)) + written(version.letters)
            self._difference.setHtml(signed + self._page(found))
            self._restore.setEnabled(bool(found))
            self._export.setEnabled(bool(version.letters))

    def _emit(self, signal: SignalInstance) -> None:
        item = self._list.currentItem()
        if item is not None:
            signal.emit(item.data(NUMBER))

    def _page(self, found: Sequence[Change]) -> str:
        if not found:
            return "<p>The case is as it was then.</p>"
        kind = type(self._now)
        kind = type(self._now)
        return "".join(
            f"<h4>{escape(one.field(kind))}</h4><p>{shown(one, self._theme)}</p>" for one in found
        )

    def _lay_out(self) -> None:
        column = layouts.column(self, (24, 16, 24, 16), spacing=12)
        head = QHBoxLayout()
        head.addWidget(worded("Versions of the case", "title"), 1)
        back = QPushButton("Back to the case")
        back.setObjectName("history:back")
        back.clicked.connect(lambda _: self.left.emit())
        head.addWidget(self._export)
        head.addWidget(self._restore)
        head.addWidget(back)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._list, 2)
        row.addWidget(self._difference, 5)
        self._difference.document().setDocumentMargin(12)
        column.addLayout(row, 1)


def stated(signature: Signature) -> str:
    """Who signed off a version and what was stated by it, as HTML."""
    statements = "".join(f"<li>{escape(one)}</li>" for one in signature.attested)
    left_open = "; ".join((*signature.remaining, *signature.rules))
    left = f"<p>Stood in it then: {escape(left_open)}</p>" if left_open else ""
    return f"<h4>{escape(label_of(signature))}</h4><ul>{statements}</ul>{left}"


def written(letters: Sequence[WrittenLetter]) -> str:
    """The files that were written of a signed letter, as HTML; each can be proved by its hash."""
    told = "".join(
        f"<li>{escape(' '.join(filter(None, (one.form.upper(), one.edition))))}, "
        f"{one.at.astimezone():%m/%d/%Y %H:%M}, SHA-256 {escape(one.sha256)}</li>"
        for one in letters
    )
    return f"<h4>Its letter was exported</h4><ul>{told}</ul>" if told else ""


def _line(version: Version) -> str:
    """A version in one line: when and what for, signed off or not, and by whom."""
    why = dict.fromkeys((version.why, *("signed off" for _ in version.signed)))
    return f"{version.at.astimezone():%m/%d/%Y %H:%M}   {', '.join(why)}   {version.who}"


def shown(change: Change, theme: Theme) -> str:
    """The change as HTML: removed words struck, added ones underlined."""
    words: list[tuple[str, str]] = list(change.words())
    alike = sum(len(text) for kind, text in words if kind == "same")
    if alike < ALIKE * len(change.after):
        words = [("removed", f"{change.before}\n"), ("added", change.after)]
    return in_color(words, theme)


def in_color(words: Sequence[tuple[str, str]], theme: Theme) -> str:
    """A difference as HTML, piece by piece."""
    return " ".join(marked(kind, text, theme) for kind, text in words if text)


def marked(kind: str, text: str, theme: Theme) -> str:
    """Words of a difference as HTML: struck through where removed, underlined where added."""
    words = escape(text).replace("\n", "<br>")
    if kind == "removed":
        return f'<s style="color: {theme.color("bad").name()}">{words}</s>'
    if kind == "added":
        return f'<u style="color: {theme.color("good").name()}">{words}</u>'
    return words
