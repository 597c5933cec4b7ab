"""No-break spaces are kept, and places are right behind an emoji."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from desktop.cases.sections import ITEM
from desktop.cases.settings import Phrase
from desktop.letter.compose.compose import compose
from desktop.letter.write.transcript import Transcript
from desktop.records.questions import Prose
from desktop.ui.form.text.caret import caret_in
from tests.ui.hands import Key, Modifier, focused, hit, write

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.letter.compose.pack import Pack
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

PROSE = f"{ITEM}.0.rationale"
SMILE, MU = "\U0001f600", "\U0001d707"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def box(view: CaseView, text: str, caret: int) -> QPlainTextEdit:
    """The rationale saying `text`, with the caret in it."""
    view.draft.put(PROSE, Prose(text))
    view.go(PROSE, caret)
    found = focused()
    assert isinstance(found, QPlainTextEdit)
    return found


def test_a_key_keeps_the_no_break_spaces_of_its_text(view: CaseView) -> None:
    box(view, "naproxen 550\u00a0mg, §\u00a09792.6\u202fa", 0)
    write("x")
    assert view.draft.get(PROSE) == "xnaproxen 550\u00a0mg, §\u00a09792.6\u202fa"


def test_a_no_break_space_survives_cutting_and_pasting(view: CaseView) -> None:
    text = "take 550\u00a0mg\nat night"
    box(view, text, 0)
    hit(Key.Key_A, Modifier.ControlModifier)
    hit(Key.Key_X, Modifier.ControlModifier)
    assert view.draft.get(PROSE) == ""
    hit(Key.Key_V, Modifier.ControlModifier)
    assert view.draft.get(PROSE) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_that_is_pasted_ends_it_in_prose(view: CaseView, end: str) -> None:
    box(view, "", 0)
    QGuiApplication.clipboard().setText(f"one{end}two")
    hit(Key.Key_V, Modifier.ControlModifier)
    hit(Key.Key_Return, Modifier.ShiftModifier)
    write("three")
    assert view.draft.get(PROSE) == "one\ntwo\nthree"


@pytest.mark.parametrize("before", [SMILE, f"{SMILE}{MU} ", f"a\n{SMILE}\n"])
def test_tab_selects_the_blank_behind_an_emoji(view: CaseView, before: str) -> None:
    text = box(view, f"{before}take [dose] on [day]{SMILE}", 0)
    hit(Key.Key_Tab)
    assert text.textCursor().selectedText() == "[dose]"
    hit(Key.Key_Tab)
    assert text.textCursor().selectedText() == "[day]"
    write("Monday")
    assert view.draft.get(PROSE) == f"{before}take [dose] on Monday{SMILE}"


def test_a_phrase_behind_an_emoji_is_expanded(view: CaseView, desk: Desk) -> None:
    desk.settings.put("phrases", (Phrase(name="pt", words=Prose(f"{SMILE} ten\r\n[visits]")),))
    text = box(view, f"{SMILE}{MU}\n{SMILE} ", 5)
    write(".pt")
    hit(Key.Key_Tab)
    assert text.textCursor().selectedText() == "[visits]"
    assert view.draft.get(PROSE) == f"{SMILE}{MU}\n{SMILE} {SMILE} ten\n[visits]"


@pytest.mark.parametrize("path", [PROSE, "claim_number"])
def test_what_is_found_behind_an_emoji_has_the_caret_before_it(
    view: CaseView, desk: Desk, path: str
) -> None:
    view.draft.put(path, Prose(f"{SMILE}{MU} zebra fish"))
    desk.do("find")
    write("zebra")
    hit(Key.Key_Return)
    hit(Key.Key_Escape)
    assert focused().objectName() == path
    write("x")
    assert view.draft.get(path) == f"{SMILE}{MU} xzebra fish"


def test_a_line_that_is_pulled_keeps_the_caret_and_halves_nothing(view: CaseView) -> None:
    view.draft.put("claim_number", "abcd")
    view.go("claim_number", 3)
    view.draft.put("claim_number", f"a{SMILE}{SMILE}d")
    write("x")
    assert view.draft.get("claim_number") == f"a{SMILE}{SMILE}xd"


def test_a_library_that_was_locked_is_entered_at_the_same_character(view: CaseView) -> None:
    text = box(view, f"{SMILE}\u00a0{MU}abc", 4)
    assert caret_in(text) == 4
    view.draft.put("claim_number", f"{SMILE}abc")
    view.go("claim_number", 2)
    assert caret_in(focused()) == 2


def test_the_letters_words_lead_to_the_character_behind_an_emoji(
    view: CaseView, pack: Pack
) -> None:
    view.draft.put(PROSE, Prose(f"{SMILE}{MU} zebra fish"))
    letter = compose(view.draft.record, pack, "published", draft=True)
    words = view.preview.text
    view.turn_letter()
    words.show_transcript(Transcript(letter))
    cursor = words.textCursor()
    cursor.setPosition(words.document().find("zebra").selectionStart())
    words.setTextCursor(cursor)
    hit(Key.Key_Return)
    assert focused().objectName() == PROSE
    write("x")
    assert view.draft.get(PROSE) == f"{SMILE}{MU} xzebra fish"


def test_the_letters_words_are_copied_with_their_no_break_spaces(
    view: CaseView, qtbot: QtBot
) -> None:
    view.draft.put(PROSE, Prose("take 550\u00a0mg"))
    words = view.preview.text
    view.turn_letter()
    qtbot.waitUntil(lambda: "550" in words.toPlainText())
    cursor = words.document().find("take 550")
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    words.setTextCursor(cursor)
    hit(Key.Key_C, Modifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "take 550\u00a0mg"


def test_misspelt_words_are_underlined_behind_an_emoji(view: CaseView, qtbot: QtBot) -> None:
    text = box(view, f"{SMILE}{MU} pian", 0)
    qtbot.waitUntil(lambda: bool(text.document().firstBlock().layout().formats()))
    (wave,) = text.document().firstBlock().layout().formats()
    assert (wave.start, wave.length) == (5, 4)
