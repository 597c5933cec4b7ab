"""The order of evidence: a lower rung is cited if the higher ones do not govern.

Why they do not is an answer of the reviewer's, kept with the answers to criteria: guideline
``evidence-order``, criterion the rung, value one of `Why`, evidence the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.cases.case import Answer, Citation

EVIDENCE_ORDER = "evidence-order"
"""The id under which answers about the rungs are kept."""
NO_GUIDELINE = "no-guideline"
"""The criterion whose evidence says why no guideline applies."""
Why = Literal["", "silent", "rebutted", "outweighed"]
"""Not said; it is silent on the service; its presumption is rebutted; others are better proved."""


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step of the order, from the first to be searched."""

    id: str
    name: str
    """As in "… does not address the requested service"."""
    asks: str
    citation: str
    presumed: bool = False
    """Whether it is presumed correct, so that other evidence has to rebut it."""
    plural: bool = False
    """Whether its name is a plural, for the verb behind it."""
    organisations: tuple[str, ...] = ()
    """Words by which the title of a citation is known to stand on it."""

    @property
    def reasons(self) -> tuple[Why, Why]:
        """Why it may not govern."""
        return ("silent", "rebutted" if self.presumed else "outweighed")


class HierarchyStep(msgspec.Struct, frozen=True):
    """Why a higher rung does not govern; `why` is empty while the reviewer has not said."""

    rung: Rung
    why: Why
    because: str


class EvidenceHierarchy:
    """The rungs, first to be searched first; the last takes what fits no other: studies."""

    def __init__(self, rungs: Iterable[Rung]) -> None:
        self.rungs = tuple(rungs)

    def rung(self, citation: Citation) -> Rung:
        """Where `citation` stands."""
        if citation.source.governs:
            return self.rungs[0]
        title = f"{citation.title} {citation.suffix}".casefold()
        for rung in self.rungs[1:]:
            if any(name.casefold() in title for name in rung.organisations):
                return rung
        return self.rungs[-1]

    def steps(
        self, citations: Iterable[Citation], answers: Iterable[Answer]
    ) -> tuple[HierarchyStep, ...]:
        """Each rung above the highest that is cited, and why it does not govern."""
        cited = [self.rungs.index(self.rung(citation)) for citation in citations]
        above = self.rungs[: min(cited, default=0)]
        answered = {
            answer.criterion: answer for answer in answers if answer.guideline == EVIDENCE_ORDER
        }
        return tuple(_step(rung, answered.get(rung.id)) for rung in above)

    def unexplained(
        self, citations: Iterable[Citation], answers: Iterable[Answer]
    ) -> tuple[Rung, ...]:
        """The rungs passed over without a reason: what to ask the reviewer."""
        return tuple(step.rung for step in self.steps(citations, answers) if not step.why)


def why_no_guideline(answers: Iterable[Answer]) -> str:
    """The reviewer's reason that no guideline applies; empty where none is given."""
    return next(
        (
            answer.evidence
            for answer in answers
            if (answer.guideline, answer.criterion) == (EVIDENCE_ORDER, NO_GUIDELINE)
        ),
        "",
    )


def _step(rung: Rung, answer: Answer | None) -> HierarchyStep:
    if answer is None:
        return HierarchyStep(rung, "", "")
    value = answer.value.strip().casefold()
    silent, other = rung.reasons
    why = silent if value == silent else other if value in {"rebutted", "outweighed"} else ""
    return HierarchyStep(rung, why, answer.evidence.strip().rstrip("."))
