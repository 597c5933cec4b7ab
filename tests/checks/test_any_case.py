"""Whatever a case holds, the check answers, and every finding stands at a field of it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.cases.case import Case, DisputedItem, Summary
from desktop.checks.engine.check import review
from desktop.publication.copying import publication_copy
from desktop.records.questions import Prose
from tests import strategies
from tests.checks.test_rules import has

WORDS = st.sampled_from(
    [
        *("The", "a", "left", "right", "knee", "L4-5", "C9", "Norflex", "100mg", "#60", "twice"),
        *("a week", "for 3 weeks", "x 6", "12 sessions", "(8)", "13/13/13", "10/14/ 2016", '"q'),
        *("“curly", "[bracket", "]", ")", "no documentation of", "is not medically necessary"),
        *("request for", "MRI", "she", "his", "patient", "Dr. Smith", "MD", "555-010-0199"),
        *(
            "{{x}}",
            "___",
            "..",
            ",",
            ";",
            "\n",
            "É",
            "中",
            "47 year old",
            "female",
            "from",
            ".",
            "?",
        ),
    ]
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60)
PROSE = TEXTS.map(Prose)
ITEMS = st.builds(
    DisputedItem,
    request=TEXTS,
    quantity=TEXTS,
    authorized=TEXTS,
    remaining=TEXTS,
    associated_with=st.sampled_from(["", "i1", "i2", "i4"]),
    rationale=PROSE,
)
CASES = st.builds(
    Case,
    date_of_injury=st.none() | st.dates(),
    decision_date=st.none() | st.dates(),
    summary=st.builds(Summary, narrative=PROSE, age=st.none() | st.integers(0, 120)),
    disputed_items=st.lists(ITEMS, max_size=3).map(tuple),
)
QUIETLY = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@QUIETLY
@given(case=CASES)
def test_every_finding_stands_at_a_field(case, references):
    for finding in review(case, references):
        assert all(has(case, path) for path in finding.paths)
        assert finding.message


@QUIETLY
@given(case=strategies.cases())
def test_every_finding_stands_at_a_field_of_a_case_of_any_shape(case, references):
    for edition in ("served", "published"):
        for finding in review(case, references, edition=edition):
            assert all(has(case, path) for path in finding.paths)


@QUIETLY
@given(case=CASES)
def test_a_copy_for_the_public_is_one_already(case, references):
    once = publication_copy(case, references).case
    assert publication_copy(once, references).case == once
