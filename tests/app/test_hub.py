"""What the parts of the window decide, without a window: deleting, leaving, locking, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app.letters import print_job, receiving
from desktop.app.letters.import_files import Arrival
from desktop.app.library import locking
from desktop.app.library.administration import NOT_SAVED, SAVED, Administration, LibraryParts
from desktop.app.library.case_bin import CHOOSE, CaseBin
from desktop.app.library.library_access import LibraryAccess
from desktop.app.library.recall import Recall
from desktop.app.packs import program_choices
from desktop.app.session import leaving
from desktop.cases.case import Case
from desktop.cases.entry.completions import Completions
from desktop.cases.pack_words import USUAL
from desktop.store.errors import LibraryDamaged, WrongPassphrase
from desktop.store.files import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.app.library.library_session import LibrarySession
    from desktop.app.session.case_session import CaseSession
    from tests.app.conftest import Announced

PASSPHRASE = "four quiet paper cranes"
OTHER = "five loud tin kettles"


def add(library: LibrarySession, *numbers: str) -> list[str]:
    return [library.add(Case(case_number=number)) for number in numbers]


def signed(library: LibrarySession, number: str) -> str:
    (id,) = add(library, number)
    library.store().sign_off(id, ("I reviewed it.",))
    return id


# -- the bin --------------------------------------------------------------------------------------


def test_deleted_cases_are_put_back_in_one_step(library: LibrarySession) -> None:
    bin, ids = CaseBin(library), add(library, "CM26-1", "CM26-2", "CM26-3")
    words = bin.delete(bin.asked(ids[:2]))
    assert words == "2 cases are in the bin for 30 days."
    assert bin.undo_name == "Undo: delete 2 cases"
    assert [row.id for row in library.rows()] == ids[2:]
    assert bin.put_back(bin.last)
    assert {row.id for row in library.rows()} == set(ids)
    assert not bin.put_back(tuple(ids[:2]))
    assert (bin.last, bin.undo_name) == ((), "Undo")


def test_one_case_is_named_by_its_number(library: LibrarySession) -> None:
    bin = CaseBin(library)
    assert bin.delete(bin.asked(add(library, "CM26-1"))) == "CM26-1 is in the bin for 30 days."
    assert bin.delete(bin.asked(add(library, ""))).startswith("The case is in the bin")
    assert bin.undo_name == "Undo: delete the case"
    bin.forget()
    assert bin.last == ()


def test_a_signed_off_case_is_not_deleted_and_the_sentence_says_why(
    library: LibrarySession,
) -> None:
    bin, id = CaseBin(library), signed(library, "CM26-1")
    assert bin.asked([id]).refusal == (
        "CM26-1 is signed off and stays: to delete it, reopen it with a reason."
    )
    both = bin.asked([id, *add(library, "CM26-2")])
    assert both.refusal == ""
    assert bin.delete(both).endswith("reopen it with a reason.")
    assert [row.number for row in library.rows()] == ["CM26-1"]
    two = bin.asked([id, signed(library, "CM26-3")])
    assert two.refusal == (
        "CM26-1, CM26-3 are signed off and stay: to delete them, reopen them with a reason."
    )


def test_nothing_chosen_is_said_so(library: LibrarySession) -> None:
    assert CaseBin(library).asked([]).refusal == CHOOSE


# -- leaving a case -------------------------------------------------------------------------------


def test_leaving_names_the_case_and_says_what_to_do(
    open_session: Callable[[Case], CaseSession],
) -> None:
    session = open_session(Case(case_number="CM26-1"))
    title, about = leaving.question(session)
    assert title == "The last changes to CM26-1 are not saved"
    assert leaving.ADVICE in about
    session.draft.put("case_number", "")
    assert "the case" in leaving.question(session).title


# -- locking --------------------------------------------------------------------------------------


def test_a_library_in_memory_cannot_be_locked(library: LibrarySession) -> None:
    assert locking.refusal(library) == locking.CANNOT_LOCK


def test_the_idle_timeout_follows_the_settings(library: LibrarySession) -> None:
    library.settings.put("lock_after", 7)
    assert locking.idle_timeout(library) == 7 * 60_000
    library.settings.put("lock_after", 0)
    assert locking.idle_timeout(library) == 0


def test_a_damaged_library_offers_what_can_be_done() -> None:
    plain = locking.obstacle(WrongPassphrase())
    assert (plain.options, plain.has_backup) == ((), False)
    assert plain.words == str(WrongPassphrase())
    assert not locking.obstacle(LibraryDamaged("A page cannot be read.")).has_backup


def test_cases_of_the_sample_library_are_moved_and_counted(library: LibrarySession) -> None:
    assert locking.moved(library, ()).words == ""
    one = locking.moved(library, [Case(case_number="CM26-1")])
    assert one.words == "1 case was moved here from the sample library."
    two = locking.moved(library, [Case(case_number="CM26-2"), Case(case_number="CM26-3")])
    assert two.words.startswith("2 cases were moved")
    assert {row.id for row in library.rows()} == {*one.ids, *two.ids}


# -- the library as a whole -----------------------------------------------------------------------


@pytest.fixture
def administration(library: LibrarySession, tmp_path: Path) -> Iterator[Administration]:
    """The administration of a library on the disk."""
    library.close()
    access, recall = LibraryAccess(tmp_path / "library"), Recall(Completions(), library)
    library.take(access.create(PASSPHRASE)[0])
    yield Administration(library, LibraryParts(access, recall, files, library.take))
    recall.stop()


def test_the_keys_are_changed(administration: Administration, library: LibrarySession) -> None:
    assert administration.has_keys
    assert not administration.remembered
    with pytest.raises(WrongPassphrase):
        administration.change_passphrase(OTHER, PASSPHRASE)
    assert "new passphrase" in administration.change_passphrase(PASSPHRASE, OTHER)
    key = administration.renew_recovery_key()
    assert library.store().proves(key)


def test_a_backup_is_restored_with_a_warning_before(
    administration: Administration, library: LibrarySession
) -> None:
    add(library, "CM26-1")
    made = library.store().backups.make()
    add(library, "CM26-2")
    backup = administration.backup(made.path.name)
    assert "what was written since is set aside" in administration.warning(backup)
    assert administration.restore(backup) == ""
    assert [row.number for row in library.rows()] == ["CM26-1"]


def test_a_backup_that_is_damaged_leaves_the_library_open(
    administration: Administration, library: LibrarySession
) -> None:
    made = library.store().backups.make()
    made.path.write_bytes(b"no database")
    assert administration.restore(made)
    assert library.is_open
    assert library.store().open


def test_the_trail_is_exported_or_the_reason_is_announced(
    administration: Administration, tmp_path: Path, announced: Announced
) -> None:
    administration.export_trail(tmp_path / "trail.jsonl")
    assert announced.words == "trail.jsonl is written."
    assert (tmp_path / "trail.jsonl").read_text(encoding="utf-8").count("\n") >= 1
    administration.export_trail(tmp_path / "no folder" / "trail.jsonl")
    assert announced.warnings[-1].startswith("trail.jsonl was not written: ")


def test_the_footer_says_whether_typing_is_saved(
    library: LibrarySession, open_session: Callable[[Case], CaseSession], tmp_path: Path
) -> None:
    access = LibraryAccess(tmp_path)
    parts = LibraryParts(access, Recall(Completions(), library), files, library.take)
    administration = Administration(library, parts)
    assert administration.saved(reachable=True) == ""
    open_session(Case())
    assert administration.saved(reachable=True) == SAVED
    assert administration.saved(reachable=False) == NOT_SAVED
    assert not administration.has_keys


# -- importing and printing -----------------------------------------------------------------------


def test_a_single_case_is_opened_and_several_are_listed(library: LibrarySession) -> None:
    one, two = Case(case_number="CM26-1"), Case(case_number="CM26-2")
    alone = receiving.receive(library, [Arrival("a.ddcase", (one,))])
    assert alone.opens == alone.ids[0]
    both = receiving.receive(library, [Arrival("a.ddcase", (one,)), Arrival("b.csv", (two,))])
    assert (len(both.ids), both.opens) == (2, "")
    assert both.ids[0] == alone.ids[0]


def test_what_is_said_about_an_imported_file() -> None:
    refused = receiving.notice([Arrival("a.pdf", refusal="It is damaged.")])
    assert refused == ("a.pdf was not imported: It is damaged.", True)
    noted = receiving.notice([Arrival("a.txt", (Case(),), ("Its date is unclear.",))])
    assert noted == ("a.txt: 1 note to check. Its date is unclear.", False)
    assert receiving.notice([Arrival("a.txt", (Case(),))]).words == ""
    assert receiving.notice([Arrival("a.txt"), Arrival("b.txt", refusal="No.")]).words == ""


def test_what_is_said_about_printing() -> None:
    write_down = "write the key down"
    assert print_job.refusal(busy=True, printers=1, otherwise=write_down) == print_job.BUSY
    assert write_down in print_job.refusal(busy=False, printers=0, otherwise=write_down)
    assert print_job.refusal(busy=False, printers=1, otherwise=write_down) == ""
    assert print_job.progress(1, 3) == "Printing page 2 of 3 …"
    assert print_job.progress(3, 3) == ""
    assert print_job.outcome(1, "", stopped=False) == "1 page is sent to the printer."
    assert print_job.outcome(2, "Front desk", stopped=True).startswith("Stopped: 2 pages are")


# -- a new case's program -------------------------------------------------------------------------


def test_the_usual_program_comes_first_and_one_alone_needs_no_question() -> None:
    installed = program_choices.choices()
    assert next(iter(installed)) == USUAL
    assert program_choices.only({"one": "One"}) == "one"
    assert program_choices.only({}) == USUAL
    assert program_choices.only({"one": "One", "two": "Two"}) == ""
