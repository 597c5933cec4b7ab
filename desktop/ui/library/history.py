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

    from desktop.cases.case import Case
    from desktop.store.library.records import Signature
    from desktop.store.library.versions import Version
    from desktop.ui.widgets.theme import Theme

ALIKE = 0.6
"""Share of the new words that must be the old ones for a difference to be read more easily."""
NUMBER = Qt.ItemDataRole.UserRole


class HistoryPage(QWidget):
    """Lists versions; one is `restored` by its number."""

    restored = Signal(int)
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
        self._restore.clicked.connect(lambda _: self._emit())
        self._signed = {version.number: version.signed for version in versions}
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
            signed = "".join(map(stated, self._signed[item.data(NUMBER)]))
            self._difference.setHtml(signed + self._page(found))
            self._restore.setEnabled(bool(found))

    def _emit(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.restored.emit(item.data(NUMBER))

    def _page(self, found: Sequence[Change]) -> str:
        if not found:
            return "<p>The case is as it was then.</p>"
        return "".join(
            f"<h4>{escape(one.field)}</h4><p>{shown(one, self._theme)}</p>" for one in found
        )

    def _lay_out(self) -> None:
        column = layouts.column(self, (24, 16, 24, 16), spacing=12)
        head = QHBoxLayout()
        head.addWidget(worded("Versions of the case", "title"), 1)
        back = QPushButton("Back to the case")
        back.setObjectName("history:back")
        back.clicked.connect(lambda _: self.left.emit())
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
