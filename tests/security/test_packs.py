"""Template packs that want more than to make a letter, in a copy of the program that runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "desktop", "render", "resources/sample.ddcase")
PACK = "templates/california-imr"
LOOP = "{% for a in documents %}"
TEMPLATES = (
    "{{ documents.__init__.__globals__ }}",
    "{% include '../../outside.jinja' %}",
    "{% include 'letter.html.jinja' %}",
    "{% import 'os' as os %}",
    "{{ (lambda: 1)() }}",
    LOOP * 7 + "<p>{{ a.type }}</p>" + "{% endfor %}" * 7,
)
SHEETS = (
    '#import "@preview/example:0.1.0": *',
    '#include "@preview/example:0.1.0"',
    '#eval("import \\"@preview/example:0.1.0\\": *")',
    '#dictionary(std).at("ev" + "al")("1")',
    '#plugin("module.wasm")',
    '#read("../../../../../../etc/hostname")',
    "#let f(x) = f(x)\n#f(1)",
    "#let x = 0\n#while x >= 0 { x += 1 }",
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, whose template pack can be altered."""
    folder = tmp_path_factory.mktemp("program")
    for name in ("desktop", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "resources").symlink_to(ROOT / "resources")
    return folder


@pytest.fixture
def rendered(program: Path, tmp_path: Path) -> Iterator[Callable[[str, str], tuple[int, str]]]:
    """Renders the sample by a pack to one of whose files words were added: status and words."""
    kept: dict[Path, bytes] = {}

    def rendered(name: str, words: str) -> tuple[int, str]:
        file = program / PACK / name
        kept[file] = file.read_bytes()
        file.write_bytes(kept[file] + f"\n{words}\n".encode())
        done = subprocess.run(
            [*PROGRAM, "--to", "pdf", "--out", str(tmp_path / "out")],
            cwd=program,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.returncode, done.stdout + done.stderr

    yield rendered
    for file, before in kept.items():
        file.write_bytes(before)


@pytest.mark.parametrize("words", TEMPLATES)
def test_a_template_that_reaches_further_is_refused_in_a_sentence(
    rendered: Callable[[str, str], tuple[int, str]], words: str
) -> None:
    status, said = rendered("letter.html.jinja", words)
    assert status == 1
    assert "0 files written" in said
    assert "jinja" in said
    assert "unexpected" not in said


@pytest.mark.parametrize("words", SHEETS)
def test_a_style_sheet_that_reaches_further_is_refused_and_calls_nobody(
    rendered: Callable[[str, str], tuple[int, str]], called: list[bytes], words: str
) -> None:
    status, said = rendered("letter.typ", words)
    assert status == 1
    assert "0 files written" in said
    assert "unexpected" not in said
    assert called == []


@pytest.mark.parametrize("words", ["[", "x = " + "[" * 20_000, "id = 1\nid = 2"])
def test_a_program_that_cannot_be_read_is_named_and_no_case_is_blamed(
    rendered: Callable[[str, str], tuple[int, str]], words: str
) -> None:
    status, said = rendered("program.toml", words)
    assert status == 1
    assert "The template pack “california-imr” is wrong" in said
    assert "unexpected" not in said


def test_the_pack_as_it_is_makes_the_letter(
    rendered: Callable[[str, str], tuple[int, str]],
) -> None:
    assert rendered("letter.typ", "// nothing")[0] == 0
