"""The registry of rules: each one small function with its name, source and examples."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from desktop.cases.case import Case, DisputedItem, Summary
from desktop.checks.engine.finding import Hit
from desktop.programs.program import RuleFacts
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.checks.engine.review_context import ReviewContext
    from desktop.programs.program import Weighed
    from desktop.records.values import Value

    Check = Callable[[ReviewContext], Iterator[Hit]]


class Rule(NamedTuple):
    """A rule, and what shows that it works."""

    id: str
    title: str
    check: Check
    fires: tuple[Case, ...]
    """Cases in which it finds something."""
    quiet: tuple[Case, ...]
    """Cases near to those in which it must not."""
    names_nobody: bool
    """Its examples are checked as copies for the public; otherwise as what they look like."""
    usual: RuleFacts | None = None
    """Its weight and source where a program's pack tells neither; None: it is not asked there."""
    always: bool = False
    """It is usual in every program, and no pack and no organization can weigh it otherwise."""


RULES: dict[str, Rule] = {}


def rule(
    id: str,
    *,
    fires: tuple[Case, ...],
    quiet: tuple[Case, ...],
    names_nobody: bool = False,
    weight: Weighed = "warning",
    source: str = "",
    always: bool = False,
) -> Callable[[Check], Check]:
    """Registers the function below it; the first line of its docstring is the rule's title.

    With a `source` of its own it is asked, with its `weight`, where the pack does not weigh it.
    """

    def register(check: Check) -> Check:
        title = (check.__doc__ or id).splitlines()[0].rstrip(".")
        every = partial(first, check)
        usual = RuleFacts(weight=weight, source=source) if source else None
        RULES[id] = Rule(id, title, every, fires, quiet, names_nobody, usual, always)
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
    rationale: str = "", *, request: str = "", summary: str | Summary = "", **fields: Value
) -> Case:
    """An invented case of one item, for an example; `fields` go to the case or to the item."""
    of_case = {name: fields.pop(name) for name in tuple(fields) if name in Case.__struct_fields__}
    item = replace(DisputedItem(request=request, rationale=Prose(rationale)), **fields)
    return replace(Case(summary=_summary(summary), disputed_items=(item,)), **of_case)


def _summary(words: str | Summary) -> Summary:
    return words if isinstance(words, Summary) else Summary(narrative=Prose(words))
