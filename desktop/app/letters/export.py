"""Exporting letters: which, in what form, where; and what was written."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from desktop.platform import assets, faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from desktop.app.disk import Files
    from desktop.cases.case import Case
    from desktop.checks.engine.finding import Finding
    from desktop.publication.name_answers import Doubt, NameAnswers
    from desktop.store.library.records import StoredCase

FORMS = {"docx": "Word", "pdf": "PDF", "txt": "Text"}
NUMBER = "{number}"


class ExportRequest(NamedTuple):
    """What to write for every case."""

    folder: Path
    name: str
    """The file's name without its extension; {number} is replaced by the case number."""
    forms: tuple[str, ...]
    editions: tuple[str, ...]
    seal: str = ""
    """The place in the library's trail that the letters' properties name."""
    version: int | None = None
    """The version whose letter is exported again; None for the case as it is."""
    answers: dict[str, NameAnswers] | None = None
    """The decisions on words that may identify somebody, by the case's id."""

    def decided(self, id: str) -> NameAnswers:
        """What was decided about the words of one case."""
        return (self.answers or {}).get(id, {})


class Written(NamedTuple):
    """A letter that was written."""

    id: str
    path: Path
    form: str
    edition: str
    sha256: str


class Refused(NamedTuple):
    """A case without a written letter, and why."""

    id: str
    number: str
    why: str


class Done(NamedTuple):
    """The result of an export: of each case all files are written, or none."""

    written: list[Written]
    refused: list[Refused]


def errors(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The messages of the `findings` that are errors."""
    return tuple(f.message for f in findings if f.severity == "error" and not f.accepted)


def without_letter(cases: Iterable[StoredCase]) -> str:
    """Why no letter is exported of `cases`: some are closed without one; empty where none is."""
    closed = [one for one in cases if one.standing.ends]
    if not closed:
        return ""
    named = ", ".join(f"{one.case.case_number or '?'} ({one.standing.word})" for one in closed)
    return (
        f"Closed without a determination, so that there is no letter: {named}. Reopen what is to "
        "have one, or leave it out."
    )


def targets(order: ExportRequest, case: Case, files: Files) -> Iterator[tuple[Path, str, str]]:
    """Each file that `order` makes of `case`, with its form and edition."""
    words = order.name.replace(NUMBER, case.case_number or "case")
    name = files.safe_name(words, "case")
    for edition in order.editions:
        tail = f"-{edition}" if len(order.editions) > 1 else ""
        for form in order.forms:
            yield order.folder / f"{name}{tail}.{form}", form, edition


def standing(order: ExportRequest, cases: Sequence[Case], files: Files) -> tuple[Path, ...]:
    """The files that would be replaced."""
    found = (path for case in cases for path, _, _ in targets(order, case, files))
    return tuple(path for path in found if path.exists())


def write(
    order: ExportRequest,
    cases: Sequence[tuple[str, Case]],
    files: Files,
    go_on: Callable[[int], bool],
) -> Done:
    """Writes the letters of `cases`, each with its id; `go_on` gets the count of those done.

    Stops when `go_on` returns false. A case that cannot be written does not stop the others.
    """
    from desktop.letter.compose.compose import LetterError

    done = Done([], [])
    for number, (id, case) in enumerate(cases, start=1):
        try:
            done.written.extend(_write_case(order, id, case, files))
        except (LetterError, files.FileError, FileNotFoundError) as error:
            done.refused.append(Refused(id, case.case_number, str(error)))
        except Exception as error:
            done.refused.append(Refused(id, case.case_number, faults.sentence(error)))
        if not go_on(number):
            break
    return done


def undecided(
    order: ExportRequest, cases: Sequence[tuple[str, Case]]
) -> dict[str, tuple[Doubt, ...]]:
    """Where words may identify somebody in an edition without names, by the case's id."""
    from desktop.app.letters.public_copy import made_from
    from desktop.letter.compose.pack import Pack
    from desktop.publication.edition import UndecidedNamesError

    found: dict[str, tuple[Doubt, ...]] = {}
    for id, case in cases:
        try:
            pack = Pack(assets.templates(case.program))
            for edition in order.editions:
                made_from(case, pack, edition, order.decided(id))
        except UndecidedNamesError as error:
            found[id] = error.doubts
    return found


def summary(done: Done) -> str:
    """What was written and what was not, and why."""
    return "\n".join(filter(None, (_in_words(done.written), _refused(done.refused))))


def _in_words(written: Sequence[Written]) -> str:
    names = ", ".join(one.path.name for one in written[:3])
    more = f" and {len(written) - 3} more" if len(written) > 3 else ""
    return f"Written: {names}{more}." if written else ""


def _refused(refused: Sequence[Refused]) -> str:
    """Which letters were not written, and why; nothing of them is in the folder."""
    if len(refused) == 1:
        one = refused[0]
        letter = f"The letter of {one.number}" if one.number else "The letter"
        return f"{letter} was not written, in no form: {one.why}"
    first = "".join(f"\n•  {one.number or 'No number'}: {one.why}" for one in refused[:3])
    more = f"\nand {len(refused) - 3} more" if len(refused) > 3 else ""
    return f"{len(refused)} letters were not written, in no form:{first}{more}" if refused else ""


def _write_case(order: ExportRequest, id: str, case: Case, files: Files) -> list[Written]:
    """Writes every file of one letter, or none of them."""
    from msgspec.structs import replace

    from desktop.app.letters.public_copy import made_from
    from desktop.letter.compose.compose import compose
    from desktop.letter.compose.pack import Pack
    from desktop.letter.write import formats

    files.make_folder(order.folder)
    pack = Pack(assets.templates(case.program))
    contents: dict[Path, bytes] = {}
    written = []
    for path, form, edition in targets(order, case, files):
        source = made_from(case, pack, edition, order.decided(id))
        letter = replace(compose(source, pack, edition), seal=order.seal)
        contents[path] = content = formats.write(letter, pack, form)
        written.append(Written(id, path, form, edition, hashlib.sha256(content).hexdigest()))
    files.write_together(contents)
    return written
