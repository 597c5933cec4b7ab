"""Say where the case library is, back it up, restore or move it; make the team's."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.report import say, shown, warn
from desktop.commands.unlocking import folder, library_option, passphrase, unlocked
from desktop.store.errors import StoreError
from desktop.store.files.folder import VARIABLE, Folder, usual

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Callable

    Act = Callable[[Namespace], int]

_ADDRESS = "postgresql://name@server.example/desk"


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    acts = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    made = {name: _declared(acts, name, *act) for name, act in _ACTS.items()}
    for name in made.keys() - {"init"}:
        library_option(made[name])
    made["move"].add_argument("to", metavar="FOLDER", type=Path, help="an empty or a new folder")
    made["restore"].add_argument("--from", dest="name", metavar="NAME", default="", help="its name")
    made["share"].add_argument("url", metavar="URL", nargs="?", default="", help=_ADDRESS)
    made["init"].add_argument("url", metavar="URL", help=_ADDRESS)
    _people(made["init"])


def _people(parser: ArgumentParser) -> None:
    """Declares who is let into a team's library."""
    for who in ("reviewer", "lead"):
        parser.add_argument(
            f"--{who}", metavar="NAME", action="append", default=[], help=f"let this {who} in"
        )


def _declared(
    acts: _SubParsersAction[ArgumentParser], name: str, act: Act, words: str
) -> ArgumentParser:
    one = acts.add_parser(name, help=words, description=f"{words}.")
    one.set_defaults(act=act)
    return one


def run(options: Namespace) -> int:
    """Runs the command; 1 if it is refused."""
    try:
        act: Act = options.act
        return act(options)
    except StoreError as error:
        warn(str(error))
        return 1


def _where(options: Namespace) -> int:
    from desktop.store.backups.backups import backups

    place = Folder(folder(options))
    place.check_rights()
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
    from desktop.store.backups.backups import backups
    from desktop.store.library.library import restore

    place = Folder(folder(options))
    place.check_rights()
    fitting = (one for one in backups(place) if options.name in ("", one.path.name))
    chosen = next(fitting, None)
    if chosen is None:
        raise StoreError("There is no such backup. “library where” lists them.")
    restore(place.path, passphrase("Passphrase: "), chosen).close()
    say(f"The library is as it was at {chosen.at:%Y-%m-%d %H:%M} UTC.")
    say("The file that it replaces was set aside in the same folder.")
    return 0


def _as_it_is(options: Namespace) -> int:
    from desktop.store.library.library import unlock_as_it_is

    with closing(unlock_as_it_is(folder(options), passphrase("Passphrase: "))) as library:
        say(f"The library is open as it was found, with {len(library.cases.rows()):,} cases.")
    return 0


def _revert(options: Namespace) -> int:
    from desktop.store.library.library import revert

    chosen = revert(folder(options), passphrase("Passphrase: "))
    say(f"The library is as it was before the upgrade of {chosen.at:%Y-%m-%d %H:%M} UTC.")
    say("Open it with the program of that time: this one would upgrade it again.")
    say("What was written since was set aside in the same folder.")
    return 0


def _move(options: Namespace) -> int:
    from desktop.store.library import moving

    left = moving.move(folder(options), options.to, passphrase("Passphrase: "))
    found = os.path.realpath(usual()) == os.path.realpath(options.to)
    advice = "and the program looks for it there." if found else f"name it by {VARIABLE}."
    say(f"The library is in {shown(options.to)} now, {advice}")
    for path in left:
        say(f"left in place, because it is not the library's: {shown(path)}")
    return 0


def _init(options: Namespace) -> int:
    from desktop.store.team.making import make

    made = make(options.url, options.reviewer, options.lead)
    say(
        "The team's library is made."
        if made
        else "The team's library was there already; its rules are up to date."
    )
    for name in (*options.reviewer, *options.lead):
        say(f"{name} is let in: give the role a password, or a certificate, on the server.")
    return 0


def _share(options: Namespace) -> int:
    from desktop.store.team.link import join, link

    with closing(unlocked(options)) as library:
        joined = join(library, options.url) if options.url else link(library)
        if joined is None:
            raise StoreError("The library is not shared yet: give the team's server, “share URL”.")
        news = joined.catch_up()
        waiting = f"{_cases(joined.waiting)} saved here and not yet shared"
        say(f"{_cases(len(news.changed))} received, {waiting}.")
        for id in news.conflicts:
            say(f"{library.cases.row(id).number}: changed here and elsewhere; the window compares.")
        for id, why in news.refused.items():
            warn(f"{library.cases.row(id).number}: {why}")
        for why in news.unreadable.values():
            warn(why)
        if news.old_server:
            warn(news.old_server)
        return 1 if news.refused or news.unreadable else 0


def _leave(options: Namespace) -> int:
    from desktop.store.team.link import leave

    with closing(unlocked(options)) as library:
        leave(library)
    say("The library is shared no more; the cases in it stay.")
    return 0


_ACTS: dict[str, tuple[Act, str]] = {
    "where": (_where, "Say in which folder the library and its backups are"),
    "backup": (_backup, "Write a backup now and verify it"),
    "restore": (_restore, "Go back to a backup, the last one unless named"),
    "as-it-is": (_as_it_is, "Go on with what is left of a damaged library"),
    "revert": (_revert, "Go back to the library as it was before this program upgraded it"),
    "move": (_move, "Move the library to another folder"),
    "share": (_share, "Share the library with the team, now and from now on"),
    "leave": (_leave, "Share the library no more"),
    "init": (_init, "Make the team's library on a PostgreSQL server, and let people in"),
}


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"
