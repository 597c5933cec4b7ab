"""Time zones by their names in the world's list: America/Los_Angeles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class ZoneError(ValueError):
    """There is no such zone; the message says what to write."""


def read(text: str) -> str | None:
    """The name of the zone that `text` names, None if it names none; raises `ZoneError`."""
    name = text.strip().replace(" ", "_")
    if name and zone(name) is None:
        raise ZoneError(
            f"“{text.strip()}” is no time zone. Write its name, such as America/Los_Angeles."
        )
    return name or None


def zone(name: str) -> ZoneInfo | None:
    """The zone called `name`; None if this system knows none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None
