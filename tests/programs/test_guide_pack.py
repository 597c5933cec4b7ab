"""The pack on the guide's page "Write a program" is a whole one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.platform import assets

if TYPE_CHECKING:
    from pathlib import Path

CASE = {
    "format": "determination-desk.case",
    "version": 3,
    "program": "plan-appeal",
    "case_number": "QR-7",
    "organization": {"name": "Example Reviewers"},
    "injured_worker": {"name": "Alma Invented"},
    "claims_administrator": {"name": "Example Plan"},
    "appeal_received": "2026-11-02",
    "decision_date": "2026-11-30",
    "disputed_items": [
        {"request": "A crutch", "decision": "Granted", "rationale": "Alma Invented needs it."}
    ],
}
LOOKS = ("letter.typ", "reference.docx")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The pack as the page tells a reader to make it."""
    folder = tmp_path / "plan-appeal"
    folder.mkdir()
    page = assets.resource("help/9-programs.md").read_text(encoding="utf-8")
    for name, words in re.findall(r"```\w+ (\S+)\n(.+?)```", page, flags=re.DOTALL):
        (folder / name).write_text(words, encoding="utf-8")
    for name in LOOKS:
        shutil.copy(assets.templates("california-imr") / name, folder)
    return folder


def run(packs: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop", *words],
        env=os.environ | {"DETERMINATION_DESK_PACKS": str(packs)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_in_order(pack: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "none", "programs", "check", str(pack))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_case_of_it_goes_to_a_letter_and_back(pack: Path, tmp_path: Path) -> None:
    packs, case = tmp_path / "packs", tmp_path / "QR-7.ddcase"
    added = run(packs, "programs", "add", str(pack))
    assert added.returncode == 0, added.stderr
    case.write_text(json.dumps(CASE), encoding="utf-8")
    out = tmp_path / "letters"
    done = run(packs, "render", str(case), "--to", "docx,pdf,txt", "--out", str(out))
    assert done.returncode == 0, done.stderr
    words = (out / "QR-7.txt").read_text(encoding="utf-8")
    assert "Appeal number: QR-7" in words
    assert "A crutch: Granted" in words
    assert "GRANTED." in words
    back = run(packs, "import", str(out / "QR-7.docx"), "--out", str(tmp_path / "back"))
    assert back.returncode == 0, back.stderr
    read = json.loads((tmp_path / "back" / "QR-7.ddcase").read_text(encoding="utf-8"))
    assert read["program"] == "plan-appeal"
    assert read["appeal_received"] == "2026-11-02"
    assert read["disputed_items"][0]["rationale"] == "Alma Invented needs it."
    printed = "".join((done.stdout, done.stderr, back.stdout, back.stderr, words))
    assert not re.search(
        "california|IMR|MTUS|injured worker|upheld|overturned", printed, re.IGNORECASE
    )
