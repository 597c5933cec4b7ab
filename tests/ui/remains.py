"""A window at work, to be looked into: ``python -m tests.ui.remains FOLDER PASSPHRASE``.

It unlocks the library, works in it and with its keys, goes back to a backup, and says "open"; at a
line of its input it locks and says "locked", and goes on running until its input ends.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from desktop.application import Application
from desktop.store.library.library import restore_backup


def work(app: Application, passphrase: str) -> None:
    desk = app.desk
    desk.store().change_passphrase(passphrase, f"{passphrase} again")
    assert desk.store().proves(desk.store().renew_recovery_key())
    desk.new()
    desk.current().draft.put("claim_number", "CLM-0000001")
    desk.show_worklist()
    desk.take(restore_backup(desk.store(), desk.store().backups.make()))


def main() -> None:
    app = Application(Path(sys.argv[1]))
    app.window.show()
    app.begin([])
    app.window.lock_page.entered.emit(sys.argv[2])
    work(app, sys.argv[2])
    print("open", flush=True)
    sys.stdin.readline()
    app.unlocking.lock()
    app.qt.processEvents()
    gc.collect()
    print("locked", flush=True)
    sys.stdin.readline()
    app.finish()


if __name__ == "__main__":
    main()
