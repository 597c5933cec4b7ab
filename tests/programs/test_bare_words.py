"""A program's schema and case files know that program's words alone, whatever else is installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

import desktop
from tests.conftest import ROOT
from tests.programs.bare_copy import CASE

PACK = ("--pack", str(ROOT / "tests" / "programs" / "bare"))
OF_CALIFORNIA = re.compile(
    r"california|mtus|upheld|overturned|other medical|claims administrator|injured worker"
    r"|formulary|utilization|\bUR\b|\bCM\d",
    re.IGNORECASE,
)


def called(*words):
    command = [sys.executable, "-m", "desktop", *words, *PACK]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)


def words_in(node):
    """Each text in a JSON document that is no name of a field."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [node] if isinstance(node, str) else [word for one in inner for word in words_in(one)]


@pytest.fixture(scope="module")
def schema():
    return json.loads(called("schema").stdout)


def test_no_word_of_california_is_in_the_schema_of_another_program(schema):
    assert [word for word in words_in(schema) if OF_CALIFORNIA.search(word)] == []


def test_the_schema_names_its_program_and_offers_its_words(schema):
    parts = schema["$defs"]
    assert parts["Decision"]["enum"] == ["Granted", "Refused", "Granted in part"]
    assert parts["Source"]["enum"] == ["Plan rules", "Other sources"]
    assert parts["Citation"]["properties"]["source"]["default"] == "Plan rules"
    program = schema["properties"]["program"]
    assert (program["const"], program["default"]) == ("bare", "bare")
    assert "program" in schema["required"]


def test_the_schema_calls_the_parties_as_the_program_does(schema):
    parts = schema["$defs"]
    assert schema["properties"]["claims_administrator"]["title"] == "Plan"
    assert parts["BareItem"]["properties"]["authorized"]["title"] == "Part authorized by the plan"
    assert "employer" not in schema["properties"]


def written(folder, **citation):
    case = json.loads(CASE) | {"version": 3, "program": "bare"}
    case["disputed_items"][0]["reviewer_basis"] = {"citations": [{"title": "Rule 4"} | citation]}
    file = folder / "case.ddcase"
    file.write_text(json.dumps(case), "utf-8")
    return str(file)


@pytest.mark.parametrize(
    "source", ["MTUS", "Non-MTUS Citation", "Other Medical Treatment Guidelines"]
)
def test_a_source_of_another_program_is_refused_with_its_place(tmp_path, source):
    done = called("check", written(tmp_path, source=source))
    assert done.returncode == 1
    assert "disputed_items.0.reviewer_basis.citations.0.source" in done.stderr
    assert source in done.stderr
    assert '"Plan rules", "Other sources"' in done.stderr


READ = """
import pathlib, sys
from desktop.cases import case_file
case = case_file.loads(pathlib.Path(sys.argv[1]).read_bytes())
again = case_file.loads(case_file.dumps(case))
print(*(one.disputed_items[0].reviewer_basis.citations[0].source for one in (case, again)), sep="|")
"""


@pytest.mark.parametrize(
    ("given", "kept"), [({}, "Plan rules"), ({"source": "Other sources"}, "Other sources")]
)
def test_a_citation_without_a_source_cites_the_programs_own_schedule(tmp_path, given, kept):
    shutil.copytree(PACK[1], tmp_path / "own" / "bare")
    done = subprocess.run(
        [sys.executable, "-c", READ, written(tmp_path, **given)],
        cwd=ROOT,
        env=os.environ | {desktop.PACKS: str(tmp_path / "own")},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.stdout == f"{kept}|{kept}\n", done.stderr
