"""Many letters at once: a bad case does not stop the others.

Letters are made in processes, not threads, because Python runs one thread at a time.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import desktop
from desktop.commands.accepting import Undecided, undecided
from desktop.platform import assets, faults
from desktop.programs.registry import Programs
from desktop.publication.name_answers import NameAnswers
from desktop.store.files.files import FileError, read_case, write_together

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.context import BaseContext

    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import Letter


CHUNK = 4
"""Tasks that a process gets at a time."""

ENDED = "The system ended the process that wrote this letter, perhaps because it ran out of memory."


class BatchRequest(msgspec.Struct, frozen=True):
    """What to write for every case."""

    folder: Path
    formats: tuple[str, ...]
    edition: str
    """Empty: the usual one of the case's program."""
    answers: dict[str, NameAnswers] = {}
    """What a person decided about words that may name somebody, by the letter's name."""


class Task(msgspec.Struct, frozen=True):
    """One case: the name of its letter, or why it gets none."""

    path: Path
    name: str = ""
    refusal: str = ""


class BatchResult(msgspec.Struct, frozen=True):
    """The result of one case."""

    path: Path
    written: tuple[str, ...] = ()
    note: str = ""
    """What a person may want to know of a letter that was written."""
    refusal: str = ""
    undecided: tuple[Undecided, ...] = ()
    """Where words may name somebody, in an edition that names nobody."""


def work(order: BatchRequest, tasks: tuple[Task, ...], processes: int) -> Iterator[BatchResult]:
    """The outcome of each task, in order, by that many `processes`.

    If the system ends one of them, the suspect tasks run one by one, each in its own process, and
    the others together as before.
    """
    if processes == 1:
        yield from map(partial(write_case, order), tasks)
        return
    while tasks:
        done = 0
        for outcome in _together(order, tasks, processes):
            done += 1
            yield outcome
        suspects, tasks = tasks[done:][: processes * CHUNK], tasks[done + processes * CHUNK :]
        for task in suspects:
            yield next(_together(order, (task,), 1), BatchResult(task.path, refusal=ENDED))


def _together(
    order: BatchRequest, tasks: tuple[Task, ...], processes: int
) -> Iterator[BatchResult]:
    """The outcomes of `tasks` in order, up to the first that a process did not survive."""
    pool = ProcessPoolExecutor(processes, mp_context=_context(), initializer=_at_work)
    try:
        yield from pool.map(partial(write_case, order), tasks, chunksize=CHUNK)
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(cancel_futures=True)


def write_case(order: BatchRequest, task: Task) -> BatchResult:
    """Writes the letter of one case in every format of the order, or says why it cannot."""
    from desktop.letter.compose.compose import LetterError
    from desktop.publication.edition import UndecidedNamesError

    if task.refusal:
        return BatchResult(task.path, refusal=task.refusal)
    try:
        return _written(order, task)
    except UndecidedNamesError as error:
        places = undecided(task.name, error.doubts)
        return BatchResult(task.path, refusal=str(error), undecided=places)
    except (FileError, FileNotFoundError, LetterError) as error:
        return BatchResult(task.path, refusal=str(error))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        return BatchResult(task.path, refusal=faults.sentence(error))


@cache
def pack_of(program: str) -> Pack:
    """The program's template pack, opened once a process."""
    from desktop.letter.compose.pack import Pack

    return Pack(assets.templates(program))


def editions() -> tuple[str, ...]:
    """The names of every program's editions, a usual one first."""
    return Programs(desktop.packs()).every_edition()


def note(letter: Letter) -> str:
    """The fields that the letter leaves blank, in words; empty where it leaves none."""
    from desktop.letter.compose.gaps import gaps
    from desktop.records.questions import describe

    fields = "; ".join(describe(letter.kind, path) for path in gaps(letter))
    return f"Left blank, for the case does not know it: {fields}." if fields else ""


def _written(order: BatchRequest, task: Task) -> BatchResult:
    """The letter in all its formats first, and only then the files: all of them, or none."""
    from desktop.app import reference_works
    from desktop.letter.compose.compose import compose, edition_of, usual
    from desktop.letter.write.formats import write
    from desktop.publication.edition import for_edition

    case = read_case(task.path)
    pack = pack_of(case.program)
    edition = order.edition or usual(pack)
    case = for_edition(
        case,
        edition_of(pack, edition),
        reference_works.references,
        order.answers.get(task.name),
    )
    letter = compose(case, pack, edition)
    files = {f"{task.name}.{form}": write(letter, pack, form) for form in order.formats}
    write_together({order.folder / name: data for name, data in files.items()})
    return BatchResult(task.path, tuple(files), note=note(letter))


def _context() -> BaseContext:
    """Fresh processes: a fork of a process with threads may hang."""
    method = "forkserver" if sys.platform == "linux" else "spawn"
    return multiprocessing.get_context(method)


def _at_work() -> None:
    """Makes a batch process ignore Ctrl-C, which the main process handles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
