"""The check before signing: the errors that lose appeals, found while there is time.

What can be checked by reading the case is checked here. The program of the case tells which rules
are asked, how much each weighs and what wants it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from desktop.cases import export_reasons
from desktop.checks.context.references import References, read_references
from desktop.checks.engine.check_settings import CheckSettings
from desktop.checks.engine.finding import WEIGHT, Finding, Severity, with_acceptances
from desktop.checks.engine.registry import RULES, Rule
from desktop.checks.engine.review_context import ReviewContext
from desktop.checks.rules.clinical import (  # noqa: F401 -- their rules register themselves
    agreement,
    anatomy,
    drugs,
    injured_worker,
    quantities,
    sides,
    units,
    visits,
)
from desktop.checks.rules.consistency import (  # noqa: F401 -- their rules register themselves
    calendar_days,
    chronology,
    decisions,
    panel,
    pasted,
    timing,
    values_of_parts,
)
from desktop.checks.rules.content import (  # noqa: F401 -- their rules register themselves
    citation_rules,
    competing,
    confidentiality,
    editions,
    printable,
    required_content,
)
from desktop.checks.rules.prose import plain_words, prose  # noqa: F401 -- their rules register themselves
from desktop.checks.rules.record import record, unlisted_documents  # noqa: F401 -- their rules register themselves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case
    from desktop.programs.program import Program, RuleFacts

STOPPED = "check.stopped"
"""Stands in place of a rule where the check could not be finished."""
FIXES = 4_000_000
"""Characters of texts put right that are kept; behind them a finding says no more how."""

__all__ = [
    "RULES",
    "CheckSettings",
    "Examined",
    "Finding",
    "References",
    "Rule",
    "Severity",
    "arranged",
    "examine",
    "read_references",
    "review",
    "unfinished",
]


class Examined(msgspec.Struct, frozen=True):
    """A rule with what it finds in a case."""

    rule: str
    findings: tuple[Finding, ...]


def review(
    case: Case,
    references: References,
    *,
    edition: str | None = None,
    settings: CheckSettings | None = None,
) -> tuple[Finding, ...]:
    """What to settle before the letter of `case` is signed, the heaviest first.

    What was accepted stands among it with its reason, each export in spite of errors at the end.

    The `edition` is one of the program's. Without it a case that holds no party and no document is
    taken for a copy for the public, of which neither is demanded.
    """
    return arranged(case, examine(case, references, edition=edition, settings=settings))


def examine(
    case: Case,
    references: References,
    *,
    edition: str | None = None,
    settings: CheckSettings | None = None,
) -> Iterator[Examined]:
    """What each rule finds in `case`, one rule after the other."""
    settings = settings or CheckSettings()
    context = ReviewContext(case, references.reader, references, edition, settings)
    room = FIXES
    for rule in RULES.values():
        found = []
        for finding in _findings(rule, context):
            room -= len(finding.fix or "")
            found.append(finding if room >= 0 else replace(finding, fix=None))
        yield Examined(rule.id, tuple(found))


def arranged(case: Case, examined: Iterable[Examined]) -> tuple[Finding, ...]:
    """What was found in `case`, as `review` gives it."""
    unique = dict.fromkeys(finding for one in examined for finding in one.findings)
    weighed = sorted(unique, key=lambda finding: WEIGHT[finding.severity])
    return (*with_acceptances(weighed, case), *_exports(case))


def unfinished(after: str, why: str) -> Examined:
    """What stands for the rules behind `after`, which were not asked."""
    ids = list(RULES)
    left = ids[ids.index(after) + 1 :] if after in RULES else ids
    names = f'"{RULES[left[0]].title}" ({left[0]})' if left else ""
    message = (
        f"The check was stopped: {why} The rule {names} and the {len(left) - 1} behind it say "
        "nothing of this case; what the others found is listed."
    )
    return Examined(STOPPED, (_stopped(message),))


def _stopped(message: str) -> Finding:
    return Finding(
        rule=STOPPED, severity=Severity.WARNING, path="", message=message, source="The check"
    )


def _findings(rule: Rule, context: ReviewContext) -> Iterator[Finding]:
    facts = _facts(rule, context.references.program)
    severity = context.settings.level(rule, facts.weight) if facts else None
    if facts is None or severity is None:
        return
    for hit in rule.check(context):
        yield Finding(
            rule=rule.id,
            severity=severity,
            path=hit.path,
            message=hit.message,
            source=facts.source,
            fix=hit.fix,
            also=hit.also,
        )


def _facts(rule: Rule, program: Program) -> RuleFacts | None:
    """What `program` makes of `rule`; None where it does not ask it."""
    return rule.usual if rule.always else program.rules.get(rule.id, rule.usual)


def _exports(case: Case) -> Iterator[Finding]:
    for one in export_reasons.exports(case):
        yield Finding(
            rule=one.rule,
            severity=Severity.ADVICE,
            path="",
            message=one.message,
            source="The reason is kept with the case.",
            accepted=one.reason,
        )
