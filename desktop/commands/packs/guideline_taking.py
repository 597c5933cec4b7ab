"""Take a guideline pack, remove it, or go back to its earlier version."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from desktop.app import reference_works
from desktop.app.packs import kept_packs, pack_change
from desktop.app.packs.pack_change import PackRefusedError
from desktop.cases.packs.pack_folder import PackFileError
from desktop.commands.report import say, shown, warn
from desktop.store.files.files import FileError
from desktop.store.library.session import person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.app.packs.pack_change import PackChange

_NOTHING = "Nothing was changed."
_AGAIN = "A window that is open knows it when it is started again."


def run(action: str, named: Sequence[Path], *, sure: bool) -> int:
    """Runs `action`, one of `ACTIONS`, on the pack that is named; 1 where it is refused."""
    act = ACTIONS[action]
    if action == "packs":
        named = [reference_works.own_folder()]
    if len(named) != 1:
        words = "PACK, a folder or a ZIP file of one" if action == "add" else "the pack's NAME"
        warn(f"Name one: guidelines {action} {words}.")
        return 2
    try:
        return act(named[0], sure)
    except PackRefusedError as error:
        for one in error.objections:
            warn(f"{shown(named[0])}: {one}")
    except (PackFileError, FileError) as error:
        warn(f"{shown(named[0])}: {error}")
    warn(_NOTHING)
    return 1


def _add(path: Path, sure: bool) -> int:
    folder = reference_works.own_folder()
    found = pack_change.proposed(folder, path)
    told = found.pack.manifest
    called = f"{told.name}, version {told.version} of {told.day:%m/%d/%Y}, by {told.by}"
    if found.already:
        say(f"{called}: it is in force already.")
        return 0
    _show(called, found)
    if not (sure or _agreed()):
        warn(_NOTHING)
        return 1
    taken = kept_packs.take(folder, found.pack, person())
    say(f"In force from now on: {taken.said()}.")
    say(_AGAIN)
    return 0


def _show(called: str, found: PackChange) -> None:
    """Says what taking the pack changes."""
    say(called)
    if found.before:
        say(f"It replaces {found.before.said()}.")
    for one in found.differences:
        say(f"  {one.words()}")
    count = len(found.differences)
    say(f"{count} differences." if count != 1 else "1 difference.")


def _agreed() -> bool:
    """Asks where a person can answer; a call from a script has said what it wants."""
    if sys.stdin is None or not sys.stdin.isatty():
        return True
    return input("Take it? [y/N] ").strip().casefold() in ("y", "yes")


def _remove(path: Path, _sure: bool) -> int:
    folder, name = reference_works.own_folder(), str(path)
    removed = kept_packs.remove(folder, name)
    if removed is None:
        return _unknown(name)
    say(f"No longer in force: {removed.said()}.")
    say("It is kept for the cases decided by it. " + _AGAIN)
    return 0


def _back(path: Path, _sure: bool) -> int:
    folder, name = reference_works.own_folder(), str(path)
    earlier = kept_packs.ledger(folder).earlier(name)
    if earlier is None:
        return _unknown(name, "an earlier version of ")
    pack_change.change(folder, kept_packs.pack(folder, earlier))
    kept_packs.back(folder, name)
    say(f"In force again: {earlier.said()}.")
    say(_AGAIN)
    return 0


def _unknown(name: str, what: str = "a pack in force with the name ") -> int:
    known = kept_packs.ledger(reference_works.own_folder()).all_current()
    names = ", ".join(f"“{one.name}”" for one in known) or "none"
    warn(f"There is not {what}“{shown(name)}”. In force: {names}.")
    return 1


def _list(folder: Path, _sure: bool) -> int:
    known = kept_packs.ledger(folder)
    for one in known.versions:
        force = "in force" if known.current(one.name) == one else "kept"
        say(f"{one.said()} ({force})")
    if not known.versions:
        say("No guideline pack was added.")
    return 0


ACTIONS: dict[str, Callable[[Path, bool], int]] = {
    "add": _add,
    "remove": _remove,
    "back": _back,
    "packs": _list,
}
