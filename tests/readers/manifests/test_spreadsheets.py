"""What spreadsheets do to a manifest: read rightly, or refused by row with what to do."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from desktop.letter.read.refusal import ReadError
from desktop.readers.manifests import manifest
from tests.growth import too_slow

if TYPE_CHECKING:
    from desktop.readers.manifests.manifest import Manifest

HEADER = ("caseNumber", "systemDateIso", "injuredWorkerFirstName", "injuredWorkerLastName",
          "claimNumber", "treatmentRequested", "claimsAdministratorZipCode")  # fmt: skip
ONE = ("CM26-0000001", "05/04/2026", "Ana", "Núñez", "0012345", "MRI, lumbar", "02134")
TWO = ("CM26-0000002", "05/05/2026", "Ben", "Sample", "WC-17", "Acupuncture", "93721")


def lines(*rows: tuple[str, ...], separator: str = ",") -> str:
    """A table of `rows`, each cell in quotation marks where it holds the separator."""

    def quoted(cell: str) -> str:
        return f'"{cell}"' if separator in cell else cell

    return "".join(f"{separator.join(map(quoted, row))}\n" for row in rows)


def read(text: str) -> Manifest:
    return manifest.read(text.encode(), "x.csv")


def told(found: Manifest) -> list[tuple[str, ...]]:
    """What the cases of a manifest say, in the order of `HEADER`, without the date."""
    return [
        (
            row.case.case_number,
            row.case.injured_worker.name,
            row.case.claim_number,
            row.case.disputed_items[0].request,
            row.case.claims_administrator.address.postal_code,
        )
        for row in found.rows
    ]


TOLD_ONE = ("CM26-0000001", "Ana Núñez", "0012345", "MRI, lumbar", "02134")
TOLD_TWO = ("CM26-0000002", "Ben Sample", "WC-17", "Acupuncture", "93721")
PLAIN = lines(HEADER, ONE, TWO)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("named", ["", "sep={}\n", '"sep={}"\r\n', "SEP={}\n"])
def test_the_separator_is_found(separator: str, named: str) -> None:
    text = named.format(separator) + lines(HEADER, ONE, TWO, separator=separator)
    assert told(read(text)) == [TOLD_ONE, TOLD_TWO]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
                                      "cp1252"])  # fmt: skip
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, ending: str) -> None:
    data = PLAIN.replace("\n", ending).encode(encoding)
    assert told(manifest.read(data, "x.csv")) == [TOLD_ONE, TOLD_TWO]


@pytest.mark.parametrize("number", ['="0012345"', '"=""0012345"""', "'0012345", ' "0012345"'])
def test_a_number_that_was_kept_as_text_is_bare(number: str) -> None:
    assert told(read(PLAIN.replace("0012345", number)))[0] == TOLD_ONE


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        ((*ONE[:4], "1.23457E+11", *ONE[5:]), "claim number to 1.23457E+11"),
        ((*ONE[:4], "1,23457E+11", *ONE[5:]), "claim number to 1,23457E+11"),
        ((*ONE[:4], "1.5e11", *ONE[5:]), "claim number to 1.5e11"),
        (("2.6E+07", *ONE[1:]), "case number to 2.6E+07"),
        ((*ONE[:4], "#N/A", *ONE[5:]), "left “#N/A”"),
        ((*ONE[:4], "########", *ONE[5:]), "left “########”"),
        ((*ONE[:4], "=A1+1", *ONE[5:]), "left “=A1+1”"),
        (("", *ONE[1:]), "no case number"),
        (("pending", *ONE[1:]), "“pending” is no case number"),
        ((*ONE, "Fresno"), "8 cells and the header 7"),
    ],
    ids=str,
)
def test_a_row_that_a_spreadsheet_spoilt_is_refused_and_the_next_read(
    row: tuple[str, ...], refusal: str
) -> None:
    found = read(lines(HEADER, row, TWO))
    assert told(found) == [TOLD_TWO]
    (sentence,) = found.refused
    assert sentence.startswith("Row 2 was not read: ")
    assert refusal in sentence
    assert sentence.endswith("import the file again.")


UNCLOSED = PLAIN.replace('"MRI, lumbar"', '"MRI lumbar')


@pytest.mark.parametrize(
    "text",
    [
        UNCLOSED,
        UNCLOSED.replace("Acupuncture", '"Acupuncture'),
        UNCLOSED.replace("Acupuncture", '"Acupuncture, six"'),
        UNCLOSED + lines(ONE),
    ],
    ids=["alone", "both", "before a closed one", "first of three"],
)
def test_a_quotation_mark_that_is_not_closed_costs_its_row_alone(text: str) -> None:
    found = read(text)
    numbers = [row.case.case_number for row in found.rows]
    whole = [line.split(",")[0] for line in text.splitlines()[1:] if line.count('"') % 2 == 0]
    assert numbers == whole
    assert len(numbers) + len(found.refused) == len(text.splitlines()) - 1
    assert all("quotation mark opens a cell" in sentence for sentence in found.refused)


def test_a_quotation_mark_that_stands_alone_in_a_cell_is_refused() -> None:
    found = read(PLAIN.replace("MRI, lumbar", 'MRI "lumbar", open'))
    assert told(found) == [TOLD_TWO]
    assert "Write it twice" in found.refused[0]


def test_an_inch_mark_is_read() -> None:
    assert told(read(PLAIN.replace("Acupuncture", 'Brace 5" high')))[1][3] == 'Brace 5" high'


def test_a_cell_of_several_lines_is_one() -> None:
    found = read(PLAIN.replace("MRI, lumbar", "MRI,\nlumbar,\n\nopen") + lines(("", *TWO[1:])))
    assert told(found)[0][3] == "MRI, lumbar, open"
    assert found.refused[0].startswith("Row 4 (line 7) was not read: it has no case number")


@pytest.mark.parametrize(
    "row", [("Total", "", "", "2"), ("", "", "", "Grand total:", "2"), ("Subtotal",), ("2 cases",),
            ("", "", "", "", "2"), ("Total cases: 2", "x"), ("Printed on 05/06/2026",)]
)  # fmt: skip
def test_a_row_of_totals_is_left_out_and_told(row: tuple[str, ...]) -> None:
    found = read(PLAIN + lines(row))
    assert told(found) == [TOLD_ONE, TOLD_TWO]
    assert found.refused == ()
    (sentence,) = found.notes
    assert sentence.startswith("Row 4, “")
    assert sentence.endswith("is no case and was left out.")


def test_titles_empty_rows_and_headers_that_come_again_are_no_cases() -> None:
    title = "Assignments of 05/04/2026\n\n"
    found = read(title + PLAIN + ",,,\n\n" + PLAIN)
    assert told(found) == [TOLD_ONE, TOLD_TWO] * 2
    assert [sentence[:6] for sentence in found.notes] == ["Row 8,"]


@pytest.mark.parametrize("number", ["Case Number", "case_number", " CASENUMBER ", "c case number"])
def test_columns_are_known_however_they_are_spaced(number: str) -> None:
    assert told(read(PLAIN.replace("caseNumber", number))) == [TOLD_ONE, TOLD_TWO]


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("02134", "2134", "ZIP code 2134 may have lost a zero"),
        ("0012345", "123456789012345000", "may have lost its last digits"),
        ("0012345", "12345.0", "ends as a spreadsheet ends a quantity"),
        (",WC-17,Acupuncture,93721", "", "it has 4 of 7 cells"),
        ("Ben", "B\ufffdn", "some of its characters"),
    ],
)
def test_what_may_be_wrong_is_told(old: str, new: str, note: str) -> None:
    found = read(PLAIN.replace(old, new))
    assert len(found.rows) == 2
    assert note in str([row.notes for row in found.rows])


def test_ten_thousand_rows_that_are_all_unclosed_are_told_in_time() -> None:
    text = lines(HEADER) + '"CM26-0000001,a\n' * 10_000
    found = read(text)
    assert found.rows == ()
    assert found.refused
    assert not too_slow(lambda: read(text), 10)


def test_damage_leads_to_rows_or_sentences() -> None:
    luck = random.Random(7)
    for _ in range(400):
        data = bytearray(PLAIN.encode())
        for _ in range(luck.randrange(1, 6)):
            at = luck.randrange(len(data))
            data[at : at + luck.randrange(3)] = luck.choice(
                [b'"', b",", b"\n", b"=", b"\0", b"\xff"]
            )
        try:
            found = manifest.read(bytes(data), "x.csv")
        except ReadError as error:
            sentences: tuple[str, ...] = (str(error),)
        else:
            sentences = (*found.refused, *found.notes)
            assert all(row.case.case_number for row in found.rows)
        assert all(sentence.endswith(".") for sentence in sentences)


def test_a_cell_holds_no_control_characters() -> None:
    assert told(read(PLAIN.replace("Ana", "A\0n\x1fa"))) == [TOLD_ONE, TOLD_TWO]
