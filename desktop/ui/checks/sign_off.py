"""The end of the review: what is stated by signing off, what remains open, and the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import restyle, worded

if TYPE_CHECKING:
    from desktop.cases.attestation import Attestation, Remaining
    from desktop.checks.engine.finding import Finding
    from desktop.store.library.records import Signature

WHY = "Why the open warnings stay as they are"
BY = "by signing off you stand by it, whoever wrote it."
UNSAID = "Say why the open warnings stay as they are, or settle them above."


class SignOff(QFrame):
    """Signs off by a button; a case that is signed off shows what was stated instead."""

    signed = Signal(str)
    """The button was pressed; why the open warnings stay, where there are any."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setObjectName("card")
        self._lead, self._stated = worded("", "large"), QVBoxLayout()
        self._left, self._stands = worded("", "help"), worded("", "help")
        self._reason, self._button = QLineEdit(), QPushButton("Sign off")
        self._wants_reason = False
        self._name()
        self._lay_out()

    def offer(self, attestation: Attestation, remaining: Remaining[Finding], rules: int) -> None:
        """Says what is stated and what remains; with an open error there is nothing to press.

        `rules` have a weight that differs from the default, so there may be more to say.
        """
        self._lead.setText(attestation.lead)
        self._list(attestation.statements)
        self._tell(_stands(len(remaining.accepted), len(remaining.advice), rules))
        self._ask(len(remaining.errors), len(remaining.warnings))
        said = (attestation.lead, *attestation.statements, self._left.text(), self._stands.text())
        self._button.setAccessibleDescription(" ".join(filter(None, said)))

    def show_signed(self, words: str, signature: Signature | None) -> None:
        """Shows what was stated, and the open findings of the case at that time."""
        self._lead.setText(words)
        self._list(signature.attested if signature else ())
        left_open = (*signature.remaining, *signature.rules) if signature else ()
        self._tell("Stood in it then: " + "; ".join(left_open) if left_open else "")
        for widget in (self._left, self._reason, self._button):
            widget.hide()

    def take_focus(self) -> None:
        """Focuses the reason that is still needed, or the button."""
        here = self._reason if self._wants_reason and not self._reason.text() else self._button
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        """Whether the focus is in it."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def clear(self) -> None:
        """Clears the reason, which was for what was signed."""
        self._reason.clear()

    def _sign(self) -> None:
        reason = self._reason.text().strip()
        if self._wants_reason and not reason:
            self._say(UNSAID, "error")
            self.take_focus()
        elif self._button.isEnabled():
            self.signed.emit(reason)

    def _ask(self, errors: int, warnings: int) -> None:
        """Says what must be done first, and asks for the reason if one is needed."""
        role = "error" if errors else "warning" if warnings else "help"
        self._say(_left(errors, warnings), role)
        self._wants_reason = bool(warnings) and not errors
        self._reason.setVisible(self._wants_reason)
        self._button.setVisible(True)
        self._button.setEnabled(not errors)

    def _tell(self, words: str) -> None:
        self._stands.setText(words)
        self._stands.setVisible(bool(words))

    def _list(self, statements: tuple[str, ...]) -> None:
        while self._stated.count():
            old = self._stated.takeAt(0).widget()  # type: ignore[union-attr]
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in statements:
            self._stated.addWidget(_point(one))

    def _say(self, words: str, role: str) -> None:
        self._left.setText(words)
        self._left.setVisible(True)
        restyle(self._left, "role", role)

    def _lay_out(self) -> None:
        column = layouts.column(self, (16, 12, 16, 16), spacing=8)
        self._stated.setSpacing(4)
        for words in (self._lead, self._left, self._stands):
            words.setWordWrap(True)
        column.addWidget(self._lead)
        column.addLayout(self._stated)
        for widget in (self._left, self._stands, self._reason):
            column.addWidget(widget)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)

    def _name(self) -> None:
        self._reason.setObjectName("sign:why")
        self._reason.setPlaceholderText(WHY)
        self._reason.setAccessibleName(WHY)
        self._reason.returnPressed.connect(self._sign)
        self._button.setObjectName("sign:go")
        self._button.setProperty("role", "primary")
        self._button.clicked.connect(lambda _: self._sign())


def _point(words: str) -> QWidget:
    """One statement, its lines indented behind its sign."""
    point, text = QWidget(), worded(words, "")
    text.setWordWrap(True)
    row = layouts.row(point, spacing=8)
    row.addWidget(worded("•", ""), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    return point


def _left(errors: int, warnings: int) -> str:
    """What prevents signing off, or needs a reason."""
    if errors:
        return f"{_counted(errors, 'error')} open. Settle what is listed above, then sign off."
    if warnings:
        one = warnings == 1
        return (
            f"{_counted(warnings, 'warning')} open. Settle or accept "
            f"{'it' if one else 'them'} above, or say here once why "
            f"{'it stays' if one else 'all of them stay'}; the reason is kept."
        )
    return "No error and no warning is open."


def _stands(accepted: int, advice: int, rules: int) -> str:
    """The findings that may stay, in words; empty if there are none."""
    one = "rule counts" if rules == 1 else "rules count"
    said = (
        (accepted, f"{_counted(accepted, 'finding')} accepted with a reason, listed above: {BY}"),
        (advice, f"Advice may stand: {advice} listed above."),
        (rules, f"{rules} {one} differently by the settings; the trail says which."),
    )
    return " ".join(words for number, words in said if number)


def _counted(number: int, word: str) -> str:
    return f"{number} {word} is" if number == 1 else f"{number} {word}s are"


def label_of(signature: Signature | None) -> str:
    """Who signed off and when, in words."""
    if signature is None:
        return "Signed off."
    at = signature.at.astimezone()
    return f"Signed off on {at:%m/%d/%Y} at {at:%H:%M} by {signature.who}."
