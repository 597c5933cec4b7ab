"""Names, firms, addresses and numbers that the case does not know are removed or asked about."""

from __future__ import annotations

import pytest

from desktop.app import reference_works
from desktop.cases.case import (
    Answer,
    Basis,
    Case,
    DisputedItem,
    Examination,
    Party,
    Passage,
    Reviewer,
    Summary,
)
from desktop.publication.copying import Publication, publication_copy
from desktop.readers.california_imr.reader import read
from desktop.records.questions import Prose

PATH = "summary.narrative"


@pytest.fixture(scope="module")
def references():
    return reference_works.references("california-imr")


def copied(narrative: str, references, answers=None) -> Publication:
    case = Case(
        case_number="CM26-0061902",
        claim_number="4K-118-20719B",
        injured_worker=Party(name="Ilse Haverkamp"),
        employer=Party(name="Redwing Millwork"),
        requesting_physician=Party(name="Tomasz Grabowiecki, DO"),
        reviewer=Reviewer(name="Leonie Ashworth, MD"),
        summary=Summary(narrative=Prose(narrative)),
    )
    return publication_copy(case, references, answers)


def untold(narrative: str, telling: str, references) -> bool:
    """Whether `telling` is gone once each question is answered by a replacement."""
    doubts = copied(narrative, references).doubts
    answers = {(one.path, one.found): "somebody" for one in doubts}
    return telling not in copied(narrative, references, answers).case.summary.narrative


FIRMS = ("Anchor", "Costco", "Blue Harbor", "Everest", "Golden Gate", "Quorvex", "Wellspring")
OF_FIRMS = (
    "{} denied the second request.",
    "On 2/3/2026, {} authorized six visits.",
    "She works for {} as a clerk.",
    "He was employed by {} for nine years.",
    "She was seen at {} on the day of injury.",
    "The claim is handled by {}.",
    "He is insured with {}.",
    "According to {}, the file is closed.",
    "The carrier ({}) has not replied.",
    "Her employer, {}, has no light duty.",
    "A letter from {} is in the file.",
    "{} could not accommodate the restrictions.",
    "The prescription was filled at {}.",
    "The truck belongs to {} and was sold.",
)


@pytest.mark.parametrize("sentence", OF_FIRMS)
@pytest.mark.parametrize("firm", FIRMS)
def test_a_firm_is_asked_about_whatever_word_it_is_called_by(firm, sentence, references):
    assert untold(sentence.format(firm), firm, references)


PEOPLE = ("Stone", "Marjorie", "Winter", "Bosko", "Grant")
OF_PEOPLE = (
    "{} reports pain of 8/10.",
    "Then {} was examined.",
    "She lives with {}.",
    "Per {}, surgery is next.",
    "He spoke with {} on Monday.",
    "A man named {} hit the truck.",
    "The films were read by {}.",
    "PATIENT: {}",
    "RE: {} v. Redwing",
    "Her twin ({}) drove.",
)


@pytest.mark.parametrize("sentence", OF_PEOPLE)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_is_asked_about_whatever_word_the_name_is(name, sentence, references):
    assert untold(sentence.format(name), name, references)


WAYS = {
    "a house without a street": ("She moved to 9 Elm.", "9 Elm"),
    "a house before a city": ("The patient lives at 318 Hawthorn, Salinas.", "318 Hawthorn"),
    "a house on a numbered street": ("Mail goes to 77 East 9th, Apt 4.", "77 East 9th"),
    "a house in small letters": ("lives at 84 quail hollow ln.", "84 quail"),
    "a highway": ("The yard at 16 Route 12 was wet.", "16 Route 12"),
    "a city with its code": ("He lives in Salinas 93901.", "93901"),
    "a box": ("Send to Post Office Box 118, Salinas.", "118"),
    "digits for letters": ("h4v3rk4mp returned to work.", "h4v3rk4mp"),
    "a digit at the front": ("6rabowiecki asked for it.", "6rabowiecki"),
    "a sign for a letter": ("Then Lewi$ham wrote: a$hworth agreed.", "a$hworth"),
    "digits in a stranger's name": ("j0hans3n was seen again.", "j0hans3n"),
    "letter by letter": ("I l s e was seen.", "I l s e"),
    "letter by letter in a file": ("h_a_v_e_r_k_a_m_p_ct.pdf is there.", "h_a_v_e"),
    "a stranger's file": ("See lindholm_ct_2026.pdf.", "lindholm"),
    "small letters behind a title": ("mr. abernathy fell.", "abernathy"),
    "small letters behind by": ("reviewed by kovalchik np", "kovalchik"),
    "another script": ("Наталья came along.", "Наталья"),
    "signs for words": ("王小明 came along.", "王小明"),
    "an accent": ("Siân came along.", "Siân"),
    "a degree of today": ("Silver, LMFT, treats her.", "Silver"),
    "an initial behind": ("Frost K. was seen.", "Frost"),
    "a telephone with points": ("Reach 831.555.0177 for details.", "0177"),
    "a telephone with a slash": ("Fax 831/555-0170.", "0170"),
    "a local telephone": ("Call 555-0144 after noon.", "555-0144"),
    "a telephone abroad": ("Call +49 30 5550 1234.", "5550"),
    "mail in words": ("Write to ilse at example dot com.", "ilse at"),
    "mail with spaces": ("ilseh @ example.org", "ilseh"),
    "a page": ("See example.org/people/ilse.", "people/ilse"),
    "a birthday with points": ("D.O.B. 03/04/71", "03/04/71"),
    "a birthday in brackets": ("(b. 1971-03-04)", "1971-03-04"),
    "a birthday in words": ("was born the 4th of March 1971", "4th of March"),
    "a masked number": ("SSN xxx-xx-6789", "6789"),
    "a number with spaces": ("SSN 123 45 6789", "6789"),
    "the end of a number": ("last four of the social: 6789", "6789"),
    "a claim with points": ("Claim #A9-22.1187-04 was closed.", "1187"),
    "a record with points": ("Medical Record Number: 44.18.92", "44.18.92"),
    "a number of digits alone": ("soc sec no 123.45.6789", "6789"),
    "an accession": ("accession 26-XR-10023", "10023"),
    "another case with its hyphens": ("As in CM-26-0051127, it is not.", "0051127"),
    "a telephone letter by letter": ("8 3 1 - 5 5 5 - 0 1 6 2", "0 1 6 2"),
    "a birthday by an age": ("She turned 55 on 3/4/2026.", "3/4/2026"),
    "small letters where a sentence begins": ("anneke brouwer returned to work", "anneke"),
    "a folder": (r"See \\srv\charts\whitlock\mri.", "whitlock"),
    "who typed": ("Dictated but not read, RGP/mt", "RGP"),
    "what a firm has": ("Beacon's panel approved the brace.", "Beacon"),
    "a firm of letters": ("AIG asked for a second opinion.", "AIG"),
    "a union": ("Her union, Longshore 315, wrote.", "Longshore"),
    "a label": ("Manager on duty: Cliff", "Cliff"),
    "two of a kind": ("Dale and Rusty lifted the beam.", "Dale"),
    "a name of two letters": ("Yu was examined again.", "Yu"),
    "half of a double namesake": ("President Hill of the union wrote.", "Hill"),
    "where a house stands": ("GPS 36.7378, -119.7871", "36.7378"),
    "a card": ("Medicare 1EG4-TE5-MK73", "MK73"),
    "a telephone with an extension": ("phone 831.555.0149x2", "0149"),
    "a computer": ("IP 192.168.4.77", "192.168.4.77"),
    "an authorization": ("authorization no. 88-2213", "2213"),
    "a plate": ("License plate 8KTR449", "8KTR449"),
    "a badge": ("Badge no. 4471", "4471"),
    "a passport": ("Passport X1234567", "X1234567"),
    "a board's case with points": ("ADJ 11.223.344", "223"),
}


@pytest.mark.parametrize("way", WAYS)
def test_addresses_numbers_and_disguises_are_asked_about(way, references):
    assert untold(*WAYS[way], references)


@pytest.mark.parametrize(
    "narrative",
    [
        "CHIEF COMPLAINT: Low back pain. History of Present Illness: A 52-year-old male.",
        "Straight Leg Raise is positive at 45 degrees. Deep Tendon Reflexes are 2+.",
        "The Claims Administrator denied the request. Treatment was authorized on 3/4/2026.",
        "Request authorization for Lumbar ESI at L4-5. Continue Gabapentin 300 mg TID.",
        "MRI Lumbar Spine dated 5/1/2024: At L4-5, there is a 4 mm disc protrusion, Modic Type I.",
        "He completed 12 Physical Therapy visits; 30 Norco Tablets; 4 Weeks of Work Hardening.",
        "Whole Person Impairment per the AMA Guides, Fifth Edition. Medicare. Labor Code 4610.5.",
        "She was born in Mexico in the spring, speaks Spanish, and wears Velcro splints.",
        "Seen at Physical Therapy. Reviewed by Utilization Review. Referred to Pain Management.",
        "Rest helps. Walking makes it worse. Acupuncture helped the pain. Nothing was offered.",
        "CPT 97110, J3301, HCPCS L1832, ICD M54.16 and G89.29; BP 128/84; 5/325 mg; S-shaped.",
    ],
)
def test_what_letters_write_with_a_capital_asks_nothing(narrative, references):
    publication = copied(narrative, references)
    assert (publication.case.summary.narrative, publication.doubts) == (narrative, ())


TOLD = Prose("Pinewood denied it; call 831.555.0177.")
FIELDS = (
    Summary(narrative=TOLD),
    Summary(mechanism=TOLD),
    Summary(treatments=(TOLD,)),
    Summary(examinations=(Examination(findings=TOLD),)),
    DisputedItem(request=TOLD),
    DisputedItem(authorized=TOLD),
    DisputedItem(rationale=TOLD),
    DisputedItem(reviewer_basis=Basis(wording=TOLD)),
    DisputedItem(answers=(Answer(guideline="g", criterion="c", evidence=TOLD),)),
    Passage(place="before", words=TOLD),
)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: str(field)[:60])
def test_a_name_is_found_in_every_field(field, references):
    case = Case(
        summary=field if isinstance(field, Summary) else Summary(),
        disputed_items=(field,) if isinstance(field, DisputedItem) else (),
        own_words=(field,) if isinstance(field, Passage) else (),
    )
    publication = publication_copy(case, references)
    assert "Pinewood" in {doubt.found for doubt in publication.doubts}
    assert "0177" not in str(publication.case)


def test_the_published_letters_ask_nothing_and_stay_word_for_word(shared, pack, references):
    files = sorted((shared / "letters").glob("cm*.txt"))
    assert len(files) == 48
    for file in files:
        publication = publication_copy(read(file.read_bytes(), file.name, pack).case, references)
        assert (file.name, publication.doubts, publication.replacements) == (file.name, (), ())
