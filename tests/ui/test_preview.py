"""The preview: the pages follow the typing, and lead to the fields and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.cases.sections import ITEM
from desktop.records.questions import Prose
from desktop.ui.letter.paper import DOTS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView


def settled(view: CaseView, qtbot: QtBot) -> None:
    """Waits until the pages show the case as it is."""
    qtbot.waitUntil(lambda: not view.preview._lane.busy and view.preview.paper.pages > 0)


def passage(view: CaseView, path: str) -> tuple[int, object]:
    """The page and the first box of a field's passage."""
    return next(
        (number, spot.boxes[0])
        for number, sheet in sorted(view.preview.paper._sheets.items())
        for spot in sheet.spots
        if spot.path == path
    )


def test_the_letter_says_what_is_typed(view: CaseView, qtbot: QtBot) -> None:
    settled(view, qtbot)
    view.go("claim_number")
    qtbot.keyClicks(view.findChild(QLineEdit, "claim_number"), "ZZ9")
    settled(view, qtbot)
    print_ = view.preview._renderer._print
    assert "ZZ9" in print_.transcript.words


def test_the_active_fields_passage_is_brought_into_view(view: CaseView, qtbot: QtBot) -> None:
    settled(view, qtbot)
    path = f"{ITEM}.2.rationale"
    view.go(path)
    settled(view, qtbot)
    paper = view.preview.paper
    page, box = passage(view, path)
    assert paper.viewport().rect().contains(paper._on_screen(page, box).center().toPoint())


def test_a_click_on_a_sentence_goes_to_its_field_and_caret(view: CaseView, qtbot: QtBot) -> None:
    words = Prose("One short sentence. The pelican stands here alone.")
    view.draft.put("summary.narrative", words)
    view.preview.show_field("summary.narrative")
    settled(view, qtbot)
    paper = view.preview.paper
    page, box = passage(view, "summary.narrative")
    place = paper._on_screen(page, box)
    spot = place.center().toPoint()
    spot.setX(int(place.left()) + int(118 * paper.zoom * DOTS))
    qtbot.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: view.path == "summary.narrative")
    box_of_words = view.findChild(QPlainTextEdit, "summary.narrative")
    qtbot.waitUntil(box_of_words.hasFocus)
    assert words[: box_of_words.textCursor().position()].startswith("One short sentence.")


def test_a_letter_that_cannot_be_is_explained_in_place_of_its_old_pages(
    view: CaseView, qtbot: QtBot
) -> None:
    settled(view, qtbot)
    with qtbot.waitSignal(view.preview.complained) as complaint:
        view.draft.put("claim_number", "WC-\u738b")
    assert complaint.args[1] == "claim_number"
    why = view.preview.findChild(QWidget, "preview:fault")
    assert why.isVisible()
    assert not view.preview.paper.isVisible()
    assert complaint.args[0] in [label.text() for label in view.preview.findChildren(QLabel)]
    view.preview.show_as_text(True)
    assert why.isVisible()
    assert not view.preview.text.isVisible()
    qtbot.mouseClick(why, Qt.MouseButton.LeftButton)
    assert view.path == "claim_number"
    with qtbot.waitSignal(view.preview.complained) as relief:
        view.draft.undo()
    assert relief.args == ["", ""]
    assert view.preview.text.isVisible()
    assert not why.isVisible()


def test_the_next_empty_field_is_one_key_away(view: CaseView, qtbot: QtBot) -> None:
    view.draft.put("summary.narrative", Prose(""))
    settled(view, qtbot)
    view.enter_form()
    view.go_to_gap()
    assert view.path == "summary.narrative"


def test_zoom_and_edition_keep_the_letter_in_sight(view: CaseView, qtbot: QtBot) -> None:
    settled(view, qtbot)
    paper = view.preview.paper
    paper.set_zoom(2.0)
    settled(view, qtbot)
    assert paper._sheets[paper.page].picture.width() >= 2 * 612
    served = paper.pages
    view.preview.set_edition("published")
    settled(view, qtbot)
    assert paper.pages < served
