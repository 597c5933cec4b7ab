"""A library is unlocked, looked after and shared without a window."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from desktop.app.library.library_access import LibraryAccess
from desktop.app.library.team_exchange import TeamExchange
from desktop.app.library.team_link import team_link
from desktop.app.library.unlock_steps import UnlockSteps
from desktop.app.library.upkeep import Upkeep
from desktop.cases.case import Case
from desktop.store.errors import StoreError, WrongPassphrase

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.library.library_session import LibrarySession
    from tests.app.conftest import Announced

PASSPHRASE = "four quiet paper cranes"
OTHER = "five loud tin kettles"


@pytest.fixture
def access(tmp_path: Path) -> LibraryAccess:
    return LibraryAccess(tmp_path / "library")


@pytest.fixture
def kept(access: LibraryAccess, library: LibrarySession) -> LibrarySession:
    """A session with a library on the disk."""
    library.close()
    library.take(access.create(PASSPHRASE)[0])
    return library


def test_a_new_library_opens_once_its_key_was_entered_again(access: LibraryAccess) -> None:
    steps = UnlockSteps(access)
    assert steps.first_page == "new"
    key = steps.create(PASSPHRASE)
    assert steps.pending
    assert steps.confirm("ABCD-EFGH") is None
    library = steps.confirm(key)
    assert library is not None
    steps.forget()
    library.close()
    assert (steps.first_page, steps.pending) == ("unlock", False)
    access.unlock(PASSPHRASE).close()


def test_the_recovery_key_leads_to_a_new_passphrase(access: LibraryAccess) -> None:
    library, key = access.create(PASSPHRASE)
    library.close()
    steps = UnlockSteps(access)
    assert steps.renew(OTHER) is None
    steps.recover(key)
    library = steps.renew(OTHER)
    assert library is not None
    library.close()
    with pytest.raises(WrongPassphrase):
        access.unlock(PASSPHRASE)
    access.unlock(OTHER).close()


def test_no_way_out_of_no_damage(access: LibraryAccess) -> None:
    assert UnlockSteps(access).repair(0) is None


def test_while_there_is_no_library_whoever_asks_is_told(
    library: LibrarySession, announced: Announced
) -> None:
    library.close()
    assert not library.is_open
    with pytest.raises(StoreError):
        library.store()
    assert not library.attempt(library.store)
    assert "passphrase" in announced.words


def test_the_settings_are_those_of_the_library(kept: LibrarySession, access: LibraryAccess) -> None:
    kept.settings.put("organization.name", "Sample Review Organization")
    assert kept.blank().organization.name == "Sample Review Organization"
    kept.close()
    kept.take(access.temporary())
    assert not kept.blank().organization.name
    kept.close()
    kept.take(access.unlock(PASSPHRASE))
    assert kept.blank().organization.name == "Sample Review Organization"


def test_work_goes_on_where_it_was_left_off(kept: LibrarySession, access: LibraryAccess) -> None:
    id = kept.add(Case(case_number="CM26-1"))
    kept.leave_off(id, "claim_number")
    kept.close()
    kept.take(access.unlock(PASSPHRASE))
    assert kept.left_off() == (id, "claim_number")
    kept.store().cases.discard(id)
    assert kept.left_off() == ("", "")


def test_a_backup_is_made_each_day_and_leads_back(
    kept: LibrarySession, access: LibraryAccess, qtbot: QtBot
) -> None:
    upkeep, id = Upkeep(kept), kept.add(Case(case_number="CM26-1"))
    with qtbot.waitSignal(upkeep.backed_up) as signal:
        upkeep.look()
    upkeep.finish()
    kept.store().cases.discard(id)
    kept.take(access.restore_open(kept.store(), signal.args[0]))
    assert [row.id for row in kept.rows()] == [id]


def test_a_folder_that_is_gone_is_announced_once(
    kept: LibrarySession, tmp_path: Path, announced: Announced
) -> None:
    upkeep = Upkeep(kept)
    shutil.move(tmp_path / "library", tmp_path / "elsewhere")
    reachable: list[bool] = []
    upkeep.reachable.connect(reachable.append)
    upkeep.glance()
    upkeep.glance()
    assert reachable == [False, False]
    assert len(announced.warnings) == 1
    shutil.move(tmp_path / "elsewhere", tmp_path / "library")
    upkeep.glance()
    assert reachable[-1]
    assert announced.words == ""
    upkeep.finish()


def test_a_library_that_is_not_shared_exchanges_nothing(
    library: LibrarySession, qtbot: QtBot
) -> None:
    exchange = TeamExchange(library, team_link)
    with qtbot.waitSignal(exchange.stood) as signal:
        exchange.catch_up()
    assert signal.args == ["", ""]
    assert not exchange.busy
    assert exchange.conflicts() == ()
    assert not exchange.settle("none", Case())
    exchange.finish()
