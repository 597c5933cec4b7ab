"""Print the JSON Schema of a case file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.cases import case_file
from desktop.commands.report import say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser) -> None:
    """There are none."""
    parser.epilog = "Editors that know JSON Schema check and complete a case file with it."


def run(options: Namespace) -> int:  # noqa: ARG001 -- every command takes its options
    """Prints the schema."""
    say(json.dumps(case_file.schema(), indent=2, ensure_ascii=False))
    return 0
