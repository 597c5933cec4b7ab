"""What a field of a record may hold, and what JSON may say."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import datetime as dt
    from enum import Enum

    import msgspec

Value: TypeAlias = (
    "bool | int | float | str | dt.date | Enum | msgspec.Struct | tuple[Value, ...] | None"
)
"""What stands in a field of a record: a text, a number, a choice, a record, a list of these."""
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What a JSON file may say."""
