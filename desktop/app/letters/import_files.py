"""Reading files from outside: letters, case files, assignment manifests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.cases import case_file
from desktop.cases.pack_words import USUAL
from desktop.cases.panel.seating import decided
from desktop.platform import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.app.disk import Files
    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.reimport.edits import Edited

ENDINGS = (".txt", ".pdf", ".docx", ".csv", case_file.SUFFIX)


class Arrival(NamedTuple):
    """The result of reading one file: its cases, or why there are none."""

    name: str
    cases: tuple[Case, ...] = ()
    notes: tuple[str, ...] = ()
    """What was kept in the letter's own words or is doubtful, a sentence each."""
    refusal: str = ""
    state: str = ""
    """How far the case had come by the word of its file."""
    content: bytes = b""
    """The file itself, of a letter that may hold edits made in Word."""


def arrivals(
    paths: Sequence[Path], files: Files, go_on: Callable[[int], bool]
) -> tuple[Arrival, ...]:
    """Reads each of the files; `go_on` gets the count of those done and may stop it."""
    arrived = []
    for done, path in enumerate(paths, start=1):
        arrived.append(arrival(path, files))
        if not go_on(done):
            break
    return tuple(arrived)


def arrival(path: Path, files: Files) -> Arrival:
    """The cases in one file of any kind."""
    try:
        content = files.read(path, case_file.LARGEST)
    except files.FileError as error:
        return Arrival(path.name, refusal=str(error))
    return from_bytes(content, path.name)


def from_bytes(content: bytes, name: str) -> Arrival:
    """The cases in the `content` of a file called `name`."""
    from desktop.letter.read.refusal import ReadError

    try:
        if Path(name).suffix.casefold() == case_file.SUFFIX:
            case, state = decided(case_file.loads(content)), case_file.claimed(content)
            return Arrival(name, (case,), state=state)
        return _read(content, name)
    except (case_file.CaseFileError, ReadError) as error:
        return Arrival(name, refusal=str(error))


def _read(content: bytes, name: str) -> Arrival:
    from desktop.app.packs import program_choices
    from desktop.readers.belonging import pack_of
    from desktop.readers.manifests import manifest
    from desktop.readers.reading import read

    if Path(name).suffix.casefold() == ".csv":
        found = manifest.read(content, name)
        notes = (*found.notes, *(note for row in found.rows for note in row.notes))
        cases = tuple(row.case for row in found.rows)
        if not cases:
            return Arrival(name, notes=notes, refusal=" ".join(found.refused))
        return Arrival(name, cases, (*found.refused, *notes))
    known = program_choices.choices() or {USUAL: ""}
    pack = pack_of(content, name, _packs(tuple(known)))
    reading = read(content, name, pack)
    whose = (f"It is a letter of: {pack.program.name}.",) if len(known) > 1 else ()
    kept = (f"Kept word for word at {one.place}: {one.words}" for one in reading.kept)
    word = content if Path(name).suffix.casefold() == ".docx" else b""
    return Arrival(name, (decided(reading.case),), (*whose, *kept, *reading.doubtful), content=word)


@cache
def _packs(programs: tuple[str, ...]) -> tuple[Pack, ...]:
    from desktop.letter.compose.pack import Pack

    return tuple(Pack(assets.templates(id)) for id in programs)


def edits(arrival: Arrival, case: Case) -> Edited | None:
    """The changes of the edited Word letter to `case`; None if it is not that case's letter."""
    from desktop.letter.compose.pack import Pack
    from desktop.letter.read.refusal import ReadError
    from desktop.letter.reimport import reimport

    try:
        return reimport.read(
            arrival.content, arrival.name, case, Pack(assets.templates(case.program))
        )
    except ReadError:
        return None
