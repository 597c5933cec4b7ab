"""Write the letters of cases as Word, PDF or text files."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import accepting, batch
from desktop.commands.packs import given
from desktop.commands.report import can_write_to, say, shown, warn
from desktop.letter.write.formats import FORMATS
from desktop.store.files.files import FileError, find, read_case, safe_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator

FEW = 20
"""Cases for which starting further processes takes longer than it saves."""


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.add_argument(
        "cases", metavar="CASE", nargs="+", type=Path, help="a .ddcase file, or a folder of them"
    )
    _making(parser)
    _deciding(parser)
    given.argument(parser)
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=jobs,
        default=0,
        help="processes to share the work (default: one a core when there are many cases)",
    )
    parser.epilog = (
        "Each letter is named after its case number. A case that cannot be written is named with "
        "the reason, the others are written, and the exit status is 1."
    )


def _making(parser: ArgumentParser) -> None:
    """Declares which files are made of a case, and where."""
    parser.add_argument(
        "--to",
        metavar="FORMATS",
        type=formats,
        default=("pdf",),
        help=f"the kinds of file, with commas: {','.join(FORMATS)} (default: pdf)",
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="the folder for the letters"
    )
    parser.add_argument(
        "--edition",
        choices=batch.editions(),
        default="",
        help="which edition of the letter (default: the usual one of its program); one that names "
        "nobody is made from a copy for the public, and refused while a name may be left",
    )


def _deciding(parser: ArgumentParser) -> None:
    """Declares how places that may name somebody are printed and decided."""
    parser.add_argument(
        "--accept",
        metavar="FILE",
        type=Path,
        help="the list that --json printed, “answer” set for each place: “yes”, it may stand, or "
        "what stands for the words",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print the places that may name somebody as JSON, to be answered for --accept",
    )


def run(options: Namespace) -> int:
    """Writes the letters; 1 where a case was refused, 2 where the folder cannot be used."""
    if not can_write_to(options.out):
        return 2
    try:
        answers = accepting.accepted(options.accept) if options.accept else {}
    except FileError as error:
        warn(f"--accept {shown(options.accept)}: {error}")
        return 2
    order = batch.BatchRequest(options.out, options.to, options.edition, answers)
    tasks = tuple(planned(find(options.cases)))
    if not tasks:
        warn("There is no case to write: the folder holds no .ddcase file.")
        return 1
    outcomes = batch.work(order, tasks, _processes(options.jobs, len(tasks)))
    return _summed_up(order, outcomes, tasks, as_json=options.json)


def formats(words: str) -> tuple[str, ...]:
    """The formats named in `words`, each once."""
    named = tuple(dict.fromkeys(word.strip().lower() for word in words.split(",")))
    for word in named:
        if word not in FORMATS:
            raise ArgumentTypeError(f'there is no format "{word}", only {", ".join(FORMATS)}')
    return named


def jobs(word: str) -> int:
    """A number of processes."""
    if not word.isdecimal() or int(word) < 1:
        raise ArgumentTypeError(f'"{word}" is not a number from 1')
    return int(word)


def planned(paths: Iterable[Path]) -> Iterator[batch.Task]:
    """A task for each case, or its refusal; of two cases with one number the second is refused."""
    owners: dict[str, Path] = {}
    for path in paths:
        try:
            case = read_case(path)
            name = safe_name(case.case_number, path.stem)
            first = owners.setdefault(name.casefold(), path)
            clash = _clash(name, first) if first != path else ""
            yield batch.Task(path, name, refusal=given.refusal(case.program) or clash)
        except FileError as error:
            yield batch.Task(path, refusal=str(error))


def _clash(name: str, first: Path) -> str:
    return f"Its letter would replace that of {shown(first)}: both are “{name}”."


def _processes(wanted: int, cases: int) -> int:
    """How many processes share the work."""
    return min(wanted or (_cores() if cases > FEW else 1), cases)


def _cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return cores


def _summed_up(
    order: batch.BatchRequest,
    outcomes: Iterator[batch.BatchResult],
    tasks: tuple[batch.Task, ...],
    *,
    as_json: bool,
) -> int:
    """Reports each outcome as it comes and all of them in one line; gives the exit status."""
    files = refused = 0
    undecided: list[accepting.Undecided] = []
    for outcome in _reported(outcomes, len(tasks)):
        files += len(outcome.written)
        refused += bool(outcome.refusal)
        undecided += outcome.undecided
    (warn if as_json else say)(f"{_counted(files, 'file')} written to {shown(order.folder)}.")
    if as_json:
        say(accepting.printed(undecided))
    elif undecided:
        warn(
            "To decide: render again with --json, set each “answer”, and give it back by --accept."
        )
    if refused:
        warn(f"{_counted(refused, 'case')} of {len(tasks):,} refused.")
    return 1 if refused else 0


def _reported(outcomes: Iterator[batch.BatchResult], number: int) -> Iterator[batch.BatchResult]:
    """The outcomes, once each was reported; on a terminal with a bar of progress."""
    from tqdm import tqdm

    with tqdm(outcomes, total=number, unit=" letters", disable=None, leave=False) as bar:
        for outcome in bar:
            for line in filter(None, (outcome.refusal, outcome.note)):
                bar.write(f"{shown(outcome.path)}: {line}", file=sys.stderr)
            for place in outcome.undecided:
                bar.write(f"  {place.path}: “{place.found}” in “{place.sentence}”", file=sys.stderr)
            yield outcome


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
