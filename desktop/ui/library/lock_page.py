"""The page that opens the library: a new passphrase, the passphrase, or the recovery key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.library.recovery_page import RecoveryPage
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import labelled, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from desktop.app.commands import Act
    from desktop.store.backups.recovery_options import RecoveryOption
    from desktop.ui.widgets.theme import Theme

WIDTH = 480
COMPLAINT = 3
"""Lines that are reserved for the error, so that nothing moves when it appears."""
HONEST = (
    "Cases are health records: they are stored encrypted, and only this passphrase or the recovery "
    "key opens them. Nobody can restore them if both are lost."
)


class EnteredLine(QLineEdit):
    """A line that handles its Enter key alone, whatever has the focus afterwards."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keeps Enter from what has the focus afterwards, such as a button of the next page."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class LockPage(QScrollArea):
    """Asks for what opens the library; the caller opens it or calls `complain`."""

    chosen = Signal(str)
    """A passphrase for a new library."""
    entered = Signal(str)
    """The passphrase."""
    recovering = Signal(str)
    """The recovery key."""
    renewed = Signal(str)
    """A new passphrase, after the recovery key opened the library."""
    confirmed = Signal(str)
    """The recovery key as it was written down."""
    printing = Signal(str)
    """The person wants to print the recovery key."""
    sample = Signal()
    way = Signal(int)
    """One of the recovery options, by its position."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.asked = ""
        """The page that is shown."""
        self._theme = theme
        self._pages: dict[str, QWidget] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._texts: list[QLabel] = []
        self._complaint = worded("", "error", wrapped=True)
        self._complaint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._back = QPushButton("Back to the sample")
        self._stack = QStackedWidget()
        self._makers = {
            "new": self._new,
            "key": self._recovery,
            "unlock": self._unlock,
            "recover": self._recover,
            "renew": self._renew,
            "damaged": self._damaged,
        }
        theme.changed.connect(self._measure)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._back.setObjectName("lock:back")
        self._back.clicked.connect(lambda _: self.sample.emit())
        self._back.hide()
        body = QWidget()
        self.setWidget(body)
        column = QVBoxLayout(body)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self._stack, self._complaint, self._back):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def ask(self, page: str) -> None:
        """Shows the page "new", "unlock", "recover", "renew", "key" or "damaged"."""
        if page not in self._pages:
            self._pages[page] = self._page(self._makers[page])
            self._stack.addWidget(self._pages[page])
            self._measure()
        self.asked = page
        self._stack.setCurrentWidget(self._pages[page])
        self._let_go()
        self.complain("")
        for line in self._lines.values():
            line.clear()
        first = self._pages[page].findChild(QLineEdit)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_go(self) -> None:
        """Keeps the page at its own height."""
        for page in self._pages.values():
            here = page is self._stack.currentWidget()
            high = QSizePolicy.Policy.Preferred if here else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, high)
        self._stack.updateGeometry()

    def offer_return(self, offered: bool) -> None:
        """Offers to return to the sample's library, which stays open."""
        self._back.setVisible(offered and self.asked not in ("new", "key"))

    def show_key(self, recovery_key: str) -> None:
        """Shows the recovery key, to be written down and entered once."""
        self.ask("key")
        self._lines["key"].setText(recovery_key)
        self._lines["kept"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_ways(self, sentence: str, ways: Sequence[RecoveryOption]) -> None:
        """Shows what is wrong with the library and what can be opened of it."""
        self.ask("damaged")
        self._ways.show_ways(sentence, ways)
        self._ways.take_focus()

    def _measure(self) -> None:
        """Keeps the pages as wide as the current font needs them."""
        width = self._theme.scaled(WIDTH)
        self._complaint.setFixedWidth(width)
        self._complaint.setMinimumHeight(COMPLAINT * self._complaint.fontMetrics().lineSpacing())
        for page in self._pages.values():
            page.setFixedWidth(width)
        for words in self._texts:
            words.setMinimumHeight(words.heightForWidth(width))

    def complain(self, sentence: str) -> None:
        """Shows why it was not opened."""
        self._complaint.setText(sentence)

    def forget(self) -> None:
        """Clears what was typed."""
        for line in self._lines.values():
            line.clear()

    def _page(self, make: Callable[[QVBoxLayout], None]) -> QWidget:
        page = QWidget()
        column = layouts.column(page, spacing=12)
        make(column)
        return page

    def _new(self, column: QVBoxLayout) -> None:
        self._say(column, "A passphrase for your cases", HONEST)
        first = self._line(
            column, "new", "Passphrase, at least 8 characters; four words are better"
        )
        again = self._line(column, "again", "The same again")
        self._shower(column, first, again)
        button = self._button(column, "Create the library", self._create, primary=True)
        again.returnPressed.connect(button.click)
        self._button(column, "Look at the sample first", self.sample.emit)

    def _recovery(self, column: QVBoxLayout) -> None:
        about = (
            "Print it or write it down, and keep it where you keep what must not be lost. Then "
            "enter it once, from the paper."
        )
        self._say(column, "Your recovery key", about)
        self._lines["key"] = key = QLineEdit()
        key.setReadOnly(True)
        key.setObjectName("lock:recovery_key")
        key.setAccessibleName("Recovery key")
        column.addWidget(key)
        self._button(column, "Print", lambda: self.printing.emit(key.text()))
        line = self._line(column, "kept", "The recovery key, from the paper", hidden=False)
        button = self._button(
            column,
            "I have stored it safely",
            lambda: self.confirmed.emit(line.text()),
            primary=True,
        )
        line.returnPressed.connect(button.click)

    def _unlock(self, column: QVBoxLayout) -> None:
        self._say(column, "Determination Desk is locked", "")
        line = self._line(column, "unlock", "Passphrase")
        self._shower(column, line)
        button = self._button(
            column, "Unlock", lambda: self.entered.emit(line.text()), primary=True
        )
        line.returnPressed.connect(button.click)
        self._button(column, "Use recovery key", lambda: self.ask("recover"))

    def _recover(self, column: QVBoxLayout) -> None:
        self._say(column, "Open with the recovery key", "Eight groups of four letters and digits.")
        line = self._line(column, "recover", "Recovery key", hidden=False)
        button = self._button(
            column, "Open", lambda: self.recovering.emit(line.text()), primary=True
        )
        line.returnPressed.connect(button.click)
        self._button(column, "Use passphrase", lambda: self.ask("unlock"))

    def _renew(self, column: QVBoxLayout) -> None:
        self._say(column, "A new passphrase", "It takes the place of the one that is lost.")
        line = self._line(column, "renew", "New passphrase")
        self._shower(column, line)
        button = self._button(
            column, "Set the passphrase", lambda: self.renewed.emit(line.text()), primary=True
        )
        line.returnPressed.connect(button.click)

    def _damaged(self, column: QVBoxLayout) -> None:
        self._ways = RecoveryPage()
        self._ways.chosen.connect(self.way.emit)
        self._ways.left.connect(lambda: self.ask("unlock"))
        column.addWidget(self._ways)

    def _create(self) -> None:
        if self._lines["new"].text() != self._lines["again"].text():
            self.complain("The two passphrases differ. Type the same one twice.")
        else:
            self.chosen.emit(self._lines["new"].text())

    def _say(self, column: QVBoxLayout, title: str, about: str) -> None:
        column.addWidget(worded(title, "title"))
        if about:
            words = worded(about, "subtitle", wrapped=True)
            self._texts.append(words)
            column.addWidget(words)

    def _line(
        self, column: QVBoxLayout, name: str, label: str, *, hidden: bool = True
    ) -> QLineEdit:
        line = EnteredLine()
        line.setObjectName(f"lock:{name}")
        line.setAccessibleName(label)
        self._lines[name] = line
        labelled(column, label, line)
        if hidden:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _shower(self, column: QVBoxLayout, *lines: QLineEdit) -> None:
        """Shows what is typed into `lines`."""
        shown = QCheckBox("Show what is typed")
        for line in lines:
            shown.toggled.connect(lambda on, it=line: it.setEchoMode(_ECHO[on]))
        column.addWidget(shown)

    def _button(
        self, column: QVBoxLayout, words: str, act: Act, *, primary: bool = False
    ) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "primary" if primary else "")
        button.clicked.connect(lambda _: act())
        column.addWidget(button)
        return button


_ECHO = {False: QLineEdit.EchoMode.Password, True: QLineEdit.EchoMode.Normal}
