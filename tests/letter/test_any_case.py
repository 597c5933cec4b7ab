"""Whatever is in the fields, a case gives a letter, or one sentence that names the field."""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING, Any, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.app import reference_works
from desktop.cases.case import Basis, Case, Citation, DisputedItem, Party, Passage
from desktop.cases.printable import PRINTED
from desktop.cases.terms import Decision, Position, Source
from desktop.checks.engine.check import Severity, review
from desktop.letter.compose.compose import LetterError, compose
from desktop.letter.compose.pack import Pack
from desktop.letter.model.blocks import runs
from desktop.letter.write import formats
from desktop.platform import assets, typefaces
from desktop.records.questions import Prose, element, questions
from tests import invented
from tests.growth import too_slow

if TYPE_CHECKING:
    from desktop.letter.model.blocks import Letter

PACK = Pack(assets.templates("california-imr"))
REFERENCES = reference_works.references("california-imr")
EXAMPLES = int(os.environ.get("DETERMINATION_DESK_EXAMPLES", "150"))
IDS = {"id", "ids_given", "associated_with"}
PLACES = ("header", "method", "summary", "item.1", "item.1.rationale", "nowhere")

SHOWN = sorted(typefaces.characters())
words = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.text(st.sampled_from(SHOWN), max_size=40),
    st.text(st.sampled_from(SHOWN[SHOWN.index("\u0300") :]), max_size=40),
    st.text(
        st.sampled_from("שלוםمرحبا 0159-/(),.:aZ\u05b8\u0651\u0663\u200f\u202e\n"), max_size=60
    ),
)
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


def refusal(letter: Letter, form: str) -> LetterError | None:
    """Why the letter has no file of this `form`; None where it has one."""
    try:
        assert formats.write(letter, PACK, form)
    except LetterError as refused:
        return refused
    return None


@settings(max_examples=EXAMPLES, deadline=None)
@given(case=cases, edition=st.sampled_from(["published", "served"]))
def test_has_all_its_forms_or_a_finding_that_says_why_not(case: Case, edition: str) -> None:
    letter = compose(case, PACK, edition)
    refusals = [refusal(letter, form) for form in formats.FORMATS]
    findings = [one for one in review(case, REFERENCES) if one.rule.startswith("letter.")]
    said = {(str(one), one.path) if one else None for one in refusals}
    assert said == {(findings[0].message, findings[0].path) if findings else None}
    assert all(one.severity is Severity.ERROR and one.path for one in findings)


def marked(kind: Any, path: str = "") -> Any:
    """A record of the type `kind` that is full, each text its own path."""
    kind = getattr(kind, "__supertype__", kind)
    if inner := element(kind) if get_origin(kind) is tuple else None:
        return (marked(inner, f"{path}.0"),)
    if get_origin(kind) is tuple:
        return (f"{path}.0",)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        stem = f"{path}." if path else ""
        asked = [one for one in questions(kind).items() if one[0] not in IDS]
        return kind(**{name: marked(one.type, stem + name) for name, one in asked})
    return path if kind is str else None


def filled() -> list[Case]:
    """Cases which say everything that a letter can say, in each of its ways."""
    whole = msgspec.structs.replace(marked(Case), program="california-imr")
    (item,) = whole.disputed_items
    base, (citation,) = item.reviewer_basis, item.reviewer_basis.citations
    sources = [msgspec.structs.replace(citation, source=source) for source in Source]
    ways = [base, *(msgspec.structs.replace(base, wording="", citations=(one,)) for one in sources)]
    items = [
        msgspec.structs.replace(
            item, reviewer_basis=way, claims_administrator_basis=way, authorized=part,
            retrospective=True, decision=Decision.UPHELD,
        )
        for way in ways
        for part in ("", item.authorized)
    ]  # fmt: skip
    (own,) = whole.own_words
    places = (msgspec.structs.replace(own, place="summary", position=Position.AFTER),)
    full = msgspec.structs.replace(whole, disputed_items=tuple(items), own_words=places)
    return [full, msgspec.structs.replace(full, attorney=Party())]


def test_the_fields_that_are_looked_at_are_those_that_a_letter_prints() -> None:
    numbers = re.compile(r"\.\d+")
    letters = [compose(case, PACK, name) for case in filled() for name in PACK.program.editions]
    printed = {
        numbers.sub(".*", run.path)
        for letter in letters
        for run in runs(letter)
        if run.path and run.text and not run.text[:1].isdigit()
    }
    assert printed - {"disputed_items.*.decision", "disputed_items.*.number"} == PRINTED


def test_a_case_with_more_items_than_a_letter_holds_is_refused_at_once(pack):
    many = Case(disputed_items=(DisputedItem(request="MRI"),) * 1_001)

    def refused() -> None:
        with pytest.raises(LetterError, match=r"1,001, of which a letter holds 1,000. Split the"):
            compose(many, pack, "served")

    assert not too_slow(refused, 1)
    found = review(many, reference_works.references("california-imr"))
    assert any(one.rule == "letter.length" and one.path == "disputed_items" for one in found)
