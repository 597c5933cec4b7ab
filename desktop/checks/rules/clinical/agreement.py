"""Rules: a rationale speaks of the service that its own item asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases.case import DisputedItem
from desktop.checks.context.lexicon import between
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import names
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.context.lexicon import Term
    from desktop.checks.engine.review_context import ItemRead, ReviewContext

_SLING = DisputedItem(
    request="Arm sling", rationale=Prose('The requested "Arm sling" is not medically necessary.')
)


@rule(
    "request.another-item",
    fires=(
        letter(
            disputed_items=(
                _SLING,
                DisputedItem(request="Cold therapy unit", rationale=_SLING.rationale),
            )
        ),
    ),
    quiet=(letter(disputed_items=(_SLING, _SLING)),),
)
def another_item_named(context: ReviewContext) -> Iterator[Hit]:
    """A rationale names the request of another item and not its own."""
    requests = _Requests(context.items)
    for item in context.items:
        own, rationale = _asked(item), item.item.rationale.casefold()
        if not rationale or own in rationale:
            continue
        others = (other for other in requests.named_in(rationale) if _asked(other) not in own)
        named = min(others, key=lambda other: other.number, default=None)
        if named is not None:
            yield Hit(
                f"{item.path}.rationale",
                f"The rationale of item {item.number} names the request of item "
                f'{named.number}, "{named.item.request}".',
            )


def _asked(item: ItemRead) -> str:
    return item.item.request.casefold().strip()


_TELLING = 9
"""Letters that a request has at least, to be known by its words."""
_BEFORE = ("request for ", "requested ", ": ")
_BEHIND = (" is ", " are ", " was ")
"""What stands around a request where a rationale names it by its own words; or quotation marks."""


class _Requests:
    """The requests of a letter, found in a text in time that grows with the text alone."""

    def __init__(self, items: Iterable[ItemRead]) -> None:
        self._first: dict[str, ItemRead] = {}
        self._lengths: dict[str, set[int]] = {}
        for item in items:
            asked = _asked(item)
            if len(asked) >= _TELLING:
                self._first.setdefault(asked, item)
                self._lengths.setdefault(asked[:_TELLING], set()).add(len(asked))

    def named_in(self, rationale: str) -> Iterator[ItemRead]:
        """The first item of each request that `rationale` names."""
        for start in range(len(rationale)):
            for length in self._lengths.get(rationale[start : start + _TELLING], ()):
                item = self._first.get(rationale[start : start + length])
                if item is not None and _is_named(rationale, start, start + length):
                    yield item


def _is_named(rationale: str, start: int, end: int) -> bool:
    quoted = start > 0 and rationale[start - 1] == '"' == rationale[end : end + 1]
    return quoted or rationale.endswith(_BEFORE, 0, start) or rationale.startswith(_BEHIND, end)


@rule(
    "request.twice",
    fires=(letter(disputed_items=(_SLING, _SLING)),),
    quiet=(letter(disputed_items=(_SLING, DisputedItem(request="Arm sling, second"))),),
)
def request_stands_twice(context: ReviewContext) -> Iterator[Hit]:
    """Two items ask for the same thing."""
    first: dict[str, int] = {}
    for item in context.items:
        number = first.setdefault(_asked(item), item.number)
        if number != item.number and _asked(item):
            yield Hit(
                f"{item.path}.request", f"Item {item.number} asks for the same as item {number}."
            )


@rule(
    "request.another-service",
    fires=(
        letter("The plan was to request authorization for an x-ray.", request="Physical therapy"),
        letter("The request for acupuncture is not medically necessary.", request="MRI"),
    ),
    quiet=(
        letter("The request for magnetic resonance imaging is denied.", request="MRI"),
        letter("No MRI supports the request for surgery.", request="Surgery of the knee"),
    ),
)
def another_service_named(context: ReviewContext) -> Iterator[Hit]:
    """A rationale names its request as another service."""
    for item in context.items:
        services = frozenset(context.terms.requested)
        asked = names(item.requests, "topic") & services
        for sentence in item.rationale if asked else ():
            other = _requested(sentence, services)
            if other and not names((sentence,), "topic") & asked:
                yield Hit(
                    f"{item.path}.rationale",
                    f"The rationale speaks of a request for {other}; item {item.number} asks for "
                    f'"{item.item.request}".',
                    also=(f"{item.path}.request",),
                )
                break


_REACH = 5
"""Words between "request" and the service."""


def _requested(sentence: Sentence, services: frozenset[str]) -> str:
    """The one of `services` that a sentence says is requested; empty where it says none."""
    if sentence.quoted:
        return ""
    requested = (
        topic.name
        for asking in sentence.of("naming")
        if asks(asking, sentence.text)
        for topic in between(sentence.of("topic"), asking.last, asking.last + _REACH + 1)
        if topic.name in services
    )
    return next(requested, "")


def asks(naming: Term, text: str) -> bool:
    """Whether `naming` is "requested", or "request" with a "for" behind it."""
    if naming.name == "requested":
        return True
    return naming.name.startswith("request") and text[naming.end :].lstrip().startswith(_FOR)


_FOR = ("for ", "authorization for ")
