"""What the check found: one sentence about one place of the case."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Acceptance
from desktop.cases.ids.links import linked
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.cases.case import Case


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first."""

    ERROR = "error"
    """The letter must not go out."""
    WARNING = "warning"
    ADVICE = "advice"


WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


class Hit(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a rule says of one place, before the rule's name and weight are put to it."""

    path: str
    message: str
    fix: str | None = None
    """The text to put into the field at `path`; None where a person must decide."""
    also: tuple[str, ...] = ()
    """The other side of a disagreement: other fields that show the finding too."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something to settle before the letter is signed."""

    rule: str
    severity: Severity
    path: str
    message: str
    source: str
    """Citation of what wants it so."""
    fix: str | None = None
    also: tuple[str, ...] = ()
    accepted: str = ""
    """The reviewer's reason for leaving it; empty while it is open."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every field that it is about, the one to change first."""
        return (self.path, *self.also)


def acceptance(case: Case, finding: Finding, reason: str) -> Acceptance:
    """What the case keeps of a finding that is left as it is."""
    path = linked(case, finding.path)
    return Acceptance(rule=finding.rule, path=path, message=finding.message, reason=Prose(reason))


def with_acceptances(findings: Iterable[Finding], case: Case) -> tuple[Finding, ...]:
    """`findings`, those that the reviewer of `case` accepted with their reason.

    An acceptance holds for the same words about the same field: when a fact changes, so does the
    sentence, and the finding is open again. An error is never accepted. An acceptance written by
    hand may name the field's path, as a finding prints it.
    """
    reasons = {(one.rule, linked(case, one.path), one.message): one.reason for one in case.accepted}
    return tuple(_with_reason(finding, case, reasons) for finding in findings)


def _with_reason(
    finding: Finding, case: Case, reasons: Mapping[tuple[str, str, str], str]
) -> Finding:
    reason = reasons.get((finding.rule, linked(case, finding.path), finding.message), "")
    if not reason or finding.severity is Severity.ERROR:
        return finding
    return msgspec.structs.replace(finding, accepted=reason)
