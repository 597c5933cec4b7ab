"""People and firms under words that the case does not have are removed or asked about."""

from __future__ import annotations

from itertools import count

import pytest

from desktop.app import reference_works
from desktop.cases.case import Case, Party, Reviewer, Summary
from desktop.publication.copying import Publication, publication_copy
from desktop.records.questions import Prose
from tests.growth import too_steep


@pytest.fixture(scope="module")
def references():
    return reference_works.references("california-imr")


def copied(narrative: str, references) -> Publication:
    case = Case(
        case_number="CM26-0033871",
        claim_number="PLQ-77-2025-0613",
        injured_worker=Party(name="Ana Lucía Etxeberria-Montoya"),
        attorney=Party(name="Brannigan & Oduwole, LLP"),
        employer=Party(name="Thistledown Rail-Yard Services"),
        claims_administrator=Party(name="Meridian Mutual", contact="Gwendolyn Achterhof"),
        requesting_physician=Party(name="Joon-ho Bae, MD"),
        reviewer=Reviewer(name="Will Hand, MD"),
        summary=Summary(narrative=Prose(narrative)),
    )
    return publication_copy(case, references)


@pytest.mark.parametrize(
    ("narrative", "name"),
    [
        ("Zbigniew drove her home.", "Zbigniew"),
        ("She was seen by Przybylski at the clinic.", "Przybylski"),
        ("Drs. Kowalczyk and Bell concur.", "Bell"),
        ("Doctors Kowalczyk, Bell and Imhoff concur.", "Imhoff"),
        ("Dr. Q. Barrow wrote.", "Barrow"),
        ("QME Barrow found five percent.", "Barrow"),
        ("Barrow, RN, called.", "Barrow"),
        ("Signed by: R. Barrow", "Barrow"),
        ("cc: Winston Harper", "Harper"),
        ("Supervisor D'Amico saw it.", "Amico"),
        ("Mike (her foreman) saw it.", "Mike"),
        ("seen by przybylski, md", "przybylski"),
        ("Spoke with Brenda today.", "Brenda"),
        ("Inés Montoya, her sister, called.", "Inés"),
        ("AL was seen.", "AL"),
        ("A. L. E.-M. was seen.", "A. L. E"),
        ("ALEM was seen.", "ALEM"),
        ("Ms. E-M was seen.", "E-M"),
        ("Mr. AEM was seen.", "AEM"),
        ("Her user name is aletxeberria.", "etxeberria"),
        ("Wendy and Gwen denied it.", "Gwen"),
        ("Oduwole asked for a copy.", "Oduwole"),
        ("B&O asked for a copy.", "B&O"),
        ("Thistledown offered light duty.", "Thistledown"),
        ("Railyard Services offered light duty.", "Railyard"),
        ("TRYS offered light duty.", "TRYS"),
        ("MM authorized it.", "MM"),
        ("J.-H. Bae wrote.", "J.-H"),
        ("JHB wrote.", "JHB"),
        ("The chart C44120 was read.", "44120"),
        ("WCAB No. 7654321-B", "7654321"),
        ("Her number there is 88123456.", "88123456"),
        ("A prior review, CM15-0277, is known.", "0277"),
        ("Šimůnek drove her.", "Šimůnek"),
        ("DR. RUSK WROTE.", "RUSK"),
        ("DOB 03/1971", "1971"),
        ("Trooper Odom came.", "Odom"),
        ("Born on March 9, 1971.", "March 9"),
    ],
)
def test_a_name_goes_or_is_asked_about(narrative, name, references):
    publication = copied(narrative, references)
    asked = any(name in doubt.found or doubt.found in name for doubt in publication.doubts)
    assert name not in publication.case.summary.narrative or asked


@pytest.mark.parametrize(
    "narrative",
    [
        "Subacromial decompression. Postlaminectomy syndrome. Neuroimaging was normal.",
        "In a Cochrane review (Vroomen, 1999) and in Peul et al., 2007, benefit was small.",
        "Lhermitte, Crohn and Patrick tests; Wegovy, Tegaderm and Salonpas; ACDF, TFESI, PLIF.",
        "Reviewed by Utilization Review. PT Evaluation, QME Report, NP note, Signed: yes.",
        "Low back pain; mutual agreement; the meridian was crossed; by hand, at will.",
    ],
)
def test_a_letter_without_names_asks_nothing(narrative, references):
    publication = copied(narrative, references)
    assert (publication.case.summary.narrative, publication.doubts) == (narrative, ())


def test_an_ordinary_word_that_is_a_name_too_is_asked_about_and_stays(references):
    narrative = "The Low Hand Disorders chapter. Left Hand strength was 4/5."
    publication = copied(narrative, references)
    assert publication.case.summary.narrative == narrative
    assert {doubt.found for doubt in publication.doubts} == {"Hand"}


@pytest.mark.parametrize(
    "text", ["A", "a.b@", "Dr. ", "signed by ", "Drs. Bob and ", "Quin-", "Abc ", "Bob (his "]
)
def test_twice_the_text_takes_about_twice_as_long(text, references):
    fresh = count()
    copied("Nobody is here.", references)

    def copy(size: int) -> None:
        copied(f"{text * (size // len(text))}{next(fresh)}", references)

    assert not too_steep(lambda: copy(20_000), lambda: copy(80_000), 12, slack=0.5)
