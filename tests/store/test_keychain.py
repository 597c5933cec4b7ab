"""The system's keychain: an opt-in beside the passphrase, never in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.store.errors import StoreError, WrongPassphrase
from desktop.store.library.library import unlock
from desktop.store.security import keychain
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.library.library import Library
    from tests.keychains import Chain


def test_a_remembered_library_opens_without_its_passphrase(
    chain: Chain, on_disk: Library, folder: Path
) -> None:
    id = on_disk.cases.add(Case(case_number="CM26-1"))
    keychain.remember(on_disk)
    on_disk.close()
    library = keychain.unlock(folder)
    assert library.cases.get(id).case.case_number == "CM26-1"
    library.close()
    unlock(folder, PASSPHRASE).close()


def test_a_forgotten_library_wants_its_passphrase(
    chain: Chain, on_disk: Library, folder: Path
) -> None:
    keychain.remember(on_disk)
    keychain.forget(folder)
    keychain.forget(folder)
    on_disk.close()
    assert not keychain.remembers(folder)
    with pytest.raises(WrongPassphrase, match="Enter the passphrase"):
        keychain.unlock(folder)


def test_a_keychain_tells_nothing_of_where_the_library_lies(chain: Chain, on_disk: Library) -> None:
    keychain.remember(on_disk)
    ((service, account),) = chain.kept
    assert service == "Determination Desk"
    assert "library" not in account


def test_a_system_without_a_keychain_says_so_and_opens_by_passphrase(
    headless: None, on_disk: Library, folder: Path
) -> None:
    with pytest.raises(StoreError, match="no keychain"):
        keychain.remember(on_disk)
    on_disk.close()
    assert not keychain.remembers(folder)
    keychain.forget(folder)
    unlock(folder, PASSPHRASE).close()
