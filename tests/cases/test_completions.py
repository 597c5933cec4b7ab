"""What completes a text: the person's own words before the lists that ship."""

from __future__ import annotations

import pytest

from desktop.app.reference_works import coding, terms
from desktop.cases.entry.completions import MOST, CompletionOffer, Completions, among
from desktop.cases.entry.diagnosis_codes import Code, DiagnosisCodes

NAME, CODE = "summary.diagnoses.0.name", "summary.diagnoses.2.icd10"


@pytest.fixture(scope="module")
def codes() -> DiagnosisCodes:
    return coding()


@pytest.fixture
def known(codes) -> Completions:
    found = Completions()
    found.know(codes, terms().drug_names)
    return found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("M54.16", Code("M54.16", "Radiculopathy, lumbar region")),
        ("m54.16", Code("M54.16", "Radiculopathy, lumbar region")),
        ("lumbar radicul", Code("M54.16", "Radiculopathy, lumbar region")),
        ("carpal tunnel right", Code("G56.01", "Carpal tunnel syndrome, right upper limb")),
        ("strain lower back", Code("S39.012A",
            "Strain of muscle, fascia and tendon of lower back, initial encounter")),
        ("impingement left should", Code("M75.42", "Impingement syndrome of left shoulder")),
    ],
)  # fmt: skip
def test_a_code_is_found_by_its_beginning_or_by_words(codes, typed, first):
    assert codes.search(typed, 5)[0] == first


@pytest.mark.parametrize(
    "typed", ["", "m", "m5", "   ", "zzzz", "\t", "a\nb", ".*", "(((", "é" * 500]
)
def test_what_says_too_little_or_nothing_finds_nothing(codes, typed):
    assert codes.search(typed, 5) == ()


def test_every_code_has_its_title(codes):
    found = codes.search("fracture", 200)
    assert len(found) == 200
    assert all(one.code[0].isalpha() and one.title and "\t" not in one.title for one in found)


def test_a_diagnosis_brings_its_code_and_a_code_its_diagnosis(known):
    title = "Radiculopathy, lumbar region"
    offer = known.offers(NAME, "radiculopathy lumbar")[0]
    assert offer == CompletionOffer(f"M54.16  ·  {title}", title, (("icd10", "M54.16"),))
    offer = known.offers(CODE, "M54.16")
    assert offer == ()  # it stands there whole already
    offer = known.offers(CODE, "m54.1")[0]
    assert offer.beside == (("name", title),)


def test_ones_own_words_come_first_and_no_text_twice(known):
    known.own = {"summary.diagnoses.name": ("Radiculopathy, lumbar region", "Lumbar radiculitis")}
    values = [one.value for one in known.offers(NAME, "lumbar")]
    assert values[:2] == ["Radiculopathy, lumbar region", "Lumbar radiculitis"]
    assert len(set(values)) == len(values) == MOST


def test_a_drug_is_completed_by_its_beginning(known):
    path = "summary.medications.1.name"
    assert "tramadol" in [one.value for one in known.offers(path, "Tram")]
    assert [one.value for one in known.offers(path, "ultram")][:1] == ["Ultram"]
    assert known.offers(path, "") == ()


def test_lists_that_are_not_there_yet_offer_nothing():
    assert Completions().offers(NAME, "lumbar") == ()
    assert Completions().offers("claim_number", "12") == ()


def test_among_texts_those_with_what_is_typed_are_offered():
    texts = ("Progress report of 01/05/2026", "MRI report")
    assert [one.value for one in among(texts, "report")] == list(texts)
    assert [one.value for one in among(texts, "mri")] == ["MRI report"]
    assert among(texts, "MRI report") == ()
    assert among(texts, " ") == ()
