"""What a template pack could do to take time or memory: refused in a sentence, at once."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.cases.case import Case, Document
from desktop.letter.compose.compose import LetterError, compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write import formats
from desktop.platform import assets
from desktop.programs.program import ProgramError, read_program
from desktop.records.questions import Prose
from tests import invented
from tests.growth import too_slow, too_steep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Writing = Callable[..., bytes]

LONGEST = 3.0
"""Seconds of the processor; one on a machine that does nothing else."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack's folder, the program's own to begin with."""
    shutil.copytree(assets.templates("california-imr"), tmp_path / "pack")
    return tmp_path / "pack"


@pytest.fixture
def refused(folder: Path) -> Callable[..., str]:
    """Writes a case by the pack in `folder`, whose template has these words; gives the refusal."""

    def refused(words: str = "", case: Case | None = None, **files: str) -> str:
        if words:
            (folder / "letter.html.jinja").write_text(f"<h1>Title</h1>\n{words}\n")
        for name, text in files.items():
            (folder / f"{name}.jinja").write_text(text)
        told: list[str] = []

        def write() -> None:
            with pytest.raises(LetterError) as refusal:
                written(Pack(folder), case or listed(300))
            told.append(str(refusal.value))

        assert not too_slow(write, LONGEST)
        assert "\n" not in told[-1]
        assert len(told[-1]) < 300
        return told[-1]

    return refused


def written(pack: Pack, case: Case) -> list[bytes]:
    """The published letter in each form."""
    letter = compose(case, pack, "published")
    return [formats.write(letter, pack, form) for form in formats.FORMATS]


def listed(count: int) -> Case:
    """A case with a list of so many documents."""
    documents = tuple(Document(type=f"report {at}", author="clinic") for at in range(count))
    return replace(invented.case(1), documents=documents)


LOOP = "{% for a in documents %}"
ENDS = "{% endfor %}"


@pytest.mark.parametrize("count", [400, 2000])
@pytest.mark.parametrize(
    "words",
    [
        LOOP * 3 + ENDS * 3,
        LOOP * 3 + "<p>{{ a.type }}</p>" + ENDS * 3,
        LOOP * 2 + "{% if a.type|upper == 'x' %}{% endif %}" + "{{ documents|join }}" + ENDS * 2,
        LOOP * 2 + "{% include 'line.jinja' %}" + ENDS * 2,
        LOOP + "{% for x in summary.narrative %}" * 2 + "<p/>" + ENDS * 3,
    ],
)
def test_loops_inside_loops_come_to_an_end(
    refused: Callable[..., str], words: str, count: int
) -> None:
    case = listed(count)
    summary = replace(case.summary, narrative=Prose("word " * 2000))
    said = refused(words, replace(case, summary=summary), line="x")
    assert "letter needs" in said or "characters" in said


def test_a_large_output_comes_to_an_end(refused: Callable[..., str]) -> None:
    words = LOOP + "<p>{{ summary.narrative }}</p>" + ENDS
    case = listed(2000)
    summary = replace(case.summary, narrative=Prose("word " * 20_000))
    assert "characters" in refused(words, replace(case, summary=summary))


def test_includes_lead_nowhere_without_end(refused: Callable[..., str]) -> None:
    assert refused("{% include 'letter.html.jinja' %}").startswith("letter.html.jinja, line 2: ")
    assert "includes itself" in refused(
        "{% include 'a.jinja' %}", a="\n{% include 'b.jinja' %}", b="{% include 'a.jinja' %}"
    )
    chain = {f"d{at}": f"{{% include 'd{at + 1}.jinja' %}}" for at in range(40)}
    assert "deep" in refused("{% include 'd0.jinja' %}", **chain)
    doubled = {f"e{at}": f"{{% include 'e{at + 1}.jinja' %}}" * 40 for at in range(8)}
    assert "steps" in refused("{% include 'e0.jinja' %}", **doubled, e8="x")


@pytest.mark.parametrize(
    "words",
    [
        "<p>" + "<strong>" * 20_000 + "x" + "</strong>" * 20_000 + "</p>",
        "<p>" * 20_000,
        "{% if case_number %}" * 20_000 + "x" + "{% endif %}" * 20_000,
        "{% if case_number %}" * 300 + "x" + "{% endif %}" * 300,
        "{% with x = case_number %}" * 70 + "x" + "{% endwith %}" * 70,
        "{{ " + "(" * 20_000 + "case_number" + ")" * 20_000 + " }}",
        "{{ case_number" + ".a" * 20_000 + " }}",
        "{{ " + "not " * 20_000 + "case_number }}",
        "{% if case_number %}" + "{% elif case_number %}" * 5_000 + "{% endif %}",
        "{{ 1" + " + 1" * 40_000 + " }}",
        "{{ case_number" + " and case_number" * 10_000 + " }}",
        "{% autoescape false %}{{ case_number }}{% endautoescape %}",
        "<p>x</p>" * 110_000,
    ],
    ids=range(13),
)
def test_nesting_has_an_end(refused: Callable[..., str], words: str) -> None:
    assert refused(words).startswith("letter.html.jinja")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
@pytest.mark.parametrize(
    "name", ["request.jinja", "letter.html.jinja", "letter.typ", "reference.docx", "program.toml"]
)
def test_a_link_out_of_the_pack_is_not_followed(
    refused: Callable[..., str], folder: Path, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes((folder / name).read_bytes())
    (folder / name).unlink()
    (folder / name).symlink_to(outside)
    assert name in refused()


@pytest.mark.parametrize("name", ["../outside", "/etc/hostname", "sub/inside", "..", "."])
def test_a_path_out_of_the_pack_is_not_followed(folder: Path, name: str) -> None:
    (folder.parent / "outside").write_text("secret")
    (folder / "sub").mkdir()
    (folder / "sub" / "inside").write_text("secret")
    with pytest.raises(ProgramError, match="no such file"):
        Pack(folder).text(name)


@pytest.mark.parametrize(
    "name", ["letter.html.jinja", "program.toml", "letter.typ", "reference.docx"]
)
def test_a_giant_file_is_refused(refused: Callable[..., str], folder: Path, name: str) -> None:
    with (folder / name).open("ab") as file:
        file.truncate(3_000_000_000)
    assert "larger than" in refused()


@pytest.mark.parametrize("content", [b"", b"PK", b"not a Word file"])
def test_a_reference_that_is_no_word_file_is_refused(
    refused: Callable[..., str], folder: Path, content: bytes
) -> None:
    (folder / "reference.docx").write_bytes(content)
    assert "reference.docx" in refused()


def test_a_reference_that_unfolds_to_much_is_refused(
    refused: Callable[..., str], folder: Path
) -> None:
    packed = io.BytesIO((folder / "reference.docx").read_bytes())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/large.xml", bytes(80_000_000))
    (folder / "reference.docx").write_bytes(packed.getvalue())
    assert "unfolds" in refused()


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 50_000,
        "a = " + "{b = " * 50_000,
        "a" + ".a" * 50_000 + " = 1",
        "[a" + ".a" * 50_000 + "]",
        "a = " + "9" * 5_000,
        'id = "x"\ndate_format = "' + "%Y" * 200 + '"',
    ],
    ids=range(6),
)
def test_toml_without_end_is_refused(text: str) -> None:
    def read() -> None:
        with pytest.raises(ProgramError, match=r"^program\.toml, line \d+"):
            read_program(text, "program.toml")

    assert not too_slow(read, LONGEST)


def test_a_thousand_items_make_a_letter(pack: Pack) -> None:
    one = invented.case(1).disputed_items[0]
    items = tuple(replace(one, request=f"Request {at}") for at in range(1_000))
    case = replace(invented.case(1), disputed_items=items)
    packed: list[int] = []

    def write() -> None:
        packed.append(len(formats.write(compose(case, pack, "served"), pack, "docx")))

    assert not too_slow(write, 5)
    assert packed[-1] > 100_000


def test_word_files_take_time_as_they_take_rows(pack: Pack) -> None:
    few, many = (compose(listed(count), pack, "served") for count in (1_000, 4_000))
    formats.write(compose(listed(10), pack, "served"), pack, "docx")
    assert not too_steep(
        lambda: formats.write(few, pack, "docx"), lambda: formats.write(many, pack, "docx"), 7
    )
