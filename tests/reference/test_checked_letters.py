"""The check against published letters: it is quiet on what is right and finds what is not."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from desktop.app import reference_works
from desktop.checks.engine.check import Severity, review
from desktop.readers.california_imr.reader import read
from tests.checks.planting import KINDS

TRUE = {
    ("CM16-0232182", "prose.unclosed"),
    ("CM16-0232182", "record.improvement"),
    ("CM16-0232543", "record.absence-contradicted"),
    ("CM16-0234464", "date.of-denial"),
    ("CM16-0234464", "date.spaced"),
    ("CM16-0239110", "date.request"),
    ("CM16-0248233", "prose.unclosed"),
    ("CM16-0248655", "anatomy.side-in-rationale"),
    ("CM16-0248655", "date.future"),
    ("CM16-0248655", "date.of-denial"),
    ("CM16-0248698", "date.of-injury"),
    ("CM16-0248698", "prose.doubled"),
    ("CM16-0249735", "prose.unclosed"),
    ("CM17-0000859", "prose.doubled"),
    ("CM17-0000859", "prose.unclosed"),
    ("CM17-0001064", "date.request"),
    ("CM17-0001064", "evidence.administrator-edition"),
    ("CM17-0001064", "evidence.part"),
    ("CM17-0002551", "decision.criteria"),
    ("CM17-0003917", "date.of-injury"),
    ("CM17-0007886", "content.necessity"),
    ("CM17-0007886", "worker.sex"),
    ("CM17-0013625", "prose.marks"),
    ("CM17-0013625", "record.absence-contradicted"),
}
"""Slips that did go out, each read in its letter and judged to be one, by case and rule."""

PUBLISHED = "cm*.txt"
FEW = 16
"""False warnings in all 48 letters: one in three letters."""


@pytest.fixture(scope="module")
def references():
    return reference_works.references("california-imr")


@pytest.fixture(scope="module")
def letters(shared, pack):
    files = sorted((shared / "letters").glob(PUBLISHED))
    return [read(file.read_bytes(), file.name, pack).case for file in files]


@pytest.fixture(scope="module")
def seed(shared, pack):
    file = next((shared / "letters").glob("seed*.txt"))
    return read(file.read_bytes(), file.name, pack).case


@pytest.fixture(scope="module")
def found(letters, references):
    return [(case, one) for case in letters for one in review(case, references)]


def test_no_error_is_false(found):
    assert not [
        (case.case_number, one)
        for case, one in found
        if one.severity is Severity.ERROR and (case.case_number, one.rule) not in TRUE
    ]


def test_false_warnings_are_few(found):
    false = [
        (case.case_number, one.rule, one.path)
        for case, one in found
        if one.severity is Severity.WARNING and (case.case_number, one.rule) not in TRUE
    ]
    assert len(false) <= FEW, false


def test_every_slip_known_in_them_is_found(found):
    assert {(case.case_number, one.rule) for case, one in found} >= TRUE


def test_the_improvement_that_the_seed_letter_leaves_unreconciled_is_found(seed, references):
    rules = {(one.rule, one.path) for one in review(seed, references)}
    assert ("record.improvement", "disputed_items.0.rationale") in rules


def test_every_sentence_of_absence_in_the_seed_letter_is_listed(seed, references):
    listed = [one for one in review(seed, references) if one.rule == "record.absence"]
    assert len(listed) == 2


def test_planted_slips_are_found_in_their_fields(letters, references):
    planted, hits = Counter(), Counter()
    for case in letters:
        known = set(review(case, references))
        for name, plant in KINDS.items():
            slip = plant(case, Random(f"{name} {case.case_number}"))
            if slip is None or slip.case == case:
                continue
            new = set(review(slip.case, references)) - known
            planted[name] += 1
            hits[name] += any(slip.path in one.paths for one in new if one.rule != "record.absence")
    recall = {name: hits[name] / count for name, count in planted.items()}
    assert len(recall) >= 20
    assert sum(hits.values()) / sum(planted.values()) >= 0.97, recall
    assert min(recall.values()) >= 0.85, recall
