"""A real PostgreSQL server of the test's own, in a folder that goes with it.

It is the system's server (Debian: ``apt install postgresql``), started on a Unix socket.
The server refuses to run as root, so root starts it as the user ``postgres``.
"""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg
import pytest

PLACES = ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt")


class Server:
    """The server: `url(name)` leads to its database as that person."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            self._user = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(self._folder, "postgres", "postgres")
        self.admin = "postgres" if self._user else getpass.getuser()
        self._run("initdb", "-A", "trust", "-E", "UTF8", "--no-sync", "-D", self._data)

    def start(self) -> None:
        options = f"-k {self._folder} -c listen_addresses= -c fsync=off"
        log = self._folder / "log"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", str(log), "-o", options)

    def stop(self) -> None:
        """Stop it at once, as a crash does."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self._data)

    def freeze(self) -> None:
        """Let it take connections and answer none, as a machine that hangs does."""
        os.kill(self._postmaster, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self._postmaster, signal.SIGCONT)

    @property
    def _postmaster(self) -> int:
        return int((Path(self._data) / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self._folder)

    def url(self, name: str = "", database: str = "desk") -> str:
        return f"host={self._folder} user={name or self.admin} dbname={database}"

    def new_database(self) -> None:
        with psycopg.connect(self.url(database="postgres"), autocommit=True) as connection:
            connection.execute("drop database if exists desk with (force)")
            connection.execute("create database desk template template0 encoding 'UTF8'")

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(
            [str(self._programs / program), *words],
            check=True,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            **self._user,
        )


def programs() -> Path:
    """The folder of the system's server; skips where there is none."""
    found = [path.parent for place in PLACES for path in Path(place).glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if not found and on_path:
        found = [Path(on_path).resolve().parent]
    if not found:
        pytest.skip("no PostgreSQL server is installed here (Debian: apt install postgresql)")
    return max(found)
