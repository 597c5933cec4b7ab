"""The slots: the library's one data key, wrapped under each secret that may open it.

The data key is random and never changes. A slot holds it wrapped by AES (RFC 3394) under a key
made from the passphrase or from the recovery key; a wrong secret does not unwrap.
"""

from __future__ import annotations

import base64
import contextlib
import os
import re
import unicodedata
from typing import TYPE_CHECKING, Literal

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from desktop.records.conversion import shaped
from desktop.records.json_text import decode
from desktop.store.errors import (
    LibraryDamaged,
    LibraryNewer,
    StoreError,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryKey,
    disk_error,
)
from desktop.store.files.files import FileError, read, write_atomically
from desktop.store.security.wiping import wiped

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.records.values import Plain

FORMAT = "determination-desk.keys"
VERSION = 1
SHORTEST = 8
LARGEST = 100_000
"""Bytes of the slots' file."""

MOST_MEMORY = 1024 * 1024
"""The most memory for a key derivation, in KiB."""
MOST_WORK = 4 * MOST_MEMORY
"""The most KiB times passes: some seconds. A file with more was not written by this program."""
MOST_ROUNDS = 10_000_000
"""Of PBKDF2: some seconds too."""
MOST_LANES = 64
WRAPPED = 40
"""Bytes of a wrapped key."""
SHORTEST_SALT = 8

Derivation = Literal["argon2id", "pbkdf2-sha256", "hkdf-sha256"]
Holder = Literal["passphrase", "recovery key"]


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The data key, wrapped under one secret; what it takes to derive the wrapping key."""

    holder: Holder
    derivation: Derivation
    salt: bytes
    wrapped: bytes
    memory_kib: int = 0
    iterations: int = 0
    lanes: int = 0


class Slots(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The slots' file."""

    format: str = FORMAT
    version: int = VERSION
    slots: tuple[Slot, ...]


def new_slots(passphrase: str, *, fips: bool = False) -> tuple[Slots, bytes, str]:
    """Slots for a new library, its data key, and the recovery key to print."""
    key, recovery = os.urandom(32), new_recovery_key()
    slots = Slots(slots=(for_passphrase(key, passphrase, fips=fips), for_recovery(key, recovery)))
    return slots, key, recovery


def unwrapped(slots: Slots, passphrase: str) -> bytes:
    """The data key under the passphrase; raises `WrongPassphrase`."""
    try:
        secret = normal(passphrase)
    except WeakPassphrase as error:
        raise WrongPassphrase from error
    return _open(slots, "passphrase", secret, WrongPassphrase)


def recovered(slots: Slots, recovery_key: str) -> bytes:
    """The data key under the recovery key, however it is typed; raises `WrongRecoveryKey`."""
    return _open(slots, "recovery key", plain_recovery_key(recovery_key), WrongRecoveryKey)


def with_slot(slots: Slots, slot: Slot) -> Slots:
    """`slots` with `slot` in the place of its holder's old one."""
    others = (each for each in slots.slots if each.holder != slot.holder)
    return msgspec.structs.replace(slots, slots=(*others, slot))


def for_passphrase(key: bytes, passphrase: str, *, fips: bool = False) -> Slot:
    """A slot that the passphrase opens; raises `WeakPassphrase`.

    Argon2id costs a guess 64 MiB and some 150 ms. With `fips`, or where the system's cryptography
    is held to FIPS 140 and has no Argon2id, it is PBKDF2-HMAC-SHA256.
    """
    if len(normal(passphrase)) < SHORTEST:
        raise WeakPassphrase
    slot = Slot(
        holder="passphrase",
        derivation="argon2id",
        salt=os.urandom(16),
        wrapped=b"",
        memory_kib=64 * 1024,
        iterations=3,
        lanes=4,
    )
    if not fips:
        try:
            return _wrapped(slot, key, normal(passphrase))
        except UnsupportedAlgorithm:
            pass
    slot = Slot(
        holder="passphrase",
        derivation="pbkdf2-sha256",
        salt=os.urandom(16),
        wrapped=b"",
        iterations=600_000,
    )
    return _wrapped(slot, key, normal(passphrase))


def for_recovery(key: bytes, recovery_key: str) -> Slot:
    """A slot that the recovery key opens; its 160 random bits need no slow derivation."""
    slot = Slot(holder="recovery key", derivation="hkdf-sha256", salt=os.urandom(16), wrapped=b"")
    return _wrapped(slot, key, plain_recovery_key(recovery_key))


def new_recovery_key() -> str:
    """160 random bits as eight groups of four letters and digits."""
    letters = base64.b32encode(os.urandom(20)).decode()
    return "-".join(letters[start : start + 4] for start in range(0, 32, 4))


def plain_recovery_key(typed: str) -> bytes:
    """The recovery key without case, hyphens and spaces; 0, 1 and 8 are read as O, I and B."""
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())
    return letters.translate(str.maketrans("018", "OIB")).encode()


def normal(passphrase: str) -> bytes:
    """The passphrase's bytes, the same however the keyboard composes its accents.

    Raises `WeakPassphrase` for half a character, which no keyboard types a second time.
    """
    try:
        return unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError as error:
        raise WeakPassphrase(
            "The passphrase holds half a character that cannot be kept. Choose another, or set the "
            "terminal to UTF-8."
        ) from error


def load(path: Path) -> Slots:
    """The slots in the file at `path`; raises `LibraryDamaged` and `LibraryNewer`."""
    try:
        found = decode(read(path, LARGEST))
        if _version(found) > VERSION:
            raise LibraryNewer
        slots = shaped(found, Slots)
    except (FileError, msgspec.MsgspecError) as error:
        raise _damaged(path) from error
    if not all(map(_is_sensible, slots.slots)):
        raise _damaged(path)
    return slots


def _version(slots: Plain) -> float:
    """The version that the file names; 0 where it names none."""
    version = slots.get("version") if isinstance(slots, dict) else None
    return version if isinstance(version, int | float) else 0


def _damaged(path: Path) -> LibraryDamaged:
    return LibraryDamaged(
        f"The library's key file “{path.name}” is missing or damaged. "
        "A backup has a copy of it: restore one."
    )


def _is_sensible(slot: Slot) -> bool:
    """Whether deriving the slot's key stays within this program's limits."""
    whole = len(slot.wrapped) == WRAPPED and len(slot.salt) >= SHORTEST_SALT
    if slot.derivation == "argon2id":
        memory, passes, lanes = slot.memory_kib, slot.iterations, slot.lanes
        bounded = 8 * lanes <= memory <= MOST_MEMORY and memory * passes <= MOST_WORK
        return whole and bounded and passes >= 1 and 1 <= lanes <= MOST_LANES
    if slot.derivation == "pbkdf2-sha256":
        return whole and 1 <= slot.iterations <= MOST_ROUNDS
    return whole


def packed(slots: Slots) -> bytes:
    """The bytes of the file that holds `slots`."""
    return msgspec.json.format(msgspec.json.encode(slots))


def store(path: Path, slots: Slots) -> None:
    """Write `slots` to `path`, whole or not at all."""
    try:
        write_atomically(path, packed(slots))
    except FileError as error:
        raise disk_error(error.__cause__) from error


def _open(slots: Slots, holder: Holder, secret: bytes, wrong: type[StoreError]) -> bytes:
    with wiped(secret):
        for slot in (one for one in slots.slots if one.holder == holder):
            with contextlib.suppress(InvalidUnwrap), wiped(_derived(slot, secret)) as wrapping:
                return aes_key_unwrap(wrapping, slot.wrapped)
    raise wrong


def _wrapped(slot: Slot, key: bytes, secret: bytes) -> Slot:
    with wiped(_derived(slot, secret)) as wrapping:
        return msgspec.structs.replace(slot, wrapped=aes_key_wrap(wrapping, key))


def _derived(slot: Slot, secret: bytes) -> bytes:
    try:
        return _derive(slot, secret)
    except MemoryError as error:
        raise StoreError(
            f"Opening the library takes {slot.memory_kib // 1024} MB of memory, which this "
            "computer does not have free. Close other programs and try again."
        ) from error


def _derive(slot: Slot, secret: bytes) -> bytes:
    if slot.derivation == "argon2id":
        return Argon2id(
            salt=slot.salt,
            length=32,
            iterations=slot.iterations,
            lanes=slot.lanes,
            memory_cost=slot.memory_kib,
        ).derive(secret)
    if slot.derivation == "pbkdf2-sha256":
        return PBKDF2HMAC(hashes.SHA256(), 32, slot.salt, slot.iterations).derive(secret)
    return HKDF(hashes.SHA256(), 32, slot.salt, b"determination-desk recovery").derive(secret)
