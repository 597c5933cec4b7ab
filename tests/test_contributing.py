"""What CONTRIBUTING and ARCHITECTURE tell a newcomer is so, tried on a copy of the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.test_architecture import BELOW

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PICTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
EXAMPLES = {
    match[1]: (match[2], match[3])
    for match in re.finditer(r"^```\w+ (\w+) (\S+)\n(.+?)^```", GUIDE, re.MULTILINE | re.DOTALL)
}


@pytest.fixture
def copy(tmp_path):
    """A copy of what the program is made of."""
    for name in ("desktop", "resources", "templates"):
        skip = shutil.ignore_patterns("__pycache__", "*.pyc", "packaging", "readme")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skip)
    return tmp_path


def program(copy, *words):
    return subprocess.run(
        [sys.executable, *words], cwd=copy, capture_output=True, text=True, timeout=100
    )


def test_a_rule_is_added_in_one_file(copy):
    file, words = EXAMPLES["rule"]
    with (copy / file).open("a", encoding="utf-8") as module:
        module.write("\n\n" + words)
    proof = (
        "from desktop.app.reference_works import references\n"
        "from desktop.checks.engine.check import RULES, review\n"
        "new = RULES['prose.et-al']\n"
        "known = references(new.fires[0].program)\n"
        "hits = [[one.rule for one in review(case, known)] for case in (*new.fires, *new.quiet)]\n"
        "print(new.title, 'prose.et-al' in hits[0], 'prose.et-al' in hits[1])\n"
    )
    done = program(copy, "-c", proof)
    assert done.stdout == 'A lay reader meets "et al" True False\n', done.stderr


def test_a_guideline_is_added_in_one_file(copy):
    file, words = EXAMPLES["guideline"]
    (copy / file).write_text(words, encoding="utf-8")
    checked = program(copy, "-m", "desktop", "guidelines", "check", file)
    assert checked.returncode == 0, checked.stderr
    asked = ["guidelines", "--for", "massage, six visits", "--on", "2018-03-01", "--json"]
    assert "house-massage-rule" in program(copy, "-m", "desktop", *asked).stdout


def test_every_file_that_they_name_is_there():
    named = re.findall(r"`((?:desktop|tests|resources)/[\w/.]+)`|\]\(([\w/.-]+)\)", GUIDE + PICTURE)
    assert named
    assert [name for pair in named for name in pair if name and not (ROOT / name).exists()] == []


def test_the_picture_has_every_package_and_its_arrows():
    rows = re.findall(r"^\| `(\w+)` \| .+? \| (.+?) \|$", PICTURE, flags=re.MULTILINE)
    told = {name: set(re.findall(r"`(\w+)`", below)) for name, below in rows}
    folders = {one.name for one in (ROOT / "desktop").iterdir() if (one / "__init__.py").exists()}
    assert set(told) == folders
    for name in ("records", "cases", "programs", "guidelines", "checks", "publication", "letter"):
        assert told[name] == set(BELOW[name]) - {name}
