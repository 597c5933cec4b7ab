"""The registry of rules: each one small function with its name, source and examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.case import Case, DisputedItem, Summary
from desktop.domain.question import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from desktop.domain.review.finding import Hit, Severity
    from desktop.domain.review.matter import Edition, Matter

    Check = Callable[[Matter], Iterator[Hit]]


PLAIN_ERROR = "Labor Code 4610.6(h)(5)"
"""A plainly erroneous finding of fact, which is what most successful appeals turned on."""


class Rule(NamedTuple):
    """A rule, and what shows that it works."""

    id: str
    title: str
    severity: Severity
    source: str
    check: Check
    fires: tuple[Case, ...]
    """Cases in which it finds something."""
    quiet: tuple[Case, ...]
    """Cases near to those in which it must not."""
    edition: Edition | None
    """The edition as which the examples are checked."""
    always: bool = False
    """No organization can weigh it otherwise: without it there is no letter."""


RULES: dict[str, Rule] = {}


def rule(
    id: str,
    severity: Severity,
    source: str,
    *,
    fires: tuple[Case, ...],
    quiet: tuple[Case, ...],
    edition: Edition | None = None,
    always: bool = False,
) -> Callable[[Check], Check]:
    """Registers the function below it; the first line of its docstring is the rule's title."""

    def register(check: Check) -> Check:
        title = (check.__doc__ or id).splitlines()[0].rstrip(".")
        RULES[id] = Rule(id, title, severity, source, check, fires, quiet, edition, always)
        return check

    return register


def letter(
    rationale: str = "", *, request: str = "", summary: str | Summary = "", **fields: Any
) -> Case:
    """An invented case of one item, for an example; `fields` go to the case or to the item."""
    of_case = {name: fields.pop(name) for name in tuple(fields) if name in Case.__struct_fields__}
    item = DisputedItem(request=request, rationale=Prose(rationale), **fields)
    return Case(
        **{
            "summary": _summary(summary),
            "disputed_items": (item,),
            **of_case,
        }
    )


def _summary(words: str | Summary) -> Summary:
    return words if isinstance(words, Summary) else Summary(narrative=Prose(words))
