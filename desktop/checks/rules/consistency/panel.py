"""Rules: the opinions of a panel, what follows from them, and who may sit on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases.case import DisputedItem, FurtherReviewer, Opinion
from desktop.cases.pack_words import Effect
from desktop.cases.panel.determination import decision_by, found_by
from desktop.cases.panel.opinion import ReviewerId
from desktop.cases.sections import missing
from desktop.cases.terms import Decision
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.records.questions import Prose, describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.checks.engine.review_context import ItemRead, ReviewContext

AGAINST, FOR = Decision.of(Effect.AGAINST), Decision.of(Effect.FOR)


def _panel(*found: Decision | None, decision: Decision | None = None) -> Case:
    """A case whose panel found so on its item, each with reasons, and what was decided."""
    opinions = tuple(
        Opinion(by=ReviewerId(f"r{at}"), decision=one, reasons=Prose("As found."))
        for at, one in enumerate(found)
    )
    further = tuple(FurtherReviewer(id=one.by) for one in opinions[1:])
    item = DisputedItem(opinions=opinions, decision=decision)
    return letter(disputed_items=(item,), further_reviewers=further)


@rule(
    "decision.panel",
    weight="error",
    source="The panel's own opinions",
    fires=(
        _panel(FOR, FOR, AGAINST, decision=AGAINST),
        _panel(AGAINST, AGAINST, FOR, decision=FOR),
        _panel(FOR, AGAINST, decision=AGAINST),
    ),
    quiet=(
        _panel(FOR, FOR, AGAINST, decision=FOR),
        _panel(FOR, AGAINST, decision=FOR),
        _panel(FOR, None, AGAINST, decision=AGAINST),
        letter(decision=AGAINST),
    ),
)
def decision_departs_from_panel(context: ReviewContext) -> Iterator[Hit]:
    """The decision on an item is not the one that follows from the opinions of its panel."""
    for item in context.items:
        follows = decision_by(item.item.opinions, context.case.program)
        decided = item.item.decision
        if follows and decided and decided.effect is not follows.effect:
            yield Hit(
                f"{item.path}.decision",
                f"Item {item.number} is {decided}, but {found_by(item.item.opinions, follows)}.",
                also=tuple(f"{path}.decision" for path, _ in _opinions(item)),
            )


@rule(
    "content.opinion",
    weight="error",
    source="The panel's own opinions",
    fires=(_panel(FOR, None, AGAINST),),
    quiet=(_panel(FOR, FOR, AGAINST), letter()),
)
def opinion_is_open(context: ReviewContext) -> Iterator[Hit]:
    """A reviewer of the panel has not said what to decide."""
    for item in context.items:
        for path, one in _opinions(item):
            if one.decision is None:
                yield Hit(f"{path}.decision", f"{_whose(item, path)} is open.")


@rule(
    "content.opinion-reasons",
    fires=(letter(disputed_items=(DisputedItem(),), further_reviewers=(FurtherReviewer(),)),),
    quiet=(_panel(FOR, FOR, AGAINST), letter()),
)
def opinion_has_no_reasons(context: ReviewContext) -> Iterator[Hit]:
    """A reviewer of the panel gives no reasons."""
    for item in context.items:
        for path, one in _opinions(item):
            if not one.reasons.strip():
                yield Hit(f"{path}.reasons", f"{_whose(item, path)} has no reasons.")


@rule(
    "content.panel",
    weight="error",
    source="The program's number of reviewers",
    fires=(_panel(FOR, FOR),),
    quiet=(letter(),),
)
def panel_is_too_large(context: ReviewContext) -> Iterator[Hit]:
    """The case has more reviewers than its program allows."""
    panel, count = context.references.program.panel, len(context.case.reviewers)
    if count <= panel.most:
        return
    allowed = f"The program has {panel.most} for a case, and this one has {count}"
    cited = f" ({panel.citation})" if panel.citation else ""
    more = f"more of them need {panel.approval}" if panel.approval else "take the others out"
    yield Hit("further_reviewers", f"Reviewers: {allowed}; {more}{cited}.")


@rule(
    "content.panel-qualifications",
    weight="error",
    source="The panel's own opinions",
    fires=(_panel(FOR, FOR),),
    quiet=(letter(),),
)
def no_qualifications_of_panel(context: ReviewContext) -> Iterator[Hit]:
    """The qualifications of a further reviewer are not described."""
    for at, one in enumerate(context.case.further_reviewers):
        for path in missing(one, f"further_reviewers.{at}"):
            yield Hit(path, f"{describe(type(context.case), path)} is empty.")


def _opinions(item: ItemRead) -> Iterator[tuple[str, Opinion]]:
    """The opinions on `item`, each with its path."""
    return ((f"{item.path}.opinions.{at}", one) for at, one in enumerate(item.item.opinions))


def _whose(item: ItemRead, path: str) -> str:
    """The opinion at `path` in words."""
    number = int(path.rpartition(".")[2]) + 1
    return f"The opinion of reviewer {number} on item {item.number}"
