"""What a case tells of the part of the body where the request of an item does not."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from desktop.app import reference_works
from desktop.cases.case import Case, Citation, Diagnosis, DisputedItem, Summary
from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from desktop.readers import reading

LIBRARY = reference_works.catalog()
WORDS = LIBRARY.vocabulary
IN_2017 = dt.date(2017, 2, 13)
SILENT = ["Physical exam 2 x 8", "Ultrasound", "Ice and heat packs", "MRI", "Brace", "Injection"]


def offers(request: str, *others: str, diagnoses: tuple[Diagnosis, ...] = (), narrative: str = ""):
    items = tuple(DisputedItem(request=one) for one in (request, *others))
    summary = Summary(diagnoses=diagnoses, narrative=narrative)
    case = Case(decision_date=IN_2017, disputed_items=items, summary=summary)
    return LIBRARY.offer_for(case, case.disputed_items[0])


def chapter(found) -> str:
    return found[0].guideline.chapter


@pytest.mark.parametrize("request_", SILENT)
@pytest.mark.parametrize(
    ("diagnosis", "right"),
    [
        (Diagnosis(name="Lumbar radiculopathy"), "Low Back Complaints"),
        (Diagnosis(name="Radiculopathy", icd10="M54.16"), "Low Back Complaints"),
        (Diagnosis(name="Cervicalgia"), "Neck and Upper Back Complaints"),
        (Diagnosis(icd10="S13.4XXA"), "Neck and Upper Back Complaints"),
        (Diagnosis(name="Impingement (M75.41)"), "Shoulder Complaints"),
        (Diagnosis(icd10="S83.242D"), "Knee Complaints"),
        (Diagnosis(icd10="g56.01"), "Forearm, Wrist, and Hand Complaints"),
    ],
)
def test_the_diagnosis_tells_the_chapter_of_a_request_that_names_no_part(
    request_, diagnosis, right
):
    found = offers(request_, diagnoses=(diagnosis,))
    ours = [
        one for one in found if one.guideline.organisation == "MTUS" and one.guideline.body_parts
    ]
    assert chapter(ours) == right
    assert "; the diagnosis names " in ours[0].why


def test_other_items_and_the_summary_tell_it_where_no_diagnosis_does():
    assert chapter(offers("Ultrasound", "MRI of the left knee")) == "Knee Complaints"
    assert "; another item names" in offers("Ultrasound", "MRI of the left knee")[0].why
    found = offers("Ultrasound", narrative="Pain in the neck. He takes naproxen.")
    assert chapter(found) == "Neck and Upper Back Complaints"
    assert '; the clinical summary names "neck".' in found[0].why


def test_the_request_goes_before_the_case():
    found = offers(
        "MRI of the right knee", "MRI of the neck",
        diagnoses=(Diagnosis(name="Lumbar sprain"),), narrative="Lumbar pain. Lumbar spasm.",
    )  # fmt: skip
    assert {one.guideline.chapter for one in found} <= {"Knee Complaints", "Knee and Leg"}
    assert "diagnosis" not in found[0].why


def test_a_diagnosis_goes_before_the_other_items_and_these_before_the_summary():
    knee = (Diagnosis(name="Left knee sprain"),)
    assert chapter(offers("MRI", "Lumbar brace", diagnoses=knee)) == "Knee Complaints"
    told = "Shoulder pain."
    assert chapter(offers("MRI", "Lumbar brace", narrative=told)) == "Low Back Complaints"


def test_of_several_diagnoses_the_one_that_the_other_items_treat_comes_first():
    both = (Diagnosis(name="Lumbar sprain"), Diagnosis(name="Left knee sprain"))
    assert chapter(offers("Ultrasound", diagnoses=both)) == "Low Back Complaints"
    found = offers("Ultrasound", "Brace for the left knee", diagnoses=both)
    assert chapter(found) == "Knee Complaints"


def test_what_the_summary_names_only_once_does_not_stand_beside_a_diagnosis():
    found = offers("MRI", diagnoses=(Diagnosis(name="Lumbar sprain"),), narrative="No knee pain.")
    assert all("Knee" not in one.guideline.chapter for one in found)


def test_of_a_broad_part_of_the_body_the_case_tells_the_narrower():
    item = DisputedItem(request="Psychological treatment of stress")
    summary = Summary(diagnoses=(Diagnosis(icd10="F43.12"),))
    case = Case(decision_date=dt.date(2026, 4, 1), disputed_items=(item,), summary=summary)
    found = LIBRARY.offer_for(case, case.disputed_items[0])
    assert "Posttraumatic" in chapter(found)
    assert '; the diagnosis names "F43.12" (trauma stress).' in found[0].why


@pytest.mark.parametrize("size", ["4 x 4 cm", "3x3 inch", "2x4 mm"])
def test_a_size_is_no_course_of_therapy(size):
    assert not WORDS.understand(f"Gauze {size}").services


def test_an_item_of_a_long_case_is_ranked_by_what_is_read_once():
    narrative = "He reports lumbar pain, numbness of the left leg and stiffness. " * 60
    items = tuple(DisputedItem(request=f"Ultrasound, unit {at}") for at in range(21))
    case = Case(decision_date=IN_2017, disputed_items=items, summary=Summary(narrative=narrative))
    assert min(_spent(case, item) for item in case.disputed_items for _ in range(3)) < 0.016


def _spent(case: Case, item: DisputedItem) -> float:
    start = time.process_time()
    LIBRARY.offer_for(case, item)
    return time.process_time() - start


def _mtus(citations: tuple[Citation, ...]) -> set[str]:
    chapters = {f"{one.chapter} {one.year}" for one in LIBRARY if one.year}
    return {f"{one.title} {one.year}" for one in citations} & chapters


def test_published_letters_find_the_chapter_that_their_reviewer_cited(shared):
    """The floors are those for letters that nobody has tuned the vocabulary to."""
    pack = Pack(assets.templates("california-imr"))
    ranks = []
    for letter in sorted((shared / "letters").glob("cm*.txt")):
        case = reading.read(letter.read_bytes(), letter.name, pack).case
        for item in case.disputed_items:
            if cited := _mtus(item.reviewer_basis.citations):
                found = [f"{one.guideline.chapter} {one.guideline.year}"
                         for one in LIBRARY.offer_for(case, item)]  # fmt: skip
                ranks.append(next((at for at, one in enumerate(found) if one in cited), 99))
    assert len(ranks) > 80
    assert sum(at == 0 for at in ranks) / len(ranks) >= 0.85
    assert sum(at < 3 for at in ranks) / len(ranks) >= 0.95
