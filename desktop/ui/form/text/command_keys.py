"""Keys that a text editor leaves to the window: those of the commands, and undo and redo."""

from __future__ import annotations

from functools import cache
from typing import TypeGuard

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.ui.shell.command_table import COMMANDS


def is_a_command(event: QEvent) -> TypeGuard[QKeyEvent]:
    """Whether `event` asks a text if it takes a key, and the key is a command's.

    Some systems have keys of their own for texts, such as Ctrl+E for the end of a line.
    """
    return _is_asked(event) and QKeySequence(event.keyCombination()) in _commands()


def is_of_the_case(event: QEvent) -> bool:
    """Whether `event` asks that of a command's key, or of undo or redo.

    The case undoes, across its pages; a text alone does not.
    """
    usual = QKeySequence.StandardKey
    return _is_asked(event) and (
        is_a_command(event) or any(map(event.matches, (usual.Undo, usual.Redo)))
    )


def _is_asked(event: QEvent) -> TypeGuard[QKeyEvent]:
    """Whether `event` asks a text if it takes a key itself.

    Every event of every field comes here, and its kind is much sooner known than its type.
    """
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride


@cache
def _commands() -> tuple[QKeySequence, ...]:
    """The keys of the window's commands."""
    return tuple(QKeySequence(one.keys) for one in COMMANDS if one.keys)
