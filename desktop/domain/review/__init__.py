"""The check before signing: the errors that lose appeals, found while there is time.

A determination falls only for a plainly erroneous finding of fact, a conflict, bias, fraud or an
excess of power (Labor Code 4610.6(h)); what can be checked by reading the case is checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain import exporting
from desktop.domain.review import (  # noqa: F401 -- their rules register themselves
    agreement,
    anatomy,
    calendar_days,
    chronology,
    confidentiality,
    content,
    decisions,
    drugs,
    evidence,
    papers,
    pasted,
    plain,
    printing,
    prose,
    quantities,
    record,
    sides,
    timing,
    visits,
    worker,
)
from desktop.domain.review.finding import WEIGHT, Finding, Severity, with_acceptances
from desktop.domain.review.matter import Edition, Matter
from desktop.domain.review.references import References, read_references
from desktop.domain.review.registry import RULES, Rule
from desktop.domain.review.settings import CheckSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case import Case

__all__ = [
    "RULES",
    "CheckSettings",
    "Edition",
    "Finding",
    "References",
    "Rule",
    "Severity",
    "read_references",
    "review",
]


def review(
    case: Case,
    references: References,
    *,
    edition: Edition | None = None,
    settings: CheckSettings | None = None,
) -> tuple[Finding, ...]:
    """What to settle before the letter of `case` is signed, the heaviest first.

    What was accepted stands among it with its reason, each export in spite of errors at the end.

    Without an `edition` a case that holds no party and no document is taken for a published copy,
    of which neither is demanded.
    """
    settings = settings or CheckSettings()
    matter = Matter(case, references.reader, references, edition, settings)
    findings = (finding for rule in RULES.values() for finding in _findings(rule, matter))
    unique = dict.fromkeys(findings)
    weighed = sorted(unique, key=lambda finding: WEIGHT[finding.severity])
    return (*with_acceptances(weighed, case.accepted), *_exports(case))


def _findings(rule: Rule, matter: Matter) -> Iterator[Finding]:
    severity = matter.settings.level(rule)
    if severity is None:
        return
    for hit in rule.check(matter):
        yield Finding(
            rule=rule.id,
            severity=severity,
            path=hit.path,
            message=hit.message,
            source=rule.source,
            fix=hit.fix,
            also=hit.also,
        )


def _exports(case: Case) -> Iterator[Finding]:
    for one in exporting.exports(case):
        yield Finding(
            rule=one.rule,
            severity=Severity.ADVICE,
            path="",
            message=one.message,
            source="The reason is kept with the case.",
            accepted=one.reason,
        )
