"""A library at work, to be killed: ``python -m tests.store.worker FOLDER KEY``.

It stays ready and forks a child for each seed that it reads from its input; the child works without
end and tells each step before and after it. "dead" says that the child has ended.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
from pathlib import Path

from desktop.cases.case import Case
from desktop.cases.case_file import dumps
from desktop.store.files.files import write_atomically
from desktop.store.library.library import Library, open_library
from desktop.store.library.trail import Event
from tests import invented

CASE = invented.case(items=2)
STEPS = ("save",) * 24 + ("add", "export", "add", "export", "backup", "passphrase")


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


class Work:
    """What a reviewer does in a day, in an order that the seed gives."""

    def __init__(self, library: Library, folder: Path, seed: int) -> None:
        self.library, self.folder, self.seed = library, folder, seed
        self.id = next(row.id for row in library.cases.rows() if row.number == "autosave")
        self.version = library.cases.get(self.id).version

    def save(self, number: int) -> str:
        case = Case(case_number="autosave", claim_number=f"{self.seed} {number}")
        self.version = self.library.cases.save(self.id, case, self.version)
        return str(self.version)

    def add(self, _: int) -> str:
        return self.library.cases.add(CASE, Event.IMPORTED)

    def export(self, number: int) -> str:
        data = dumps(CASE) * 10
        write_atomically(self.folder / "letter.ddcase", data)
        sha256 = hashlib.sha256(data + str(number).encode()).hexdigest()
        self.library.exported(self.id, sha256, "ddcase")
        return sha256

    def backup(self, _: int) -> str:
        return self.library.backups.make().path.name.replace(" ", "_")

    def passphrase(self, number: int) -> str:
        self.library.set_passphrase(f"passphrase {self.seed} {number}")
        return f"{self.seed}_{number}"


def child(folder: Path, key: bytes, seed: int) -> None:
    order = random.Random(seed)
    say("opening")
    work = Work(open_library(folder, key), folder, seed)
    number = 0
    while True:
        step = order.choice(STEPS)
        say("try", step, f"{seed}_{number}")
        say("done", step, getattr(work, step)(number))
        number += 1


def main() -> None:
    folder, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            child(folder, key, int(line))
        say("pid", pid)
        os.waitpid(pid, 0)
        say("dead")


if __name__ == "__main__":
    main()
