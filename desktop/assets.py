"""Where the program's own files are: in a checkout, in a wheel or in a frozen application.

No other module knows a path of ``templates`` or ``resources``.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds ``templates`` and ``resources``."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", "")
    for place in (Path(frozen), package, package.parent):
        if place != Path() and (place / "templates").is_dir():
            return place
    raise FileNotFoundError(
        "Determination Desk is incomplete: its folder “templates” is missing. Install it again."
    )


def templates(program: str) -> Path:
    """The template pack of `program`; raises `FileNotFoundError` where there is none."""
    packs = root() / "templates"
    if program not in {folder.name for folder in packs.iterdir()}:
        raise FileNotFoundError(f'There is no template pack for the program "{program}".')
    return packs / program


def programs() -> tuple[str, ...]:
    """The names of the programs that have a template pack."""
    return tuple(sorted(folder.name for folder in (root() / "templates").iterdir()))


def resource(name: str) -> Path:
    """The file or folder `name` under ``resources``."""
    return root() / "resources" / name
