"""The sample in the running window: it is in memory alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from desktop import assets
from desktop.store.files import read_case
from tests.security.running import Person, family, opened, until
from tests.store.test_traces import traces
from tests.window.screen import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(sys.platform != "linux", reason="what is looked at here is Linux's"),
]
TYPED = "Zyxwvutsen"


def test_the_sample_and_what_is_typed_into_it_reach_no_file(tmp_path: Path) -> None:
    person = Person(tmp_path)
    try:
        before = person.files()
        window = person.starts("sample")
        until(lambda: person.screen.title().startswith("CM26-0104417"))
        person.screen.press("F6", "ctrl+a")
        person.screen.type(TYPED)
        until(lambda: person.screen.title().startswith(TYPED))
        held = [one for pid in family(window.pid) for one in opened(pid)]
        assert not [one for one in held if one.startswith(str(person.home))]
        person.screen.press_until("ctrl+q", "Keep 1 case?")
        person.screen.press("shift+Tab", "space")  # it is discarded
        assert window.wait(PATIENCE) == 0
        assert {*person.files()} - {*before} == {
            "config/Determination Desk",
            "config/Determination Desk/window.ini",
        }
        worker = read_case(assets.resource("sample.ddcase")).injured_worker.name
        assert [*traces(person.home, TYPED), *traces(person.home, worker)] == []
    finally:
        person.close()
