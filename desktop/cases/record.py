"""What every record of a case is: frozen, and it refuses keys that it does not know."""

from __future__ import annotations

from typing import Annotated

import msgspec

from desktop.records.questions import Prose

BLANK = Prose("")
Count = Annotated[int, msgspec.Meta(ge=0)]
Ordinal = Annotated[int, msgspec.Meta(ge=1)]
Years = Annotated[int, msgspec.Meta(ge=0, le=120)]


class Record(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A part of the case, equal to another with the same facts."""
