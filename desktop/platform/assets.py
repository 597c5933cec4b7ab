"""Where the program's own files are: in a checkout, in a wheel or in a frozen application.

No other module knows a path of ``templates`` or ``resources``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import desktop

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = {
    "templates": "*/program.toml",
    "resources/fonts": "*.ttf",
    "resources/icons": "*.svg",
    "resources/styles": "*.toml",
    "resources/guidelines": "*.toml",
}
"""Folders without which the window cannot work, each with what is in it."""


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


def root() -> Path:
    """The folder that holds ``templates`` and ``resources``."""
    folder = desktop.home()
    if folder is None:
        raise IncompleteError("templates")
    return folder


def templates(program: str) -> Path:
    """The template pack of `program`; raises `FileNotFoundError` where there is none."""
    found = desktop.packs().get(program)
    if found is None:
        raise FileNotFoundError(f'There is no template pack for the program "{program}".')
    return found


def programs() -> tuple[str, ...]:
    """The names of the programs that have a template pack."""
    return tuple(desktop.packs())


def resource(name: str) -> Path:
    """The file or folder `name` under ``resources``."""
    return root() / "resources" / name


def document(name: str) -> str:
    """The text of the file `name` next to ``resources``; raises `FileNotFoundError`."""
    return (root() / name).read_text(encoding="utf-8")
