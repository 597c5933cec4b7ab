"""What a reviewer stated by signing off, as it is sent to the team's server."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from desktop.records.conversion import shaped

if TYPE_CHECKING:
    from desktop.store.library.trail import TrailEntry

ATTESTED = "attested"
"""Its name in the server's trail; the server itself records that the case was signed off."""


class Stated(msgspec.Struct, frozen=True):
    """What a machine reported about a signing off."""

    attested: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    document: str = ""


def stated(entry: TrailEntry) -> Stated:
    """What the `entry` of the server's trail tells; nothing where it cannot be read."""
    with suppress(msgspec.MsgspecError):
        return shaped(entry.details, Stated)
    return Stated()
