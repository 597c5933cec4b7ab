"""Nothing leaves the machine."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

WATCHED = """
import socket, sys
def watch(event, about):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        raise SystemExit(f"{event} {about}")
    speaks = event in ("socket.connect", "socket.bind", "socket.sendto")
    if speaks and about[0].family != socket.AF_UNIX:
        raise SystemExit(f"{event} {about[1]}")
sys.addaudithook(watch)
from desktop.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "words",
    [
        ("self-test",),
        ("check", "resources/sample.ddcase"),
        ("guidelines", "--for", "acupuncture, six visits", "--on", "2017-01-15"),
    ],
    ids=lambda words: words[0],
)
def test_no_command_speaks_to_a_network(words):
    told = subprocess.run(
        [sys.executable, "-c", WATCHED, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_only_the_teams_library_and_the_second_start_know_of_connections():
    asking = {"socket", "ssl", "http", "urllib", "requests", "ftplib", "smtplib", "QtNetwork"}
    for file in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names.append(node.module)
            found = {part for name in names for part in name.split(".")} & asking
            home = file.relative_to(ROOT / "desktop").as_posix()
            assert (
                not found or home == "ui/shell/single_instance.py" or home.startswith("store/team/")
            ), home


def test_the_second_start_speaks_on_this_machine_only():
    tree = ast.parse((ROOT / "desktop/ui/shell/single_instance.py").read_text(encoding="utf-8"))
    used = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "PySide6.QtNetwork"
        for alias in node.names
    ]
    assert used
    assert all(name.startswith("QLocal") for name in used)
