"""What is timed of this program."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from desktop.cases import case_file
from desktop.letter.compose.compose import compose
from desktop.letter.write import docx, pdf
from desktop.letter.write.stamp import stamp
from tests.benchmarks import letters
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[int], object]
    """Makes the letter of that number."""


def pdf_of_letter(pages: int) -> Work:
    """Composed letter to PDF bytes."""
    return lambda number: pdf.write(letters.letter(pages, number), letters.pack())


def pdf_of_case(pages: int) -> Work:
    """Case to PDF bytes, template and all."""
    return lambda number: pdf.write(
        compose(letters.case(pages, number), letters.pack(), "published"), letters.pack()
    )


def docx_of_letter(pages: int) -> Work:
    """Composed letter to the bytes of a Word file."""
    return lambda number: docx.write(letters.letter(pages, number), letters.pack())


def docx_of_case(pages: int) -> Work:
    """Case to the bytes of a Word file, template and all."""
    return lambda number: docx.write(
        compose(letters.case(pages, number), letters.pack(), "published"), letters.pack()
    )


def typst_alone(pages: int) -> Work:
    """Typst on the same style sheet and the same prepared input, and nothing of ours."""
    every = [letters.letter(pages, number) for number in range(letters.DIFFERENT)]
    inputs = [pdf.prepared(letter, letters.pack()) for letter in every]
    made_on = stamp(every[0])
    return lambda number: pdf.compiler().compile(
        inputs[number], pdf_standards=pdf.STANDARDS, timestamp=made_on
    )


def page_of_edit(pages: int) -> Work:
    """One more word in a field, to the picture of the page that it stands on."""
    whole = letters.case(pages, 0)

    def shown(number: int) -> object:
        case = letters.edited(whole, f"Edit {number}.")
        made = pdf.write(compose(case, letters.pack(), "published"), letters.pack())
        return pypdfium2.PdfDocument(made)[1].render(scale=96 / 72).to_pil()

    return shown


def process(form: str) -> Work:
    """A whole process: start, read the case, write one file, end."""
    folder = Path(tempfile.mkdtemp())
    (folder / "case.ddcase").write_bytes(case_file.dumps(letters.case(3, 1)))

    def ran(number: int) -> object:
        return render(folder / "case.ddcase", folder / str(number), form).communicate()

    return ran


def render(cases: Path, out: Path, formats: str, jobs: int = 1) -> subprocess.Popen[bytes]:
    """The program at work on `cases`."""
    words = ("render", cases, "--to", formats, "--out", out, "--edition", "published")
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", *map(str, words), "--jobs", str(jobs)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
