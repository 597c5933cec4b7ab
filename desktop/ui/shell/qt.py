"""Starts Qt under the program's own name, in the style that is the same everywhere."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import desktop
from desktop.platform import assets

NAME = "Determination Desk"
DESKTOP_FILE = "org.determinationdesk.DeterminationDesk"
"""The name by which a desktop finds the window's icon and menu entry."""


def application() -> QApplication:
    """The one application of this process."""
    _keep_no_note_of_folders()
    running = QApplication.instance()
    fresh = [*sys.argv[:1], "-style", "Fusion"]
    app = running if isinstance(running, QApplication) else QApplication(fresh)
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setApplicationVersion(desktop.__version__)
    app.setDesktopFileName(DESKTOP_FILE)
    app.setWindowIcon(QIcon(str(assets.resource("brand/determination-desk.svg"))))
    return app


def _keep_no_note_of_folders() -> None:
    """Keeps Qt from storing the folders of its file dialogs: one may be named after a person.

    On other systems than Linux there is no such file; there the entries are removed at exit.
    """
    if sys.platform == "linux":
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
