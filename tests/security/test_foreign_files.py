"""Word files from elsewhere that want to reach further, taken in by the command that runs."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write.formats import write
from desktop.platform import assets
from desktop.store.files.files import read_case
from tests.conftest import ROOT
from tests.letter.wordfiles import DOCUMENT
from tests.patience import PATIENCE
from tests.window.screen import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "the words of another file"
BOMB = "<!DOCTYPE x [<!ENTITY a '{}'>{}]>".format(
    "a" * 1000, "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 50}'>" for n in range(8))
)


@pytest.fixture(scope="module")
def letter() -> bytes:
    """The sample's letter as a Word file."""
    pack = Pack(assets.templates("california-imr"))
    return write(compose(read_case(assets.resource("sample.ddcase")), pack, "served"), pack, "docx")


def altered(data: bytes, doctype: str, entity: str, coding: str) -> bytes:
    """The Word file with a document type before its text, and an entity in its first words."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == DOCUMENT:
                text = content.decode().partition("?>")[2].replace("</w:t>", f"{entity}</w:t>", 1)
                head = f'<?xml version="1.0" encoding="{coding}"?>'
                content = (head + doctype + text).encode(coding)
            target.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("kind", ["a file", "the network", "a bomb"])
def test_a_word_file_reaches_no_file_and_no_network_and_does_not_unfold(
    letter: bytes, called: list[bytes], tmp_path: Path, kind: str, coding: str
) -> None:
    (tmp_path / "secret").write_text(SECRET)
    proxy = os.environ["HTTP_PROXY"]
    doctype, entity = {
        "a file": (f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>', "&e;"),
        "the network": (f'<!DOCTYPE x SYSTEM "{proxy}/x.dtd">', ""),
        "a bomb": (BOMB, "&i;"),
    }[kind]
    file = tmp_path / "letter.docx"
    file.write_bytes(altered(letter, doctype, entity, coding))
    done = subprocess.run(
        [*PROGRAM, "import", str(file), "--out", str(tmp_path / "out")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    said = done.stdout + done.stderr
    cases = "".join(path.read_text() for path in (tmp_path / "out").glob("*"))
    assert "unexpected" not in said
    assert SECRET not in said + cases
    assert len(cases) < 1_000_000
    assert called == []
