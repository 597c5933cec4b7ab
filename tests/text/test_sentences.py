"""The sentence splitter: one for the checks, drafted texts, imported letters and the copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import sentences

TEXTS = st.lists(
    st.sampled_from(["A b. ", "C d? ", "E 2.5 f. ", "G.\n", "\n", " ", "h", "Dr. I! ", "K.Lo m "])
).map("".join)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It hurts. The knee is stable.", ["It hurts. ", "The knee is stable."]),
        ("Is it? Yes! So be it.", ["Is it? ", "Yes! ", "So be it."]),
        ("Dr. Lee saw it. Mrs. Roe left.", ["Dr. Lee saw it. ", "Mrs. Roe left."]),
        ("It is 2.5 cm vs. 3 cm. Done.", ["It is 2.5 cm vs. 3 cm. ", "Done."]),
        ("Lee et al. The trial was small.", ["Lee et al. The trial was small."]),
        ("Acme Inc. denied it. So.", ["Acme Inc. denied it. ", "So."]),
        ("Made in the U.S. Army.", ["Made in the U.S. Army."]),
        ("Rest, ice, etc. The knee.", ["Rest, ice, etc. The knee."]),
        ('He said "It hurts." Then left.', ['He said "It hurts." ', "Then left."]),
        ("He said ‘It hurts.’ Then left.", ["He said ‘It hurts.’ ", "Then left."]),
        ("It was 'fine.' Then not.", ["It was 'fine.' ", "Then not."]),
        ("Done (all of it.) [See 2.]", ["Done (all of it.) ", "[See 2.]"]),
        ("No stop here\nThe next line", ["No stop here\n", "The next line"]),
        ("Seen by Dr.\nThe next line", ["Seen by Dr.\n", "The next line"]),
        ("One.\n\n \nTwo.", ["One.\n\n \n", "Two."]),
        ("Wait... Then go.", ["Wait... ", "Then go."]),
        ("the stop.The space", ["the stop.The space"]),
        ("it fell. then small letters.", ["it fell. then small letters."]),
        ("", []),
    ],
)
def test_parts_a_text_where_a_sentence_ends(text, parts):
    assert sentences.whole(text) == parts


@given(TEXTS)
def test_the_sentences_joined_are_the_text(text):
    assert "".join(sentences.whole(text)) == text


@given(TEXTS)
def test_the_checks_read_the_same_sentences(text):
    read = [part for part, _ in sentences.parted(text)]
    kept = [one for piece in sentences.whole(text) if (one := piece.strip())]
    assert "".join(read).replace(" ", "") == "".join(kept).replace(" ", "")
    assert len(read) >= len(kept)


def test_the_checks_part_sentences_without_a_space_between_too():
    assert [part for part, _ in sentences.parted("He fell.The knee hurts.")] == [
        "He fell.",
        "The knee hurts.",
    ]


@given(TEXTS)
def test_a_stretch_of_a_text_is_parted_where_the_text_is(text):
    places = list(sentences.begins(text))
    for at in range(len(places) // 2):
        assert {*places[at + 1 : -1]} <= {*sentences.begins(text, places[at], places[-1])}


@pytest.mark.parametrize(
    ("before", "marks", "opens"),
    [
        ("", "", True),
        ("It hurt. ", "", True),
        ("It hurt? (", "", True),
        ("It hurt.\n", "", True),
        ("A line\n", "", True),
        ('He left. "', "", True),
        ("It hurt, ", "", False),
        ("Employer: ", "", False),
        ("Employer: ", ":;", True),
        ("seen by Dr. ", "", False),
        ("against Acme Inc. ", "", False),
        ('He said "', "", False),
    ],
)
def test_tells_whether_a_sentence_begins_at_a_place(before, marks, opens):
    assert sentences.opens(f"{before}Kestrel", len(before), marks) is opens


@pytest.mark.parametrize(
    ("line", "closed", "finished"),
    [
        ("It hurt.", True, True),
        ("It hurt.”)", True, True),
        ("As follows:", True, False),
        ("One;", True, False),
        ("It hurt", False, False),
        ("It hurt,", False, False),
    ],
)
def test_tells_whether_words_end_a_sentence(line, closed, finished):
    assert sentences.is_closed(line) is closed
    assert sentences.is_finished(f"{line} ", 0, len(line) + 1) is finished
