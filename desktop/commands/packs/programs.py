"""List the review programs, prove a template pack, or make it one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import desktop
from desktop.cases.packs.pack_folder import PackFileError
from desktop.commands.report import say, shown, warn

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from desktop.programs.pack_archive import PackFiles


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.set_defaults(act=_list)
    acts = parser.add_subparsers(title="what to do", metavar="WHAT")
    for name, act, words in (
        ("check", _check, "prove a pack: its facts, fields, rules, templates and letters"),
        ("add", _add, "prove a pack and make it one's own, in the place of an older one"),
    ):
        one = acts.add_parser(name, help=words, description=f"{words.capitalize()}.")
        one.add_argument("pack", metavar="PACK", type=Path, help="a folder, or a ZIP file of one")
        one.set_defaults(act=act)
    words = "take an own pack away; its cases stay as they are"
    one = acts.add_parser("remove", help=words, description=f"{words.capitalize()}.")
    one.add_argument("id", metavar="ID", help="the program's id, as the list has it")
    one.set_defaults(act=_remove)


def run(options: Namespace) -> int:
    """Runs the command; 1 if a pack is wrong."""
    status: int = options.act(options)
    return status


def _list(_options: Namespace) -> int:
    """Names each program with its editions, the usual one first."""
    from desktop.app import reference_works
    from desktop.programs.program import ProgramError

    programs, status = reference_works.programs(), 0
    for id in programs.ids:
        try:
            program = programs.named(id)
        except ProgramError as error:
            warn(f"{id}: {error}")
            status = 1
            continue
        say(f"{id}: {program.name}{_own(id, program.version)}")
        for name, edition in program.editions.items():
            say(f"  {name}: for {edition.audience}")
    return status


def _own(id: str, version: str) -> str:
    """What is said of a pack of one's own; empty of one that ships."""
    if desktop.packs()[id].parent != desktop.own_packs():
        return ""
    return f" (your own pack{f', version {version}' if version else ''})"


def _check(options: Namespace) -> int:
    pack, status = _proved(options.pack)
    if pack is not None:
        say(f"{shown(options.pack)}: in order.")
    return status


def _proved(path: Path) -> tuple[PackFiles | None, int]:
    """The pack at `path`, if it is in order, and the exit status; what is wrong is said."""
    from desktop.app.packs import proving
    from desktop.programs import pack_archive

    if not path.exists():
        warn(f"{shown(path)}: there is no such file or folder.")
        return None, 2
    try:
        pack = pack_archive.read(path)
    except PackFileError as error:
        warn(f"{shown(path)}: {error}")
        return None, 1
    found = proving.problems(pack)
    for problem in found:
        warn(f"{shown(path)}: {problem}")
    return (None, 1) if found else (pack, 0)


def _add(options: Namespace) -> int:
    from desktop.app.packs import own_packs
    from desktop.store.files.files import FileError

    pack, status = _proved(options.pack)
    if pack is None:
        warn("Nothing was added.")
        return status
    try:
        before = own_packs.add(pack)
    except FileError as error:
        warn(f"{shown(desktop.own_packs())}: {error} Nothing was added.")
        return 1
    say(f"{_called(pack)} is in {shown(desktop.own_packs() / pack.id)}.")
    for line in _replaced(pack, before):
        say(line)
    return 0


def _called(pack: PackFiles) -> str:
    return (
        f"{pack.id}, version {pack.version}," if pack.version else f"{pack.id}, without a version,"
    )


def _replaced(pack: PackFiles, before: PackFiles | None) -> list[str]:
    """What the `pack` takes the place of, and from when on it does."""
    told = ["A window that is open knows it when it is started again."]
    shipped = desktop.home()
    ships = shipped is not None and (shipped / "templates" / pack.id).is_dir()
    if before is not None:
        told.insert(0, f"It replaces {_called(before).rstrip(',')}.")
    elif ships:
        told.insert(0, "It is used in the place of the pack that ships with the program.")
    return told


def _remove(options: Namespace) -> int:
    from desktop.app.packs import own_packs
    from desktop.store.files.files import FileError

    try:
        removed = own_packs.remove(options.id)
    except FileError as error:
        warn(f"{shown(desktop.own_packs())}: {error}")
        return 1
    if not removed:
        warn(f"There is no own pack “{shown(options.id)}” in {shown(desktop.own_packs())}.")
        return 1
    say(f"{options.id} is taken away. Its cases stay as they are; add the pack to open them again.")
    return 0
