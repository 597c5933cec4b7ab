"""The guideline packs that an organization took: each version is kept, one of a name is in force.

A version is one file that never changes; ``packs.json`` next to them says which are in force. That
file alone is replaced, so that a pack is taken, removed or gone back from whole, or not at all.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from desktop.app import reference_works
from desktop.app.packs import guideline_packs, own_json
from desktop.app.packs.own_packs import alone_in
from desktop.cases.packs.pack_folder import PackFileError
from desktop.store.files import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from desktop.app.packs.guideline_packs import GuidelinePack
    from desktop.guidelines.guideline import Guideline

LEDGER = "packs.json"
_DAMAGED = (
    "so it is unknown which guideline packs are in force. Put the file back from a copy of the "
    "library's folder, or delete it and add the packs again."
)


class KeptVersion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A version of a pack that was taken: what its manifest says, and who took it and when."""

    name: str
    version: str
    day: dt.date
    by: str
    digest: str
    taken_on: dt.date
    taken_by: str

    @property
    def file(self) -> str:
        """The name of the file that holds it."""
        return f"pack-{self.digest[:32]}.zip"

    @property
    def called(self) -> str:
        """It in a sentence."""
        return f"version {self.version} of {self.name}"

    def said(self) -> str:
        """It in one line, with its days and persons."""
        return (
            f"{self.name}, version {self.version} of {self.day:%m/%d/%Y}, by {self.by}; "
            f"taken on {self.taken_on:%m/%d/%Y} by {self.taken_by}"
        )


class PackLedger(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which versions were taken, in their order, and which of each name is in force."""

    format: int = own_json.FORMAT
    versions: tuple[KeptVersion, ...] = ()
    in_force: dict[str, str] = {}
    """The digest of the version in force, by the pack's name."""
    removed: dict[str, str] = {}
    """The digest of the version that was in force last, of packs that are not now."""

    def current(self, name: str) -> KeptVersion | None:
        """The version of the pack `name` that is in force."""
        return self._of_digest(name, self.in_force.get(name, ""))

    def all_current(self) -> tuple[KeptVersion, ...]:
        """The versions in force."""
        return tuple(one for one in self.versions if self.in_force.get(one.name) == one.digest)

    def earlier(self, name: str) -> KeptVersion | None:
        """The version to which `name` goes back: the one before, or the one that was removed."""
        now = self.current(name)
        if now is None:
            return self._of_digest(name, self.removed.get(name, ""))
        before = self.versions[: self.versions.index(now)]
        return next((one for one in reversed(before) if one.name == name), None)

    def with_version(self, new: KeptVersion) -> PackLedger:
        """It with the version `new` in force, which is the last of its name from now on."""
        others = (one for one in self.versions if (one.name, one.digest) != (new.name, new.digest))
        return msgspec.structs.replace(
            self, versions=(*others, new), in_force={**self.in_force, new.name: new.digest}
        )

    def with_in_force(self, version: KeptVersion) -> PackLedger:
        """It with the kept `version` in force."""
        force = {**self.in_force, version.name: version.digest}
        return msgspec.structs.replace(self, in_force=force)

    def without(self, name: str) -> PackLedger:
        """It with no version of `name` in force."""
        force = {one: digest for one, digest in self.in_force.items() if one != name}
        removed = {**self.removed, name: self.in_force[name]}
        return msgspec.structs.replace(self, in_force=force, removed=removed)

    def _of_digest(self, name: str, digest: str) -> KeptVersion | None:
        known = (one for one in self.versions if (one.name, one.digest) == (name, digest))
        return next(known, None)


def ledger(folder: Path) -> PackLedger:
    """The packs that were taken in `folder`; raises `FileError`."""
    return own_json.load(folder / LEDGER, PackLedger, _DAMAGED)


def texts_in_force(folder: Path, besides: str = "") -> Iterator[tuple[str, str]]:
    """The files of the packs in force, except those of the pack `besides`, by pack and name.

    Raises `FileError`, and `PackFileError` where a version is damaged.
    """
    for version in ledger(folder).all_current():
        if version.name != besides:
            yield from texts(folder, version).items()


def texts(folder: Path, version: KeptVersion) -> Mapping[str, str]:
    """The files of a kept `version`, by name; raises `PackFileError`."""
    return pack(folder, version).texts


def pack(folder: Path, version: KeptVersion) -> GuidelinePack:
    """The pack of a kept `version`; raises `PackFileError`."""
    try:
        found = guideline_packs.read(folder / version.file)
    except PackFileError as error:
        raise PackFileError(f"{version.called} ({version.file}): {error}") from error
    if found.digest() != version.digest:
        sentence = (
            f"{version.called} ({version.file}) is not the pack that was taken: add it again."
        )
        raise PackFileError(sentence)
    return found


def earlier_forms(folder: Path) -> Iterator[tuple[Guideline, str]]:
    """The guidelines of each kept version, the newest first, with what the version is called.

    A version that is damaged is passed by.
    """
    with suppress(files.FileError):
        for version in reversed(ledger(folder).versions):
            with suppress(PackFileError):
                yield from _forms(texts(folder, version), version.called)


def _forms(texts: Mapping[str, str], called: str) -> Iterator[tuple[Guideline, str]]:
    ids = {id for name, text in texts.items() for id in reference_works.ids_in(name, text)}
    known = reference_works.catalog_of(texts.items())
    yield from ((known[id], called) for id in ids if known.get(id))


def take(folder: Path, new: GuidelinePack, who: str) -> KeptVersion:
    """Keeps the `new` pack and puts it in force; raises `FileError`."""
    told, data = new.manifest, new.archive()
    version = KeptVersion(
        name=told.name, version=told.version, day=told.day, by=told.by, digest=new.digest(),
        taken_on=dt.date.today(), taken_by=who,  # noqa: DTZ011 -- the day where the user is
    )  # fmt: skip
    with alone_in(folder):
        changed = ledger(folder).with_version(version)
        files.write_atomically(folder / version.file, data)
        own_json.save(folder / LEDGER, changed)
    return version


def remove(folder: Path, name: str) -> KeptVersion | None:
    """Takes the pack `name` out of force and keeps its versions; gives the one that was in force.

    Raises `FileError`.
    """
    with alone_in(folder):
        known = ledger(folder)
        before = known.current(name)
        if before:
            own_json.save(folder / LEDGER, known.without(name))
    return before


def back(folder: Path, name: str) -> KeptVersion | None:
    """Puts the earlier version of `name` in force, which is given; None where there is none.

    Raises `FileError`.
    """
    with alone_in(folder):
        known = ledger(folder)
        earlier = known.earlier(name)
        if earlier:
            own_json.save(folder / LEDGER, known.with_in_force(earlier))
    return earlier
