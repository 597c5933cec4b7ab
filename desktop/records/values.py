"""What a field of a record may hold, and the plain values of which records are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from enum import Enum

    import msgspec

Value: TypeAlias = (
    "bool | int | float | Decimal | str | dt.date | dt.time | Enum | msgspec.Struct "
    "| tuple[Value, ...] | None"
)
"""What stands in a field of a record: a text, a number, a choice, a record, a list of these."""
Plain: TypeAlias = (
    "bool | int | float | str | dt.date | Sequence[Plain] | Mapping[str, Plain] | None"
)
"""What JSON and TOML can say; a list is a list, a table a dict."""
Table: TypeAlias = "dict[str, Plain]"
"""An object of JSON, a table of TOML."""
