"""Links: the path of a field or a block of the letter, with ids instead of numbers.

    link = links.linked(case, "disputed_items.1.rationale")     "disputed_items.i7.rationale"
    links.path_of(later, link)                                  wherever that item stands by then

An element that has no id is known by its list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.ids.identity import LETTERS
from desktop.cases.record import ItemId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desktop.cases.case import Case, DisputedItem, Passage
    from desktop.cases.ids.identity import Element
    from desktop.records.values import Value

_BLOCK = re.compile(r"item\.([^.]+)(?=$|\.)")


def linked(case: Case, path: str) -> str:
    """The link to the field at `path`."""
    name, _, rest = path.partition(".")
    at = rest.partition(".")[0]
    elements = getattr(case, name, ()) if name in LETTERS else ()
    there = at.isdigit() and int(at) < len(elements)
    return link_in(dict(_links(f"{name}.{at}", name, elements[int(at)])) if there else {}, path)


def element_links(case: Case) -> dict[str, str]:
    """The link to each element of `case` that has an id, by its path."""
    return {
        path: link
        for name in LETTERS
        for at, element in enumerate(getattr(case, name))
        for path, link in _links(f"{name}.{at}", name, element)
    }


def _links(path: str, name: str, element: Element) -> Iterator[tuple[str, str]]:
    """The links to an element of the list `name` and to the opinions in it, by their paths."""
    yield path, (link := f"{name}.{element.id}")
    for at, opinion in enumerate(getattr(element, "opinions", ())):
        yield f"{path}.opinions.{at}", f"{link}.opinions.{opinion.by}"


def link_in(elements: Mapping[str, str], path: str) -> str:
    """The link to the field at `path`, in a case with links to its `elements`."""
    steps = path.split(".")
    stems = (".".join(steps[:2]), ".".join(steps[:4]))
    stem = stems[1] if stems[1] in elements else stems[0]
    whole = elements.get(stem, stem) + path[len(stem) :]
    return ".".join(step for step in whole.split(".") if not step.isdigit())


def path_of(case: Case, link: str) -> str:
    """Where the field of `link` stands now; raises `LookupError` where its element is gone."""
    record: Value = case
    steps: list[str] = []
    for step in link.split("."):
        while isinstance(record, tuple):
            at = step if step.isdigit() else _place(record, step)
            steps.append(at)
            record = record[int(at)]
            if at == step or getattr(record, "id", None) == step:
                break
        else:
            steps.append(step)
            record = getattr(record, step, None)
    return ".".join(steps)


def path_if_there(case: Case, link: str) -> str:
    """Where the field of `link` stands now; empty where its element is gone."""
    try:
        return path_of(case, link)
    except LookupError:
        return ""


def _place(elements: tuple[Value, ...], id: str) -> str:
    """The number of the element `id`; of elements without ids the first."""
    if not elements:
        raise LookupError(f"There is no element {id}.")
    if not hasattr(elements[0], "id"):
        return "0"
    return str(number_of(elements, id) - 1)


def number_of(elements: tuple[Value, ...], id: str) -> int:
    """The number, from 1, of the element `id`; raises `LookupError` where it is gone."""
    for number, element in enumerate(elements, start=1):
        if getattr(element, "id", "") == id:
            return number
    raise LookupError(f"There is no element {id}.")


def place_of(case: Case, block: str) -> str:
    """The block of the letter of `case` as a passage names it, wherever its item stands."""
    found = _BLOCK.match(block)
    at = int(found[1]) - 1 if found and found[1].isdecimal() else -1
    if not 0 <= at < len(case.disputed_items):
        return block
    return _BLOCK.sub(f"item.{case.disputed_items[at].id}", block)


def placed(case: Case, passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """`passages`, which name blocks of the letter of `case`, as the case keeps them."""
    return tuple(replace(one, place=place_of(case, one.place)) for one in passages)


def block_of(case: Case, place: str) -> str:
    """The block that a passage of `case` names; `place` itself where its item is gone."""
    found = _BLOCK.match(place)
    if found is None or not _is_there(case, f"disputed_items.{found[1]}"):
        return place
    return _BLOCK.sub(f"item.{number_of(case.disputed_items, found[1])}", place)


def without_lost(case: Case) -> Case:
    """`case` without what belongs to elements that it has no more."""
    return replace(
        case,
        disputed_items=tuple(_associated(case, item) for item in case.disputed_items),
        own_words=tuple(
            one
            for one in case.own_words
            if not (found := _BLOCK.match(one.place))
            or _is_there(case, f"disputed_items.{found[1]}")
        ),
        accepted=tuple(one for one in case.accepted if _is_there(case, one.path)),
    )


def _associated(case: Case, item: DisputedItem) -> DisputedItem:
    if _is_there(case, f"disputed_items.{item.associated_with}"):
        return item
    return replace(item, associated_with=ItemId(""))


def _is_there(case: Case, link: str) -> bool:
    """Whether `link` leads to no element with an id, or to one that `case` has."""
    name, _, rest = link.partition(".")
    id, _, inner = rest.partition(".")
    if not (name in LETTERS and id):
        return True
    return any(one.id == id and _has(one, inner) for one in getattr(case, name))


def _has(element: Element, inner: str) -> bool:
    """Whether the link `inner` leads to no opinion on the `element`, or to one that is given."""
    name, _, rest = inner.partition(".")
    by = rest.partition(".")[0]
    opinions = getattr(element, "opinions", ())
    return name != "opinions" or not by or any(one.by == by for one in opinions)
