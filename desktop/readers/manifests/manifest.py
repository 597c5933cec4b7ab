"""Assignment manifests: a row for each case that the review organization was given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Address, Case, DisputedItem, Party
from desktop.cases.terms import Priority
from desktop.letter.read.plain_text import decoded
from desktop.letter.read.refusal import ReadError
from desktop.readers.manifests import spreadsheet
from desktop.text import dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

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


_NUMBERS = {
    "caseNumber": "case number",
    "claimNumber": "claim number",
    "claimsAdministratorZipCode": "ZIP code",
}
"""The columns whose digits a spreadsheet spoils where it takes them for a quantity."""
_CASE_NUMBER = re.compile(r"(?=\S*\d{3})[\w./-]+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+E[+-]?|E[+-])\d+", re.IGNORECASE)
_AS_TEXT = re.compile(r"'(?=[\w-]+$)")
"""Begins a cell that was typed as text in a spreadsheet."""
_TOTAL = re.compile(r"(?:grand|sub)?[ -]?(?:total|count|sum)s?\b.*", re.IGNORECASE)
_EXACT_DIGITS = 15
"""As many digits of a number a spreadsheet keeps; it makes zeros of the others."""
_ZIP_DIGITS = 5
_PACKED = (b"PK\x03\x04", b"%PDF-")


class ManifestRow(msgspec.Struct, frozen=True):
    """One case of a manifest."""

    case: Case
    notes: tuple[str, ...] = ()
    """What its row says that could not be read, a sentence each."""


class Manifest(msgspec.Struct, frozen=True):
    """What a manifest says."""

    rows: tuple[ManifestRow, ...]
    refused: tuple[str, ...] = ()
    """A sentence for each row that could not be read for certain."""
    notes: tuple[str, ...] = ()
    """A sentence for each row that is no case and was left out."""


class _RowError(ValueError):
    """A row cannot be read; its text says why and what to do, without the row's number."""


def read(data: bytes, name: str) -> Manifest:
    """The cases in the manifest `data`, the file `name`; raises `ReadError`."""
    if data.startswith(_PACKED):
        raise ReadError("It is no text, though it is named .csv: save the table as CSV.")
    if not data.strip():
        raise ReadError("The file is empty.")
    found = spreadsheet.read(decoded(data, name), _is_header, _begins_row)
    if found is None:
        raise ReadError(
            "It is no assignment manifest: none of its first lines names the columns "
            f"{' and '.join(f'“{column}” or “{_COLUMNS[column]}”' for column in _NEEDED)}."
        )
    if not found.records:
        raise ReadError("The manifest has its header line and no case.")
    if len(found.records) > MOST_ROWS:
        raise ReadError(f"The manifest has more than {MOST_ROWS:,} rows.")
    return _manifest(found)


def _manifest(found: spreadsheet.Spreadsheet) -> Manifest:
    """The cases of a table's rows, and why the others are none."""
    names = _names(found.header)
    rows, refused, notes = [], [], []
    for record in found.records:
        if _is_beside(record.cells, found.header):
            notes.append(f"{record.place}, {_quoted(record.cells)}, is no case and was left out.")
            continue
        try:
            rows.append(_row(record, names))
        except _RowError as error:
            refused.append(f"{record.place} was not read: {error}, and import the file again.")
    return Manifest(tuple(rows), tuple(refused), tuple(notes))


def _is_header(cells: tuple[str, ...]) -> bool:
    return set(_NEEDED) <= set(_names(cells))


def _begins_row(header: tuple[str, ...], cells: tuple[str, ...]) -> bool:
    """Whether a line of these cells begins a row of its own."""
    number = dict(zip(_names(header), cells, strict=False)).get("caseNumber", "")
    return 2 * len(cells) >= len(header) and bool(_CASE_NUMBER.fullmatch(number))


def _is_beside(cells: tuple[str, ...], header: tuple[str, ...]) -> bool:
    """Whether a row is no case: the header again, a total, a line of its own."""
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 or _is_header(cells):
        return True
    number = dict(zip(_names(header), cells, strict=False)).get("caseNumber", "")
    return not _CASE_NUMBER.fullmatch(number) and any(map(_TOTAL.fullmatch, filled))


def _quoted(cells: tuple[str, ...]) -> str:
    return f"“{next(filter(None, cells))[:40]}”"


def _names(header: tuple[str, ...]) -> list[str]:
    """The columns by their newer names, "" for one that is not known."""
    newer = {_bare(name): new for new, old in _COLUMNS.items() for name in (new, old)}
    return [newer.get(_bare(cell), "") for cell in header]


def _bare(name: str) -> str:
    """`name` as it is compared: "Case Number" is caseNumber."""
    return "".join(filter(str.isalnum, name)).casefold()


def _row(record: spreadsheet.SpreadsheetRow, names: list[str]) -> ManifestRow:
    """The case of a row; raises `_RowError`."""
    if record.refusal:
        raise _RowError(record.refusal)
    cells = _cells(record.cells, names)
    notes = list(_doubts(cells, len(record.cells), len(names)))
    return ManifestRow(_case(cells, notes), tuple(f"{record.place}: {note}" for note in notes))


def _cells(values: tuple[str, ...], names: list[str]) -> dict[str, str]:
    """The cells of a row by the names of their columns; raises `_RowError`."""
    if any(values[len(names) :]):
        counts = f"it has {len(values)} cells and the header {len(names)}"
        raise _RowError(f"{counts}. Put a cell that holds the separator into quotation marks")
    cells = dict(zip(names, values, strict=False))
    for column in _NUMBERS:
        cells[column] = _AS_TEXT.sub("", cells.get(column, ""))
    for fault in _faults(cells):
        raise _RowError(fault)
    return cells


def _faults(cells: dict[str, str]) -> Iterator[str]:
    """Why a row of these cells cannot be read for certain, and what to do."""
    for column, label in _NUMBERS.items():
        if _SCIENTIFIC.fullmatch(cells[column]):
            shortened = (
                f"a spreadsheet shortened the {label} to {cells[column]} and its digits are lost"
            )
            yield f"{shortened}. Write the whole number into the row, in a column formatted as text"
    for cell in filter(spreadsheet.spoilt, cells.values()):
        yield f"a spreadsheet left “{cell[:40]}” in it. Write what it stands for"
    number = cells["caseNumber"]
    if not _CASE_NUMBER.fullmatch(number):
        why = f"“{number[:40]}” is no case number" if number else "it has no case number"
        yield f"{why}. Write the number into the row"


def _doubts(cells: dict[str, str], found: int, wanted: int) -> Iterator[str]:
    """What a person should check in a row, a sentence each."""
    if found < wanted:
        yield f"it has {found} of {wanted} cells; the others were left empty."
    if any("\ufffd" in cell for cell in cells.values()):
        yield "some of its characters could not be read; they stand as “\ufffd”."
    claim, postal_code = cells["claimNumber"], cells["claimsAdministratorZipCode"]
    if claim.isdecimal() and claim[_EXACT_DIGITS:].strip("0") == "" < claim[_EXACT_DIGITS:]:
        yield f"the claim number {claim} may have lost its last digits in a spreadsheet."
    if re.fullmatch(r"\d+[.,]0+", claim):
        yield f"the claim number {claim} ends as a spreadsheet ends a quantity."
    if postal_code.isdecimal() and len(postal_code) < _ZIP_DIGITS:
        yield f"the ZIP code {postal_code} may have lost a zero in a spreadsheet."


def _case(cells: dict[str, str], notes: list[str]) -> Case:
    """The case that `cells` say; what could not be read is added to `notes`."""

    def day(column: str, label: str) -> dt.date | None:
        try:
            return dates.read(cells.get(column, ""))
        except dates.DateError as error:
            notes.append(f"{label} was left unknown: {error}")
            return None

    treatment = " ".join(cells.get("treatmentRequested", "").split())
    return Case(
        case_number=cells["caseNumber"],
        date_assigned=day("systemDateIso", "Date assigned"),
        date_of_injury=day("dateOfInjury", "Date of injury"),
        ur_denial_date=day("dateofURDecision", "UR denial date"),
        application_received=day("receiveDate", "Application received"),
        priority=_priority(cells.get("priority", ""), notes),
        injured_worker=Party(name=_person(cells, "injuredWorker", "injuredWorkrSuffix")),
        claims_administrator=_administrator(cells),
        claim_number=cells["claimNumber"],
        requesting_physician=Party(name=cells.get("providerName", "")),
        disputed_items=(DisputedItem(request=treatment),) if treatment else (),
    )


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
