"""What every record of a case is: frozen, and it refuses keys that it does not know."""

from __future__ import annotations

from typing import Annotated, NewType, Self

import msgspec

from desktop.records.questions import Prose

BLANK = Prose("")
Count = Annotated[int, msgspec.Meta(ge=0)]
Years = Annotated[int, msgspec.Meta(ge=0, le=120)]
HIGHEST = 999_999_999
Given = Annotated[int, msgspec.Meta(ge=0, le=HIGHEST)]
ItemId = NewType("ItemId", str)
"""The id of a disputed item that another one names."""
Zone = NewType("Zone", str)
"""The name of a time zone."""
AN_ID = msgspec.Meta(pattern=r"^(?:[a-z][1-9][0-9]{0,8})?$")
"""An id: the letter of its kind and a number; empty where none is given yet."""


class Record(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A part of the case, equal to another with the same facts."""

    def after(self, _before: Self) -> Self:
        """This record as it takes the place of the one before, by a change or by taking it back."""
        return self

    def settled(self, _before: Self) -> Self:
        """This record as a change makes it of the one before, with all that follows from it."""
        return self
