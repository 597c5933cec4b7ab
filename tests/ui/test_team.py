"""The team in the window: a quiet banner, what comes, and conflicts settled side by side."""

from __future__ import annotations

import time
from threading import Thread
from typing import TYPE_CHECKING

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton

from desktop.app.deadlines import due
from desktop.cases.case import Case
from desktop.store.errors import ServerUnreachable, StoreError
from desktop.store.library.library import temporary
from desktop.store.team.link import Link, join
from desktop.store.team.team_cases import TeamCases
from desktop.ui.library.conflict_page import ConflictPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from tests.store.postgres import Server


class Other:
    """Somebody else's machine."""

    def __init__(self, server: Server) -> None:
        self.library = temporary(who="lena")
        self.link = Link(self.library, server.url("lena"))

    def write(self, **fields: str) -> None:
        self.link.catch_up()
        (row,) = self.library.cases.rows()
        self.library.cases.save(row.id, Case(case_number="CM26-1", **fields), row.version)
        self.link.catch_up()


def waited() -> float:
    """A clock that stands while this thread works, be it as slowly as it may."""
    return time.monotonic() - time.thread_time()


@pytest.fixture
def lena(team: Server) -> Iterator[Other]:
    other = Other(team)
    yield other
    other.library.close()


@pytest.fixture
def shared(application: Application, team: Server, qtbot: QtBot) -> str:
    """A case of alice's, at work in the window and shared."""
    application.unlocking.work_in(temporary(due=due))
    library = application.desk.store()
    join(library, team.url("alice"))
    id = library.cases.add(Case(case_number="CM26-1", claim_number="first"))
    catch_up(application, qtbot)
    return id


def catch_up(application: Application, qtbot: QtBot) -> None:
    application.team.exchange.catch_up()
    qtbot.waitUntil(lambda: not application.team.exchange.busy)


def click(widget: object, qtbot: QtBot, kind: type, name: str) -> None:
    qtbot.mouseClick(widget.findChild(kind, name), Qt.MouseButton.LeftButton)


def test_a_shared_library_says_so_quietly(application: Application, shared: str) -> None:
    assert application.window._shared.text() == "Shared"


def test_a_lost_server_is_a_quiet_banner_and_is_caught_up(
    application: Application, shared: str, team: Server, qtbot: QtBot
) -> None:
    library = application.desk.store()
    team.stop()
    try:
        library.cases.save(shared, Case(claim_number="typed meanwhile"), 1)
        catch_up(application, qtbot)
        assert application.window._shared.text() == "1 case saved here, not yet shared"
        assert "does not answer" in application.window._shared.toolTip()
    finally:
        team.start()
    catch_up(application, qtbot)
    assert application.window._shared.text() == "Shared"


def test_what_comes_shows_in_the_open_case(
    application: Application, shared: str, lena: Other, qtbot: QtBot
) -> None:
    application.desk.open(shared)
    lena.write(claim_number="from lena")
    catch_up(application, qtbot)
    assert application.desk.current().draft.record.claim_number == "from lena"


def test_a_conflict_is_settled_part_by_part(
    application: Application, shared: str, lena: Other, qtbot: QtBot
) -> None:
    library = application.desk.store()
    lena.write(claim_number="from lena")
    library.cases.save(shared, Case(case_number="CM26-2", claim_number="from alice"), 1)
    catch_up(application, qtbot)
    assert "changed here and by lena" in application.window.notice.words
    click(application.window, qtbot, QPushButton, "notice:act")
    page = application.window.stack.currentWidget()
    assert isinstance(page, ConflictPage)
    settle = page.findChild(QPushButton, "conflict:settle")
    assert not settle.isEnabled()
    click(page, qtbot, QRadioButton, "conflict:case_number:0")
    click(page, qtbot, QRadioButton, "conflict:claim_number:1")
    qtbot.mouseClick(settle, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not application.team.exchange.busy)
    chosen = library.cases.get(shared).case
    assert (chosen.case_number, chosen.claim_number) == ("CM26-2", "from lena")
    lena.link.catch_up()
    assert lena.library.cases.get(shared).case == chosen


def test_a_conflict_put_off_can_be_found_again(
    application: Application, shared: str, lena: Other, qtbot: QtBot
) -> None:
    lena.write(claim_number="from lena")
    application.desk.store().cases.save(shared, Case(claim_number="from alice"), 1)
    catch_up(application, qtbot)
    application.desk.do("conflicts")
    page = application.window.stack.currentWidget()
    click(page, qtbot, QPushButton, "conflict:later")
    application.desk.do("conflicts")
    page = application.window.stack.currentWidget()
    click(page, qtbot, QPushButton, "conflict:all:1")
    click(page, qtbot, QPushButton, "conflict:settle")
    qtbot.waitUntil(lambda: not application.team.exchange.busy)
    assert application.desk.store().cases.get(shared).case.claim_number == "from lena"


def test_without_a_team_nothing_is_said(application: Application, qtbot: QtBot) -> None:
    application.unlocking.work_in(temporary(due=due))
    application.team.exchange.catch_up()
    assert application.window._shared.text() == ""
    application.desk.do("conflicts")
    assert application.window.notice.words == "No case was changed in two places."


def test_a_frozen_server_keeps_the_window_from_nothing(
    application: Application, shared: str, team: Server, qtbot: QtBot
) -> None:
    team.freeze()
    try:
        application.team.exchange.catch_up()
        assert application.team.exchange.busy
        application.desk.open(shared)
        application.desk.current().draft.put("claim_number", "typed meanwhile")
        began = waited()
        assert application.window.close()
        application.finish()
        assert waited() - began < 3
    finally:
        team.thaw()


def test_an_exchange_that_waits_for_an_answer_is_broken_off(
    application: Application, shared: str, team: Server
) -> None:
    with TeamCases(team.url("alice")) as cases:
        ended: list[Exception] = []

        def wait() -> None:
            try:
                cases._all("select pg_sleep(60)")
            except StoreError as error:
                ended.append(error)

        waiting = Thread(target=wait)
        waiting.start()
        while not waiting_on(team):
            assert waiting.is_alive()
        cases.break_off()
        waiting.join(30)
        assert [type(error) for error in ended] == [ServerUnreachable]


def waiting_on(team: Server) -> bool:
    """Whether somebody waits for the server's answer."""
    with psycopg.connect(team.url()) as autosave:
        found = autosave.execute(
            "select 1 from pg_stat_activity where query = 'select pg_sleep(60)' "
            "and state = 'active'"
        )
        return found.fetchone() is not None


def test_a_server_of_an_earlier_release_is_said(
    application: Application, shared: str, team: Server, qtbot: QtBot
) -> None:
    with psycopg.connect(team.url(), autocommit=True) as autosave:
        autosave.execute("update desk.about set schema = 1")
    catch_up(application, qtbot)
    assert "“library init” again" in application.window.notice.words
