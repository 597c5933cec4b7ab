"""Every rule fires on its own examples, and leaves those alone that only look like them."""

from __future__ import annotations

import msgspec
import pytest

from desktop.checks.engine.check import RULES, Finding, Rule, review
from desktop.programs.program import RuleFacts

FIRES = [
    pytest.param(rule, case, id=f"{rule.id}-{at}")
    for rule in RULES.values()
    for at, case in enumerate(rule.fires)
]
QUIET = [
    pytest.param(rule, case, id=f"{rule.id}-{at}")
    for rule in RULES.values()
    for at, case in enumerate(rule.quiet)
]


def of_rule(rule: Rule, case, references) -> list[Finding]:
    editions = references.program.editions
    public = next(name for name, one in editions.items() if one.names_nobody)
    edition = public if rule.names_nobody else None
    return [one for one in review(case, references, edition=edition) if one.rule == rule.id]


@pytest.mark.parametrize(("rule", "case"), FIRES)
def test_rule_fires_on_its_example(rule, case, references):
    assert of_rule(rule, case, references)


@pytest.mark.parametrize(("rule", "case"), QUIET)
def test_rule_is_quiet_on_what_only_looks_like_it(rule, case, references):
    assert of_rule(rule, case, references) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_says_what_it_is_and_on_whose_authority(rule, references):
    assert rule.title[0].isupper()
    assert references.program.rules.get(rule.id, rule.usual).source
    assert rule.fires
    assert rule.quiet


def has(record, path: str) -> bool:
    """Whether `record` has a field at `path`."""
    for step in path.split("."):
        if isinstance(record, tuple):
            if not step.isdigit() or int(step) >= len(record):
                return False
            record = record[int(step)]
        elif isinstance(record, msgspec.Struct) and step in record.__struct_fields__:
            record = getattr(record, step)
        else:
            return False
    return True


@pytest.mark.parametrize(("rule", "case"), FIRES)
def test_findings_stand_at_fields_that_the_case_has(rule, case, references):
    for finding in of_rule(rule, case, references):
        assert all(has(case, path) for path in finding.paths)


def test_the_pack_weighs_every_rule_that_does_not_weigh_itself(references):
    asked = {rule.id for rule in RULES.values() if not rule.usual}
    assert (
        asked <= set(references.program.rules) <= {*RULES} - {"letter.character", "letter.length"}
    )


def test_a_rule_that_the_pack_does_not_weigh_is_not_asked(references):
    case = next(iter(RULES["content.items"].fires))
    off = {"content.items": RuleFacts(weight="off", source="Nobody")}
    for rules in ({}, off):
        program = msgspec.structs.replace(references.program, rules=rules)
        unasked = msgspec.structs.replace(references, program=program)
        assert {one.rule for one in review(case, unasked)} == set()


def test_a_rule_that_weighs_itself_is_asked_in_any_program_that_does_not_say_otherwise(
    references, monkeypatch
):
    rule = RULES["content.items"]._replace(usual=RuleFacts(weight="advice", source="Custom"))
    monkeypatch.setitem(RULES, rule.id, rule)
    (own,) = of_rule(rule, rule.fires[0], references)
    assert (own.severity, own.source) == ("error", "8 CCR 9792.10.6(d)")
    program = msgspec.structs.replace(references.program, rules={})
    (usual,) = of_rule(rule, rule.fires[0], msgspec.structs.replace(references, program=program))
    assert (usual.severity, usual.source) == ("advice", "Custom")
