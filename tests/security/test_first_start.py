"""The first start of the window: the sample in memory alone, and a new library."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from desktop.platform import assets
from desktop.store.files.files import read_case
from tests.patience import PATIENCE
from tests.security.running import PASSPHRASE, Person, family, opened, until
from tests.store.test_traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(sys.platform != "linux", reason="what is looked at here is Linux's"),
]
TYPED = "Zyxwvutsen"


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    person = Person(tmp_path)
    yield person
    person.close()


def test_the_sample_and_what_is_typed_into_it_reach_no_file(person: Person) -> None:
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


def test_a_new_library_is_its_owner_s_alone_whatever_the_mask(person: Person) -> None:
    before, window = person.files(), person.starts()
    person.screen.type(PASSPHRASE)
    person.screen.press("Tab")
    person.screen.type(PASSPHRASE)
    person.unlocks("")
    until(lambda: person.library.cases.exists() and not person.library.beginning.exists())
    window.kill()
    window.wait(PATIENCE)
    made = {name: others for name, others in person.files().items() if name not in before}
    assert "data/determination-desk" in made
    assert [name for name, others in made.items() if others] == []


def test_a_dialog_for_files_leaves_no_note_of_the_folders_even_after_a_kill(
    person: Person,
) -> None:
    before, window = person.files(), person.starts("sample")
    until(lambda: person.screen.title().startswith("CM26-0104417"))
    person.screen.press_until("ctrl+shift+s", "Save a copy of the case")
    person.screen.press("Escape")
    until(lambda: person.screen.title().startswith("CM26-0104417"))
    person.screen.press("F6", "End")
    person.screen.type("1")
    until(lambda: person.screen.title().startswith("CM26-01044171"))
    window.kill()
    window.wait(PATIENCE)
    written = {name for name in {*person.files()} - {*before} if not name.startswith("tmp/")}
    assert written == set()
