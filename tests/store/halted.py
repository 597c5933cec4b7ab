"""Moves a library and is killed on the way: ``python -m tests.store.halted STEP OLD NEW``.

The kill comes when Python is about to make its STEP-th call to the disk since the move began.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from desktop.store.library.moving import move
from tests.store.conftest import PASSPHRASE

CALLS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "shutil.copyfile"}


def main() -> None:
    left = [int(sys.argv[1])]

    def hear(event: str, _: object) -> None:
        if event in CALLS:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)
    move(Path(sys.argv[2]), Path(sys.argv[3]), PASSPHRASE)


if __name__ == "__main__":
    main()
