"""An organization's own weights: which rules it leaves out or takes more or less seriously."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from desktop.cases.record import Record
from desktop.checks.engine.finding import Severity
from desktop.records.questions import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop.checks.engine.registry import Rule
    from desktop.programs.program import RuleFacts

OFF: Literal["off"] = "off"
Level = Literal["error", "warning", "advice", "off"]


class CheckSettings(Record, frozen=True):
    """How an organization weighs the rules, by their ids; a rule not named keeps its own weight."""

    levels: Annotated[dict[str, Level], ask("Weight of each rule")] = msgspec.field(
        default_factory=dict
    )
    reading_grade: Annotated[float, ask("Highest reading grade", help="Flesch-Kincaid.")] = 16.0
    source_years: Annotated[
        float,
        ask("Years until a source is looked at again", help="Counted to the decision."),
    ] = 3.0

    def level(self, rule: Rule, usual: Level) -> Severity | None:
        """The weight of `rule`, by its program the `usual` one; None where it is switched off."""
        own = usual if rule.always else self.levels.get(rule.id, usual)
        return None if own == OFF else Severity(own)

    def changes(self, rules: dict[str, Rule], usual: Mapping[str, RuleFacts]) -> Iterator[str]:
        """A sentence for the audit trail on each rule that the organization weighs otherwise."""
        for id, level in sorted(self.levels.items()):
            if id not in rules or id not in usual or level == usual[id].weight:
                continue
            how = "is switched off" if level == OFF else f"counts as {level}"
            made = f"it is made as {usual[id].weight}"
            yield f'The rule "{rules[id].title}" ({id}) {how}; {made}.'
