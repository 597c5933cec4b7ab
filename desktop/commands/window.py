"""Open the window on cases, or say what keeps it from opening."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from desktop import system
from desktop.commands.report import shown, warn
from desktop.store.files import find

INSTEAD = "To write letters without it: determination-desk render CASE --to docx,pdf --out DIR"


def run(words: list[str], commands: tuple[str, ...] = ()) -> int:
    """Opens the window on the cases named by `words`; gives the exit status."""
    for path in map(Path, words):
        if not path.exists():
            warn(f'There is no file "{shown(path)}", and no command: {", ".join(commands)}.')
            return 2
    reason = lacking() or system.complaint()
    if reason:
        warn(f"{reason} {INSTEAD}")
        return 1
    status: int = import_module("desktop.app").main([str(path) for path in find(map(Path, words))])
    return status


def lacking() -> str:
    """Why there is no window to open, whatever is installed; empty where there can be one."""
    if find_spec("desktop.app") is None:
        return "This build has no window."
    return "" if system.display() else "There is no display, so no window can open."
