"""The review before signing: everything found, in one list, with what can be done about each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.cases.attestation import remaining
from desktop.cases.pack_words import USUAL
from desktop.records.questions import describe
from desktop.ui.case.page import WIDEST, chain, in_order
from desktop.ui.checks.sign_off import SignOff
from desktop.ui.form.field_message import SEVERITIES
from desktop.ui.form.text.one_line import keep_in_one
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from desktop.app.commands import Act
    from desktop.cases.case import Case
    from desktop.checks.engine.finding import Finding
    from desktop.store.library.records import Signature
    from desktop.ui.form.field_message import Note
    from desktop.ui.shell.services import Services

    Signed = Callable[[], tuple[str, Signature | None]]
    """Who signed off and when, in words and with what was stated."""

HEADS = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
COLOURS = {"error": "bad", "warning": "warn", "advice": "quiet"}


MOST = 60
"""Findings of one weight that are listed at once, so that the page opens without a wait."""


class FindingsPage(QScrollArea):
    """Lists findings, each with buttons to go to it, fix it or accept it with a reason."""

    wanted = Signal(str)
    fixed = Signal(object)
    accepted = Signal(object, str)
    silenced = Signal(object)

    def __init__(self, services: Services, before: QWidget, kind: type[Case]) -> None:
        super().__init__()
        self._kind = kind
        self._services, self._before, self.locked = services, before, False
        self._cards: list[Card] = []
        self.sign_off = SignOff(self)
        self.signature: Signed = lambda: ("", None)
        self.program: Callable[[], str] = lambda: USUAL
        self.unverified: Callable[[], str] = str
        """Which guidelines of the case nobody has compared with their source, as a sentence."""
        self.findings: Sequence[Finding] = ()
        self._shown: Sequence[Finding] | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self.setObjectName("findings")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def place(self, finding: Finding) -> str:
        """The field that `finding` is about, in the words of the case's program."""
        return describe(self._kind, finding.path) if finding.path else "The letter"

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Lists `findings` by their weight, those accepted at the end, once the page is seen."""
        self.findings = findings
        if self.isVisible():
            self._list()

    def lock(self, locked: bool) -> None:
        """Offers to change nothing, or to fix and to accept."""
        self.locked, self._shown = locked, None
        if self.isVisible():
            self._list()

    def showEvent(self, event: QShowEvent) -> None:
        """Shows what was found while it was hidden."""
        super().showEvent(event)
        self._list()

    def _list(self) -> None:
        findings = self.findings
        if findings == self._shown:
            return
        self._shown = findings
        at = next((n for n, card in enumerate(self._cards) if card.has_focus()), None)
        typed = QApplication.focusWidget() if self.sign_off.has_focus() else None
        self._cards = []
        body, middle = QWidget(), QWidget()
        middle.setMaximumWidth(WIDEST * self.fontMetrics().horizontalAdvance("0"))
        row = layouts.row(body)
        row.addWidget(middle)
        column = layouts.column(middle, (24, 16, 24, 32), spacing=8)
        self._begin(column)
        open_ones = [finding for finding in findings if not finding.accepted]
        for severity in SEVERITIES:
            self._group(column, HEADS[severity], [f for f in open_ones if f.severity == severity])
        self._group(column, "Accepted", [finding for finding in findings if finding.accepted])
        if not open_ones:
            column.addWidget(worded("Nothing is left to settle.", "subtitle"))
        self._end(column)
        self.setWidget(body)
        chain(self._before, in_order(column))
        if typed is not None:
            typed.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at is not None:
            self.enter(at)

    def _begin(self, column: QVBoxLayout) -> None:
        """The title, and which guidelines of the case nobody has compared with their source."""
        column.addWidget(worded("Review before signing", "title"))
        note = worded(self.unverified(), "help", wrapped=True)
        note.setObjectName("findings:unverified")
        column.addWidget(note)
        note.setVisible(bool(note.text()))

    def go_to_end(self) -> None:
        """Goes to where the case is signed off."""
        self.sign_off.take_focus()
        QTimer.singleShot(0, partial(self.ensureWidgetVisible, self.sign_off))

    def _end(self, column: QVBoxLayout) -> None:
        """The last part of the page, which outlives each list above it."""
        column.addSpacing(16)
        column.addWidget(worded("SIGN-OFF", "group"))
        column.addWidget(self.sign_off)
        self.sign_off.show()
        column.addStretch(1)
        if self.locked:
            self.sign_off.show_signed(*self.signature())
        else:
            left = remaining(self.findings)
            stated = self._services.attestation(self.program())
            self.sign_off.offer(stated, left, self._services.weighed)

    def enter(self, number: int = 0) -> None:
        """Goes to a finding, or to the last, or to the page where there is none."""
        acts = [card.first for card in self._cards[number:] or self._cards[-1:]]
        here = next(filter(None, acts), self._before)
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, _path: str, _caret: int | None = 0) -> bool:
        """False: the page has no field."""
        return False

    def show_notes(self, _notes: Mapping[str, Sequence[Note]]) -> None:
        """Nothing: the findings are the page."""

    def _group(self, column: QVBoxLayout, head: str, findings: Sequence[Finding]) -> None:
        if findings:
            column.addSpacing(8)
            column.addWidget(worded(f"{head.upper()}  {len(findings)}", "group"))
            for finding in findings[:MOST]:
                self._cards.append(Card(self, finding, self._services))
                column.addWidget(self._cards[-1])
            if len(findings) > MOST:
                more = f"{len(findings) - MOST} more are listed when some of these are settled."
                column.addWidget(worded(more, "help"))


class Card(QFrame):
    """One finding, with its buttons."""

    def __init__(self, page: FindingsPage, finding: Finding, services: Services) -> None:
        super().__init__()
        self._page, self._finding = page, finding
        self.setObjectName("card")
        self._reason = _reason()
        self._reason.returnPressed.connect(self._accept)
        self._reason.hide()
        row = layouts.row(self, (12, 8, 12, 4), spacing=12)
        row.addWidget(_mark(finding, services), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(), 1)

    @property
    def first(self) -> QPushButton | None:
        """What can be done first about it."""
        return self.findChild(QPushButton)

    def has_focus(self) -> bool:
        """Whether the focus is in it."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancels the reason on Escape."""
        if event.key() == Qt.Key.Key_Escape and self._reason.isVisible():
            self._asker.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reason.hide()
        else:
            super().keyPressEvent(event)

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        finding = self._finding
        sentence = worded(finding.message, "", wrapped=True)
        column.addWidget(sentence)
        source = worded(f"{self._page.place(finding)}  ·  {finding.source}", "help", wrapped=True)
        column.addWidget(source)
        if finding.accepted:
            reason = worded(f"Accepted: {finding.accepted}", "help", wrapped=True)
            column.addWidget(reason)
        column.addLayout(self._buttons())
        column.addWidget(self._reason)
        return column

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        finding = self._finding
        acts: list[tuple[str, Act]] = []
        if finding.path:
            acts.append(("Go to", partial(self._page.wanted.emit, finding.path)))
        open_one = not self._page.locked
        if finding.fix is not None and open_one:
            acts.append(("Fix", partial(self._page.fixed.emit, finding)))
        if finding.severity != "error" and not finding.accepted and open_one:
            acts.append(("Accept with reason", self._ask))
            acts.append(("Switch this rule off", partial(self._page.silenced.emit, finding)))
        for words, act in acts:
            button = QPushButton(words)
            button.setProperty("role", "link")
            button.setAccessibleName(f"{words}: {finding.message}")
            button.clicked.connect(lambda _, a=act: a())
            row.addWidget(button)
            if act == self._ask:
                self._asker = button
        row.addStretch(1)
        return row

    def _ask(self) -> None:
        self._reason.show()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        if self._reason.text().strip():
            self._page.accepted.emit(self._finding, self._reason.text().strip())


def _reason() -> QLineEdit:
    line = QLineEdit()
    keep_in_one(line)
    line.setPlaceholderText("Why it is right as it is")
    line.setAccessibleName("Reason for accepting")
    return line


def _mark(finding: Finding, services: Services) -> QLabel:
    label = QLabel()
    severity = str(finding.severity)
    label.setPixmap(
        services.theme.icon(severity, COLOURS[severity]).pixmap(services.theme.icon_size())
    )
    label.setAccessibleName(severity)
    return label
