"""Which release of the program this is, and what it says of itself."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import desktop
from desktop.platform import assets

if TYPE_CHECKING:
    import datetime as dt

STAMP = "release.toml"
"""The file in which a built program keeps the day of its release."""


def date() -> dt.date | None:
    """The day of the release; None in a checkout, which has none."""
    try:
        stamped = tomllib.loads(assets.document(STAMP))
    except FileNotFoundError:
        return None
    found: dt.date = stamped["date"]
    return found


def words() -> str:
    """Version and day in words."""
    day = date()
    return f"{desktop.__version__}, {day:%B} {day.day}, {day.year}" if day else _unreleased()


def _unreleased() -> str:
    return f"{desktop.__version__}, from a checkout"


def changes() -> str:
    """What changed from release to release, as Markdown."""
    return assets.document("CHANGELOG.md")


def licenses() -> str:
    """The bundled third-party work, as Markdown; empty in a checkout, which bundles nothing."""
    try:
        return assets.document("licences/README.md")
    except FileNotFoundError:
        return ""


def license_text() -> str:
    """The program's own license."""
    return assets.document("LICENSE")
