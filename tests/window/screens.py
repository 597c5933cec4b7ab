"""Pictures of every page and dialog in every look: ``./run screens [FOLDER [LOOK…]]``.

The case in them is the bundled, invented one. A look at another scale of the screen has a process
of its own, for Qt takes the scale once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from desktop.app.deadlines import due
from desktop.application import Application
from desktop.cases.terms import Appearance
from desktop.store.library.library import create
from tests.window import scenes

if TYPE_CHECKING:
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk
    from tests.window.scenes import Scene

FOLDER = Path("screens")
SCALE = "QT_SCALE_FACTOR"
PASSPHRASE = "four quiet paper boats"
STEP, STILL, LONGEST = 20, 3, 400
"""Milliseconds between two looks at the window, how many of them must find nothing to wait for, and
how many there are at most."""
SMALL, LARGE = (1280, 720), (3840, 2160)


class Look(NamedTuple):
    """How the window is dressed for a picture; `size` is in pixels of the screen."""

    appearance: Appearance
    size: tuple[int, int] = SMALL
    scale: float = 1
    text: int = 100
    every: bool = False
    """Whether every scene is taken in it, or only those in which much stands."""


LOOKS = {
    "light": Look(Appearance.LIGHT, every=True),
    "dark": Look(Appearance.DARK, every=True),
    "light-200": Look(Appearance.LIGHT, (2560, 1440), 2, every=True),
    "dark-200": Look(Appearance.DARK, (2560, 1440), 2, every=True),
    "light-125": Look(Appearance.LIGHT, scale=1.25),
    "light-150": Look(Appearance.LIGHT, scale=1.5),
    "light-250": Look(Appearance.LIGHT, scale=2.5),
    "narrow": Look(Appearance.LIGHT, (1000, 720)),
    "large": Look(Appearance.LIGHT, LARGE),
    "large-250": Look(Appearance.DARK, LARGE, 2.5),
    "small-text": Look(Appearance.LIGHT, text=80),
    "large-text": Look(Appearance.DARK, text=200),
}


def main(words: list[str]) -> int:
    """Writes the pictures into the folder that `words` name, in the looks that they name."""
    asked = _arguments().parse_args(words)
    folder, wanted = asked.folder, asked.looks or list(LOOKS)
    folder.mkdir(parents=True, exist_ok=True)
    for scale in dict.fromkeys(LOOKS[name].scale for name in wanted):
        names = [name for name in wanted if LOOKS[name].scale == scale]
        if str(scale) == os.environ.get(SCALE):
            _take(folder, names)
            return 0
        call = [sys.executable, "-m", "tests.window.screens", str(folder), *names]
        done = subprocess.run(
            call, env=os.environ | {SCALE: str(scale)}, stderr=subprocess.PIPE, text=True
        )
        if done.returncode:
            sys.stderr.write(done.stderr)
            return done.returncode
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures are in {folder}.\n")
    return 0


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="./run screens", description="Takes pictures of every page.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where they go")
    looks = f"one or more of {', '.join(LOOKS)}; all of them where none is named"
    parser.add_argument("looks", nargs="*", type=_look, metavar="LOOK", help=looks)
    return parser


def _look(name: str) -> str:
    if name not in LOOKS:
        raise ArgumentTypeError(f'there is no look "{name}"')
    return name


def _take(folder: Path, names: list[str]) -> None:
    with TemporaryDirectory() as library:
        app = Application(Path(library))
        for name in names:
            Stage(app, Path(library, name)).take_all(folder, name)
        app.window.close()
        app.finish()


class Stage:
    """The window, dressed and led through its pages."""

    def __init__(self, app: Application, library: Path) -> None:
        self.app, self.library = app, library

    @property
    def desk(self) -> Desk:
        """The desk."""
        return self.app.desk

    @property
    def view(self) -> CaseView:
        """The case that is open."""
        return self.desk.current().view

    def take_all(self, folder: Path, name: str) -> None:
        """Takes the scenes of the look `name`."""
        look, window = LOOKS[name], self.app.window
        window.resize(round(look.size[0] / look.scale), round(look.size[1] / look.scale))
        window.show()
        self.app.begin([])
        self.app.desk.take(create(self.library, PASSPHRASE, due=due)[0])
        settings = self.desk.settings
        settings.put("appearance", look.appearance)
        settings.put("text_size", look.text)
        for scene in scenes.EVERY if look.every else scenes.FULL:
            self._take(scene, folder / f"{scene.__name__.replace('_', '-')}-{name}.png")
        self.desk.put_away(lambda: None)

    def _take(self, scene: Scene, file: Path) -> None:
        """Takes `scene` once it has come to rest: a dialog that it gives, or the window."""
        self.app.window.notice.settle()
        self.app.window.activateWindow()
        self._wait(STEP)
        dialog = scene(self)
        self.rest()
        (dialog or self.app.window).grab().save(str(file))
        if dialog is not None:
            dialog.close()

    def rest(self) -> None:
        """Waits until letter, check and draft have caught up with the form."""
        still = 0
        for _ in range(LONGEST):
            self._wait(STEP)
            still = 0 if self._busy() else still + 1
            if still == STILL:
                return

    def _busy(self) -> bool:
        desk, case = self.desk, self.desk.open_case
        lanes = (desk.letters, desk.checks, desk.services.drafts)
        checking = case is not None and any(t.isActive() for t in case.findChildren(QTimer))
        return checking or any(lane.busy for lane in lanes)

    def _wait(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
