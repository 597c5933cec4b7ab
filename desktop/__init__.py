"""Determination Desk: medical determination letters, drafted, checked and rendered."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

__version__ = "0.1.0"
PACKS = "DETERMINATION_DESK_PACKS"
"""The variable that names a folder of an organization's own template packs."""


@cache
def home() -> Path | None:
    """The folder of ``templates`` and ``resources``, in a checkout, a wheel or a frozen program.

    None if they are missing.
    """
    package = Path(__file__).resolve().parent
    places = (Path(getattr(sys, "_MEIPASS", "")), package, package.parent)
    found = (place for place in places if place != Path() and (place / "templates").is_dir())
    return next(found, None)


def packs() -> dict[str, Path]:
    """The folder of each program's template pack, by the program's id.

    Those that ship, and those of an organization in the folder that `PACKS` names.
    """
    own, shipped = os.environ.get(PACKS, ""), home()
    folders = [shipped / "templates"] if shipped else []
    folders += [Path(own)] if own else []
    files = (file for folder in folders for file in sorted(folder.glob("*/program.toml")))
    return {file.parent.name: file.parent for file in files}
