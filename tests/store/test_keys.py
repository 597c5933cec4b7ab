"""The passphrase and the recovery key: what opens the library, and what no longer does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest
from cryptography.exceptions import UnsupportedAlgorithm

from desktop.cases.case import Case
from desktop.store.errors import (
    LibraryDamaged,
    LibraryLocked,
    StoreError,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryKey,
)
from desktop.store.library.library import create, recover, temporary, unlock
from desktop.store.security import keys
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.library.library import Library

OTHER = "another four invented words"


def test_the_passphrase_opens_the_library(on_disk: Library, folder: Path) -> None:
    id = on_disk.cases.add(Case(case_number="CM26-1"))
    on_disk.close()
    library = unlock(folder, PASSPHRASE)
    assert library.cases.get(id).case.case_number == "CM26-1"
    library.close()


def test_the_recovery_key_alone_opens_the_library_and_sets_a_passphrase(folder: Path) -> None:
    library, recovery_key = create(folder, PASSPHRASE)
    library.close()
    library = recover(folder, recovery_key)
    library.set_passphrase(OTHER)
    library.close()
    unlock(folder, OTHER).close()
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)


def test_the_recovery_key_is_eight_groups_of_four(folder: Path) -> None:
    library, recovery_key = create(folder, PASSPHRASE)
    assert re.fullmatch(r"([A-Z2-7]{4}-){7}[A-Z2-7]{4}", recovery_key)
    assert library.proves(recovery_key)
    assert not library.proves(keys.new_recovery_key())
    library.close()


def test_the_recovery_key_is_read_however_it_is_typed(folder: Path) -> None:
    library, recovery_key = create(folder, PASSPHRASE)
    typed = recovery_key.lower().replace("-", " ").replace("o", "0").replace("i", "1")
    assert library.proves(f"  {typed.replace('b', '8')}\n")
    library.close()


def test_a_changed_passphrase_replaces_the_old_one(on_disk: Library, folder: Path) -> None:
    on_disk.change_passphrase(PASSPHRASE, OTHER)
    on_disk.close()
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)
    unlock(folder, OTHER).close()


def test_changing_the_passphrase_wants_the_old_one(on_disk: Library) -> None:
    with pytest.raises(WrongPassphrase):
        on_disk.change_passphrase("a wrong passphrase", OTHER)


def test_a_renewed_recovery_key_replaces_the_old_one(folder: Path) -> None:
    library, old = create(folder, PASSPHRASE)
    new = library.renew_recovery_key()
    library.close()
    with pytest.raises(WrongRecoveryKey):
        recover(folder, old)
    recover(folder, new).close()


@pytest.mark.parametrize("passphrase", ["", "short", "1234567"])
def test_a_short_passphrase_is_refused_and_makes_no_library(folder: Path, passphrase: str) -> None:
    with pytest.raises(WeakPassphrase, match="8 characters"):
        create(folder, passphrase)
    assert not folder.exists()


def test_an_accent_opens_however_it_was_composed(folder: Path) -> None:
    library, _ = create(folder, "contraseña única")
    library.close()
    unlock(folder, "contrasen\u0303a u\u0301nica").close()


def test_a_second_library_in_the_folder_is_refused(on_disk: Library, folder: Path) -> None:
    with pytest.raises(StoreError, match="already"):
        create(folder, OTHER)


def test_a_closed_library_refuses_every_call_and_forgets_its_key(on_disk: Library) -> None:
    on_disk.close()
    for call in (on_disk.cases.rows, on_disk.trail.verify, on_disk.renew_recovery_key):
        with pytest.raises(LibraryLocked):
            call()


def test_a_throw_away_library_has_no_passphrase() -> None:
    library = temporary()
    with pytest.raises(StoreError, match="temporary"):
        library.set_passphrase(PASSPHRASE)
    library.close()


def test_fips_asks_for_pbkdf2_and_opens_the_same(folder: Path) -> None:
    library, _ = create(folder, PASSPHRASE)
    slot = keys.for_passphrase(library.key, OTHER, fips=True)
    assert slot.derivation == "pbkdf2-sha256"
    library.put_slot(slot)
    library.close()
    unlock(folder, OTHER).close()


def test_a_system_without_argon2id_falls_back_to_pbkdf2(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UnsupportedAlgorithm("Argon2id is not supported by this OpenSSL")

    monkeypatch.setattr(keys, "Argon2id", refuse)
    slot = keys.for_passphrase(bytes(32), PASSPHRASE)
    assert slot.derivation == "pbkdf2-sha256"


def test_the_slots_hold_neither_secret_nor_key(folder: Path) -> None:
    library, recovery_key = create(folder, PASSPHRASE)
    text = library.files.keys.read_text()
    for secret in (PASSPHRASE, recovery_key, library.key.hex()):
        assert secret not in text
    library.close()


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 2**40},
        {"memory_kib": 2**31 - 1},
        {"memory_kib": 1024 * 1024 + 1},
        {"iterations": 2**31},
        {"iterations": 100},
        {"memory_kib": 0},
        {"memory_kib": -1},
        {"iterations": 0},
        {"lanes": 0},
        {"lanes": 2**24},
        {"derivation": "pbkdf2-sha256", "iterations": 2**40},
        {"derivation": "pbkdf2-sha256", "iterations": 0},
        {"salt": b""},
        {"wrapped": b""},
        {"wrapped": bytes(41)},
    ],
)
def test_keys_that_ask_for_absurd_work_are_damaged(
    on_disk: Library, folder: Path, change: dict[str, object]
) -> None:
    on_disk.close()
    path = on_disk.files.keys
    first, *others = keys.load(path).slots
    odd = msgspec.structs.replace(first, **change)
    keys.store(path, keys.Slots(slots=(odd, *others)))
    with pytest.raises(LibraryDamaged, match=r"key file “library\.keys”"):
        unlock(folder, PASSPHRASE)


def test_keys_in_which_a_name_stands_twice_are_damaged(on_disk: Library, folder: Path) -> None:
    on_disk.close()
    path = on_disk.files.keys
    path.write_text(path.read_text().replace('"lanes": 4', '"lanes": 4, "lanes": 4', 1))
    with pytest.raises(LibraryDamaged, match="key file"):
        unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("half", ["\ud800", "four words \udfff more"])
def test_half_a_character_in_a_passphrase_is_one_sentence(
    on_disk: Library, folder: Path, tmp_path: Path, half: str
) -> None:
    with pytest.raises(WeakPassphrase, match="half a character"):
        on_disk.set_passphrase(half + " and four words")
    with pytest.raises(WrongPassphrase):
        on_disk.change_passphrase(half, "four other words here")
    on_disk.close()
    with pytest.raises(WrongPassphrase):
        unlock(folder, half)
    with pytest.raises(WrongRecoveryKey):
        recover(folder, half)
    with pytest.raises(WeakPassphrase):
        create(tmp_path / "new", half + " and four words")
    assert not (tmp_path / "new").exists()
