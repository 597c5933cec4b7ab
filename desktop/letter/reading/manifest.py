"""Assignment manifests: a row for each case that the review organization was given."""

from __future__ import annotations

import csv
import datetime as dt
import io

import msgspec

from desktop.domain import dates
from desktop.domain.case import Address, Case, DisputedItem, Party
from desktop.domain.terms import Priority
from desktop.letter.reading.plaintext import decoded
from desktop.letter.reading.refusal import ReadError

MOST_ROWS = 100_000
_COLUMNS = {
    "caseNumber": "C_CASE_NUMBER",
    "systemDateIso": "SYSTEM_DATE",
    "participantType": "PARTICIPANT_TYPE",
    "providerName": "PROVIDER",
    "claimNumber": "C_CLAIMS_NUMBER",
    "priority": "PRIORITY_TYPE",
    "dateOfInjury": "C_INJURY_DATE",
    "dateofURDecision": "C_UR_DEC_DATE",
    "treatmentRequested": "C_TXREQ",
    "receiveDate": "C_RCVDATE",
    "injuredWorkerFirstName": "IW_F_NAME",
    "injuredWorkerLastName": "IW_L_NAME",
    "injuredWorkrSuffix": "IW_SUFFIX",
    "claimsAdministratorCompanyName": "C_PARTICIPANT_ORGAN_NAME",
    "claimsExaminerFirstName": "C_PARTICIPANT_CONTACT_F_NAME",
    "claimsExaminerLastName": "C_PARTICIPANT_CONTACT_L_NAME",
    "claimsExaminerSuffix": "C_PARTICIPANT_CONTACT_SUFFIX",
    "claimsAdministratorAddress1": "C_PARTICIPANT_1ST_STREET_ADDRE",
    "claimsAdministratorAddress2": "C_PARTICIPANT_2ND_STREET_ADDRE",
    "claimsAdministratorCity": "C_PARTICIPANT_CITY",
    "claimsAdministratorState": "C_PARTICIPANT_STATE",
    "claimsAdministratorZipCode": "C_PARTICIPANT_POSTAL_CODE",
}
"""Each column by its name in the newer header set, with its name in the older one."""
_NEEDED = ("caseNumber", "injuredWorkerLastName")


class Row(msgspec.Struct, frozen=True):
    """One case of a manifest."""

    case: Case
    notes: tuple[str, ...] = ()
    """What its row says that could not be read, a sentence each."""


def read(data: bytes, name: str) -> tuple[Row, ...]:
    """The cases in the manifest `data`, the file `name`; raises `ReadError`."""
    text = decoded(data, name)
    table = csv.reader(io.StringIO(text, newline=""))
    try:
        rows = [row for row in table if any(map(str.strip, row))]
    except csv.Error as error:
        raise ReadError(f"Line {table.line_num} is no line of a table: {error}.") from error
    if not rows:
        raise ReadError("The file is empty.")
    names = _names(rows[0])
    if len(rows) == 1:
        raise ReadError("The manifest has its header line and no case.")
    if len(rows) > MOST_ROWS:
        raise ReadError(f"The manifest has more than {MOST_ROWS:,} rows.")
    return tuple(_row(dict(zip(names, map(str.strip, row), strict=False))) for row in rows[1:])


def _names(header: list[str]) -> list[str]:
    """The columns by their newer names; raises `ReadError` where it is no manifest's header."""
    newer = {old.casefold(): new for new, old in _COLUMNS.items()}
    newer |= {new.casefold(): new for new in _COLUMNS}
    names = [newer.get(cell.strip().casefold(), "") for cell in header]
    missing = [column for column in _NEEDED if column not in names]
    if missing:
        raise ReadError(
            "It is no assignment manifest: its first line names no column "
            f"“{missing[0]}” or “{_COLUMNS[missing[0]]}”."
        )
    return names


def _row(cells: dict[str, str]) -> Row:
    notes: list[str] = []

    def day(column: str, label: str) -> dt.date | None:
        try:
            return dates.read(cells.get(column, ""), dt.datetime.now(tz=dt.UTC).date())
        except dates.DateError as error:
            notes.append(f"{label} was left unknown: {error}")
            return None

    treatment = " ".join(cells.get("treatmentRequested", "").split())
    case = Case(
        case_number=cells.get("caseNumber", ""),
        date_assigned=day("systemDateIso", "Date assigned"),
        date_of_injury=day("dateOfInjury", "Date of injury"),
        ur_denial_date=day("dateofURDecision", "UR denial date"),
        application_received=day("receiveDate", "Application received"),
        priority=_priority(cells.get("priority", ""), notes),
        injured_worker=Party(name=_person(cells, "injuredWorker", "injuredWorkrSuffix")),
        claims_administrator=_administrator(cells),
        claim_number=cells.get("claimNumber", ""),
        requesting_physician=Party(name=cells.get("providerName", "")),
        disputed_items=(DisputedItem(request=treatment),) if treatment else (),
    )
    return Row(case, tuple(notes))


def _priority(words: str, notes: list[str]) -> Priority | None:
    for priority in Priority:
        if priority.value.casefold() == words.casefold():
            return priority
    if words.casefold() == "regular":
        return Priority.STANDARD
    if words:
        notes.append(f"Priority was left unknown: “{words}” is neither Standard nor Expedited.")
    return None


def _person(cells: dict[str, str], who: str, suffix: str) -> str:
    names = (cells.get(f"{who}FirstName"), cells.get(f"{who}LastName"), cells.get(suffix))
    return " ".join(filter(None, names))


def _administrator(cells: dict[str, str]) -> Party:
    streets = (cells.get(f"claimsAdministratorAddress{line}") for line in (1, 2))
    return Party(
        name=cells.get("claimsAdministratorCompanyName", ""),
        contact=_person(cells, "claimsExaminer", "claimsExaminerSuffix"),
        address=Address(
            street=", ".join(filter(None, streets)),
            city=cells.get("claimsAdministratorCity", ""),
            state=cells.get("claimsAdministratorState", ""),
            postal_code=cells.get("claimsAdministratorZipCode", ""),
        ),
    )
