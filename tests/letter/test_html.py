"""The template's output read as blocks."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from desktop.letter.compose.html import MarkupError, blocks, map_lines
from desktop.letter.model.blocks import (
    Bullets,
    Heading,
    LabelLine,
    Labels,
    Paragraph,
    Run,
    Table,
    plain,
)


def only(words):
    (found,) = blocks(words)
    return found


def test_a_heading_knows_its_level_and_its_place():
    assert only('<h2 id="a.b">Words</h2>') == Heading(id="a.b", runs=(Run("Words"),), level=2)


def test_white_space_is_folded_as_in_a_browser():
    assert only("<p>\n  one\n  two <strong> three </strong>  four\n</p>").text() == (
        "one two three four"
    )


def test_a_value_keeps_its_field_and_its_look():
    paragraph = only('<p>a <strong><data value="x.0">b</data></strong></p>')
    assert paragraph.runs == (Run("a "), Run("b", "x.0", strong=True))


def test_a_line_break_in_a_value_begins_a_paragraph_of_the_same_block():
    found = blocks('<p id="r" class="note"><strong>R:</strong> <data value="x">a\nb</data></p>')
    assert [one.text() for one in found] == ["R: a", "b"]
    assert all(one.id == "r" and one.style == "note" for one in found)


def test_lines_of_an_address_stay_one_paragraph():
    paragraph = only('<p class="lines address"><data value="a">A</data><br/>B</p>')
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text() == "A\nB"


def test_an_unknown_value_stays_as_a_place_without_words():
    assert only('<p>a: <data value="x"></data></p>').runs[-1] == Run("", "x")


def test_label_lines_are_pairs():
    labels = only('<dl id="h" class="grid"><dt>A:</dt><dd>1</dd><dt>B:</dt><dd></dd></dl>')
    assert isinstance(labels, Labels)
    assert labels.style == "grid"
    assert [(plain(row.term), plain(row.value)) for row in labels.rows] == [("A:", "1"), ("B:", "")]
    assert labels.rows[0] == LabelLine((Run("A:"),), (Run("1"),))


def test_a_list_has_items_and_an_empty_list_is_nothing():
    assert only("<ul><li>a</li><li>b</li></ul>") == Bullets(items=((Run("a"),), (Run("b"),)))
    assert blocks("<ul></ul>") == ()


def test_a_table_has_a_head_and_rows_of_cells():
    table = only(
        "<table><thead><tr><th class='wide'>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td>1</td><td></td></tr></tbody></table>"
    )
    assert isinstance(table, Table)
    assert table.widths == ("wide", "medium")
    assert [[plain(cell) for cell in row] for row in (table.head, *table.rows)] == [
        ["A", "B"],
        ["1", ""],
    ]


@pytest.mark.parametrize("words", ["<div>a</div>", "<p><em>a</em></p>", "<h4>a</h4>"])
def test_an_element_that_has_no_meaning_is_refused(words):
    with pytest.raises(MarkupError, match="may not stand"):
        blocks(words)


@pytest.mark.parametrize("words", ["<p>a", "<p>a</b></p>", "<p>&nbsp;</p>", "a</letter><letter>"])
def test_an_element_that_is_not_closed_is_refused(words):
    with pytest.raises((ElementTree.ParseError, MarkupError)):
        blocks(words)


def test_every_line_of_any_block_can_be_changed():
    words = (
        "<h1>a</h1><p>b</p><dl><dt>c</dt><dd>d</dd></dl><ul><li>e</li></ul>"
        "<table><thead><tr><th>f</th></tr></thead><tbody><tr><td>g</td></tr></tbody></table>"
    )
    changed = [
        map_lines(block, lambda line: tuple(Run(run.text.upper()) for run in line))
        for block in blocks(words)
    ]
    assert "".join(block.text() for block in changed).replace("\n", "") == "ABCDEFG"
