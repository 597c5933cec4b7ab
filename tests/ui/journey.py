"""One person's random way through a case; after each thing done everything is looked at."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.cases.entry.paste_parser import in_one
from desktop.cases.sections import ITEM
from desktop.ui.form.field import Field
from desktop.ui.form.lists.dragging import Handle
from desktop.ui.form.lists.element_line import ElementLine
from desktop.ui.form.text.prose import ProseBox
from desktop.ui.form.text.text_line import TextLine
from desktop.ui.guidelines.criteria import KEYS, CriterionRow
from tests.ui.hands import Key, Modifier, drag, hit, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

WORDS = (
    "No evidence in any day",
    "yes and no",
    "d",
    "naproxen 550 mg [dose] daily",
    "PR-2 of 03/03/2026",
    "Ready. ",
    "12",
    "a",
)
PASTED = (
    "one\ntwo\r\nthree",
    "Jane Doe\n12 Elm Street\nStockton, CA 95202\nFax: 1",
    "550\u00a0mg\u2028a day \U0001f600",
    "\tcell\tcell\n",
)
PLAIN, CTRL, ALT = Modifier.NoModifier, Modifier.ControlModifier, Modifier.AltModifier
SHIFT = Modifier.ShiftModifier
KEYS_TO_HIT = (
    *((key, PLAIN) for key in (Key.Key_Tab, Key.Key_Return, Key.Key_Backspace, Key.Key_Delete)),
    *((key, PLAIN) for key in (Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End)),
    *((key, PLAIN) for key in (Key.Key_Up, Key.Key_Down, Key.Key_Escape, Key.Key_Space)),
    *((key, PLAIN) for key in (Key.Key_Y, Key.Key_N, Key.Key_D, Key.Key_A, Key.Key_S, Key.Key_R)),
    *((key, ALT) for key in (Key.Key_Up, Key.Key_Down)),
    *((key, CTRL) for key in (Key.Key_A, Key.Key_X, Key.Key_Z, Key.Key_Z, Key.Key_PageDown)),
    (Key.Key_Backtab, SHIFT),
    (Key.Key_Return, SHIFT),
    (Key.Key_Z, CTRL | SHIFT),
    *((key, PLAIN) for key in (Key.Key_F5, Key.Key_F6, Key.Key_F7, Key.Key_F8)),
)
"""Keys of every kind; those that press what has the focus are left out of dialogs."""
DIALOGS = ("palette", "find", "settings", "history", "about", "help", "export")
PRESSING = (Key.Key_Return, Key.Key_Space)
PLACES = (
    f"{ITEM}.0.request",
    f"{ITEM}.1.rationale",
    f"{ITEM}.2.decision",
    "summary.treatments.0",
    "summary.diagnoses.0",
    "summary.narrative",
    "documents.3",
    "attorney.name",
    "claim_number",
)


class Journey:
    """One person's way through a case; after each action everything is looked at."""

    def __init__(self, desk: Desk, view: CaseView, seed: int) -> None:
        self.desk, self.view, self.chance = desk, view, Random(seed)
        self.done: list[str] = []
        self.first = self.last = view.draft.record
        self.id = desk.current().id

    def go_on(self) -> None:
        """Does one thing more."""
        self.come_to_the_front()
        if QApplication.focusWidget() is None or not self.there:
            self.come_back()
        acts: tuple[Callable[[], None], ...] = (self.press, self.type, self.type, self.answer)
        others = (self.paste, self.leap, self.drag, self.open_dialog)
        self.chance.choice(acts * 3 + others)()
        QCoreApplication.processEvents()
        self.look()

    @property
    def there(self) -> bool:
        """Whether the case is what the window shows."""
        return isValid(self.view) and self.view.isVisible()

    def come_to_the_front(self) -> None:
        """Does what a desktop does when a dialog is gone; offscreen there is none."""
        if QApplication.activeWindow() is None:
            self.desk.window.activateWindow()
            QCoreApplication.processEvents()

    def come_back(self) -> None:
        """Leaves whatever lies over the case, or opens it again where it was left."""
        self.note("come back")
        for _ in range(4):
            self.come_to_the_front()
            hit(Key.Key_Escape)
        self.come_to_the_front()
        if not self.there:
            assert self.desk.store().cases.get(self.id).case == self.last, self.story()
            self.desk.open(self.id)
            self.view, self.first = self.desk.current().view, self.last
        self.view.go(self.chance.choice(PLACES))

    def press(self) -> None:
        key, modifiers = self.chance.choice(KEYS_TO_HIT)
        before, own = self.answers(), self.may_answer(key, modifiers)
        self.note(f"press {key.name} {modifiers.name} on {named(QApplication.focusWidget())}")
        hit(key, modifiers)
        if not own and self.there:
            assert self.answers() == before, self.story()

    def type(self) -> None:
        words = self.chance.choice(WORDS)
        here, before = QApplication.focusWidget(), self.answers()
        if not isinstance(here, TextLine | ProseBox) or here.isReadOnly():
            return
        question, offered = asking(here), getattr(here, "choosing", False)
        self.note(f"type {words!r} into {named(here)}")
        write(words)
        assert self.others(question) == without(before, question), self.story()
        assert words.strip() in in_one(shown(here)) or offered, self.story()

    def answer(self) -> None:
        """Answers a question by key, and goes on typing in every way that people do."""
        questions = living(self.view.page, CriterionRow)
        if questions and QApplication.activePopupWidget() is None:
            question = self.chance.choice(questions)
            question.enter()
            if question._verdict.isVisible():
                key = self.chance.choice(tuple(KEYS))
                hit(key)
                assert of(self.answers(), question)[0] is KEYS[key], self.story()
            self.go_on_with_evidence(question)

    def go_on_with_evidence(self, question: CriterionRow) -> None:
        """Types evidence, behind Tab or at once, and looks whether it is there and all else is."""
        given, evidence = of(self.answers(), question), question._evidence.text()
        words = self.chance.choice(WORDS)
        tabbed = self.chance.random() < 0.5 or question._verdict.isHidden()
        self.note(f"answer {named(question._evidence)}, tab {tabbed}, {words!r}")
        if tabbed:
            hit(Key.Key_Tab)
        write(words)
        assert of(self.answers(), question) == given, self.story()
        text = question._evidence.text()
        assert text.endswith(words), self.story()
        assert tabbed or text.startswith(evidence), self.story()

    def paste(self) -> None:
        text, here = self.chance.choice(PASTED), QApplication.focusWidget()
        if isinstance(here, QLineEdit | QPlainTextEdit) and not here.isReadOnly():
            before = self.answers()
            self.note(f"paste {text!r} into {named(here)}")
            QGuiApplication.clipboard().setText(text)
            hit(Key.Key_V, CTRL)
            assert without(before, asking(here)) == self.others(asking(here)), self.story()

    def leap(self) -> None:
        place = self.chance.choice(PLACES)
        self.note(f"go to {place}")
        self.view.go(place)

    def drag(self) -> None:
        seen = self.view.page.viewport() if hasattr(self.view.page, "viewport") else None
        handles = [one for one in self.view.page.findChildren(Handle) if can_be_hit(one, seen)]
        if handles and QApplication.activePopupWidget() is None:
            handle, other = self.chance.choice(handles), self.chance.choice(handles)
            self.note("drag a row")
            drag(handle, other.mapToGlobal(other.rect().center() + QPoint(0, 5)))

    def open_dialog(self) -> None:
        name = self.chance.choice(DIALOGS)
        self.note(f"open {name}")
        before = self.answers()
        self.desk.do(name)
        QCoreApplication.processEvents()
        for _ in range(self.chance.randrange(4)):
            key, modifiers = self.chance.choice(KEYS_TO_HIT)
            if QApplication.focusWidget() is not None and key not in PRESSING:
                self.note(f"  press {key.name} on {named(QApplication.focusWidget())}")
                hit(key, modifiers)
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        undone = not self.there or "Key_Z" in " ".join(self.done[-4:])
        assert undone or self.answers() == before, self.story()

    def may_answer(self, key: Key, modifiers: Modifier) -> bool:
        """Whether a key may change an answer where the focus is."""
        here = QApplication.focusWidget()
        if modifiers & CTRL:
            return True
        button = not isinstance(here, QLineEdit | QPlainTextEdit)
        value = asking(here) is not None and here is asking(here)._value
        return value or (button and key != Key.Key_Tab)

    def look(self) -> None:
        """What is shown is what is stored."""
        if self.there:
            self.last = self.view.draft.record
            self.look_at_fields()
            self.look_at_questions()

    def look_at_fields(self) -> None:
        draft, page = self.view.draft, self.view.page
        editors = [(one.path, one.editor) for one in living(page, Field)]
        editors += [(one.objectName(), one) for one in living(page, ElementLine)]
        for path, editor in editors:
            if not editor.complaint() and has(draft, path):
                assert editor.value() == draft.get(path), f"{path}\n{self.story()}"

    def look_at_questions(self) -> None:
        for one in living(self.view.page, CriterionRow):
            verdict, value, evidence = of(self.answers(evidence=True), one)
            shown = one._verdict.value(), one._value.value() or "", one._evidence.value()
            assert shown == (verdict, value, evidence), self.story()

    def answers(self, *, evidence: bool = False) -> dict[str, tuple[Any, ...]]:
        """Every answer of every item."""
        return {
            f"{place}:{one.guideline}:{one.criterion}": (one.verdict, one.value)
            + ((one.evidence,) if evidence else ())
            for place, item in enumerate(self.view.draft.record.disputed_items)
            for one in item.answers
            if one.verdict or one.value or evidence
        }

    def others(self, question: CriterionRow | None) -> dict[str, tuple[Any, ...]]:
        return without(self.answers(), question)

    def note(self, words: str) -> None:
        self.done.append(words)

    def story(self) -> str:
        return "\n".join(self.done[-12:])


def named(widget: QWidget | None) -> str:
    words = widget.accessibleName() or getattr(widget, "text", str)() if widget else ""
    return f"{type(widget).__name__} {widget.objectName() if widget else ''} {words[:30]!r}"


def asking(widget: QWidget | None) -> Any:
    """The question to which `widget` belongs."""
    while widget is not None and not isinstance(widget, CriterionRow):
        widget = widget.parentWidget()
    return widget


def key_of(question: CriterionRow) -> str:
    number = question.path.split(".")[1]
    return f"{number}:{question._evidence.objectName().removesuffix(':evidence')}"


def of(answers: dict[str, tuple[Any, ...]], question: CriterionRow) -> tuple[Any, ...]:
    return answers.get(key_of(question), (None, "", ""))


def without(answers: dict[str, Any], question: CriterionRow | None) -> dict[str, Any]:
    mine = key_of(question) if question is not None else ""
    return {key: value for key, value in answers.items() if key != mine}


def shown(widget: Any) -> str:
    return str(widget.value()) if not hasattr(widget, "text") else str(widget.text())


def can_be_hit(handle: QWidget, seen: QWidget | None) -> bool:
    place = handle.mapTo(seen, handle.rect().center()) if seen is not None else QPoint(-1, -1)
    return handle.isVisible() and seen is not None and seen.rect().contains(place)


def living(page: QWidget, kind: type) -> list[Any]:
    return [one for one in page.findChildren(kind) if isValid(one) and one.isVisible()]


def has(draft: Any, path: str) -> bool:
    try:
        draft.get(path)
    except LookupError:
        return False
    return True
