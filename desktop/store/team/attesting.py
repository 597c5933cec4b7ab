"""What a reviewer stated by signing off, as the team's server hears of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from desktop.records.conversion import shaped

if TYPE_CHECKING:
    from desktop.store.library.trail import TrailEntry

ATTESTED = "attested"
"""How the server's trail calls it; that the case was signed off, the server says itself."""


class Stated(msgspec.Struct, frozen=True):
    """What a machine told of a signing off."""

    attested: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    document: str = ""


def stated(entry: TrailEntry) -> Stated:
    """What the `entry` of the server's trail tells; nothing where it cannot be read."""
    with suppress(msgspec.MsgspecError):
        return shaped(entry.details, Stated)
    return Stated()
