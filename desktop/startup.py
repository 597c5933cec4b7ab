"""Starting the window: one process for each library, which takes the files of later starts."""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path

from desktop import application
from desktop.platform import faults
from desktop.store.files import folder
from desktop.ui.shell import qt, window_frame
from desktop.ui.shell.single_instance import Instance


def main(paths: list[str]) -> int:
    """Opens the window, on the cases in the files `paths`; gives the exit status.

    An open window gets the files; the sample has a window of its own.
    """
    qt.application()
    wanted = [Path(path) for path in paths]
    instance = None if application.is_sample(wanted) else Instance(*_meeting_place())
    if instance is None or instance.is_first():
        return _run(wanted, instance)
    if instance.hand_over(wanted):
        return 0
    from desktop.platform.alerts import alert

    alert(
        "Determination Desk is open already and does not answer. Go to its window; if it does not "
        "react, end it and start again: what was typed is kept."
    )
    return 1


def _run(wanted: list[Path], instance: Instance | None) -> int:
    """Works until the window is closed."""
    app = application.Application()
    sys.excepthook = app.tell_of_fault
    settings = window_frame.kept_outside()
    window_frame.put_back(app.window, settings)
    app.show(wanted)
    if instance is not None:
        app.window.appeared.connect(instance.listen)
        instance.handed.connect(app.receive)
        instance.handed.connect(app.window.come_to_front)
    if sys.platform == "darwin":
        from desktop.ui.shell.mac_files import MacFiles

        finder = MacFiles(app.qt)
        finder.handed.connect(app.receive)
        app.qt.installEventFilter(finder)
    status = app.qt.exec()
    window_frame.keep(app.window, settings)
    app.finish()
    if instance is not None:
        instance.stop()
    return status


def _meeting_place() -> tuple[Path, str]:
    """The folder for this person's single-instance files, and the name for this library."""
    library = zlib.crc32(os.path.realpath(folder.usual()).encode())
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    place = Path(runtime, "determination-desk") if Path(runtime).is_absolute() else faults.folder()
    return place, f"desk-{library:08x}"
