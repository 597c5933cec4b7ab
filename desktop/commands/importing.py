"""Make cases of finished letters and of assignment manifests.

What a letter says that fits no field is kept in its own words, and named.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cases import case_file
from desktop.cases.pack_words import USUAL
from desktop.commands import batch
from desktop.commands.packs import given
from desktop.commands.report import can_write_to, say, shown, warn
from desktop.platform import assets, faults
from desktop.store.files.files import FileError, find, read, read_case, safe_name, write_atomically

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.reimport.edits import Edit, Edited
    from desktop.readers.reading import Reading

ENDINGS = (".txt", ".pdf", ".docx", ".csv")
_LONGEST_SHOWN = 100


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="a letter (.txt, .pdf, .docx), an assignment manifest (.csv), or a folder of them",
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="the folder for the cases"
    )
    words = "the letters' program (default: told by their labels)"
    parser.add_argument("--program", metavar="ID", default="", help=words)
    given.argument(parser)
    parser.add_argument(
        "--onto",
        metavar="CASE",
        type=Path,
        help="the case whose letter FILE is, changed in Word: only its changed fields change",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="with --onto: take FILE though it changes more than half of the filled fields",
    )
    parser.epilog = (
        "Each case is named after its case number. A file that cannot be read is named with the "
        "reason, the others are read, and the exit status is 1."
    )


def run(options: Namespace) -> int:
    """Writes the cases; 1 where a file was refused, 2 where the folder cannot be used."""
    if not can_write_to(options.out):
        return 2
    if wrong := _wrong_use(options):
        warn(wrong)
        return 2
    importer = _Importer(options)
    for path in _with_progress(list(_letters(options.files))):
        importer.take(path)
    say(importer.summary())
    return 1 if importer.refused else 0


def _wrong_use(options: Namespace) -> str:
    """What is wrong with the command's words; empty where nothing is."""
    if options.onto and len(options.files) > 1:
        return "--onto takes one FILE: the letter of that case."
    if options.force and not options.onto:
        return "--force goes with --onto CASE."
    if given.program() not in ("", options.program or given.program()):
        return f"--pack names a pack of “{given.program()}”, --program “{options.program}”."
    if options.program and options.program not in assets.programs():
        known = ", ".join(assets.programs())
        return f"There is no program “{options.program}”, only {known}."
    return ""


def _letters(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of `paths`, each once; of a folder the letters and manifests in and below it."""
    for path in find(paths, suffix=""):
        if path in paths or path.suffix.lower() in ENDINGS:
            yield path


def _with_progress(paths: list[Path]) -> Iterable[Path]:
    if len(paths) < 2 or not (sys.stderr and sys.stderr.isatty()):
        return paths
    from tqdm import tqdm

    return tqdm(paths, unit="file", leave=False)


class _Importer:
    """Imports one file after the other and remembers the results."""

    def __init__(self, options: Namespace) -> None:
        self._folder, self._onto, self._force = options.out, options.onto, options.force
        self._program = options.program or given.program()
        self._owners: dict[str, Path] = {}
        self.written, self.refused = 0, 0

    def take(self, path: Path) -> None:
        """Imports the cases of the file at `path`, or says why it cannot."""
        from desktop.letter.read.refusal import ReadError
        from desktop.letter.read.source import LARGEST

        try:
            for case, words in self._read(path, read(path, LARGEST)):
                self._write(path, case, words)
        except (FileError, ReadError) as error:
            self._refuse(path, str(error))
        except Exception as error:
            self._refuse(path, faults.sentence(error))

    def summary(self) -> str:
        """What was done, in a line."""
        cases = "1 case" if self.written == 1 else f"{self.written} cases"
        refused = f", {self.refused} refused" if self.refused else ""
        return f"{cases} written to {shown(self._folder)}{refused}."

    def _read(self, path: Path, data: bytes) -> Iterator[tuple[Case, list[str]]]:
        """The cases in `data`, each with what a person ought to know of it."""
        from desktop.readers.manifests import manifest
        from desktop.readers.reading import read as read_letter

        if self._onto:
            edited = self._edited(path, data, read_case(self._onto))
            yield edited.case, list(_changes(edited))
        elif path.suffix.lower() == ".csv":
            found = manifest.read(data, path.name)
            for row in found.rows:
                yield row.case, list(row.notes)
            for sentence in found.notes:
                say(f"{shown(path)}: {sentence}")
            for sentence in found.refused:
                self._refuse(path, sentence)
        else:
            reading = read_letter(data, path.name, self._pack(path, data))
            yield reading.case, list(_remarks(reading))

    def _pack(self, path: Path, data: bytes) -> Pack:
        """The pack of the letter's program: the one asked for, or the one whose letter it is."""
        from desktop.app.packs import program_choices
        from desktop.readers.belonging import pack_of

        known = (self._program,) if self._program else program_choices.choices() or (USUAL,)
        return pack_of(data, path.name, [batch.pack_of(id) for id in known])

    def _refuse_program(self, program: str) -> None:
        """Raises `ReadError` where the case is of a program that is not here, or not wanted."""
        from desktop.letter.read.refusal import ReadError

        if program not in assets.programs():
            raise ReadError(f"There is no program “{program}”, which the case names.")
        if self._program not in ("", program):
            raise ReadError(f"The case is of the program “{program}”.")

    def _edited(self, path: Path, data: bytes, case: Case) -> Edited:
        """`case` with the edits of its letter in `data`; raises `ReadError`."""
        from desktop.letter.read.refusal import ReadError
        from desktop.letter.reimport import reimport

        self._refuse_program(case.program)
        edited = reimport.read(data, path.name, case, batch.pack_of(case.program))
        if edited.too_many and not self._force:
            raise ReadError(f"{edited.too_many} Add --force where that is meant.")
        return edited

    def _write(self, path: Path, case: Case, words: list[str]) -> None:
        name = safe_name(case.case_number, path.stem)
        owner = self._owners.get(name.casefold())
        if owner:
            self._refuse(path, f"A second “{name}” would replace that of {shown(owner)}.")
            return
        self._owners[name.casefold()] = path
        write_atomically(self._folder / f"{name}{case_file.SUFFIX}", case_file.dumps(case))
        self.written += 1
        say(f"{shown(path)}: {name}{case_file.SUFFIX}{_whose(case)}")
        for line in words:
            say(f"  {line}")

    def _refuse(self, path: Path, reason: str) -> None:
        self.refused += 1
        warn(f"{shown(path)}: {reason}")


def _whose(case: Case) -> str:
    """Whose letter it is, where several programs are installed."""
    from desktop.app.packs import program_choices

    programs = program_choices.choices()
    return f" ({programs.get(case.program, case.program)})" if len(programs) > 1 else ""


def _remarks(reading: Reading) -> Iterator[str]:
    for kept in reading.kept:
        words = " ".join(kept.words.split())
        remark = f"kept in its own words: {_short(words)}" if words else "the letter has none"
        yield f"{kept.place}: {remark}"
    yield from reading.doubtful


def _changes(edited: Edited) -> Iterator[str]:
    """What was changed, a line each, and what was not taken."""
    yield from (_in_words(change, type(edited.original)) for change in edited.changes)
    yield from edited.notes
    if not edited.changes:
        yield "No field was changed."


def _in_words(change: Edit, kind: type[Case]) -> str:
    """A change in a line; of long texts only what differs."""
    from desktop.letter.reimport.edits import Removal
    from desktop.letter.reimport.quoting import differing

    if isinstance(change, Removal):
        return f"{change.field(kind)}: taken out ({_short(change.before)})"
    before, after = (words.replace("\n", " ¶ ") for words in (change.before, change.after))
    if before and after and max(len(before), len(after)) > _LONGEST_SHOWN:
        before, after = differing(before, after)
    return f"{change.field(kind)}: {_short(before)} -> {_short(after) if after else 'empty'}"


def _short(words: str) -> str:
    """`words` in one line, its middle left out where it is long."""
    line = " ".join(words.split())
    half = _LONGEST_SHOWN // 2
    return f"“{line}”" if len(line) <= _LONGEST_SHOWN else f"“{line[:half]} … {line[-half:]}”"
