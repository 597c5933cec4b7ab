"""Open everything that the program carries, write its sample, and show a window offscreen."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.packs import sample_case
from desktop.cases.pack_words import USUAL
from desktop.commands import batch
from desktop.commands.packs import given
from desktop.commands.report import say
from desktop.letter.write import format_rules
from desktop.letter.write.formats import FORMATS
from desktop.platform import assets, faults, system
from desktop.store.files.files import FileError, read_case

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator

    Check = Callable[[], str]
    """Checks one thing and says what it found; raises if it fails."""


PASSPHRASE = "only for the self-test"  # noqa: S105 -- of a library that is gone a moment later


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    given.argument(parser)
    parser.epilog = "One line each; the exit status is 1 where anything fails."


def run(options: Namespace) -> int:  # noqa: ARG001 -- every command takes its options
    """Runs every check; 1 where one fails."""
    passed = [_passes(name, check) for name, check in checks()]
    return int(not all(passed))


def checks() -> Iterator[tuple[str, Check]]:
    """Every check with its name."""
    for program in assets.programs():
        for file in _files(assets.templates(program)):
            yield f"template {program}/{file.name}", partial(_template, program, file)
    for kind in ("fonts", "guidelines", "icons", "brand", "styles", "help", "spelling"):
        for file in _files(assets.resource(kind)):
            yield f"{kind} {file.name}", partial(_opened, file)
    yield "guideline library", _library
    yield "attestation", _attestation
    yield from _of_packs()
    yield "letter read back", _read_back
    yield "case library", _case_library
    yield "team's library", _team
    yield "spelling", _spelling
    yield "diagnosis codes", _codes
    yield "window", _window


def _of_packs() -> Iterator[tuple[str, Check]]:
    """The sample's letters; of each program that has no sample, those of a full case."""
    from desktop.app import reference_works

    for edition, form in product(reference_works.programs().editions(USUAL), FORMATS):
        yield f"sample, {edition}, {form}", partial(_sample, edition, form)
    for program in assets.programs():
        if program != USUAL:
            yield f"letters of {program}", partial(_letters, program)


def _letters(program: str) -> str:
    """Proves the pack of a program."""
    from desktop.app.packs import proving
    from desktop.programs import pack_archive

    if found := proving.problems(pack_archive.read(assets.templates(program))):
        raise ValueError(found[0])
    return "made of an empty and of a full case"


def _passes(name: str, check: Check) -> bool:
    from desktop.letter.compose.compose import LetterError

    try:
        found = check()
    except (FileError, LetterError, OSError, ValueError) as error:
        say(f"FAILED  {name}: {error}")
        return False
    except Exception as error:
        say(f"FAILED  {name}: {faults.sentence(error)}")
        return False
    say(f"ok      {name}: {found}")
    return True


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else []


def _opened(file: Path) -> str:
    """The file's size, once it opens as what its ending says."""
    data = file.read_bytes()
    if file.suffix == ".toml":
        import tomllib

        tomllib.loads(data.decode())
    if not data:
        raise ValueError("The file is empty.")
    return f"{len(data):,} bytes"


def _library() -> str:
    """How many guidelines and works the program knows, once every one makes sense."""
    from desktop.app import reference_works

    library = reference_works.catalog()
    if library.refused:
        raise ValueError(str(library.refused[0]))
    return f"{len(library)} guidelines, {len(reference_works.citations().works)} works to cite"


def _attestation() -> str:
    """How many statements are signed off with."""
    from desktop.app import reference_works

    stated = [reference_works.attestation(one).statements for one in ("", *assets.programs())]
    return f"{len(stated[0])} statements, and those of {len(stated) - 1} programs"


def _template(program: str, file: Path) -> str:
    """The file's size, once the pack takes it."""
    pack = batch.pack_of(program)
    if file.name == "program.toml":
        return pack.program.name
    if file.name == "rules.toml":
        from desktop.app import reference_works

        return f"{len(reference_works.programs().named(program).rules)} rules"
    if file.suffix == ".jinja" and (problem := pack.problem(file.name)):
        raise ValueError(problem)
    return _opened(file)


def _sample(edition: str, form: str) -> str:
    from desktop.letter.compose.compose import compose
    from desktop.letter.write.formats import write

    case = read_case(sample_case.path())
    pack = batch.pack_of(case.program)
    letter = write(compose(case, pack, edition), pack, form)
    if broken := format_rules.problems(letter, form):
        raise ValueError(f"It is not so that {broken[0]}.")
    return f"{len(letter):,} bytes, sound"


def _read_back() -> str:
    """Writes the sample's letter and reads it, in the process apart that reads other people's."""
    from desktop.letter.compose.compose import compose
    from desktop.letter.write.formats import write
    from desktop.readers.reading import read

    case = read_case(sample_case.path())
    pack = batch.pack_of(case.program)
    public = next(name for name, one in pack.program.editions.items() if one.names_nobody)
    form = "pdf" if pack.program.reader else "docx"
    letter = write(compose(case, pack, public), pack, form)
    again = read(letter, f"sample.{form}", pack).case
    if again.case_number != case.case_number:
        raise ValueError("The letter's case number was read wrongly.")
    return f"{len(again.disputed_items)} items"


def _case_library() -> str:
    """Makes a library, keeps the sample in it, and opens it again: nothing lies there in plain."""
    from desktop.store.library.library import create, unlock

    case = read_case(sample_case.path())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "library")
        with closing(create(place, PASSPHRASE)[0]) as made:
            made.cases.add(case)
        if any(case.case_number.encode() in file.read_bytes() for file in place.glob("*.*")):
            raise ValueError("The library's files can be read without its passphrase.")
        with closing(unlock(place, PASSPHRASE)) as opened:
            found = opened.cases.search(case.case_number)
    if len(found) != 1:
        raise ValueError("The case is not found again.")
    return "encrypted, found again"


def _team() -> str:
    """Loads what speaks to a team's server; it speaks to none."""
    import_module("desktop.store.team.making")
    return "ready"


def _spelling() -> str:
    """Loads the dictionary of the window's texts, where this build has one."""
    if find_spec("desktop.application") is None:
        return "this build has no window"
    known = import_module("desktop.app.spelling").read()
    if not {"determination", "radiculopathy"} <= known.known(["determination", "radiculopathy"]):
        raise ValueError("The dictionary lacks common words.")
    return "everyday and clinical words"


def _codes() -> str:
    """Finds a diagnosis in the list of codes."""
    from desktop.app import reference_works

    (found,) = reference_works.coding().search("M54.16", 1)
    return f"{found.code}, {found.title}"


def _window() -> str:
    """Shows a window that nobody sees, where this build has one."""
    if find_spec("desktop.application") is None:
        return "this build has no window"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if words := system.complaint():
        raise ValueError(words)
    found: str = import_module("desktop.application").self_test()
    return found
