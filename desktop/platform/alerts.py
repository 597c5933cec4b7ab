"""Messages when there is no window yet: on the terminal and in a message box."""

from __future__ import annotations

import os
import sys

from desktop.platform import system

TITLE = "Determination Desk"
_BOXES = (
    ("zenity", "--error", "--no-markup", "--width=480", f"--title={TITLE}", "--text={}"),
    ("kdialog", "--title", TITLE, "--error", "{}"),
    ("xmessage", "-center", "-title", TITLE, "{}"),
)
"""Programs of a Linux desktop that show a message, the best first."""


def alert(words: str) -> None:
    """Writes `words` to standard error and, if no terminal shows it, in a message box."""
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
    if _is_unseen():
        _show(words)


def _is_unseen() -> bool:
    """Whether the program was started from a menu or a file, not from a terminal."""
    return sys.stderr is None or not sys.stderr.isatty()


def _show(words: str) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, words, TITLE, 0x10)
    elif sys.platform == "darwin":
        text = words.replace("\\", "").replace('"', "”")
        _start("osascript", "-e", f'display alert "{TITLE}" message "{text}"')
    elif system.has_desktop():
        _show_on_linux(words)


def _show_on_linux(words: str) -> None:
    import shutil

    for program, *parts in _BOXES:
        if shutil.which(program):
            _start(program, *(part.format(words) for part in parts))
            return


def _start(*words: str) -> None:
    """Shows the box and does not wait; hides our bundled libraries from the box's program."""
    clean = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    if original := os.environ.get("LD_LIBRARY_PATH_ORIG"):
        clean["LD_LIBRARY_PATH"] = original
    if sys.platform != "win32":
        quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
        os.posix_spawnp(words[0], words, clean, file_actions=quiet)
