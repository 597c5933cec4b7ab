"""Papers that speak of a review and are no determination are refused, and say so."""

from __future__ import annotations

import pytest

from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from desktop.readers.california_imr import reader

PACK = Pack(assets.templates("california-imr"))
FOREIGN = {
    "denial": "UTILIZATION REVIEW DETERMINATION\nClaim Number: 12345\nDate of Injury: 01/02/2025\n"
    "Request: MRI of the lumbar spine\nDecision: Not certified\nRationale: The MTUS does not "
    "support it, and it is not medically necessary.\nYou may ask for an Independent Medical Review "
    "within 30 days.\nSincerely, Dr. Invented",
    "application": "APPLICATION FOR INDEPENDENT MEDICAL REVIEW\nEmployee Name:\nClaim Number:\n"
    "Date of Injury:\nDate of UR Decision:\nTreatment Requested:\nSign below and mail it.",
    "regulation": "The independent medical review organization shall issue the final "
    "determination. Whether care is medically necessary shall be decided under the MTUS.",
    "progress report": "PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT\nPatient: Invented\nDate of "
    "Injury: 1/2/2025\nCase Summary: 44 year old\nThe IMR of 2/2/2026 upheld the denial of the MRI "
    "as not medically necessary.",
    "court": "SUPERIOR COURT\nCase Number: CM26-0000009\nCASE SUMMARY\nPetition to vacate a "
    "determination of Independent Medical Review.",
    "architecture": "# Use a queue\nStatus: accepted\nDecision rationale: it is what we know.",
    "assignment": "NOTICE OF ASSIGNMENT\nIMR Case Number: CM26-0000009\nDate of Injury: 1/2/2025\n"
    "An Independent Medical Review was asked for. The final determination of what is medically "
    "necessary follows within 30 days.",
    "aunt": "Dear aunt, the weather is fine.",
    "notes": "IMR tomorrow, ask for MTUS printout. Case Number: CM26-0000009, Date Assigned: today",
}


SHORT = (
    "IMR Final Determination\nIMR Case Number: CM26-0000009\nThe MRI was medically necessary.",
    "Notice of Final Determination\nCase No. CM26-0000009\nIndependent Medical Review\nUpheld",
)


@pytest.mark.parametrize("letter", SHORT)
def test_a_letter_that_is_all_but_empty_is_read(letter: str) -> None:
    found = reader.read(letter.encode(), "letter.txt", PACK).case
    assert found.case_number == "CM26-0000009"


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("times", [1, 40])
def test_it_is_no_letter(kind: str, times: int) -> None:
    with pytest.raises(reader.ReadError, match=r"^It is not a determination letter\b.*\.$"):
        reader.read((f"{FOREIGN[kind]}\n" * times).encode(), "paper.txt", PACK)


def test_a_guideline_that_ships_is_no_letter() -> None:
    for path in sorted(assets.resource("guidelines").rglob("*.toml"))[:40]:
        with pytest.raises(reader.ReadError):
            reader.read(path.read_bytes(), "guideline.txt", PACK)
