"""The programs are listed, and a pack is proved before it is used."""

from __future__ import annotations

import shutil

import pytest

from desktop.cli import main
from tests.conftest import ROOT

BARE = ROOT / "tests" / "programs" / "bare"


@pytest.fixture
def pack(tmp_path):
    """A copy of the bare program's pack."""
    return shutil.copytree(BARE, tmp_path / "bare")


def test_each_program_is_listed_with_its_editions(capsys):
    assert main(["programs"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("california-imr: California Independent Medical Review")
    assert "  published: for the public" in said


@pytest.mark.parametrize("folder", [BARE, ROOT / "templates" / "california-imr"])
def test_a_pack_in_order_is_told_so(folder, capsys):
    assert main(["programs", "check", str(folder)]) == 0, capsys.readouterr().err
    assert capsys.readouterr().out.endswith(": in order.\n")


@pytest.mark.parametrize(
    ("file", "found", "other", "told"),
    [
        ("fields.toml", 'kind = "date"', 'kind = "moon"', "fields.toml, line"),
        ("fields.toml", 'name = "plan_code"', 'name = "case_number"', "already"),
        ("program.toml", 'field = "guardian"', 'field = "nobody"', 'no party "nobody"'),
        ("program.toml", "[editions.member]", "[editions.member", "program.toml"),
        ("program.toml", "most = 3", "most = 0", 'key "panel.most": expected a whole number'),
        ("program.toml", "most = 3", 'most = "three"', 'key "panel.most"'),
        ("program.toml", 'rule = "majority"', 'rule = "loudest"', 'key "panel.rule"'),
        ("program.toml", 'tie = "for"', 'tie = "none"', "expected one of for, against, part"),
        ("program.toml", 'tie = "for"', 'ties = "for"', 'key "panel.ties"'),
        ("rules.toml", 'weight = "error"', 'weight = "heavy"', "rules.toml"),
        ("letter.html.jinja", "{% for item in", "{% for in", "letter.html.jinja, line"),
        ("letter.html.jinja", "{{ plan_code }}", "{{ plan_cod }}", "plan_cod"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_pack_is_named(pack, capsys, file, found, other, told):
    text = (pack / file).read_text(encoding="utf-8")
    assert found in text
    (pack / file).write_text(text.replace(found, other, 1), encoding="utf-8")
    assert main(["programs", "check", str(pack)]) == 1
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("file", ["program.toml", "rules.toml", "letter.html.jinja"])
def test_a_file_that_is_missing_is_named(pack, capsys, file):
    (pack / file).unlink()
    assert main(["programs", "check", str(pack)]) == 1
    assert file in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path, capsys):
    assert main(["programs", "check", str(tmp_path / "none")]) == 2
    assert "there is no such file or folder" in capsys.readouterr().err
