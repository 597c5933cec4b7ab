"""Taking guideline packs from the window: each step is proved, kept and written into the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app import reference_works
from desktop.app.packs import kept_packs, pack_change
from desktop.cases.packs.pack_folder import PackFileError
from desktop.programs import pack_archive
from desktop.store.files.files import FileError
from desktop.store.library.session import person
from desktop.store.library.trail import Event

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.app.library.library_session import LibrarySession
    from desktop.app.packs.kept_packs import KeptVersion, PackLedger
    from desktop.app.packs.pack_change import PackChange

REFUSALS = (PackFileError, FileError)
"""What says why a pack is not taken."""
_NO_EARLIER = "There is no earlier version of {}. Remove it to do without it."
_ZIP = ".zip"


class PackTaking:
    """Takes packs into the folder of the organization's own, in the name of the person."""

    def __init__(self, library: LibrarySession) -> None:
        self._library = library

    @property
    def folder(self) -> Path:
        """Where the packs are kept."""
        return reference_works.own_folder()

    def ledger(self) -> PackLedger:
        """The packs that were taken; raises `FileError`."""
        return kept_packs.ledger(self.folder)

    def proposed(self, path: Path) -> PackChange:
        """What the pack at `path` changes; raises one of `REFUSALS`."""
        return pack_change.proposed(self.folder, path)

    def take(self, change: PackChange) -> KeptVersion:
        """Puts the pack in force; raises `FileError`."""
        return self._told(Event.PACK_TAKEN, kept_packs.take(self.folder, change.pack, person()))

    def remove(self, name: str) -> KeptVersion | None:
        """Takes the pack out of force; gives the version that was in force, if one was."""
        removed = kept_packs.remove(self.folder, name)
        return self._told(Event.PACK_REMOVED, removed) if removed else None

    def back(self, name: str) -> KeptVersion:
        """Puts the earlier version in force, which is given; raises one of `REFUSALS`."""
        earlier = self.ledger().earlier(name)
        if earlier is None:
            raise PackFileError(_NO_EARLIER.format(name))
        pack_change.change(self.folder, kept_packs.pack(self.folder, earlier))
        kept_packs.back(self.folder, name)
        return self._told(Event.PACK_BACK, earlier)

    def _told(self, what: Event, version: KeptVersion) -> KeptVersion:
        reference_works.guidelines.cache_clear()
        if self._library.is_open:
            detail = {"pack": version.name, "version": version.version, "by": version.by}
            self._library.store().trail.add(what, detail=detail)
        return version


def is_pack(path: Path) -> bool:
    """Whether the file or folder at `path` may be a guideline pack: it has a manifest."""
    if path.is_dir():
        return (path / pack_archive.MANIFEST).is_file()
    return path.suffix.lower() == _ZIP and path.is_file()


def objections(error: Exception) -> tuple[str, ...]:
    """Each sentence of a refusal."""
    return getattr(error, "objections", ()) or (str(error),)


def called(change: PackChange) -> str:
    """The pack in a sentence: its name, version, day and by whom."""
    told = change.pack.manifest
    return f"{told.name}, version {told.version} of {told.day:%m/%d/%Y}, by {told.by}"
