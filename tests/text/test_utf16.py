"""Places as Qt counts them, and as the program does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.text.utf16 import characters, offsets, units

texts = st.text(st.sampled_from("aé\u00a0\n\u2028[]😀𝜇\U0010ffff"))


@given(texts)
def test_each_character_is_found_where_it_was_counted(text: str) -> None:
    for place in range(len(text) + 1):
        assert characters(text, units(text[:place])) == place
    assert offsets(text) == [units(text[:place]) for place in range(len(text) + 1)]


def test_a_place_inside_a_character_is_before_it() -> None:
    assert [characters("a😀b", count) for count in range(6)] == [0, 1, 1, 2, 3, 3]


def test_half_a_character_is_counted_as_qt_does() -> None:
    assert units("a\ud83d") == 2
