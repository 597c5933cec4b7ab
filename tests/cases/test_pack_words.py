"""The decisions of each program, in its own words and by what they do to the treatment."""

from __future__ import annotations

import pytest

from desktop.cases import case_file, pack_words
from desktop.cases.case import Case, DisputedItem, Party
from desktop.cases.pack_words import Effect, PackWords
from desktop.cases.parties import parties_of
from desktop.cases.terms import Decision, Outcome, Source

OTHER = PackWords(decisions={"Granted": None}, outcomes={}, sources=())
UPHELD, OVERTURNED = Decision("Upheld"), Decision("Overturned")


def case(*decisions, program="california-imr"):
    items = tuple(DisputedItem(request="MRI", decision=one) for one in decisions)
    return Case(program=program, disputed_items=items)


def test_a_decision_has_the_effect_that_its_pack_gives_it():
    assert UPHELD.effect is Effect.AGAINST
    assert Decision.of(Effect.FOR) is OVERTURNED
    assert Decision.of(Effect.PART) is None


@pytest.mark.parametrize(
    ("decisions", "outcome"),
    [
        ((), None),
        ((UPHELD, None), None),
        ((UPHELD, UPHELD), Outcome("Uphold")),
        ((OVERTURNED,), Outcome("Overturn")),
        ((OVERTURNED, UPHELD), Outcome("Partially overturn")),
    ],
)
def test_the_outcome_follows_from_the_effects(decisions, outcome):
    assert case(*decisions).outcome is outcome
    assert case(*decisions, program="nowhere").outcome is outcome


def test_a_decision_in_the_words_of_another_program_is_refused_by_name(monkeypatch):
    file = case_file.dumps(case(OVERTURNED, UPHELD, program="other"))
    monkeypatch.setitem(pack_words.PACKS, "other", OTHER)
    with pytest.raises(case_file.CaseFileError) as refusal:
        case_file.loads(file)
    assert str(refusal.value) == (
        "The case is wrong at \"disputed_items.0.decision\": invalid enum value 'Overturned'."
    )


def test_a_source_is_the_one_by_which_the_program_cites_the_organization():
    assert Source.first() is Source.of("MTUS")
    assert [one for one in Source if one.governs] == [Source("MTUS")]
    assert Source.of("ODG") is Source.outside() is Source.of_studies()
    assert Source.of("Anyone Else") is Source("Other Medical Treatment Guidelines")
    assert Source.of("ODG", program="nowhere") is Source.of("ODG")
    assert pack_words.in_full("ODG") == "Official Disability Guidelines (ODG)"
    assert pack_words.in_full("Anyone Else") == "Anyone Else"


def test_a_case_tells_its_parties_as_its_program_names_them():
    case = Case(injured_worker=Party(name="A. Sample"), employer=Party(name="Mill, Inc."))
    told = {known.label: party.name for known, party in parties_of(case) if party.name}
    assert told == {"Injured worker": "A. Sample", "Employer": "Mill, Inc."}
    assert [known.field for known, _ in parties_of(case) if known.firm] == [
        "employer",
        "claims_administrator",
    ]
    assert [known.field for known, _ in parties_of(case) if known.subject] == ["injured_worker"]
