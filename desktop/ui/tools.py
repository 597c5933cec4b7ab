"""What every page may use, made once by the application and passed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from desktop.domain.completing import Completions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from desktop.domain.attestation import Attestation
    from desktop.domain.case import Case
    from desktop.domain.citations import Citations
    from desktop.domain.library import Library
    from desktop.domain.publication.answers import Answers
    from desktop.domain.publication.copying import Publication
    from desktop.domain.review.closing import Closing
    from desktop.domain.settings import Profile, Settings
    from desktop.ui.spelling import Speller
    from desktop.ui.theme import Theme
    from desktop.ui.work import Lane


class Files(Protocol):
    """The disk, as the store reaches it."""

    @property
    def FileError(self) -> type[Exception]:
        """What is raised where the disk refuses, with a sentence."""

    def read(self, path: Path, largest: int) -> bytes:
        """The bytes of a file; raises `FileError`."""

    def write_atomically(self, path: Path, data: bytes) -> None:
        """Writes a file whole or not at all; raises `FileError`."""

    def write_together(self, files: Mapping[Path, bytes]) -> None:
        """Writes files, all of them or none; raises `FileError`."""

    def make_folder(self, path: Path) -> None:
        """Makes a folder; raises `FileError`."""

    def safe_name(self, number: str, otherwise: str) -> str:
        """A file name without its ending."""


@dataclass
class Tools:
    """The look, the dictionary, the phrases, the disk and the check."""

    theme: Theme
    speller: Speller
    files: Files
    review: Callable[[Case], Sequence[Any]]
    """The check before signing: the findings of a case."""
    forget: Callable[[], None]
    """Ends the process that checks, with all that it remembers of a case."""
    library: Callable[[], Library]
    """The guidelines."""
    citations: Callable[[], Citations]
    """The works that a guideline line may cite."""
    drafts: Lane
    """The thread on which texts are drafted."""
    publication: Callable[[Case, Answers], Publication]
    """The copy of a case for the public."""
    closing: Callable[[Case, int], Closing]
    """How the rationale of an item closes, beside its decision."""
    attestation: Callable[[], Attestation]
    """What the reviewer states by signing off."""
    phrases: Mapping[str, str] = field(default_factory=dict)
    weighed: int = 0
    """Rules of the check that count otherwise than they are made, by the settings."""
    profiles: tuple[Profile, ...] = ()
    """The reviewers of this desk."""
    completions: Completions = field(default_factory=Completions)
    """What completes a text that is typed."""

    def follow(self, settings: Settings, path: str) -> None:
        """Applies the settings, of which those at `path` are new."""
        if path.split(".")[0] in ("", "appearance", "text_size"):
            self.theme.apply(settings.appearance, settings.text_size / 100)
        self.theme.dim_pages(settings.dim_pages)
        self.phrases = {one.name.casefold(): one.words for one in settings.phrases}
        self.profiles = settings.profiles
        self.weighed = len(settings.rules)
        self.speller.own(settings.dictionary)
