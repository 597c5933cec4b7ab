"""From a case to a letter: the words, where they came from, and what is missing."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.cases.case import Basis, Case, Citation, DisputedItem, Document, Passage
from desktop.cases.terms import Decision, Outcome, Position, Source
from desktop.letter.compose.compose import Composer, LetterError, compose, unlabelled
from desktop.letter.compose.gaps import gaps
from desktop.letter.compose.pack import Pack
from desktop.letter.model.blocks import Heading, Paragraph, plain, runs
from desktop.letter.write import plain_text
from desktop.records.questions import Prose
from tests.strategies import WORDS, cases


def changed(case, **fields):
    return msgspec.structs.replace(case, **fields)


def words(case, pack, edition="published"):
    return plain_text.write(compose(case, pack, edition)).decode()


def block(case, pack, name, edition="published"):
    found = [one for one in compose(case, pack, edition).blocks if one.id == name]
    return "\n".join(one.text() for one in found)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(cases(), st.sampled_from(["served", "published"]))
def test_every_case_gives_a_letter(pack, case, edition):
    letter = compose(case, pack, edition)
    assert letter.blocks
    assert set(gaps(letter)) <= {run.path for run in runs(letter)}


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(cases(), cases(), st.lists(st.sampled_from(Case.__struct_fields__), max_size=6))
def test_versions_composed_one_after_the_other_are_as_if_each_were_the_first(
    pack, one, other, names
):
    composer = Composer(pack)
    steps = [one]
    for name in ("disputed_items", *names):
        steps.append(changed(steps[-1], **{name: getattr(other, name)}))
    swapped = changed(other, disputed_items=other.disputed_items[::-1])
    for case in (*steps, other, swapped, one):
        for edition, draft in (("served", True), ("published", False)):
            fresh = compose(case, pack, edition, draft=draft)
            assert composer.letter(case, edition, draft=draft) == fresh


def test_every_word_of_the_case_knows_its_field(sample, pack):
    letter = compose(sample, pack, "served")
    found = {run.path: run.text for run in runs(letter)}
    assert found["disputed_items.0.request"] == sample.disputed_items[0].request
    assert found["injured_worker.name"] == "Rosalind Avelar"
    assert found["reviewer.licensures.1"] == "Oregon"
    assert found["decision_date"] in {"04/16/2026", "April 16, 2026"}
    assert all(run.text in words(sample, pack, "served") for run in runs(letter))


def test_one_case_gives_one_letter(sample, pack):
    assert compose(sample, pack, "served") == compose(sample, Pack(pack._folder), "served")


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (Position.BEFORE, ["Own words.", "template"]),
        (Position.INSTEAD, ["Own words."]),
        (Position.AFTER, ["template", "Own words."]),
    ],
)
def test_a_passage_stands_before_instead_of_or_after_its_block(sample, pack, position, expected):
    template = block(sample, pack, "issues.lead")
    passage = Passage(place="issues.lead", position=position, words=Prose("Own words."))
    blocks = compose(changed(sample, own_words=(passage,)), pack, "published").blocks
    at = next(at for at, one in enumerate(blocks) if one.id == "issues.heading")
    found = [one.text() for one in blocks[at + 1 : at + 1 + len(expected)]]
    assert found == [template if one == "template" else one for one in expected]


def test_an_empty_passage_leaves_its_block_out(sample, pack):
    passage = Passage(place="method", position=Position.INSTEAD)
    case = changed(sample, own_words=(passage,))
    assert block(case, pack, "method") == ""
    assert "CLINICAL CASE SUMMARY" in words(case, pack)


@pytest.mark.parametrize(
    ("place", "label", "begins"),
    [
        ("item.1.rationale", "Why:", "Why: "),
        ("item.1.rationale", "", ""),
        ("item.1.reviewer_basis", "A. Sample guideline:", "A. Sample guideline: "),
        ("item.1", "1.", "1. "),
    ],
)
def test_a_label_of_its_own_leaves_the_field_behind_it(sample, pack, place, label, begins):
    own = Passage(place=place, position=Position.LABEL, words=Prose(label))
    usual = next(one for one in compose(sample, pack, "published").blocks if one.id == place)
    rest = plain(unlabelled(usual)).lstrip()
    case = changed(sample, own_words=(own,))
    found = next(one for one in compose(case, pack, "published").blocks if one.id == place)
    assert found.text() == begins + rest


def test_passages_of_one_place_keep_their_order_and_know_their_field(sample, pack):
    own = tuple(Passage(place="method", words=Prose(line)) for line in ("one\ntwo", "three"))
    blocks = compose(changed(sample, own_words=own), pack, "published").blocks
    found = [one for one in blocks if one.id.startswith("own_words")]
    assert [one.text() for one in found] == ["one", "two", "three"]
    assert [one.runs[0].path for one in found] == [
        "own_words.0.words",
        "own_words.0.words",
        "own_words.1.words",
    ]


def test_a_passage_may_stand_instead_of_all_paragraphs_of_a_field(sample, pack):
    place = "item.1.rationale"
    passage = Passage(place=place, position=Position.INSTEAD, words=Prose("Short."))
    assert block(sample, pack, place).count("\n") > 1
    case = changed(sample, own_words=(passage,))
    assert block(case, pack, place) == ""
    assert words(case, pack).count("\nShort.\n") == 1


def test_each_line_of_prose_is_a_paragraph_of_the_same_block(sample, pack):
    item = changed(sample.disputed_items[0], rationale=Prose("First.\n\nSecond.\r\nThird."))
    blocks = compose(changed(sample, disputed_items=(item,)), pack, "published").blocks
    found = [one for one in blocks if one.id == "item.1.rationale"]
    assert [one.text() for one in found] == ["Decision rationale: First.", "Second.", "Third."]
    assert all(isinstance(one, Paragraph) for one in found)


def test_a_letter_of_many_items_names_each_with_its_decision(sample, pack):
    items = tuple(
        changed(sample.disputed_items[0], request=f"Visit {number}") for number in range(1, 22)
    )
    blocks = compose(changed(sample, disputed_items=items), pack, "published").blocks
    headings = [one.text() for one in blocks if isinstance(one, Heading) and one.level == 3]
    assert headings == [f"Visit {number}: Overturned" for number in range(1, 22)]


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        ({"request": "CT scan"}, "CT scan: Upheld"),
        (
            {"request": "CT scan", "retrospective": True, "dates_of_service": "11/18/16"},
            "Retrospective CT scan (DOS 11/18/16): Upheld",
        ),
        (
            {"request": "cold unit", "associated_service": True},
            "Associated surgical service: cold unit: Upheld",
        ),
        (
            {"request": "PT x 12", "authorized": "PT x 4", "remaining": "PT x 8"},
            "PT x 12 was the original request. PT x 4 was authorized by the Claims Administrator. "
            "The remaining IMR eligible portion of the original request, PT x 8 is: Upheld",
        ),
        (
            {"request": "PT x 12", "authorized": "2 sessions", "whole_eligible": True},
            "PT x 12 was the original request. The Claims Administrator authorized 2 sessions, "
            "leaving the original request IMR eligible. The original request, PT x 12 is: Upheld",
        ),
    ],
)
def test_a_request_is_told_in_the_form_that_it_has(sample, pack, fields, heading):
    item = DisputedItem(decision=Decision.UPHELD, **fields)
    assert block(changed(sample, disputed_items=(item,)), pack, "item.1") == heading


MTUS = Citation(title="Low Back Complaints", year=2004, sections=("Special Studies",))
ODG = Citation(
    source=Source("Non-MTUS Citation"), title="ODG", chapter="Low Back Chapter", topic="MRI"
)
OUTSIDE = "based their decision on recommendation(s) outside of the MTUS Guidelines."


@pytest.mark.parametrize(
    ("basis", "line"),
    [
        (Basis(none_cited=True), "The Expert Reviewer did not cite any medical evidence for its "
         "decision."),
        (Basis(wording=Prose("As agreed.")), "As agreed."),
        (Basis(citations=(MTUS,)), "Decision based on MTUS Low Back Complaints 2004, Section(s): "
         "Special Studies."),
        (Basis(citations=(MTUS, MTUS)), "Decision based on MTUS Low Back Complaints 2004, "
         "Section(s): Special Studies, and Low Back Complaints 2004, Section(s): Special Studies."),
        (Basis(citations=(ODG,)), f"The Expert Reviewer {OUTSIDE} Decision based on Non-MTUS "
         "Citation ODG Low Back Chapter, MRI."),
        (Basis(citations=(MTUS, ODG)), "Decision based on MTUS Low Back Complaints 2004, "
         "Section(s): Special Studies. Decision based on Non-MTUS Citation ODG Low Back Chapter, "
         "MRI."),
        (Basis(citations=(Citation(title="Acupuncture Treatment Guidelines"),)),
         "Decision based on MTUS Acupuncture Treatment Guidelines."),
    ],
)  # fmt: skip
def test_a_guideline_line_has_the_form_of_real_letters(sample, pack, basis, line):
    item = changed(sample.disputed_items[0], reviewer_basis=basis)
    found = block(changed(sample, disputed_items=(item,)), pack, "item.1.reviewer_basis")
    assert found == f"Sample Review guideline: {line}"


@pytest.mark.parametrize(
    ("decisions", "outcome", "word"),
    [
        ((), None, ""),
        ((None,), None, ""),
        ((Decision.UPHELD, None), None, ""),
        ((Decision.UPHELD,), Outcome.UPHOLD, "UPHOLD."),
        ((Decision.OVERTURNED, Decision.OVERTURNED), Outcome.OVERTURN, "OVERTURN."),
        ((Decision.OVERTURNED, Decision.UPHELD), Outcome.PARTIALLY_OVERTURN, "PARTIALLY"),
    ],
)
def test_the_outcome_follows_from_the_items(sample, pack, decisions, outcome, word):
    items = tuple(changed(sample.disputed_items[0], decision=one) for one in decisions)
    case = changed(sample, disputed_items=items)
    assert case.outcome is outcome
    assert block(case, pack, "outcome", "served").startswith(f"Final Determination: {word}".strip())


def test_the_published_edition_names_no_party(sample, pack):
    published = words(sample, pack)
    parties = [
        sample.injured_worker,
        sample.attorney,
        sample.employer,
        sample.claims_administrator,
        sample.requesting_physician,
    ]
    for name in [party.name for party in parties] + [sample.claim_number]:
        assert name in words(sample, pack, "served")
        assert name not in published


def test_the_letter_goes_to_the_attorney_or_else_to_the_injured_worker(sample, pack):
    without = changed(sample, attorney=type(sample.attorney)())
    assert block(sample, pack, "salutation", "served") == "Dear Theodore Marlowe:"
    assert block(without, pack, "salutation", "served") == "Dear Rosalind Avelar:"


def test_documents_stand_in_a_table_each_in_a_row(sample, pack):
    case = changed(sample, documents=(Document(type="PR-2", author="A. Invented", pages=0),))
    table = next(one for one in compose(case, pack, "served").blocks if one.id == "documents")
    assert [plain(cell) for cell in table.rows[0]] == ["PR-2", "A. Invented", "", "0"]


def test_what_no_letter_can_show_is_cleaned_before_it_is_composed(sample, pack):
    item = changed(sample.disputed_items[0], request="\uf0b7 MRI\x00 of\tthe\u200b spine\ufeff")
    case = changed(sample, disputed_items=(item,))
    assert block(case, pack, "item.1") == "• MRI of the spine: Overturned"


def test_letters_are_composed_characters(sample, pack):
    case = changed(sample, claim_number="Nguye\u0302\u0303n")
    assert "Nguyễn" in words(case, pack, "served")


@given(st.lists(st.one_of(WORDS, st.sampled_from(["\n", "\r\n", "\u2028", "\x0b", "\uf0b7"]))))
def test_clean_text_stays_as_it_is(parts):
    from desktop.text.characters import clean

    once = clean("".join(parts))
    assert clean(once) == once
    assert "\r" not in once
    assert not any(line != line.strip(" ") or not line for line in once.splitlines())


def test_an_edition_that_the_program_has_not_is_refused(sample, pack):
    with pytest.raises(LetterError, match='no edition "secret", only published, served'):
        compose(sample, pack, "secret")
