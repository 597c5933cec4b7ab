"""Worker processes, each for one kind of work, with limits on memory and time."""

from __future__ import annotations

import multiprocessing
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing import connection
    from multiprocessing.process import BaseProcess

    if sys.platform == "win32":
        Connection = connection.PipeConnection
    else:
        Connection = connection.Connection

Arguments = ParamSpec("Arguments")


_preloaded: list[str] = []


def preload(*modules: str) -> None:
    """Has `modules` loaded once for all processes of ours, where the system can fork a clean one.

    It is too late for that once the first of them was started.
    """
    _preloaded.extend(modules)


def new_process(
    work: Callable[Arguments, None],
    *args: Arguments.args,
    **kwargs: Arguments.kwargs,
) -> BaseProcess:
    """A process that does `work` once it is started: never a copy of this one and its keys."""
    process: BaseProcess
    if sys.platform == "linux":
        forkserver = multiprocessing.get_context("forkserver")
        forkserver.set_forkserver_preload(_preloaded)
        process = forkserver.Process(target=work, args=args, kwargs=kwargs, daemon=True)
    else:
        spawn = multiprocessing.get_context("spawn")
        process = spawn.Process(target=work, args=args, kwargs=kwargs, daemon=True)
    return process


def end(process: BaseProcess) -> None:
    """Ends `process` at once, and waits until it has ended."""
    process.kill()
    process.join()


def limit_memory(bytes: int) -> None:
    """Limits the address space of this process, if the system can do that."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (bytes, bytes))


def limit_time(seconds: float) -> None:
    """Limits the processor time of this process, if the system can do that."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
