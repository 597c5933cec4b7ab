"""Version 1 named elements by their number; from version 2 on each has an id, and links name it.

An element gets its number as its id: the first item is `i1`. A link to an element that is not
there gets the id that it would have, and no later element is given it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from desktop.cases.upgrades.unknown_key import UnknownKeyError

if TYPE_CHECKING:
    from desktop.records.values import Table

Document: TypeAlias = "Table"
_MOST = 999_999_999
_BLOCK = re.compile(r"item\.([1-9]\d{0,8})(?=$|\.)", re.ASCII)
_FIELD = re.compile(r"(documents|disputed_items|own_words)\.(\d{1,8})(?=$|\.)", re.ASCII)
LETTERS = {"documents": "d", "disputed_items": "i", "own_words": "p"}


def upgraded(document: Document) -> Document:
    """The `document` of version 1 as one of version 2; raises `UnknownKeyError`.

    What has the wrong type stays as it is, to be refused by its name.
    """
    if "ids_given" in document:
        raise UnknownKeyError("ids_given")
    links = _Links()
    changes = {
        "documents": lambda one: one,
        "disputed_items": links.associated,
        "own_words": links.placed,
        "accepted": links.accepted,
    }
    lists = {
        name: [
            _with_id(change(dict(one)), name, at) if isinstance(one, dict) else one
            for at, one in enumerate(elements)
        ]
        for name, change in changes.items()
        if isinstance(elements := document.get(name), list)
    }
    return document | lists | ({"ids_given": links.highest} if links.highest else {})


def _with_id(element: Document, name: str, at: int) -> Document:
    """The element `at` of the list `name` with its id, where its kind has one."""
    if "id" in element:
        raise UnknownKeyError(f"{name}.{at}.id")
    return {"id": f"{LETTERS[name]}{at + 1}", **element} if name in LETTERS else element


class _Links:
    """Turns element numbers into links; remembers the highest number."""

    def __init__(self) -> None:
        self.highest = 0

    def associated(self, item: Document) -> Document:
        """The item with a link to its surgery."""
        number = item.get("associated_with", 0)
        if number is None or (type(number) is int and number > _MOST):
            del item["associated_with"]
        elif type(number) is int and number >= 1:
            item["associated_with"] = self._id("i", number)
        return item

    def placed(self, passage: Document) -> Document:
        """The passage with a link to its block."""
        place = passage.get("place")
        found = _BLOCK.match(place) if isinstance(place, str) else None
        if found and isinstance(place, str):
            id = self._id("i", int(found[1]))
            passage["place"] = f"item.{id}{place[found.end() :]}"
        return passage

    def accepted(self, acceptance: Document) -> Document:
        """The acceptance with the field that its finding is about."""
        path = acceptance.get("path")
        if not isinstance(path, str):
            return acceptance
        found = _FIELD.match(path)
        if found:
            id = self._id(LETTERS[found[1]], int(found[2]) + 1)
            path = f"{found[1]}.{id}{path[found.end() :]}"
        acceptance["path"] = ".".join(step for step in path.split(".") if not step.isdigit())
        return acceptance

    def _id(self, letter: str, number: int) -> str:
        self.highest = max(self.highest, number)
        return f"{letter}{number}"
