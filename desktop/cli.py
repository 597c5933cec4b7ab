"""The command line: chooses the command, and says what failed."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Protocol

import desktop
from desktop.commands import window
from desktop.commands.report import warn
from desktop.platform import assets, faults
from desktop.store.files import lock

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence


class CommandModule(Protocol):
    """What the module of a command must have."""

    __doc__: str | None

    def arguments(self, parser: ArgumentParser) -> None:
        """Declares the command's words."""

    def run(self, options: Namespace) -> int:
        """Does the work and returns the exit status."""


COMMANDS = {
    "render": "render",
    "import": "importing",
    "check": "check",
    "guidelines": "guidelines",
    "sample": "sample",
    "schema": "schema",
    "programs": "packs.programs",
    "library": "library",
    "audit": "audit",
    "verify": "verify",
    "self-test": "self_test",
}
"""The commands, each with its module, which is loaded only when the command is given, so that
the window appears sooner."""

_ABOUT = """\
Draft, check and render Independent Medical Review determination letters.

Without a command it opens the window, on the cases named: determination-desk [CASE...]"""

_EXAMPLES = """\
examples:
  determination-desk render case.ddcase --to docx,pdf --out letters
  determination-desk render cases/ --to pdf --out letters --jobs 4
  determination-desk import letters/*.pdf --out cases
  determination-desk check cases/
  determination-desk guidelines --for "MRI of the lumbar spine" --on 2017-01-15
  determination-desk COMMAND --help

exit status: 0 done; 1 done, but an error was found or an input refused; 2 wrong use"""


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command in `words`; returns the exit status. Raises nothing but `SystemExit`."""
    words = sys.argv[1:] if words is None else list(words)
    _tell_what_can_be_told()
    try:
        return _run(list(words))
    except KeyboardInterrupt:
        warn("Stopped.")
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except assets.IncompleteError as error:
        warn(str(error))
        return 1
    except Exception as error:
        warn(_sentence(error))
        return 1


def _run(words: list[str]) -> int:
    if not words or not (words[0] in COMMANDS or words[0].startswith("-")):
        return window.run(words, tuple(COMMANDS))
    from desktop.cases.packs.pack_folder import PackFileError
    from desktop.commands.packs import given

    try:
        with given.at_hand(words):
            return _obeyed(words)
    except PackFileError as error:
        warn(str(error))
        return 2


def _obeyed(words: list[str]) -> int:
    """Does what the command of the `words` says; gives the exit status."""
    options = parser().parse_args(words)
    lock.program.set(f"determination-desk {words[0]}")
    status: int = options.run(options)
    if sys.stdout is not None:
        sys.stdout.flush()
    return status


def _sentence(error: Exception) -> str:
    """The message for an error: its own sentence if it has one for the person."""
    from desktop.store.files.files import FileError

    return str(error) if isinstance(error, FileError) else faults.sentence(error)


def _tell_what_can_be_told() -> None:
    """Writes a character that the terminal's encoding lacks as “?”, so that it ends no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def command(name: str) -> CommandModule:
    """The module of a command."""
    module: CommandModule = import_module(f"desktop.commands.{COMMANDS[name]}")
    return module


def parser() -> ArgumentParser:
    """The parser of every command."""
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    whole = ArgumentParser(
        "determination-desk",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"%(prog)s {desktop.__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = command(name)
        words = (module.__doc__ or "").splitlines()[0].rstrip(".")
        one = commands.add_parser(name, help=_lowered(words), description=f"{words}.")
        module.arguments(one)
        one.set_defaults(run=module.run)
    return whole


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
