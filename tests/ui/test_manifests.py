"""A manifest that comes into the window: its cases, and a sentence for each row without one."""

from __future__ import annotations

from desktop.app.letters.import_files import from_bytes

HEADER = "caseNumber;injuredWorkerLastName;claimNumber\n"
GOOD, SPOILT = "CM26-0000001;Sample;0012345\n", "CM26-0000002;Sample;1.2E+11\n"


def test_a_row_that_is_refused_is_told_beside_the_cases() -> None:
    arrived = from_bytes(f"{HEADER}{GOOD}{SPOILT}Total;;2\n".encode(), "x.csv")
    assert [case.claim_number for case in arrived.cases] == ["0012345"]
    assert arrived.refusal == ""
    assert [note.split(":")[0] for note in arrived.notes] == [
        "Row 3 was not read", "Row 4, “Total”, is no case and was left out.",
    ]  # fmt: skip


def test_a_manifest_without_a_sound_row_is_refused() -> None:
    arrived = from_bytes(f"{HEADER}{SPOILT}".encode(), "x.csv")
    assert (arrived.cases, arrived.notes) == ((), ())
    assert arrived.refusal.startswith("Row 2 was not read: a spreadsheet shortened")
