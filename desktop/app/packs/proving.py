"""Whether a pack is in order: what is wrong with its facts, fields, rules and letters."""

from __future__ import annotations

import tempfile
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cases.packs import pack_fields
from desktop.letter.compose.compose import LetterError, compose
from desktop.letter.compose.labels import filled
from desktop.letter.compose.pack import Pack
from desktop.letter.write.formats import FORMATS, write
from desktop.programs import pack_archive
from desktop.programs.program import ProgramError
from desktop.programs.registry import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.programs.pack_archive import PackFiles


def problems(pack: PackFiles) -> list[str]:
    """What is wrong with the `pack`, a sentence each, with file and line where there is one."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, pack.id)
        for _ in pack_archive.put(pack, folder):
            pass
        return list(_problems(folder))


def _problems(folder: Path) -> Iterator[str]:
    try:
        program = read(folder)
    except ProgramError as error:
        yield str(error)
        return
    yield from _unknown_rules(folder, set(program.rules))
    pack = Pack(folder)
    templates = sorted(file.name for file in folder.glob("*.jinja"))
    wrong = [f"{name}, {why}" for name in templates if (why := pack.problem(name))]
    yield from wrong or _letters(pack, folder)


def _unknown_rules(folder: Path, named: set[str]) -> Iterator[str]:
    """The rules that the pack weighs and the check does not have."""
    from desktop.cases.packs.pack_folder import RULES as FILE
    from desktop.cases.packs.pack_folder import table_of
    from desktop.checks.engine.check import RULES
    from desktop.records import toml_files

    text, _ = table_of(folder, FILE)
    for name in sorted(named - RULES.keys()):
        yield str(toml_files.wrong(text, FILE, (name,), "the check has no such rule."))


def _letters(pack: Pack, folder: Path) -> Iterator[str]:
    """What keeps the letters of the pack's program from being made, of an empty and a full case."""
    for name, case in product(pack.program.editions, _cases(pack, folder)):
        try:
            letter = compose(case, pack, name)
            for form in FORMATS:
                write(letter, pack, form)
        except (LetterError, ProgramError) as error:
            yield f"edition {name}: {error}"
            return


def _cases(pack: Pack, folder: Path) -> tuple[Case, ...]:
    """A case of the pack's program in which nothing is known, and one in which everything is."""
    from msgspec.structs import replace

    id = pack.program.id
    kind = pack_fields.case_type(id, pack_fields.of_pack(folder))
    return kind(program=id), replace(filled(kind), own_words=(), program=id)
