"""List the review programs, or prove a template pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.report import say, shown, warn

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.set_defaults(act=_list)
    acts = parser.add_subparsers(title="what to do", metavar="WHAT")
    words = "prove a pack: its facts, fields, rules and templates"
    check = acts.add_parser("check", help=words, description=f"{words.capitalize()}.")
    check.add_argument("pack", metavar="PACK", type=Path, help="the pack's folder")
    check.set_defaults(act=_check)


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
        say(f"{id}: {program.name}")
        for name, edition in program.editions.items():
            say(f"  {name}: for {edition.audience}")
    return status


def _check(options: Namespace) -> int:
    if not options.pack.is_dir():
        warn(f"{shown(options.pack)}: there is no such folder.")
        return 2
    found = list(_problems(options.pack))
    for problem in found:
        warn(f"{shown(options.pack)}: {problem}")
    if not found:
        say(f"{shown(options.pack)}: in order.")
    return 1 if found else 0


def _problems(folder: Path) -> Iterator[str]:
    """What is wrong with the pack in `folder`, a sentence each."""
    from desktop.letter.compose.pack import Pack
    from desktop.programs.program import ProgramError
    from desktop.programs.registry import Programs

    try:
        Programs({folder.name: folder}).named(folder.name)
    except (FileNotFoundError, ProgramError) as error:
        yield _missing(error) or str(error)
        return
    pack = Pack(folder)
    templates = sorted(file.name for file in folder.glob("*.jinja"))
    wrong = [f"{name}, {why}" for name in templates if (why := pack.problem(name))]
    yield from wrong or _letters(pack, folder)


def _missing(error: Exception) -> str:
    name = Path(getattr(error, "filename", None) or "").name
    return f"{name}: the pack has no such file." if name else ""


def _letters(pack: Pack, folder: Path) -> Iterator[str]:
    """What keeps the letters of the pack's program from being made, of an empty and a full case."""
    from desktop.letter.compose.compose import LetterError, compose

    for name in pack.program.editions:
        for case in _cases(pack, folder):
            try:
                compose(case, pack, name)
            except LetterError as error:
                yield f"edition {name}: {error}"
                break


def _cases(pack: Pack, folder: Path) -> tuple[Case, ...]:
    """A case of the pack's program in which nothing is known, and one in which everything is."""
    from msgspec.structs import replace

    from desktop.cases.packs import pack_fields
    from desktop.letter.compose.labels import filled

    file, id = folder / pack_fields.FILE, pack.program.id
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    kind = pack_fields.case_type(id, pack_fields.read(text))
    return kind(program=id), replace(filled(kind), own_words=(), program=id)
