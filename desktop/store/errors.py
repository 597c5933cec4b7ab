"""The errors of the library, each with one sentence for the user.

StoreError
    WeakPassphrase      a passphrase that is too short to protect anything
    WrongPassphrase     the passphrase opens no slot
    WrongRecoveryKey    the recovery key opens no slot
    LibraryMissing      there is no library in the folder
    LibraryForbidden    the system does not let this person at the library's files
    LibraryDamaged      the file does not hold what it should; `backup` is the way back
    LibraryNewer        a newer Determination Desk wrote it
    LibraryInUse        another Determination Desk has it open
    LibraryGone         its folder was moved, removed or exchanged while it was open
    DiskFull            nothing more can be written
    DiskFault           the disk refused to read or write
    LibraryLocked       it was closed; the passphrase opens it again
    CaseMissing         no such case
    CaseNewer           a newer Determination Desk wrote the case
    CaseSigned          a signed-off case changes only after it is reopened
    CaseChanged         somebody else saved it since; both texts are kept
    CaseUnreadable      the team's server has a text of it that this program cannot read
    ServerUnreachable   the team's server does not answer
    ServerRefused       the team's server does not allow it
"""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.backups.recovery_options import RecoveryOption


class StoreError(Exception):
    """An error for the user, in the words of `str(error)`; nothing was half done."""

    sentence = ""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class WeakPassphrase(StoreError):
    """The passphrase would protect nothing."""

    sentence = "The passphrase is too short. Use at least 8 characters; four words are better."


class WrongPassphrase(StoreError):
    """No slot opens with this passphrase."""

    sentence = (
        "That is not this library's passphrase. Try again, or choose “Use recovery key” "
        "if it is forgotten."
    )


class WrongRecoveryKey(StoreError):
    """No slot opens with this recovery key."""

    sentence = (
        "That is not this library's recovery key. It has eight groups of four letters and digits; "
        "compare it with the printed sheet, group by group."
    )


class LibraryMissing(StoreError):
    """The folder holds no library."""


class LibraryForbidden(StoreError):
    """The system does not let this person at the file or folder at `path`."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"The library cannot be used: the permissions of “{path}” forbid it, or its disk is "
            "read-only. Give your account the right to read and write it, and try again; nothing "
            "was changed."
        )


class LibraryDamaged(StoreError):
    """The library's file is broken, or holds less than it did.

    `backup` is the last good one, None where there is none. `ways` are all that can be opened: the
    backups, and the file as it is where it can still be read.
    """

    sentence = "The library's file is damaged and cannot be read."

    def __init__(
        self, sentence: str = "", backup: Path | None = None, ways: tuple[RecoveryOption, ...] = ()
    ) -> None:
        super().__init__(sentence)
        self.backup = backup
        self.ways = ways


class LibraryNewer(StoreError):
    """The library was written by a newer version of the program."""

    sentence = (
        "The library was written by a newer Determination Desk. Update the program to open it; "
        "nothing in it was changed."
    )


class LibraryInUse(StoreError):
    """Another process holds the library."""

    advice = "Close that one, or go on there; two at once would overwrite each other."
    sentence = f"The library is open in another Determination Desk. {advice}"


class LibraryGone(StoreError):
    """The open files are not those in the library's folder any more."""

    sentence = (
        "The library's folder was moved, deleted or exchanged while it was open: nothing is saved "
        "any more. Put the folder back where it was, and what is on the screen is saved; or save a "
        "copy of the case elsewhere before you leave it."
    )


class DiskFull(StoreError):
    """The disk is full."""

    sentence = (
        "The disk is full: the last change is on the screen and not yet saved. Free some space; "
        "it is saved by itself as soon as there is room."
    )


class DiskFault(StoreError):
    """The disk failed."""

    sentence = (
        "The disk refused to read or write the library: the last change is not yet saved. Check "
        "that the drive is connected and may be written to."
    )


class Interrupted(StoreError):
    """Long work was ended before it was done."""

    sentence = "It was ended before it was done, for the library was closed."


class LibraryLocked(StoreError):
    """The library was closed."""

    sentence = "The library is locked. Enter the passphrase to go on."


class CaseMissing(StoreError):
    """There is no such case."""

    sentence = "The case is no longer in the library."


class CaseNewer(StoreError):
    """A newer program wrote the case; it is kept as it is."""


class CaseSigned(StoreError):
    """The case is signed off."""

    sentence = "The case is signed off. Reopen it, saying why, to change it."


class CaseChanged(StoreError):
    """Somebody else saved the case since it was read."""

    sentence = (
        "The case was changed elsewhere while it was open here. Both texts are kept: compare them "
        "and choose for each field."
    )


class CaseUnreadable(StoreError):
    """The server's text of a case is one that this program cannot read, such as a newer one."""


class ServerUnreachable(StoreError):
    """The team's server does not answer."""

    sentence = (
        "The team's server does not answer. Everything is kept here and shared by itself when it "
        "is back."
    )


class ServerRefused(StoreError):
    """The team's server does not allow what was asked."""


@contextlib.contextmanager
def on_disk() -> Iterator[None]:
    """Turns errors of the disk in the block into `DiskFull` or `DiskFault`."""
    try:
        yield
    except OSError as error:
        raise disk_error(error) from error


def disk_error(error: BaseException | None) -> StoreError:
    """What the system's `error` means for the user."""
    code = getattr(error, "errno", None)
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return LibraryForbidden(getattr(error, "filename", None) or "its folder")
    return DiskFull() if code in (errno.ENOSPC, errno.EDQUOT) else DiskFault()
