"""Pasted lines become elements of a list, each word of them in some field."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.case import Diagnosis, Document, Examination, Imaging, Medication
from desktop.cases.entry.paste_parser import elements

RECORDS = (Diagnosis, Document, Examination, Imaging, Medication)


def one(record, line):
    (found,) = elements(tuple[record, ...], line)
    return found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1. Radiculopathy, lumbar region M54.16",
         Diagnosis(name="Radiculopathy, lumbar region", icd10="M54.16")),
        ("M54.16 - Radiculopathy, lumbar region",
         Diagnosis(name="Radiculopathy, lumbar region", icd10="M54.16")),
        ("Strain of muscle, fascia and tendon of lower back (S39.012A)",
         Diagnosis(name="Strain of muscle, fascia and tendon of lower back", icd10="S39.012A")),
        ("Disc displacement at L4-5, L5-S1", Diagnosis(name="Disc displacement at L4-5, L5-S1")),
        ("Tramadol 50 mg, one tablet twice a day",
         Medication(name="Tramadol", strength="50 mg", directions="one tablet twice a day")),
        ("Naproxen 550mg #60, 1 tab BID, with food",
         Medication(name="Naproxen", strength="550mg", directions="#60, 1 tab BID, with food")),
        ("Lidocaine 5 % patch daily",
         Medication(name="Lidocaine", strength="5 %", directions="patch daily")),
        ("Norco 10/325 mg q6h", Medication(name="Norco", strength="10/325 mg", directions="q6h")),
        ("Omeprazole, once a day", Medication(name="Omeprazole", directions="once a day")),
        ("Gabapentin", Medication(name="Gabapentin")),
        ("MRI of the lumbar spine, 03/02/2026: L4-5 protrusion, no stenosis",
         Imaging(study="MRI of the lumbar spine", date=dt.date(2026, 3, 2),
                 findings="L4-5 protrusion, no stenosis")),
        ("03/02/2026 X-ray of the knee - mild narrowing",
         Imaging(study="X-ray of the knee", date=dt.date(2026, 3, 2), findings="mild narrowing")),
        ("01/05/2026 Dr. Invented: pain 6/10, flexion 40 degrees",
         Examination(examiner="Dr. Invented", date=dt.date(2026, 1, 5),
                     findings="pain 6/10, flexion 40 degrees")),
        ("01/05/2026 tender over L5, straight leg raise positive",
         Examination(date=dt.date(2026, 1, 5),
                     findings="tender over L5, straight leg raise positive")),
        ("Progress report, Dr. Example, 1/2/2026, 5 pages, signed",
         Document(type="Progress report", author="Dr. Example, signed",
                  date=dt.date(2026, 1, 2), pages=5)),
        ("Orthopedic consultation - Dr. Example - August 18, 2026",
         Document(type="Orthopedic consultation", author="Dr. Example",
                  date=dt.date(2026, 8, 18))),
        ("18 August 2026 Orthopedic consultation",
         Document(type="Orthopedic consultation", date=dt.date(2026, 8, 18))),
        ("Application for review dated 11/10/2026",
         Document(type="Application for review", date=dt.date(2026, 11, 10))),
        ("Letter, Sept. 3, 2026", Document(type="Letter", date=dt.date(2026, 9, 3))),
        ("Therapy notes 03/04/2026 - 06/20/2026",
         Document(type="Therapy notes 03/04/2026 - 06/20/2026")),
        ("Therapy notes from 03/04/2026 to 06/20/2026, 12 pages",
         Document(type="Therapy notes from 03/04/2026 to 06/20/2026", pages=12)),
        ("Utilization review denial 01/20/2026",
         Document(type="Utilization review denial", date=dt.date(2026, 1, 20))),
    ],
)  # fmt: skip
def test_a_line_is_read_into_its_fields(line, found):
    assert one(type(found), line) == found


WORD = st.from_regex(
    r"[A-Za-z][a-z]{1,8}|L4-5|\d{1,3} mg|01/05/2026|M54\.16|[0-9]/10", fullmatch=True
)
LINE = st.lists(st.tuples(WORD, st.sampled_from([" ", ", ", ": ", " - ", "; "])), min_size=1)


@given(LINE, st.sampled_from(RECORDS))
def test_no_word_of_a_line_is_lost(parts, record):
    line = "".join(word + mark for word, mark in parts)

    def words(text):
        return sorted(re.findall(r"[\w.#%/]+", re.sub(r"\b0?1/0?5/2026\b", "1/5/2026", text)))

    found = one(record, line)
    told = [
        f"{value:%m/%d/%Y}" if isinstance(value, dt.date) else str(value)
        for value in msgspec.structs.asdict(found).values()
        if value
    ]
    assert words(" ".join(told)) == words(line)
