"""A case as a file of version 1 had it: elements without ids, and what names them by number."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.cases import case_file

if TYPE_CHECKING:
    from desktop.cases.case import Case

Element = dict[str, Any]
_ID = re.compile(r"(?<=\.)[dip]([1-9]\d*)(?=$|\.)")


def document(case: Case) -> dict[str, Any]:
    """The JSON of `case`, whose elements have the ids of their places."""
    told = msgspec.to_builtins(case)
    changes = {
        "documents": dict,
        "disputed_items": _item,
        "own_words": _passage,
        "accepted": _acceptance,
    }
    lists = {
        name: [_old(change(one)) for one in told.get(name, ())] for name, change in changes.items()
    }
    told |= {name: some for name, some in lists.items() if some}
    told.pop("ids_given", None)
    return {"format": case_file.FORMAT, "version": 1, **told}


def _old(element: Element) -> Element:
    return {name: value for name, value in element.items() if name != "id"}


def _item(item: Element) -> Element:
    named = item.get("associated_with")
    return item | ({"associated_with": int(named[1:])} if named else {})


def _passage(passage: Element) -> Element:
    return passage | {"place": _ID.sub(r"\1", passage.get("place", ""))}


def _acceptance(one: Element) -> Element:
    path = _ID.sub(lambda id: str(int(id[1]) - 1), one.get("path", ""))
    return one | ({"path": path} if path else {})


def dumps(case: Case) -> bytes:
    """The bytes of the file."""
    return json.dumps(document(case)).encode()
