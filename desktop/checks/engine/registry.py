"""The registry of rules: each one small function with its name, source and examples."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from desktop.cases.case import Case, DisputedItem, Summary
from desktop.checks.engine.finding import Hit
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from desktop.checks.engine.finding import Severity
    from desktop.checks.engine.review_context import Edition, ReviewContext

    Check = Callable[[ReviewContext], Iterator[Hit]]


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
        every = partial(first, check)
        RULES[id] = Rule(id, title, severity, source, every, fires, quiet, edition, always)
        return check

    return register


MOST = 100
"""Places that one rule lists at once; a letter that is meant has far fewer."""
_LONGEST = 1000
"""Characters of a message."""


def first(check: Check, context: ReviewContext) -> Iterator[Hit]:
    """What `check` finds, as far as a person can read it; the last says that there is more."""
    hits = check(context)
    yield from map(_readable, islice(hits, MOST))
    more = next(hits, None)
    if more is not None:
        yield Hit(
            more.path,
            f"There are more than {MOST} places like those before. The rest, from here on, is "
            "listed when some of them are settled.",
        )


def _readable(hit: Hit) -> Hit:
    if len(hit.message) <= _LONGEST:
        return hit
    return replace(hit, message=f"{hit.message[:_LONGEST]} …")


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
