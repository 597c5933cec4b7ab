"""Determination Desk: medical determination letters, drafted, checked and rendered."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

__version__ = "0.1.0"
PACKS = "DETERMINATION_DESK_PACKS"
"""The variable that names another folder of a person's own template packs."""
GIVEN = "DETERMINATION_DESK_GIVEN_PACK"
"""The variable that names a folder with the pack that one call is given."""


@cache
def home() -> Path | None:
    """The folder of ``templates`` and ``resources``, in a checkout, a wheel or a frozen program.

    None if they are missing.
    """
    package = Path(__file__).resolve().parent
    places = (Path(getattr(sys, "_MEIPASS", "")), package, package.parent)
    found = (place for place in places if place != Path() and (place / "templates").is_dir())
    return next(found, None)


def own_packs() -> Path:
    """The folder of a person's own template packs, which may not be there yet."""
    chosen = os.environ.get(PACKS, "")
    if chosen:
        return Path(chosen).expanduser()
    return data_folder() / "packs"


def data_folder() -> Path:
    """Where this system keeps the program's data for one person."""
    person = Path.home()
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or person) / "Determination Desk"
    elif sys.platform == "darwin":
        data = person / "Library" / "Application Support" / "Determination Desk"
    else:
        shared = Path(os.environ.get("XDG_DATA_HOME") or person / ".local/share")
        data = shared / "determination-desk"
    return data


def packs() -> dict[str, Path]:
    """The folder of each program's template pack, by the program's id.

    Those that ship, a person's own, and the one that this call is given: the later ones win.
    """
    shipped, given = home(), os.environ.get(GIVEN, "")
    folders = [shipped / "templates"] if shipped else []
    folders += [own_packs(), *([Path(given)] if given else ())]
    files = (file for folder in folders for file in sorted(folder.glob("[!.]*/program.toml")))
    return {file.parent.name: file.parent for file in files}
