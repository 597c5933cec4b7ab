"""Print the JSON Schema of a case file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.cases import case_file
from desktop.cases.pack_words import USUAL
from desktop.commands.packs import given
from desktop.commands.report import say
from desktop.platform import assets

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.add_argument(
        "--program",
        choices=assets.programs(),
        default="",
        metavar="ID",
        help=f"the program of the case, usually {USUAL}",
    )
    given.argument(parser)
    parser.epilog = "Editors that know JSON Schema check and complete a case file with it."


def run(options: Namespace) -> int:
    """Prints the schema."""
    program = options.program or given.program() or USUAL
    say(json.dumps(case_file.schema(program), indent=2, ensure_ascii=False))
    return 0
