"""Version 2 knew no day of a request or of complete records, no panel and no form of a guideline.

What is new in version 3 is unknown in a case of version 2, so the document stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from desktop.cases.upgrades.unknown_key import UnknownKeyError

if TYPE_CHECKING:
    from desktop.records.values import Table

Document: TypeAlias = "Table"
NEW_IN_CASE = ("records_complete", "further_reviewers")
NEW_IN_ITEM = ("requested_on", "opinions", "consulted")


def upgraded(document: Document) -> Document:
    """The `document` of version 2 as one of version 3; raises `UnknownKeyError`."""
    _refuse(document, NEW_IN_CASE, "")
    items = document.get("disputed_items")
    for at, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            _refuse(item, NEW_IN_ITEM, f"disputed_items.{at}.")
    return document


def _refuse(table: Document, keys: tuple[str, ...], place: str) -> None:
    for key in keys:
        if key in table:
            raise UnknownKeyError(f"{place}{key}")
