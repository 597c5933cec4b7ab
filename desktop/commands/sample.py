"""Open the window on the bundled, invented case, or write its letter where no window can open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.packs import sample_case
from desktop.commands import batch, window
from desktop.commands.report import say, shown, warn
from desktop.store.files.files import FileError, make_folder, read_case, safe_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("letters"),
        help="the folder for the letter where no window can open (default: letters)",
    )


def run(options: Namespace) -> int:
    """Opens the window on the sample; else writes its letter as a Word and a PDF file."""
    lacking = window.lacking()
    if lacking:
        return _letter(options.out, lacking)
    return window.run([str(sample_case.path())])


def _letter(folder: Path, reason: str) -> int:
    """The sample's letter in `folder`, and one line that says why it is there."""
    outcome = _written(folder)
    if outcome.refusal:
        warn(f"{shown(folder)}: {outcome.refusal}")
        return 1
    names = " and ".join(outcome.written)
    say(f"{reason} The letter of the sample case is in {shown(folder)}: {names}.")
    return 0


def _written(folder: Path) -> batch.BatchResult:
    path = sample_case.path()
    try:
        make_folder(folder)
        name = safe_name(read_case(path).case_number, path.stem)
    except FileError as error:
        return batch.BatchResult(path, refusal=str(error))
    return batch.write_case(batch.BatchRequest(folder, ("docx", "pdf"), ""), batch.Task(path, name))
