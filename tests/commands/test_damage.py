"""No file, however damaged or wrongly named, leads a command to an unexpected fault."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from desktop import cli
from tests import damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FILES = damage.files()
Told = tuple[int, str]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Runs a command; gives its status and what it told, and proves that it met no fault."""

    def run(*words: object) -> Told:
        status = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        assert "unexpected fault" not in told.err
        assert "Traceback" not in told.err
        assert status in (0, 1, 2)
        return status, told.out + told.err

    return run


def written(folder: Path, ending: str, contents: Iterable[bytes]) -> list[Path]:
    """A file in `folder` of each of `contents`."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number, data in enumerate(contents):
        paths.append(folder / f"{number:04}.{ending}")
        paths[-1].write_bytes(data)
    return paths


def named_wrongly(ending: str) -> list[bytes]:
    """Files of the other kinds."""
    return [data for kind, data in FILES.items() if kind != ending]


@pytest.mark.parametrize("ending", ["txt", "pdf", "docx", "csv"])
def test_import(ending: str, tmp_path: Path, command: Callable[..., Told]) -> None:
    contents = [*damage.damaged(ending, FILES[ending]), *named_wrongly(ending)]
    paths = written(tmp_path / "in", ending, contents)
    _, told = command("import", *paths, "--out", tmp_path / "out")
    assert all(path.name in told for path in paths)


def test_import_onto(tmp_path: Path, command: Callable[..., Told]) -> None:
    (case,) = written(tmp_path / "case", "ddcase", [FILES["ddcase"]])
    contents = [*list(damage.damaged("onto", FILES["docx"]))[: damage.TIMES // 4],
                *named_wrongly("docx")]  # fmt: skip
    for path in written(tmp_path / "in", "docx", contents):
        command("import", path, "--onto", case, "--out", tmp_path / "out")


@pytest.mark.parametrize("words", [("check",), ("render", "--to", "txt,docx,pdf", "--jobs", "1")])
def test_a_case(words: tuple[str, ...], tmp_path: Path, command: Callable[..., Told]) -> None:
    contents = [*damage.damaged("ddcase", FILES["ddcase"]), *named_wrongly("ddcase")]
    paths = written(tmp_path / "in", "ddcase", contents)
    out = () if words == ("check",) else ("--out", tmp_path / "out")
    command(words[0], *paths, *words[1:], *out)


def test_settings_of_the_check(tmp_path: Path, command: Callable[..., Told]) -> None:
    (case,) = written(tmp_path / "case", "ddcase", [FILES["ddcase"]])
    contents = [*damage.damaged("json", FILES["json"]), *named_wrongly("json"), b"[" * 100_000]
    for path in written(tmp_path / "in", "json", contents):
        command("check", "--settings", path, case)


def test_guideline_packs(tmp_path: Path, command: Callable[..., Told]) -> None:
    contents = [*damage.damaged("toml", FILES["toml"]), *named_wrongly("toml")]
    paths = written(tmp_path / "in", "toml", contents)
    _, told = command("guidelines", "check", *paths)
    assert all(path.name in told for path in paths)


def test_verify(
    tmp_path: Path, command: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.store.library.library import create

    place = tmp_path / "library"
    create(place, "four invented words here", who="dr. invented")[0].close()
    contents = [*damage.damaged("verify", FILES["docx"]), *damage.damaged("p", FILES["pdf"]),
                *FILES.values()]  # fmt: skip
    paths = written(tmp_path / "in", "docx", contents)
    monkeypatch.setattr(sys, "stdin", io.StringIO("four invented words here\n"))
    status, told = command("verify", "--library", place, *paths)
    assert status == 1
    assert all(path.name in told for path in paths)
