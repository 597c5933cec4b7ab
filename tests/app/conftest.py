"""What the window does, without one: a library in memory, and what was announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app import reference_works
from desktop.app.background_work import WorkLane
from desktop.app.deadlines import due
from desktop.app.library.library_session import LibrarySession
from desktop.app.session.case_session import CaseCheck, CaseSession
from desktop.checks.engine.check import review
from desktop.platform import assets
from desktop.store.files import files
from desktop.store.files.folder import VARIABLE
from desktop.store.library.library import temporary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.cases.case import Case
    from desktop.checks.engine.finding import Finding


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which an organization's guideline packs are kept."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "library"))
    return tmp_path / "library" / "guidelines"


class Announced:
    """Keeps what is announced, as a screen would."""

    def __init__(self) -> None:
        self.words = ""
        self.warnings: list[str] = []

    def tell(self, words: str, _act: str = "", _doing: Callable[[], object] | None = None) -> None:
        self.words = words

    def note(self, words: str) -> None:
        self.words = words

    def warn(self, words: str, _act: str = "", _doing: Callable[[], object] | None = None) -> None:
        self.words = words
        self.warnings.append(words)

    def settle(self, words: str = "") -> None:
        if words in ("", self.words):
            self.words = ""


def check(case: Case) -> tuple[Finding, ...]:
    """The check before signing, on this thread."""
    return review(case, reference_works.references(case.program))


def sample() -> Case:
    """The bundled case."""
    return files.read_case(assets.resource("sample.ddcase"))


@pytest.fixture
def announced() -> Announced:
    return Announced()


@pytest.fixture
def library(qapp: QApplication, announced: Announced) -> Iterator[LibrarySession]:
    """A session with an empty library in memory."""
    session = LibrarySession(announced)
    session.take(temporary(due=due))
    yield session
    session.close()
    session.deleteLater()


@pytest.fixture
def lane(library: LibrarySession) -> Iterator[WorkLane]:
    """The thread on which cases are checked."""
    lane = WorkLane(library)
    yield lane
    lane.finish()


@pytest.fixture
def open_session(
    library: LibrarySession, lane: WorkLane
) -> Iterator[Callable[[Case], CaseSession]]:
    """Begins to work on a case, which is closed at the end."""

    def begin(case: Case) -> CaseSession:
        id = library.add(case)
        library.case = CaseSession(id, library, CaseCheck(check, lane), lambda: None)
        return library.case

    yield begin
    if library.case is not None:
        library.case.close()
