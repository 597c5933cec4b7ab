"""The check as a whole: its order, what may be accepted, and how an organization weighs rules."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest
from msgspec.structs import replace

from desktop.cases.case import Case, DisputedItem, Party, Reviewer, Summary
from desktop.cases.export_reasons import in_spite_of
from desktop.cases.terms import Decision
from desktop.checks.engine.check import RULES, CheckSettings, Severity, read_references, review
from desktop.checks.engine.finding import acceptance
from desktop.records.questions import Prose
from desktop.records.toml_files import TomlError
from tests.growth import too_slow

DOUBLED = "prose.doubled"


def letter(rationale: str, **fields) -> Case:
    item = DisputedItem(request="MRI of the right knee", rationale=Prose(rationale), **fields)
    return Case(disputed_items=(item,), summary=Summary(narrative=Prose("Right knee pain.")))


def accepting(case: Case, finding, reason: str) -> Case:
    return replace(case, accepted=(acceptance(case, finding, reason),))


def found(case: Case, references, rule: str, **options):
    return [one for one in review(case, references, **options) if one.rule == rule]


def test_the_heaviest_findings_come_first(references):
    weights = [list(Severity).index(one.severity) for one in review(Case(), references)]
    assert weights == sorted(weights)
    assert weights


def test_the_same_case_gives_the_same_findings(references):
    case = letter("He fell and and hurt.")
    assert review(case, references) == review(case, references)


def test_an_accepted_finding_keeps_its_reason(references):
    case = letter("He fell and and hurt.")
    case = accepting(case, found(case, references, DOUBLED)[0], "A quotation.")
    assert found(case, references, DOUBLED)[0].accepted == "A quotation."


def test_an_accepted_finding_stays_so_when_its_item_moves(references):
    case = letter("He fell and and hurt.")
    case = accepting(case, found(case, references, DOUBLED)[0], "A quotation.")
    moved = replace(case, disputed_items=(DisputedItem(), *case.disputed_items))
    assert [one.accepted for one in found(moved, references, DOUBLED)] == ["A quotation."]


def test_an_acceptance_lapses_when_what_was_found_changes(references):
    case = letter("He fell and and hurt.")
    case = accepting(case, found(case, references, DOUBLED)[0], "A quotation.")
    changed = replace(case, disputed_items=letter("He fell but but hurt.").disputed_items)
    assert found(changed, references, DOUBLED)[0].accepted == ""


def test_an_error_cannot_be_accepted(references):
    case = letter("Seen on [date].")
    error = found(case, references, "prose.placeholder")[0]
    assert found(accepting(case, error, "No."), references, "prose.placeholder")[0].accepted == ""


def test_an_export_with_errors_is_told_with_its_reason_and_settles_none_of_them(references):
    case = letter("Seen on [date].")
    before = review(case, references)
    errors = [one.message for one in before if one.severity is Severity.ERROR]
    day = dt.date(2026, 5, 4)
    sent = in_spite_of(case, errors, "It was asked for.", day)
    assert in_spite_of(sent, errors, "It was asked for.", day) == sent
    *others, last = review(sent, references)
    assert tuple(others) == before
    assert (last.rule, last.accepted) == ("export", "It was asked for.")
    assert last.message == f"Exported on 05/04/2026 with errors: {' '.join(errors)}"
    assert "export" not in RULES


def test_a_fix_is_the_field_s_new_text(references):
    assert found(letter("He fell and and hurt."), references, DOUBLED)[0].fix == (
        "He fell and hurt."
    )


@pytest.mark.parametrize(("level", "severity"), [("error", Severity.ERROR), ("off", None)])
def test_an_organization_weighs_a_rule_its_own_way(references, level, severity):
    settings = CheckSettings(levels={DOUBLED: level})
    hits = found(letter("He fell and and hurt."), references, DOUBLED, settings=settings)
    assert [one.severity for one in hits] == ([severity] if severity else [])


def test_the_audit_trail_can_say_how_the_rules_were_weighed(references):
    settings = CheckSettings(levels={DOUBLED: "off", "prose.marks": "warning"})
    assert list(settings.changes(RULES, references.program.rules)) == [
        'The rule "A word or two stand twice in a row" (prose.doubled) is switched off; it is made '
        "as warning."
    ]


def test_a_published_copy_is_asked_for_no_party_and_no_document(references):
    rules = {one.rule for one in review(letter("It is not medically necessary."), references)}
    assert not rules & {"content.documents", "content.parties"}


def test_a_case_with_a_party_is_asked_for_the_others(references):
    case = replace(letter("It is not medically necessary."), injured_worker=Party(name="A. Sample"))
    rules = {one.rule for one in review(case, references)}
    assert {"content.documents", "content.parties"} <= rules


def test_the_reviewer_s_name_is_found_in_any_edition(references):
    case = replace(
        letter("I, Quentin Marlowe, find no need."), reviewer=Reviewer(name="Dr. Quentin Marlowe")
    )
    for edition in ("served", "published"):
        assert found(case, references, "secret.reviewer", edition=edition)


def test_a_wrong_reference_file_is_named_with_its_line(references):
    wrong = {"language.toml": "[sexes]\nmale = male"}
    with pytest.raises(TomlError, match=r"language\.toml, line 2"):
        read_references(wrong, references.terms, (), references.program)


def test_twenty_one_items_are_checked_while_a_key_is_pressed(references):
    items = tuple(
        DisputedItem(
            request=f"Norflex {number}00mg #60",
            decision=Decision.UPHELD,
            rationale=Prose(
                f"The patient takes Norflex {number}00mg for spasm of the right knee at L{number}. "
                + "There is no documentation of functional improvement with this medication. " * 8
                + "As such, the request is not medically necessary."
            ),
        )
        for number in range(1, 22)
    )
    case = Case(disputed_items=items, summary=Summary(narrative=Prose("Right knee spasm. " * 40)))
    review(case, references)
    fresh = count()

    def changed() -> Case:
        words = Prose(f"Left knee spasm of {next(fresh)} weeks. " * 40)
        return replace(case, summary=Summary(narrative=words))

    assert not too_slow(lambda: review(changed(), references), 0.1)


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("10/14/2016", "10/04/2016"),
        ("10-14-16", "10-04-16"),
        ("1-9-2016", "10-4-2016"),
        ("October 14, 2016", "October 4, 2016"),
        ("2016-10-14", "2016-10-04"),
        ("14 October 2016", "4 October 2016"),
    ],
)
def test_the_fix_of_a_date_keeps_its_form(written, fixed, references):
    case = Case(
        date_of_injury=dt.date(2016, 10, 4),
        summary=Summary(narrative=Prose(f"An industrial injury on {written}. Seen on {written}.")),
    )
    fix = found(case, references, "date.of-injury")[0].fix
    assert fix == f"An industrial injury on {fixed}. Seen on {written}."
