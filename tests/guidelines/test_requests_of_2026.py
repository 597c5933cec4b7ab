"""Requests of recent years: each finds the chapter and edition of its day, or the search order."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest

from desktop.app import reference_works
from desktop.cases.case import Case, Diagnosis, DisputedItem, Summary

LIBRARY = reference_works.catalog()
WORDS = LIBRARY.vocabulary
SEARCH = ("Medical Evidence Search Sequence", 2015)
PAIN, OPIOIDS, FORMULARY = ("Chronic Pain", 2017), ("Opioids", 2017), ("Formulary", 2018)
NECK = ("Cervical and Thoracic Spine Disorders", 2018)
LOW_BACK, KNEE = ("Low Back Disorders", 2020), ("Knee Disorders", 2019)
SHOULDER, HIP = ("Shoulder Disorders", None), ("Hip and Groin Disorders", 2019)
ELBOW, ANKLE = ("Elbow Disorders", 2018), ("Ankle and Foot Disorders", 2018)
EYE, ASTHMA = ("Eye Disorders", 2017), ("Work-Related Asthma", 2020)
COVID, LUNG = ("COVID-19", 2021), ("Interstitial Lung Disease", 2019)
_MENTAL = "Workplace Mental Health: "
TRAUMA = (f"{_MENTAL}Posttraumatic Stress Disorder and Acute Stress Disorder", 2018)
DEPRESSION, ANXIETY = (
    (f"{_MENTAL}Depressive Disorders", 2020),
    (f"{_MENTAL}Anxiety Disorders", 2021),
)
TODAY = dt.date(2026, 11, 30)


class Asked(NamedTuple):
    """A request with the diagnosis of its case and what governs it."""

    request: str
    right: tuple[str, int | None]
    diagnosis: str = ""
    icd10: str = ""
    day: dt.date = TODAY


REQUESTS = [
    Asked("Medical cannabis, 30-day supply", PAIN, "Chronic low back pain"),
    Asked("CBD oil 1,000 mg tincture", SEARCH, "Cervicalgia"),
    Asked("Ozempic 0.5 mg weekly", FORMULARY, "Obesity"),
    Asked("Semaglutide injection, 3 months", SEARCH),
    Asked("Zepbound 5 mg/0.5 mL, four pens", FORMULARY, "Knee osteoarthritis"),
    Asked("Phentermine 37.5 mg #30", FORMULARY),
    Asked("Virtual reality device for home use", SEARCH, "Low back pain", "M54.50"),
    Asked("RelieVRx headset rental, 3 months", SEARCH),
    Asked("Eye examination with dilation", EYE, "Corneal abrasion"),
    Asked("Ophthalmology consultation", EYE),
    Asked("Cataract surgery, right", EYE, "Traumatic cataract"),
    Asked("Post-COVID rehabilitation, 12 visits", COVID),
    Asked("Pulmonary rehabilitation 2 x 6", COVID, "Long COVID", "U09.9"),
    Asked("Genicular nerve ablation, left knee", KNEE),
    Asked("Radiofrequency ablation of the right genicular nerves", KNEE),
    Asked("Basivertebral nerve ablation L4 and L5 (Intracept)", LOW_BACK),
    Asked("Ablation of the basivertebral nerves", LOW_BACK, "Low back pain", "M54.51"),
    Asked("Stellate ganglion block for PTSD", TRAUMA),
    Asked("Right stellate ganglion block", TRAUMA, "Post-traumatic stress disorder", "F43.12"),
    Asked("TMS for depression, 36 sessions", DEPRESSION),
    Asked("Repetitive transcranial magnetic stimulation", DEPRESSION, icd10="F33.1"),
    Asked("Sertraline 50 mg #30 for depression", DEPRESSION),
    Asked("Naloxone 4 mg nasal spray", OPIOIDS),
    Asked("Narcan kit", OPIOIDS),
    Asked("CBT for PTSD, 12 sessions", TRAUMA),
    Asked("Trauma-focused therapy, weekly for 12 weeks", TRAUMA),
    Asked("EMDR, 8 sessions", TRAUMA),
    Asked("Cognitive behavioral therapy, 10 sessions", ANXIETY, "Panic disorder", "F41.0"),
    Asked("PRP injection, right knee", KNEE),
    Asked("Platelet-rich plasma, lateral epicondyle", ELBOW),
    Asked("Spinal cord stimulator trial", PAIN, "Postlaminectomy syndrome", "M96.1"),
    Asked("Permanent implantation of spinal cord stimulator", LOW_BACK, icd10="M96.1"),
    Asked("Peripheral nerve stimulation, left shoulder (SPRINT)", SHOULDER),
    Asked("Ketamine infusions, five", PAIN, "CRPS of the right upper extremity", "G90.511"),
    Asked("Spravato 84 mg twice a week", DEPRESSION),
    Asked("Remote physical therapy, low back, 8 sessions", LOW_BACK),
    Asked("Telehealth psychotherapy", DEPRESSION, "Major depressive disorder", "F32.9"),
    Asked("Robotic-assisted total knee arthroplasty, left", KNEE),
    Asked("Computer-assisted navigation", HIP, "Osteoarthritis of the hip", "M16.11"),
    Asked("Pharmacogenomic testing", SEARCH),
    Asked("Hyaluronic acid injections x 3, right knee", KNEE),
    Asked("Durolane", KNEE, "Osteoarthritis", "M17.11"),
    Asked("Botulinum toxin 155 units for chronic migraine", PAIN),
    Asked("Inhaled steroid for asthma", ASTHMA),
    Asked("Flovent HFA 110 mcg", ASTHMA, "Occupational asthma", "J45.909"),
    Asked("Pulmonary function test", LUNG, "Silicosis", "J62.8"),
    Asked("Cooled radiofrequency ablation, right knee", KNEE),
    Asked("Prazosin 2 mg for nightmares", TRAUMA, "PTSD"),
    Asked("Therapy for brain fog", COVID, "Post-COVID-19 condition"),
    Asked("Supartz injections, right hip", HIP),
    Asked("Genetic testing for opioid risk", SEARCH),
    Asked("Acupuncture, 6 visits", NECK, "Neck sprain", "S13.4XXA"),
    Asked("MRI of the lumbar spine", ("Low Back Disorders", 2019), day=dt.date(2021, 11, 22)),
    Asked("PRP injection, right knee", ("Knee Disorders", 2015), day=dt.date(2020, 9, 20)),
    Asked("Orthotics", ANKLE, "Plantar fasciitis", "M72.2"),
]

ORGANS = {
    "Cervical and Thoracic Spine Disorders": {"neck"}, "Neck and Upper Back": {"neck"},
    "Neck and Upper Back Complaints": {"neck"},
    "Low Back Disorders": {"low-back"}, "Low Back Complaints": {"low-back"},
    "Low Back": {"low-back", "neck"},
    "Shoulder Disorders": {"shoulder"}, "Shoulder Complaints": {"shoulder"},
    "Shoulder": {"shoulder", "elbow", "hand"},
    "Elbow Disorders": {"elbow"}, "Elbow Complaints": {"elbow"}, "Elbow": {"elbow"},
    "Hand, Wrist, and Forearm Disorders": {"hand"}, "Carpal Tunnel Syndrome": {"hand"},
    "Forearm, Wrist, and Hand Complaints": {"hand"}, "Forearm, Wrist, and Hand": {"hand"},
    "Hip and Groin Disorders": {"hip"}, "Hip and Pelvis": {"hip", "low-back"},
    "Knee Disorders": {"knee"}, "Knee Complaints": {"knee"},
    "Knee and Leg": {"knee", "ankle", "hip"},
    "Ankle and Foot Disorders": {"ankle"}, "Ankle and Foot Complaints": {"ankle"},
    "Ankle and Foot": {"ankle"},
    "Eye Disorders": {"eye"}, "Eye Complaints": {"eye"}, "Eye": {"eye"},
    "Head": {"head", "ear", "neck"}, "Hernia": {"abdomen", "hip"},
    "Work-Related Asthma": {"asthma", "lung"}, "Interstitial Lung Disease": {"lung"},
    "Pulmonary": {"lung", "asthma", "covid"}, "COVID-19": {"covid"},
    TRAUMA[0]: {"trauma-stress", "mind"}, DEPRESSION[0]: {"depression", "mind"},
    ANXIETY[0]: {"anxiety", "mind"},
}  # fmt: skip
"""The parts of the body of each chapter that has some; sections on two parts stand with both."""
LIMBS = {
    "upper-extremity": {"shoulder", "elbow", "hand", "neck"},
    "upper-extremities": {"shoulder", "elbow", "hand", "neck"},
    "lower-extremity": {"hip", "knee", "ankle", "low-back"},
}


def offers(asked: Asked):
    diagnosis = Diagnosis(name=asked.diagnosis, icd10=asked.icd10)
    item = DisputedItem(request=asked.request)
    summary = Summary(diagnoses=(diagnosis,) if diagnosis != Diagnosis() else ())
    case = Case(decision_date=asked.day, disputed_items=(item,), summary=summary)
    return LIBRARY.offer_for(case, case.disputed_items[0])


def first_three(asked: Asked):
    return [(one.guideline.chapter, one.guideline.year) for one in offers(asked)[:3]]


def parts_of(asked: Asked) -> set[str]:
    """The parts of the body that the request names, or else its diagnosis."""
    named = WORDS.understand(asked.request).body_parts
    coded = WORDS.coded([asked.icd10]) if asked.icd10 else ()
    told = WORDS.told_by(named, WORDS.parts_in(asked.diagnosis) or coded)
    found = {one.meaning for one in told}
    return found.union(*(LIMBS.get(one, set()) for one in found))


def strange(asked: Asked) -> list[str]:
    """The guidelines offered that stand for another part of the body."""
    parts = parts_of(asked)
    bound = [
        one.guideline for one in offers(asked) if not GENERAL.issuperset(one.guideline.services)
    ]
    known = [(one, ORGANS.get(one.chapter, set())) for one in bound]
    return [one.id for one, organs in known if parts and organs and parts.isdisjoint(organs)]


@pytest.mark.parametrize("asked", REQUESTS, ids=lambda asked: f"{asked.request} {asked.diagnosis}")
def test_the_chapter_of_the_day_is_among_the_first_three(asked):
    assert asked.right in first_three(asked)


def test_an_unread_chapter_is_offered_once_and_the_search_for_evidence_beside_it():
    found = [one.guideline for one in offers(Asked("PRP injection, left shoulder", SHOULDER))]
    assert [one.chapter for one in found].count("Shoulder Disorders") == 1
    assert found[0].unread
    assert SEARCH in [(one.chapter, one.year) for one in found[:3]]


@pytest.mark.parametrize(
    "request_", ["Sleep study", "Office visit", "Ketamine troches", "Lab work"]
)
def test_a_chapter_that_wants_its_part_named_is_not_offered_without(request_):
    assert not any(one.guideline.part_named for one in offers(Asked(request_, SEARCH)))


GENERAL = {
    "assistant-surgeon", "preoperative-testing", "lab-test", "pulmonary-function", "ekg",
    "inpatient-stay", "equipment", "transportation", "migraine-drug", "cognitive-rehabilitation",
    "vestibular-test", "respiratory-drug",
}  # fmt: skip
"""What a chapter on one part of the body says for every part."""


def test_a_guideline_of_a_part_s_chapter_is_for_that_part_or_of_a_general_topic():
    for one in LIBRARY:
        if one.chapter in ORGANS and not one.body_parts:
            assert GENERAL.issuperset(one.services), one.id


PARTS = sorted({part for organs in ORGANS.values() for part in organs})
SERVICES = sorted(LIBRARY.vocabulary.services)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("day", [dt.date(2017, 2, 13), TODAY])
def test_what_names_one_part_is_offered_no_chapter_of_another(part, day):
    """For every service that the vocabulary knows, by its first word."""
    entries = reference_works.terms().entries
    place = entries.body_parts[part].split(", ")[0]
    tables = {**entries.services, **entries.drugs}
    for name in SERVICES:
        asked = Asked(f"{tables[name].split(', ')[0]}, {place}", SEARCH, day=day)
        if {one.meaning for one in WORDS.understand(asked.request).body_parts} == {part}:
            assert strange(asked) == [], asked.request


@pytest.mark.parametrize("asked", REQUESTS, ids=lambda asked: f"{asked.request} {asked.diagnosis}")
def test_no_other_part_s_criteria_are_offered(asked):
    assert strange(asked) == []
