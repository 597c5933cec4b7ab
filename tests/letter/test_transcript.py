"""The letter's words: every one of them, and the way to the fields and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.letter.compose.compose import compose
from desktop.letter.model.blocks import Heading
from desktop.letter.model.passages import Stream
from desktop.letter.write.transcript import Transcript
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import Letter


def tight(words: str) -> str:
    """`words` without white space, as they are counted."""
    return "".join(words.split()).replace("\u2011", "-")


@pytest.fixture(params=["published", "served"])
def letter(request: pytest.FixtureRequest, sample: Case, pack: Pack) -> Letter:
    return compose(sample, pack, request.param, draft=True)


def test_it_holds_the_letters_characters_one_by_one(letter: Letter) -> None:
    assert tight(Transcript(letter).words) == Stream(letter).text


def test_a_fields_words_are_where_they_are_said_to_be(letter: Letter, sample: Case) -> None:
    transcript = Transcript(letter)
    path = "disputed_items.1.rationale"
    said = "".join(transcript.words[start:end] for start, end in transcript.spans(path))
    assert tight(said) == tight(sample.disputed_items[1].rationale)
    assert transcript.words.startswith(said[:40], transcript.start(path))


def test_every_place_of_a_field_leads_to_it(letter: Letter) -> None:
    transcript = Transcript(letter)
    path = "summary.narrative"
    start, end = transcript.spans(path)[0]
    assert transcript.field(start) == (path, 0)
    before = len(tight(transcript.words[start : end - 1]))
    assert transcript.field(end - 1) == (path, before)


def test_a_line_of_ones_own_wording_leads_to_the_field_in_it_or_nowhere(letter: Letter) -> None:
    transcript = Transcript(letter)
    line = transcript.words.index("Claim Number") if "Claim Number" in transcript.words else -1
    if line >= 0:
        assert transcript.field(line)[0] == "claim_number"
    heading = next(iter(sorted(transcript.headings)))
    begins = sum(len(one) + 1 for one in transcript.words.split("\n")[:heading])
    assert transcript.field(begins) is None


def test_the_headings_are_the_letters(letter: Letter) -> None:
    transcript = Transcript(letter)
    lines = transcript.words.split("\n")
    said = [lines[number] for number in sorted(transcript.headings)]
    assert said == [block.text() for block in letter.blocks if isinstance(block, Heading)]


def test_places_are_counted_as_qt_counts_them(sample: Case, pack: Pack) -> None:
    wide = replace(sample, summary=replace(sample.summary, narrative=Prose("\U0001f600 and after")))
    transcript = Transcript(compose(wide, pack, "published", draft=True))
    start, end = transcript.spans("summary.narrative")[0]
    assert end - start == len("\U0001f600 and after") + 1
    assert transcript.field(start + 3) == ("summary.narrative", 1)
