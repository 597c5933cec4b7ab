"""Say where the case library lies, back it up, restore it or move it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.report import say, shown, warn
from desktop.commands.unlocking import folder, library_option, passphrase, unlocked
from desktop.store.errors import StoreError
from desktop.store.folder import Folder

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    acts = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    for name, (act, words) in _ACTS.items():
        one = acts.add_parser(name, help=words, description=words)
        library_option(one)
        one.set_defaults(act=act)
        if name == "move":
            one.add_argument("to", metavar="FOLDER", type=Path, help="an empty or a new folder")
        if name == "restore":
            one.add_argument("--from", dest="name", metavar="NAME", default="", help="its name")


def run(options: Namespace) -> int:
    """Does it; 1 where it is refused."""
    try:
        return int(options.act(options))
    except StoreError as error:
        warn(str(error))
        return 1


def _where(options: Namespace) -> int:
    from desktop.store.backups import backups

    place = Folder(folder(options))
    say(f"The library is in {shown(place.path)}." if place.exists() else _none(place))
    for each in backups(place):
        say(f"backup of {each.at:%Y-%m-%d %H:%M} UTC: {each.path.name}")
    return 0


def _none(place: Folder) -> str:
    return f"There is no library in {shown(place.path)} yet: the window makes one."


def _backup(options: Namespace) -> int:
    with closing(unlocked(options)) as library:
        say(f"Written and verified: {shown(library.backups.make().path)}")
    return 0


def _restore(options: Namespace) -> int:
    from desktop.store.backups import backups
    from desktop.store.library import restore

    found = backups(Folder(folder(options)))
    chosen = next((each for each in found if options.name in ("", each.path.name)), None)
    if chosen is None:
        raise StoreError("There is no such backup. “library where” lists them.")
    restore(folder(options), passphrase("Passphrase: "), chosen).close()
    say(f"The library is as it was at {chosen.at:%Y-%m-%d %H:%M} UTC.")
    say("The file that it replaces was set aside beside it.")
    return 0


def _move(options: Namespace) -> int:
    from desktop.store import moving

    moving.move(folder(options), options.to, passphrase("Passphrase: "))
    say(f"The library is in {shown(options.to)} now, and the program looks for it there.")
    return 0


_ACTS = {
    "where": (_where, "Say in which folder the library and its backups are"),
    "backup": (_backup, "Write a backup now and verify it"),
    "restore": (_restore, "Go back to a backup, the last one unless named"),
    "move": (_move, "Move the library to another folder"),
}
