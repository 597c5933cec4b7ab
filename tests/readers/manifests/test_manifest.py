"""Assignment manifests: a case for each row, in both header sets."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest

from desktop.cases.terms import Priority
from desktop.letter.read.refusal import ReadError
from desktop.readers.manifests import manifest
from tests.growth import too_slow

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.cases.case import Case

HEADER = list(manifest._COLUMNS)
OLDER = list(manifest._COLUMNS.values())
ROW = {
    "caseNumber": "CM26-0000001",
    "systemDateIso": "05/04/2026",
    "injuredWorkerFirstName": "Ana",
    "injuredWorkerLastName": "Sample",
    "injuredWorkrSuffix": "Jr.",
    "claimNumber": "WC-17",
    "priority": "Expedited",
    "dateOfInjury": "10/20/2024",
    "dateofURDecision": "4/9/26",
    "receiveDate": "",
    "treatmentRequested": "Acupuncture, 2 times a week, for 3 weeks",
    "providerName": "Dr. Sample",
    "claimsAdministratorCompanyName": "Sample Claims",
    "claimsExaminerFirstName": "June",
    "claimsExaminerLastName": "Winds",
    "claimsAdministratorAddress1": "17 Westerly Lane",
    "claimsAdministratorAddress2": "Suite 2",
    "claimsAdministratorCity": "Fresno",
    "claimsAdministratorState": "California",
    "claimsAdministratorZipCode": "93721",
}


def table(*rows: dict[str, str], header: list[str] = HEADER) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(header)
    for row in rows:
        writer.writerow([row.get(column, "") for column in HEADER])
    return made.getvalue().encode()


def cases(data: bytes) -> list[Case]:
    return [row.case for row in manifest.read(data, "x.csv").rows]


@pytest.mark.parametrize("header", [HEADER, OLDER, [name.upper() for name in HEADER]])
def test_a_row_fills_header_and_parties(header: list[str]) -> None:
    (case,) = cases(table(ROW, header=header))
    assert case.case_number == "CM26-0000001"
    assert case.date_assigned == dt.date(2026, 5, 4)
    assert case.date_of_injury == dt.date(2024, 10, 20)
    assert case.ur_denial_date == dt.date(2026, 4, 9)
    assert case.application_received is None
    assert case.priority is Priority.EXPEDITED
    assert case.injured_worker.name == "Ana Sample Jr."
    assert case.claim_number == "WC-17"
    assert case.requesting_physician.name == "Dr. Sample"
    assert case.claims_administrator.name == "Sample Claims"
    assert case.claims_administrator.contact == "June Winds"
    assert case.claims_administrator.address.street == "17 Westerly Lane, Suite 2"
    assert case.claims_administrator.address.postal_code == "93721"
    assert case.disputed_items[0].request == "Acupuncture, 2 times a week, for 3 weeks"


@pytest.mark.parametrize("name", ["default", "legacy"])
def test_the_samples_are_read(name: str, shared: Path) -> None:
    data = (shared / "samples" / f"noarfi-manifest-{name}.csv").read_bytes()
    found = cases(data)
    assert [case.case_number for case in found] == ["CM16-10000007", "CM16-10000025"]
    assert [case.injured_worker.name for case in found] == ["John Smith", "Steve Smith"]


def test_a_byte_order_mark_and_empty_lines_do_no_harm() -> None:
    assert len(cases(b"\xef\xbb\xbf" + table(ROW) + b"\r\n\r\n,,\r\n")) == 1


def test_a_date_that_is_none_is_told_and_unknown() -> None:
    (row,) = manifest.read(table({**ROW, "dateOfInjury": "13/45/2024"}), "x.csv").rows
    assert row.case.date_of_injury is None
    assert row.notes[0].startswith("Row 2: Date of injury was left unknown: “13/45/2024”")


def test_an_unknown_priority_is_told() -> None:
    (row,) = manifest.read(table({**ROW, "priority": "Rush"}), "x.csv").rows
    assert row.case.priority is None
    assert "“Rush”" in row.notes[0]


def test_a_thousand_rows_are_read_in_a_second() -> None:
    data = table(*({**ROW, "caseNumber": f"CM26-{at:07}"} for at in range(1000)))
    assert len({case.case_number for case in cases(data)}) == 1000
    assert not too_slow(lambda: list(cases(data)), 1)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"a,b,c\n1,2,3\n", "no assignment manifest"),
        (table(), "no case"),
        (b"\x89PNG\r\n", "picture"),
        (b"PK\x03\x04 a workbook", "save the table as CSV"),
    ],
)
def test_what_is_no_manifest_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(ReadError, match=sentence):
        manifest.read(data, "x.csv")
