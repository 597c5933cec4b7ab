"""A program that opens a library and saves: ``python -m tests.store.saver FOLDER SAVES``.

It says "open", or the sentence that it was refused with; on each line of its input it saves a case
of its own as often as asked, says "saved" and stays open until its input ends.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop.cases.case import Case
from desktop.store.errors import StoreError
from desktop.store.library.library import Library, unlock
from tests.store.conftest import PASSPHRASE


def save(library: Library, times: int) -> None:
    id = library.cases.add(Case(case_number=f"CM26-{os.getpid():07}"))
    version = library.cases.get(id).version
    for number in range(times):
        case = Case(case_number=f"CM26-{os.getpid():07}", claim_number=str(number + 1))
        version = library.cases.save(id, case, version)


def main() -> None:
    folder, times = Path(sys.argv[1]), int(sys.argv[2])
    try:
        library = unlock(folder, PASSPHRASE)
    except StoreError as error:
        print(error, flush=True)
        return
    print("open", flush=True)
    for _ in sys.stdin:
        save(library, times)
        print("saved", flush=True)
    library.close()


if __name__ == "__main__":
    main()
