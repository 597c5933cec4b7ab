"""Edits come back from LibreOffice as well: saved by it as .docx, and as .doc and back."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from desktop.cases.changes.differences import changes
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.read import docx as word
from desktop.letter.reimport import reimport
from desktop.letter.write import docx
from desktop.platform import assets
from tests.letter.reimport.cases import CASES
from tests.letter.reimport.kinds import CONTROLLED, REFUSED, TAKEN
from tests.letter.reimport.manuscript import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from tests.letter.reimport.doing import Kind

PACK = Pack(assets.templates("california-imr"))
CASE = CASES["attorney"]
_KEPT_OUT = re.compile("merged.*tracked")
KINDS = {
    **dict(
        [
            one
            for one in TAKEN.items()
            if not {"merged", "tracked"} <= set(re.findall(r"\w+", one[0]))
        ][::4]
    ),
    **dict(list(CONTROLLED.items())[::2]),
    **dict(list(REFUSED.items())[:6:2]),
}
"""A part of all kinds; those that LibreOffice does not keep in a .doc are not among them."""
DOCX = "docx:MS Word 2007 XML"


def convert(files: list[Path], kind: str, folder: Path) -> list[Path]:
    """The `files` as LibreOffice saves them, all in one call."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", folder, *files],
        capture_output=True, check=True, timeout=500,
    )  # fmt: skip
    return [folder / f"{file.stem}.{kind[:4].rstrip(':')}" for file in files]


def edited(folder: Path) -> list[Path]:
    """The letter of the case, edited in each way."""
    folder.mkdir()
    exported = docx.write(compose(CASE, PACK, "served"), PACK)
    files = []
    for number, kind in enumerate(KINDS.values()):
        manuscript = Manuscript(exported)
        kind.edit(manuscript)
        files.append(folder / f"{number}.docx")
        files[-1].write_bytes(manuscript.saved())
    return files


def wrong(name: str, kind: Kind, data: bytes) -> str:
    """What became of an edit that is neither taken exactly nor, where it may be, refused."""
    found = reimport.compare(word.text(data), CASE, PACK)
    wanted = kind.outcome(CASE)
    left = name in CONTROLLED and found.case == CASE and bool(found.notes)
    if left or not changes(wanted, found.case):
        return ""
    return f"{name}: {changes(wanted, found.case)} {found.notes}"


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("ways", [(DOCX,), ("doc", DOCX)], ids=["docx", "doc and back"])
def test_edits_come_back_from_libreoffice(ways: tuple[str, ...], tmp_path: Path) -> None:
    files = edited(tmp_path / "edited")
    for number, kind in enumerate(ways):
        files = convert(files, kind, tmp_path / str(number))
    pairs = zip(KINDS.items(), files, strict=True)
    found = [wrong(name, kind, file.read_bytes()) for (name, kind), file in pairs]
    assert list(filter(None, found)) == []
