"""Eight people write to one case of the team's library at once, while its server is killed.

Each adds one to a number in the case, having read it. No addition may be lost, none made twice, and
each collision must be reported. ``DETERMINATION_DESK_SOAK`` sets for how many seconds; a minute is
what was promised, a few show most faults.
"""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

from desktop.cases.case import Case
from desktop.store.errors import CaseChanged, ServerUnreachable
from desktop.store.team.making import make
from desktop.store.team.team_cases import TeamCases

if TYPE_CHECKING:
    from tests.store.postgres import Server

SECONDS = float(os.environ.get("DETERMINATION_DESK_SOAK", "4"))
WRITERS = 8
ID = "c" * 32


class Writer(threading.Thread):
    """Somebody who adds one, again and again, for as long as the test lasts."""

    def __init__(self, url: str, end: float) -> None:
        super().__init__()
        self.url, self.end = url, end
        self.added = self.uncertain = self.collisions = self.losses = 0
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            while time.monotonic() < self.end:
                self._connected()
        except BaseException as fault:
            self.fault = fault

    def _connected(self) -> None:
        try:
            with TeamCases(self.url) as cases:
                while time.monotonic() < self.end:
                    self._add(cases)
        except ServerUnreachable:
            self.losses += 1
            time.sleep(0.05)

    def _add(self, cases: TeamCases) -> None:
        kept = cases.get(ID)
        number = int(kept.case.claim_number) + 1
        try:
            cases.save(ID, Case(claim_number=str(number)), kept.version)
            self.added += 1
        except CaseChanged:
            self.collisions += 1
        except ServerUnreachable:
            self.uncertain += 1
            raise


def test_eight_writers_lose_no_update_while_the_server_is_killed(server: Server) -> None:
    server.new_database()
    names = [f"writer{number}" for number in range(WRITERS)]
    make(server.url(), leads=names)
    with TeamCases(server.url(names[0])) as cases:
        cases.add(ID, Case(claim_number="0"))
    end = time.monotonic() + SECONDS
    writers = [Writer(server.url(name), end) for name in names]
    for writer in writers:
        writer.start()
    time.sleep(SECONDS / 2)
    server.stop()
    server.start()
    for writer in writers:
        writer.join()

    assert not [writer.fault for writer in writers if writer.fault]
    added = sum(writer.added for writer in writers)
    uncertain = sum(writer.uncertain for writer in writers)
    with TeamCases(server.url(names[0])) as cases:
        kept, chain = cases.get(ID), cases.verify()
    assert added <= int(kept.case.claim_number) <= added + uncertain
    assert kept.version == int(kept.case.claim_number) + 1
    assert chain.sound
    assert chain.entries == kept.version
    assert sum(writer.collisions for writer in writers) > 0
    assert all(writer.losses for writer in writers)
