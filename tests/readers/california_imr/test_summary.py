"""Facts out of a clinical case summary: what is plain, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.terms import Sex
from desktop.readers.california_imr.parts.summary import read


@pytest.mark.parametrize(
    ("words", "age", "sex"),
    [
        ("The injured worker is a 61-year-old female who sustained an injury.", 61, Sex.FEMALE),
        ("This is a 34 year old male with a date of injury on 12-13-2016.", 34, Sex.MALE),
        ("This case involves a now 58-year-old right-hand dominant woman.", 58, Sex.FEMALE),
        ("The patient is a 44 y/o man.", 44, Sex.MALE),
        ("The patient is 44 years old.", 44, None),
        ("A 44-year-old male. Later: a 45-year-old male.", None, Sex.MALE),
        ("A 44-year-old male. Elsewhere: a 44-year-old female.", 44, None),
        ("This is a 45 y.o. female with pain.", 45, Sex.FEMALE),
        ("He is a forty-five year old male.", 45, Sex.MALE),
        ("Neck pain for 3 years.", None, None),
    ],
)
def test_age_and_sex(words: str, age: int | None, sex: Sex | None) -> None:
    summary = read(words).summary
    assert (summary.age, summary.sex) == (age, sex)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("who sustained an industrial injury on 12/17/2009.", dt.date(2009, 12, 17)),
        ("with an industrial injury date of 10-11-16.", dt.date(2016, 10, 11)),
        ("with a date of injury on 10-17-2016.", dt.date(2016, 10, 17)),
        ("a history of an occupational claim from 10/14/ 2016.", dt.date(2016, 10, 14)),
        ("an industrial injury of November 2, 2016.", dt.date(2016, 11, 2)),
        ("a roofer, DOI: 12/17/2009.", dt.date(2009, 12, 17)),
        ("a work related injury on December 17th, 2009.", dt.date(2009, 12, 17)),
        ("injured on 17 December 2009.", dt.date(2009, 12, 17)),
        ("sustained an industrial injury on 2009-12-17.", dt.date(2009, 12, 17)),
        ("The industrial injury occurred on 12/17/2009.", dt.date(2009, 12, 17)),
        ("sustained injury to the low back on 12/17/2009.", dt.date(2009, 12, 17)),
        ("cumulative trauma from 1/1/2008 to 12/17/2009.", None),
        ("an injury on 10/14/2016. Another injury on 11/14/2016.", None),
        ("seen on 10/14/2016.", None),
        ("injury on 13/45/2016.", None),
    ],
)
def test_the_date_of_injury_where_there_is_one(words: str, day: dt.date | None) -> None:
    assert read(words).injured == day


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Diagnoses include neck strain, low back pain, and insomnia.",
         ["neck strain", "low back pain", "insomnia"]),
        ("He is undergoing treatment for lumbar strain and right knee contusion.",
         ["lumbar strain", "right knee contusion"]),
        ("The current diagnosis is documented as lumbar sprain/strain.", ["lumbar sprain/strain"]),
        ("The worker has had diagnoses of wrist fracture; stiffness of the hand.",
         ["wrist fracture", "stiffness of the hand"]),
        ("She was diagnosed with contusion of face, scalp and neck and cervical sprain.",
         ["contusion of face, scalp and neck and cervical sprain"]),
        ("Diagnoses include: 1. Lumbar strain. 2. Neck pain. 3. Insomnia. She is worse.",
         ["Lumbar strain", "Neck pain", "Insomnia"]),
        ("Diagnoses: lumbar sprain, neck strain.", ["lumbar sprain", "neck strain"]),
        ("The diagnostic impression was lumbar sprain.", ["lumbar sprain"]),
        ("No word of it.", []),
    ],
)  # fmt: skip
def test_diagnoses_are_parted_only_where_it_is_plain(words: str, names: list[str]) -> None:
    assert [one.name for one in read(words).summary.diagnoses] == names


def test_treatments_imaging_medications_and_work_status() -> None:
    summary = read(
        "Treatment to date has included medications, physical therapy and a TENS unit; all were "
        "helpful. MRI of the lumbar spine on 1/15/11 showed a 3.5 mm bulge at L4-5. Current "
        "medications included Ambien 10 mg and Mobic. Work status is modified duty. Mechanism of "
        "injury: lifting a box."
    ).summary
    assert summary.treatments == ("medications", "physical therapy", "a TENS unit")
    (study,) = summary.imaging
    assert (study.study, study.date, study.findings) == (
        "MRI of the lumbar spine", dt.date(2011, 1, 15), "a 3.5 mm bulge at L4-5",
    )  # fmt: skip
    drugs = [(drug.name, drug.strength) for drug in summary.medications]
    assert drugs == [("Ambien", "10 mg"), ("Mobic", "")]
    assert summary.work_status == "modified duty"
    assert summary.mechanism == "lifting a box"


@pytest.mark.parametrize(
    ("words", "treatments"),
    [
        ("Past treatment consisted of rest and ice.", ("rest", "ice")),
        ("Conservative care has included massage, rest and ice.", ("massage", "rest", "ice")),
        ("Prior treatment has included rest.", ("rest",)),
    ],
)
def test_treatments_in_other_words(words: str, treatments: tuple[str, ...]) -> None:
    assert read(words).summary.treatments == treatments


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("The patient is temporarily totally disabled.", "temporarily totally disabled"),
        ("The patient is currently on modified duty.", "modified duty"),
        ("He is not working.", "not working"),
        ("He is working with restrictions.", "working with restrictions"),
        ("The plan is modified duty next week.", ""),
    ],
)
def test_the_work_status_in_a_sentence(words: str, status: str) -> None:
    assert read(words).summary.work_status == status


def test_drugs_that_the_worker_is_said_to_take() -> None:
    drugs = read("She is currently taking Norco 10/325 mg and Ambien.").summary.medications
    assert [(drug.name, drug.strength) for drug in drugs] == [
        ("Norco", "10/325 mg"),
        ("Ambien", ""),
    ]
    assert read("She is taking two drugs and resting.").summary.medications == ()


def test_what_is_said_to_be_unknown_is_unknown() -> None:
    assert read("Work status is not documented.").summary.work_status == ""
    assert read("Work status is not working.").summary.work_status == "not working"


@given(st.text())
def test_takes_any_words(words: str) -> None:
    assert read(words).summary.narrative == words
