"""Files come in and letters go out without a window, and the library records it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.app.letters import export
from desktop.app.letters.export_record import ExportRecord
from desktop.app.letters.import_files import Arrival, arrivals, from_bytes
from desktop.app.letters.known_cases import KnownCases
from desktop.cases import case_file
from desktop.cases.case import Case
from desktop.cases.export_reasons import exports
from desktop.store.files import files
from tests.app.conftest import sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.app.library.library_session import LibrarySession
    from desktop.app.session.case_session import CaseSession

CASE = Case(case_number="CM26-0000001", claim_number="one")
OTHER = replace(CASE, claim_number="two")


def order(folder: Path, *forms: str) -> export.ExportRequest:
    return export.ExportRequest(folder, "{number}", forms, ("served",))


def test_a_case_file_comes_in_as_it_is() -> None:
    assert from_bytes(case_file.dumps(CASE), "a.ddcase").cases == (CASE,)


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.ddcase").write_bytes(case_file.dumps(CASE))
    (tmp_path / "b.ddcase").write_bytes(b"{")
    paths = [tmp_path / name for name in ("b.ddcase", "gone.ddcase", "a.ddcase")]
    broken, gone, whole = arrivals(paths, files, lambda _done: True)
    assert broken.refusal
    assert gone.refusal
    assert whole.cases == (CASE,)


def test_a_case_that_is_there_is_not_added_twice(library: LibrarySession) -> None:
    id = library.add(CASE)
    assert library.add(CASE) == id
    assert library.add(OTHER) != id


def test_the_same_number_with_other_words_is_known(library: LibrarySession) -> None:
    id, known = library.add(CASE), KnownCases(library)
    assert known.duplicated_by(CASE) == ""
    assert known.duplicated_by(replace(OTHER, case_number=" cm26-0000001 ")) == id
    assert known.duplicated_by(Case(case_number="CM26-0000002")) == ""
    left = known.without_duplicates(Arrival("list.csv", (OTHER, Case(case_number="CM26-2"))))
    assert [case.case_number for case in left.cases] == ["CM26-2"]
    assert "CM26-0000001" in left.notes[0]


def test_a_letter_without_a_number_may_be_that_of_the_case_at_work(
    library: LibrarySession, open_session: Callable[[Case], CaseSession]
) -> None:
    known = KnownCases(library)
    assert known.duplicated_by(Case()) == ""
    assert known.duplicated_by(Case()) == open_session(CASE).id if library.case else True
    session = open_session(CASE)
    assert known.duplicated_by(Case()) == session.id
    session.draft.put("claim_number", "typed")
    assert library.current(session.id).claim_number == "typed"


def test_letters_are_written_and_recorded(library: LibrarySession, tmp_path: Path) -> None:
    id, case = library.add(sample()), sample()
    wanted = order(tmp_path, "txt", "docx")
    done = export.write(wanted, [(id, case)], files, lambda _done: True)
    assert {one.path.name for one in done.written} == {path.name for path in tmp_path.iterdir()}
    ExportRecord(library).add(wanted, {id: ("An error stands.",)}, "It is urgent.", done)
    for one in done.written:
        assert library.store().trail.exported(one.sha256) is not None
    (reason,) = exports(library.store().cases.get(id).case)
    assert reason.reason == "It is urgent."


def test_the_reason_goes_into_the_case_that_is_worked_on(
    library: LibrarySession, open_session: Callable[[Case], CaseSession], tmp_path: Path
) -> None:
    session = open_session(sample())
    wanted = order(tmp_path, "txt")
    done = export.write(wanted, [(session.id, session.record)], files, lambda _done: True)
    ExportRecord(library).add(wanted, {session.id: ("An error.",)}, "It is urgent.", done)
    assert exports(session.record)
    session.draft.undo()
    assert exports(session.record)


def test_a_letter_that_is_not_written_is_recorded_too(
    library: LibrarySession, tmp_path: Path
) -> None:
    id = library.add(sample())
    taken = tmp_path / "taken"
    taken.write_text("a file")
    wanted = order(taken, "txt")
    done = export.write(wanted, [(id, sample())], files, lambda _done: True)
    assert done.refused[0].id == id
    before = len(library.store().trail.entries(id))
    ExportRecord(library).add(wanted, {id: ()}, "", done)
    assert len(library.store().trail.entries(id)) == before + 1
