"""A library's folder with everything in it, and the ways in which its files go wrong."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from desktop.store.errors import LibraryDamaged
from desktop.store.library.library import create, restore, unlock
from desktop.store.security import keys
from tests import invented
from tests.store.conftest import PASSPHRASE, Clock

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.cases.case import Case
    from desktop.store.backups.backups import Backup
    from desktop.store.library.library import Library

LARGE = 30_000
"""Bytes of an attached file, which fills pages of its own."""


class Truth(NamedTuple):
    """What the library held when its program ended."""

    cases: dict[str, Case]
    versions: dict[str, int]
    files: dict[str, bytes]
    entries: int


def quick(library: Library) -> None:
    """Let the passphrase open without the time that it usually takes."""
    slot = keys.Slot(
        holder="passphrase",
        derivation="pbkdf2-sha256",
        salt=bytes(16),
        wrapped=b"",
        iterations=1,
    )
    library.put_slot(keys._wrapped(slot, library.key, keys.normal(PASSPHRASE)))


def made(folder: Path, clock: Clock) -> Library:
    """A library with a few cases, open."""
    library, _ = create(folder, PASSPHRASE, now=clock)
    quick(library)
    for number in range(4):
        case = replace(invented.case(items=1), case_number=f"CM26-{number:07}")
        id = library.cases.add(case)
    library.attachments.add(id, "report.pdf", random.Random(1).randbytes(LARGE))
    return library


def typed(library: Library, words: str) -> None:
    """Change each case, as keystrokes do."""
    for row in library.cases.rows():
        kept = library.cases.get(row.id)
        library.cases.save(row.id, replace(kept.case, claim_number=words), kept.version)


def truth(library: Library) -> Truth:
    ids = [row.id for row in (*library.cases.rows(), *library.cases.bin())]
    return Truth(
        {id: library.cases.get(id).case for id in ids},
        {id: len(library.versions.of(id)) for id in ids},
        {
            one.id: library.attachments.content(one.id)
            for id in ids
            for one in library.attachments.of(id)
        },
        library.trail.verify().entries,
    )


class Scene(NamedTuple):
    """A library's folder as a program left it, an older copy of it, and another library's."""

    now: Path
    older: Path
    other: Path
    truth: Truth


def scene(folder: Path, *, killed: bool) -> Scene:
    """The folders; `killed` leaves the last changes in the log alone."""
    clock, work = Clock(), folder / "work"
    library = made(work, clock)
    library.backups.make()
    library.close()
    shutil.copytree(work, folder / "older")
    library = unlock(work, PASSPHRASE, now=clock)
    typed(library, "after the copy")
    clock.pass_by(days=1)
    library.backups.make()
    library.close()
    library = unlock(work, PASSPHRASE, now=clock)
    typed(library, "the last words")
    known = truth(library)
    if killed:
        shutil.copytree(work, folder / "now")
    library.close()
    if not killed:
        shutil.copytree(work, folder / "now")
    return Scene(folder / "now", folder / "older", _other(folder / "other", clock), known)


def _other(folder: Path, clock: Clock) -> Path:
    """Another library with the same passphrase, killed."""
    library = made(folder / "work", clock)
    library.backups.make()
    typed(library, "another's")
    shutil.copytree(folder / "work", folder / "left")
    library.close()
    return folder / "left"


def flip(path: Path, chance: random.Random) -> None:
    """One bit is another."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(path: Path, chance: random.Random) -> None:
    """The end is gone."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def empty(path: Path, chance: random.Random) -> None:
    """Nothing is left."""
    path.write_bytes(b"")


def lose(path: Path, chance: random.Random) -> None:
    """The file is gone."""
    path.unlink()


def zero(path: Path, chance: random.Random) -> None:
    """A sector is zeros."""
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data)) // 512 * 512
    data[at : at + 512] = bytes(min(512, len(data) - at))
    path.write_bytes(data)


def outcome(folder: Path, known: Truth) -> str:
    """What becomes of the damaged library: "whole", or which backup mends it, or what is wrong."""
    try:
        library = unlock(folder, PASSPHRASE)
    except LibraryDamaged as error:
        return _mended(folder, error, known)
    try:
        found = truth(library)
    finally:
        library.close()
    return "whole" if _holds(found, known) else "called sound"


def _holds(found: Truth, known: Truth) -> bool:
    """Whether nothing is missing; opening may keep versions and adds to the trail."""
    return (
        (found.cases, found.files) == (known.cases, known.files)
        and all(found.versions[id] >= count for id, count in known.versions.items())
        and found.entries >= known.entries
    )


def _mended(folder: Path, error: LibraryDamaged, known: Truth) -> str:
    if error.backup is None or str(error).count("Restore the backup of") != 1:
        return f"no backup named: {error}"
    named: Backup = next(way.backup for way in error.ways if way.backup)
    assert named.path == error.backup
    library = restore(folder, PASSPHRASE, named)
    back = truth(library)
    library.close()
    unlock(folder, PASSPHRASE).close()
    return "mended" if back.cases.keys() == known.cases.keys() else "mended with less"
