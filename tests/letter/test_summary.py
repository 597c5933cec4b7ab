"""The clinical case summary as it is drafted from the facts."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings

from desktop.app import reference_works
from desktop.cases.case import (
    Case,
    Diagnosis,
    DisputedItem,
    Examination,
    Imaging,
    Medication,
    Summary,
)
from desktop.cases.terms import Sex
from desktop.letter.compose.drafts import draft_summary
from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from desktop.records.questions import Prose
from tests.strategies import cases

WORDS = reference_works.vocabulary()
PACK = Pack(assets.templates("california-imr"))


def test_a_summary_tells_the_facts_in_order():
    case = Case(
        date_of_injury=dt.date(2009, 12, 17),
        ur_denial_date=dt.date(2015, 4, 10),
        disputed_items=(DisputedItem(request="Norco 10/325 #60"),),
        summary=Summary(
            age=81,
            sex=Sex.FEMALE,
            occupation="a baker",
            mechanism=Prose("a fall from a ladder."),
            diagnoses=(Diagnosis(name="low back pain"), Diagnosis(name="anxiety")),
            treatments=("medication", "therapy", "a brace"),
            examinations=(Examination(date=dt.date(2015, 3, 12), findings=Prose("pain 6/10.")),),
            imaging=(
                Imaging(study="MRI", date=dt.date(2014, 1, 2), findings=Prose("a protrusion")),
                Imaging(study="EMG"),
            ),
            medications=(Medication(name="tramadol", strength="50 mg"), Medication(name="senna")),
            work_status="modified duty",
        ),
    )
    assert draft_summary(case, WORDS, PACK) == (
        "The injured worker is an 81-year-old female who worked as a baker and sustained an "
        "industrial injury on 12/17/2009. The mechanism of injury: a fall from a ladder. Diagnoses "
        "include low back pain and anxiety. Treatment to date has included medication, therapy and "
        "a brace. On 03/12/2015 the examination was recorded as follows: pain 6/10. MRI on "
        "01/02/2014 showed: a protrusion. EMG was done; the records submitted do not show its "
        "result. Medications: tramadol 50 mg; senna. Work status: modified duty. A request was "
        "made for Norco 10/325 #60, and utilization review denied or modified it on 04/10/2015."
    )


def test_a_summary_of_nothing_invents_nothing():
    words = draft_summary(Case(), WORDS, PACK)
    assert words == "The injured worker sustained an industrial injury."


@settings(max_examples=50, deadline=None)
@given(cases())
def test_any_case_gives_a_summary(case):
    assert draft_summary(case, WORDS, PACK).startswith("The injured worker")
