"""What the check says under the fields: of a field that is still empty, only once it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases import sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desktop.cases.case import Case
    from desktop.ui.form.field_message import Note

    Found = Mapping[str, Sequence[Note]]


class FieldNotes:
    """The findings of a case by field; nobody is told of what there was no time to enter."""

    def __init__(self) -> None:
        self.all: Found = {}
        self._seen: set[str] = set()

    def see(self, fields: Iterable[str]) -> bool:
        """Counts `fields` as seen to be empty; whether something is to be said of one of them."""
        new = {field for field in fields if field and field not in self._seen}
        self._seen |= new
        return not new.isdisjoint(self.all)

    def shown(self, case: Case) -> Found:
        """The findings to show now."""
        return {
            place: found
            for place, found in self.all.items()
            if place in self._seen or not sections.is_empty(case, place)
        }
