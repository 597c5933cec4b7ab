"""The clinical case summary: the facts of the record, and the narrative made from them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from desktop.cases.record import BLANK, Record, Years
from desktop.cases.terms import Sex
from desktop.records.questions import Prose, ask


class Diagnosis(Record, frozen=True):
    """A diagnosis as the records give it."""

    name: Annotated[str, ask("Diagnosis", width=5)] = ""
    icd10: Annotated[str, ask("ICD-10 code", example="M54.16", beside="name", width=2)] = ""


class Examination(Record, frozen=True):
    """What one examination found."""

    date: Annotated[dt.date | None, ask("Date", beside="examiner")] = None
    examiner: Annotated[str, ask("Examiner", example="treating physician", width=3)] = ""
    findings: Annotated[Prose, ask("Complaints and findings")] = BLANK


class Imaging(Record, frozen=True):
    """What one imaging or electrodiagnostic study showed."""

    study: Annotated[str, ask("Study", example="MRI of the lumbar spine", width=3)] = ""
    date: Annotated[dt.date | None, ask("Date", beside="study")] = None
    findings: Annotated[Prose, ask("Findings")] = BLANK


class Medication(Record, frozen=True):
    """A drug that the injured worker takes or took."""

    name: Annotated[str, ask("Drug", width=3)] = ""
    strength: Annotated[str, ask("Strength", example="50 mg", beside="name", width=2)] = ""
    directions: Annotated[
        str, ask("Directions", example="one tablet twice a day", beside="name", width=4)
    ] = ""


class Summary(Record, frozen=True):
    """The clinical case summary: the facts, and the narrative made from them."""

    age: Annotated[Years | None, ask("Age", help="In years.", group="Injured worker")] = None
    sex: Annotated[Sex | None, ask("Sex", beside="age", width=3)] = None
    occupation: Annotated[str, ask("Occupation", printed=False)] = ""
    mechanism: Annotated[Prose, ask("Mechanism of injury", printed=False)] = BLANK
    diagnoses: Annotated[
        tuple[Diagnosis, ...],
        ask("Diagnoses", one="Diagnosis", group="Facts of the record", printed=False),
    ] = ()
    treatments: Annotated[
        tuple[str, ...], ask("Treatment to date", one="Treatment", printed=False)
    ] = ()
    examinations: Annotated[
        tuple[Examination, ...], ask("Examinations", one="Examination", printed=False)
    ] = ()
    imaging: Annotated[
        tuple[Imaging, ...], ask("Imaging and electrodiagnostics", one="Study", printed=False)
    ] = ()
    medications: Annotated[
        tuple[Medication, ...], ask("Medications", one="Medication", printed=False)
    ] = ()
    work_status: Annotated[
        str, ask("Work status", example="modified duty", beside="occupation", printed=False)
    ] = ""
    narrative: Annotated[
        Prose,
        ask(
            "Narrative",
            help="The paragraph that is printed.",
            group="Narrative",
            expected=True,
        ),
    ] = BLANK
    drafted: Annotated[
        Prose,
        ask(
            "Narrative as drafted",
            help="What the facts gave when it was drafted last.",
            shown=False,
            printed=False,
        ),
    ] = BLANK
