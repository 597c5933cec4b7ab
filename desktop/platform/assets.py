"""Where the program's own files are: in a checkout, in a wheel or in a frozen application.

No other module knows a path of ``templates`` or ``resources``.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

NEEDED = {
    "templates": "*/program.toml",
    "resources/fonts": "*.ttf",
    "resources/icons": "*.svg",
    "resources/styles": "*.toml",
    "resources/guidelines": "*.toml",
}
"""Folders without which the window cannot work, each with what lies in it."""


class IncompleteError(FileNotFoundError):
    """A part of the program is missing from its own files."""

    def __init__(self, part: str) -> None:
        super().__init__(
            f"Determination Desk is incomplete: its folder “{part}” is missing or empty. "
            "Install it again; the case library is not touched by that."
        )


def prove() -> None:
    """Raises `IncompleteError` where a folder is missing without which the window cannot work."""
    for folder, inside in NEEDED.items():
        if not any((root() / folder).glob(inside)):
            raise IncompleteError(folder)


@cache
def root() -> Path:
    """The folder that holds ``templates`` and ``resources``."""
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", "")
    for place in (Path(frozen), package, package.parent):
        if place != Path() and (place / "templates").is_dir():
            return place
    raise IncompleteError("templates")


def templates(program: str) -> Path:
    """The template pack of `program`; raises `FileNotFoundError` where there is none."""
    if program not in programs():
        raise FileNotFoundError(f'There is no template pack for the program "{program}".')
    return packs() / program


def packs() -> Path:
    """The folder that holds a template pack for each program."""
    return root() / "templates"


def programs() -> tuple[str, ...]:
    """The names of the programs that have a template pack."""
    return tuple(sorted(folder.name for folder in packs().iterdir()))


def resource(name: str) -> Path:
    """The file or folder `name` under ``resources``."""
    return root() / "resources" / name


def document(name: str) -> str:
    """The words of the file `name` beside ``resources``; raises `FileNotFoundError`."""
    return (root() / name).read_text(encoding="utf-8")
