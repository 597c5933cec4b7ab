"""What a person read in its source is marked, told by the audit, and lost when the words change."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import msgspec
import pytest

from desktop.app import reference_works
from desktop.app.packs import guideline_packs, kept_packs, read_entries
from desktop.app.packs.entry_marks import EntryMarks
from desktop.cli import main
from desktop.store.files.files import FileError
from tests.app.invented_packs import made, rule

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.app.library.library_session import LibrarySession

ID = "river-massage"


def audited(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    assert main(["guidelines", "audit", "--json", "--on", "2026-11-30"]) == 0
    return {one["id"]: one for one in json.loads(capsys.readouterr().out)}


@pytest.fixture
def pack(own: Path, tmp_path: Path) -> str:
    """A pack in force; the fingerprint of its guideline."""
    kept_packs.take(own, guideline_packs.read(made(tmp_path / "one")), "ada")
    return reference_works.catalog([own])[ID].fingerprint


def test_a_mark_is_told_by_the_audit_and_can_be_taken_away(
    pack: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = EntryMarks()
    before = audited(capsys)[ID]
    assert "unverified" in before["concerns"]
    marks.mark(("guideline", ID, pack), "Ada Moss", "The clinic's manual")
    after = audited(capsys)[ID]
    assert "unverified" not in after["concerns"]
    assert (after["read_by"], after["read_on"]) == ("Ada Moss", f"{dt.date.today()}")  # noqa: DTZ011
    assert main(["guidelines", "audit"]) == 0
    assert f"{ID}: read by Ada Moss on" in capsys.readouterr().out
    marks.unmark("guideline", ID)
    assert audited(capsys)[ID] == before
    assert {file.suffix for file in own.iterdir()} <= {".json", ".zip", ""}


def test_every_kind_of_entry_can_be_marked(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert pack
    found = list(audited(capsys).values())
    one_of_each = {str(one["kind"]): one for one in found}
    for kind, one in one_of_each.items():
        EntryMarks().mark((kind, str(one["id"]), str(one["digest"])), "Ada Moss", "Read")
    after = audited(capsys)
    assert len(one_of_each) == 4
    assert all(after[str(one["id"])]["read_by"] == "Ada Moss" for one in one_of_each.values())


def test_an_entry_that_changed_loses_its_mark(
    pack: str, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    EntryMarks().mark(("guideline", ID, pack), "Ada Moss", "The clinic's manual")
    two = made(tmp_path / "two", "2", rule=rule(ask="Is it alone?"))
    kept_packs.take(own, guideline_packs.read(two), "ada")
    assert audited(capsys)[ID]["read_by"] == ""
    kept_packs.back(own, "Riverside")
    assert audited(capsys)[ID]["read_by"] == "Ada Moss"


def test_the_trail_tells_what_was_marked(pack: str, library: LibrarySession) -> None:
    marks = EntryMarks()
    marks.library = library
    marks.mark(("guideline", ID, pack), "Ada Moss", "The clinic's manual")
    marks.unmark("guideline", ID)
    whats = [one.what for one in library.store().trail.entries(limit=2)]
    assert whats == ["guideline no longer marked as read", "guideline marked as read"]


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"format": 9}'])
def test_damaged_marks_are_named_and_never_written_over(
    pack: str, own: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    (own / read_entries.FILE).write_bytes(data)
    assert main(["guidelines", "audit"]) == 1
    assert read_entries.FILE in capsys.readouterr().err
    with pytest.raises(FileError):
        EntryMarks().mark(("guideline", ID, pack), "Ada Moss", "The clinic's manual")
    assert (own / read_entries.FILE).read_bytes() == data
    assert EntryMarks().all().marks == ()


def test_a_fingerprint_is_of_what_is_asked_and_not_of_who_checked_it(pack: str, own: Path) -> None:
    one = reference_works.catalog([own])[ID]
    assert msgspec.structs.replace(one, verified=True, note="Seen").fingerprint == pack
    assert msgspec.structs.replace(one, asks="Otherwise.").fingerprint != pack
