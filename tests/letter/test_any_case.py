"""Whatever is in the fields, a case gives a letter, or one sentence that names the field."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import assets
from desktop.domain.case import Basis, Case, Citation, DisputedItem, Passage
from desktop.domain.question import Prose
from desktop.letter import docx, pdf, text
from desktop.letter.compose import LetterError, compose
from desktop.letter.pack import Pack
from tests import invented

if TYPE_CHECKING:
    from desktop.letter.blocks import Letter

PACK = Pack(assets.templates("california-imr"))
PLACES = ("header", "method", "summary", "item.1", "item.1.rationale", "nowhere")

words = st.text(st.characters(exclude_categories=()), max_size=40)
st.register_type_strategy(Prose, words.map(Prose))
st.register_type_strategy(dt.date, st.dates())
texts = st.one_of(words, st.sampled_from(["</p>", "{{ 1 }}", "#let x", "\n\n\n", "a\tb", "&nbsp;"]))
prose = texts.map(Prose)
bases = st.builds(
    Basis,
    citations=st.lists(st.builds(Citation, title=texts, chapter=texts), max_size=2).map(tuple),
    wording=prose,
)
items = st.builds(
    DisputedItem,
    request=texts,
    authorized=texts,
    remaining=texts,
    claims_administrator_basis=bases,
    rationale=prose,
)
passages = st.builds(Passage, place=st.sampled_from(PLACES), words=prose)
cases = st.builds(
    lambda number, narrative, disputed, own: msgspec.structs.replace(
        invented.case(0),
        case_number=number,
        summary=msgspec.structs.replace(invented.case(0).summary, narrative=narrative),
        disputed_items=disputed,
        own_words=own,
    ),
    texts,
    prose,
    st.lists(items, max_size=2).map(tuple),
    st.lists(passages, max_size=2).map(tuple),
)


def refusal(letter: Letter) -> LetterError | None:
    """Why the letter has no PDF; None where it has one."""
    try:
        pdf.write(letter, PACK)
    except LetterError as refused:
        return refused
    return None


@settings(max_examples=60, deadline=None)
@given(case=cases, edition=st.sampled_from(["published", "served"]))
def test_gives_a_letter_or_a_sentence(case: Case, edition: str) -> None:
    letter = compose(case, PACK, edition)
    assert text.write(letter)
    assert docx.write(letter, PACK).startswith(b"PK")
    refused = refusal(letter)
    assert refused is None or ("cannot show" in str(refused) and refused.path)
