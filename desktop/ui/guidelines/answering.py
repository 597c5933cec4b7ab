"""Answering by key: one key answers, and what is typed then is the evidence for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.cases import criterion_answers
from desktop.cases.case import DisputedItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.app.draft import PartDraft
    from desktop.cases.case import Answer, Case
    from desktop.records.values import Value
    from desktop.ui.form.editors import Choice, Pick
    from desktop.ui.form.text.text_line import TextLine

CAME = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.OtherFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
"""Reasons for which an answer has the focus again, other than from a menu or another window."""
SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class AnswerKeys(QObject):
    """Assigns `keys` to the buttons of `answer`; a key counts once each time it gets the focus.

    Anything else that is typed goes into the `evidence`, so that words never answer.
    """

    def __init__(
        self, answer: Choice | Pick, evidence: TextLine, keys: Mapping[Qt.Key, Value] | None = None
    ) -> None:
        super().__init__(answer)
        self._answer, self._evidence, self._keys = answer, evidence, keys or {}
        self._answered, self._away = False, True
        answer.edited.connect(self._settle)
        for widget in (answer, *answer.findChildren(QPushButton)):
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Handles the keys typed on the answer, and notices focus changes."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._enter(event)
        elif isinstance(event, QFocusEvent) and event.lostFocus():
            self._away = not self._holds(QApplication.focusWidget())
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._typed(event)
        return False

    def _enter(self, event: QFocusEvent) -> None:
        if self._away and event.reason() in CAME:
            self._answered = False
        self._away = False

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self._answer or self._answer.isAncestorOf(widget))

    def _settle(self) -> None:
        self._answered = self._answer.value() is not None

    def _typed(self, event: QKeyEvent) -> bool:
        """Whether a key was an answer's, or a letter of the evidence."""
        if event.key() == Qt.Key.Key_Backspace:
            self._answered = False
            return True
        if not _is_text(event):
            return False
        if event.isAutoRepeat():
            return True
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and not self._answered and key in self._keys:
            self._give(self._keys[key])
        elif self._evidence.isVisible():
            self._evidence.type_on(event)
        return True

    def _give(self, value: Value) -> None:
        if value != self._answer.value():
            self._answer.show_value(value)
            self._answer.edited.emit()
        self._answered = True


def _is_text(event: QKeyEvent) -> bool:
    """Whether a key types a letter; the space bar presses what has the focus."""
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not event.modifiers() & ~SHIFTED


def item_of(part: PartDraft[Case]) -> DisputedItem:
    """The item that `part` edits; raises `LookupError` once it was removed."""
    item = part.record
    if not isinstance(item, DisputedItem):
        raise LookupError(part.prefix)
    return item


def put_answer(item: PartDraft[Case], new: Answer, name: str) -> None:
    """Stores `new` in the item; typing its evidence is one step to undo, not one for each key."""
    answers: criterion_answers.CriterionAnswers = item_of(item).answers
    for place, old in enumerate(answers):
        if old != new and replace(old, evidence=new.evidence) == new and new.evidence:
            item.put(f"answers.{place}.evidence", new.evidence, name)
            return
    item.put("answers", criterion_answers.placed(answers, new), name)
