"""Spelling: what is known, what is underlined, and what is learned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from desktop.domain.question import Prose
from desktop.domain.sections import ITEM
from desktop.ui.spelling import Speller, read

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case_view import CaseView
    from desktop.ui.desk import Desk


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
    speller = desk.tools.speller
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
    desk.tools.speller.use(read())
    path = f"{ITEM}.0.rationale"
    view.go(path)
    view.draft.put(path, Prose("An improvment was documented."))
    block = view.findChild(QPlainTextEdit, path).document().firstBlock()
    marked = [(one.start, one.length) for one in block.layout().formats()]
    assert marked == [(3, 10)]
