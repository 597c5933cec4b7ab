"""Screenshots of every page, light and dark, at 100 and 200 %: ``./run screens [FOLDER]``.

The case in them is the bundled, invented one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, QTimer

from desktop import assets
from desktop.app import Application
from desktop.domain.question import Prose
from desktop.domain.sections import ITEM
from desktop.domain.terms import Appearance
from desktop.store.files import read_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case import Case

FOLDER = Path("screens")
SIZE = (1280, 720)
LARGE = (2560, 1440)
SETTLED = 700
"""Milliseconds in which a page and the letter beside it have come to rest."""


class Look(NamedTuple):
    """How the window is dressed for a picture."""

    name: str
    appearance: Appearance
    percent: int
    size: tuple[int, int]


LOOKS = (
    Look("light", Appearance.LIGHT, 100, SIZE),
    Look("dark", Appearance.DARK, 100, SIZE),
    Look("light-200", Appearance.LIGHT, 200, LARGE),
    Look("dark-200", Appearance.DARK, 200, LARGE),
)
SECTIONS = ("case", "parties", "reviewer", "documents", "summary", f"{ITEM}.0", "review")


def main(words: list[str]) -> int:
    """Writes the pictures into the folder that `words` name; gives the exit status."""
    folder = Path(words[0]) if words else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as library:
        camera = Camera(folder, Path(library))
        for look in LOOKS:
            camera.take_all(look)
        camera.finish()
    sys.stdout.write(f"{camera.count} pictures are in {folder}.\n")
    return 0


class Camera:
    """The window, dressed and led through its pages."""

    def __init__(self, folder: Path, library: Path) -> None:
        self._folder, self._app = folder, Application(library)
        self._look = LOOKS[0]
        self.count = 0

    def take_all(self, look: Look) -> None:
        """Takes every page in one look."""
        app, self._look = self._app, look
        app.window.resize(*look.size)
        app.window.show()
        app.begin([])
        self._dress()
        self._take("first-start")
        app.door.open_sample()
        self._dress()
        self._take("empty")
        self._worklist()
        self._case()
        app.desk.put_away()

    def finish(self) -> None:
        """Closes the window."""
        self._app.window.close()
        self._app.finish()

    def _worklist(self) -> None:
        desk = self._app.desk
        for case in _cases():
            desk.add(case)
        desk.show_worklist()
        self._take("worklist")

    def _case(self) -> None:
        desk = self._app.desk
        desk.open(desk.add(_with_slips(read_case(assets.resource("sample.ddcase")))))
        view = desk.current().view
        self._rest(2000)
        for section in SECTIONS:
            view.select(section)
            self._take(section.replace(".", "-").replace("_", "-"))
        view.go(f"{ITEM}.1.rationale", 40)
        self._take("rationale")
        for command in ("find", "palette", "settings"):
            desk.do(command)
            self._take(command)
            self._put_back(command)
        desk.do("export")
        self._rest(SETTLED)
        self._take("export", self._app.traffic.dialog)

    def _put_back(self, command: str) -> None:
        view = self._app.desk.current().view
        undo: dict[str, Callable[[], Any]] = {
            "find": view.find_bar.hide,
            "palette": self._app.window.palette_box.close_up,
            "settings": lambda: self._app.window.show_page(view, "case"),
        }
        undo[command]()

    def _dress(self) -> None:
        settings = self._app.desk.settings
        settings.put("appearance", self._look.appearance)
        settings.put("text_size", self._look.percent)

    def _take(self, name: str, widget: Any = None) -> None:
        self._rest(SETTLED)
        self._app.window.notice.settle()
        picture = (widget or self._app.window).grab()
        picture.save(str(self._folder / f"{name}-{self._look.name}.png"))
        self.count += 1

    def _rest(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def _cases() -> list[Case]:
    """A worklist of invented cases, made of the bundled one."""
    case = read_case(assets.resource("sample.ddcase"))
    return [
        replace(
            case, case_number=f"CM26-010{4418 + n}", disputed_items=case.disputed_items[n % 3 :]
        )
        for n in range(5)
    ]


def _with_slips(case: Case) -> Case:
    """`case` with two slips, for the check to find."""
    first = case.disputed_items[0]
    wrong = Prose(first.rationale.replace("left", "right", 1).replace("lumbar", "cervical", 1))
    return replace(case, disputed_items=(replace(first, rationale=wrong), *case.disputed_items[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
