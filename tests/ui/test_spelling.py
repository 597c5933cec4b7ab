"""Spelling: what is known, what is underlined, and what is learned."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from desktop.app.spelling import Speller, read
from desktop.cases.sections import ITEM
from desktop.records.questions import Prose
from desktop.ui.form.text.prose import ProseBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk


@pytest.fixture(scope="module")
def speller(qapp: object) -> Speller:
    speller = Speller()
    speller.use(read())
    return speller


@pytest.mark.parametrize(
    "word", ["acupuncture", "radiculopathy", "tramadol", "worker's", "worker’s", "MRI", "Okafor"]
)
def test_words_of_the_field_and_names_are_known(speller: Speller, word: str) -> None:
    assert speller.knows(word)


@pytest.mark.parametrize("word", ["documentaton", "acupunture", "improvment"])
def test_slips_are_not(speller: Speller, word: str) -> None:
    assert not speller.knows(word)


def test_the_likeliest_word_is_offered_first(speller: Speller) -> None:
    assert speller.suggestions("documentaton")[0] == "documentation"


def test_a_learned_word_is_known_and_kept(desk: Desk) -> None:
    speller = desk.services.speller
    speller.use(read())
    speller.learn("pelocanth")
    assert speller.knows("pelocanth")
    assert desk.settings.record.dictionary == ("pelocanth",)


def test_every_sentence_of_the_sample_is_spelt_as_the_lists_have_it(
    view: CaseView, speller: Speller
) -> None:
    texts = [view.draft.record.summary.narrative]
    texts += [item.rationale for item in view.draft.record.disputed_items]
    unknown = {w for t in texts for w in re.findall(r"[A-Za-z]+", t) if not speller.knows(w)}
    assert not unknown


def test_a_slip_is_underlined(view: CaseView, desk: Desk, qtbot: QtBot) -> None:
    desk.services.speller.use(read())
    path = f"{ITEM}.0.rationale"
    view.go(path)
    view.draft.put(path, Prose("An improvment was documented."))
    block = view.findChild(QPlainTextEdit, path).document().firstBlock()
    marked = [(one.start, one.length) for one in block.layout().formats()]
    assert marked == [(3, 10)]


def test_what_is_underlined_while_one_types_is_what_is_when_all_is_looked_at_again(
    desk: Desk, speller: Speller
) -> None:
    desk.services.speller.use(read())
    box, chance = ProseBox(desk.services), random.Random(5)
    pieces = (
        "pain ",
        "documentaton",
        "a",
        "’s",
        "'",
        " ",
        "\n",
        "acupunture. ",
        "\U0001f600 ",
        "7",
    )
    for _ in range(300):
        cursor = box.textCursor()
        cursor.setPosition(chance.randrange(box.document().characterCount()))
        if chance.random() < 0.3:
            end = min(cursor.position() + 9, box.document().characterCount() - 1)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chance.choice(pieces))
        typed = underlined(box)
        desk.services.speller.ready.emit()
        assert typed == underlined(box)


def underlined(box: ProseBox) -> list[tuple[int, int]]:
    """Where the words that are underlined begin, and how long they are."""
    document = box.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    return [
        (block.position() + one.start, one.length)  # type: ignore[attr-defined]
        for block in blocks
        for one in block.layout().formats()
    ]
