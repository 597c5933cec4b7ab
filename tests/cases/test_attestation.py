"""The attestation's file, and what of the findings keeps a case from being signed off."""

from __future__ import annotations

import pytest

from desktop.app import reference_works
from desktop.cases.attestation import AttestationError, of_pack, read_attestation, remaining
from desktop.cases.case import Case
from desktop.checks.engine.finding import Finding, Severity
from desktop.platform import assets

RIGHT = 'lead = "I state:"\nstatements = ["It is so."]\n'


def finding(severity: Severity, accepted: str = "") -> Finding:
    return Finding(
        severity=severity,
        rule="a.rule",
        path="summary",
        message="Words.",
        source="A source",
        accepted=accepted,
    )


def test_the_file_that_ships_states_the_facts_the_independence_and_the_judgment():
    file = assets.templates("california-imr") / "attestation.toml"
    stated = " ".join(read_attestation(file.read_text(encoding="utf-8"), file.name).statements)
    for word in ("facts", "record", "conflict of interest", "own professional judgment"):
        assert word in stated


WRONG = (
    "",
    "lead = 3",
    'lead = "I state:"\nstatements = []',
    'lead = "I state:"\nstatements = [""]',
    f"{RIGHT}more = 1",
)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_that_states_nothing_is_refused_by_name(wrong: str):
    with pytest.raises(AttestationError, match=r"words\.toml: "):
        read_attestation(wrong, "words.toml")


def test_findings_are_parted_by_what_they_mean_for_signing():
    found = [
        finding(Severity.ERROR),
        finding(Severity.WARNING),
        finding(Severity.ADVICE),
        finding(Severity.WARNING, "so"),
    ]
    left = remaining(found)
    counts = [len(part) for part in (left.errors, left.warnings, left.advice, left.accepted)]
    assert counts == [1, 1, 1, 1]
    assert left.stands(Case()) == ("accepted: a.rule (summary)", "advice: a.rule (summary)")


def test_a_pack_states_its_own_words_and_one_without_them_names_no_party(tmp_path):
    assert of_pack(tmp_path) is None
    (tmp_path / "attestation.toml").write_text(RIGHT, encoding="utf-8")
    own = of_pack(tmp_path)
    assert own is not None
    assert own.statements == ("It is so.",)
    neutral = " ".join(reference_works.attestation("none").statements)
    assert "claims administrator" in " ".join(reference_works.attestation().statements)
    assert "claims administrator" not in neutral
    assert "employe" not in neutral
