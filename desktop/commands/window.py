"""Open the window on cases, or say what keeps it from opening."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from desktop.commands.report import shown, warn
from desktop.platform import assets, faults, system
from desktop.platform.alerts import alert

INSTEAD = "To write letters without it: determination-desk render CASE --to docx,pdf --out DIR"


def run(words: list[str], commands: tuple[str, ...] = ()) -> int:
    """Opens the window on the cases named by `words`; gives the exit status."""
    for path in map(Path, words):
        if not _there(path):
            warn(f'There is no file "{shown(path)}", and no command: {", ".join(commands)}.')
            return 2
    reason = lacking() or system.complaint()
    if reason:
        alert(f"{reason} {INSTEAD}")
        return 1
    return _open(words)


def _there(path: Path) -> bool:
    """Whether something is at `path`; if access is denied, opening it says why."""
    try:
        return path.exists()
    except PermissionError:
        return True
    except OSError:  # a name that is longer than the disk allows
        return False


def _files(words: list[str]) -> list[str]:
    """The cases that `words` name, those in folders too."""
    if not words:
        return []
    from desktop.store.files.files import find

    return [str(path) for path in find(map(Path, words))]


def _open(words: list[str]) -> int:
    """Opens the window; shows why if it cannot open."""
    from desktop.store.files.files import FileError

    try:
        assets.prove()
        status: int = import_module("desktop.startup").main(_files(words))
    except (assets.IncompleteError, FileError) as error:
        alert(str(error))
    except Exception as error:
        alert(faults.sentence(error))
    else:
        return status
    return 1


def lacking() -> str:
    """Why there is no window to open, whatever is installed; empty where there can be one."""
    if find_spec("desktop.application") is None:
        return "This build has no window."
    return "" if system.display() else "There is no display, so no window can open."
