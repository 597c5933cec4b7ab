"""However a name is written, the copy for the public has it no more, or asks."""

from __future__ import annotations

import pytest

from desktop.app import reference_works
from desktop.cases.case import Case, DisputedItem, Document, Party, Reviewer, Summary
from desktop.publication.copying import Publication, publication_copy
from desktop.publication.folding import fold
from desktop.publication.name_answers import YES
from desktop.records.questions import Prose

WORKER = "Rosalind Quinn Müller-Achterberg"


@pytest.fixture(scope="module")
def references():
    return reference_works.references("california-imr")


def case(narrative: str) -> Case:
    return Case(
        case_number="CM26-0000417",
        injured_worker=Party(name=WORKER),
        attorney=Party(name="Harrow, Finch & Delacourt LLP", contact="Theodora O’Rourke"),
        employer=Party(name="Kestrel Valley Packing Company, Inc."),
        claims_administrator=Party(name="Brackenridge Claims Management Services", contact="Bo Ng"),
        requesting_physician=Party(name="Otto de la Lindqvist, MD"),
        claim_number="WC-2026-0099812",
        reviewer=Reviewer(name="Robert T. Marlowe, MD"),
        documents=(Document(author="Ines Corvalán, DC", type="Chiropractic note"),),
        summary=Summary(narrative=Prose(narrative)),
        disputed_items=(DisputedItem(request="MRI of the right knee"),),
    )


def copied(narrative: str, references, answers=None) -> Publication:
    return publication_copy(case(narrative), references, answers)


GONE = {
    "whole": ("Rosalind Quinn Müller-Achterberg fell.", "Rosalind"),
    "given and family": ("Rosalind Müller-Achterberg fell.", "Achterberg"),
    "turned round": ("Müller-Achterberg, Rosalind fell.", "Rosalind"),
    "family alone": ("Ms. Müller-Achterberg fell.", "ller"),
    "half of a double name": ("Ms. Achterberg fell.", "Achterberg"),
    "the other half": ("Then Müller fell.", "Müller"),
    "without its hyphen": ("Ms. MüllerAchterberg fell.", "Achterberg"),
    "a space for its hyphen": ("Ms. Müller Achterberg fell.", "Achterberg"),
    "without its accent": ("Ms. Muller-Achterberg fell.", "Muller"),
    "a combining accent": ("Ms. Mu\u0308ller-Achterberg fell.", "ller"),
    "a no-break hyphen": ("Ms. Müller\u2011Achterberg fell.", "Achterberg"),
    "a soft hyphen": ("Ms. Achter\u00adberg fell.", "berg"),
    "a zero-width space": ("Ms. Achter\u200bberg fell.", "berg"),
    "a word joiner": ("Ms. A\u2060chterberg fell.", "berg"),
    "a no-break space": ("Rosalind\u00a0Achterberg fell.", "Achterberg"),
    "parted at a line's end": ("Then Achter-\nberg fell.", "berg"),
    "parted by a line's end alone": ("Then Achter\nberg fell.", "berg"),
    "between two lines": ("Rosalind\nAchterberg fell.", "Achterberg"),
    "capitals": ("ACHTERBERG fell.", "ACHTERBERG"),
    "small letters": ("Then achterberg fell.", "achterberg"),
    "full-width letters": ("Ms. Ａｃｈｔｅｒｂｅｒｇ fell.", "Ａｃ"),
    "look-alikes": ("Ms. Асhtеrbеrg fell.", "rb"),
    "a digit for a letter": ("Then Corva1an treated.", "Corva"),
    "plural": ("The Achterbergs fell.", "Achterberg"),
    "possessive": ("Achterberg's knee hurts.", "Achterberg"),
    "typographic possessive": ("Achterberg’s knee hurts.", "Achterberg"),
    "a prefix": ("A non-Achterberg matter.", "Achterberg"),
    "a suffix": ("An Achterberg-related matter.", "Achterberg"),
    "in a file name": ("See achterberg_mri_2026.pdf.", "achterberg"),
    "in a path": ("See C:\\cases\\Achterberg\\mri.pdf.", "Achterberg"),
    "behind an abbreviation": ("See MRIAchterberg2026.", "Achterberg"),
    "title and initial": ("Ms. A. fell.", "Ms. A"),
    "title and initial without a point": ("Then Mr. M said so.", "Mr. M"),
    "initials with points": ("R.Q.M. fell.", "R.Q.M"),
    "spaced initials": ("R. Q. M. fell.", "R. Q. M"),
    "an initial before the name": ("R. Achterberg fell.", "Achterberg"),
    "nickname": ("Rosie fell again.", "Rosie"),
    "nickname of the reviewer": ("Then Bobby agreed.", "Bobby"),
    "given name alone": ("Rosalind says that it hurts.", "Rosalind"),
    "physician": ("Dr. Lindqvist asked.", "Lindqvist"),
    "physician with degree": ("Otto Lindqvist, M.D., asked.", "Lindqvist"),
    "author without an accent": ("Dr. Corvalan asked.", "Corvalan"),
    "apostrophe": ("Ms. O'Rourke wrote.", "Rourke"),
    "without its apostrophe": ("Ms. ORourke wrote.", "Rourke"),
    "a firm": ("Kestrel Valley Packing Company knew.", "Kestrel"),
    "a firm without its form": ("Kestrel Valley Packing Co. knew.", "Kestrel"),
    "a firm's short name": ("She works at Kestrel Valley.", "Kestrel"),
    "a firm of lawyers": ("Harrow, Finch and Delacourt wrote.", "Harrow"),
    "claim number": ("Claim WC-2026-0099812 is open.", "99812"),
    "claim number without hyphens": ("Claim WC20260099812 is open.", "99812"),
    "claim number with spaces": ("Claim WC 2026 0099812 is open.", "99812"),
    "claim number by its tail": ("The claim that ends in 99812 is open.", "99812"),
    "claim number in small letters": ("Claim wc-2026-0099812 is open.", "99812"),
    "another case": ("As in CM25-0104418, it is not.", "0104418"),
    "another case without its hyphen": ("As in CM250104418, it is not.", "0104418"),
    "a board's case": ("See ADJ1234567.", "1234567"),
    "a record's number": ("MRN 00482913 shows it.", "00482913"),
    "a record's number like a day": ("MRN: 00-12-77 shows it.", "00-12-77"),
    "a chart's number": ("Chart no. 88-20134 shows it.", "20134"),
    "telephone": ("Call (209) 555-0199.", "0199"),
    "mail": ("Write to otto@clinic.example.", "otto@"),
    "a stranger with a title": ("Mr. Delacroix fell too.", "Delacroix"),
    "a named nurse": ("Nurse Kelly saw her.", "Kelly"),
}
ASKED = {
    "initials that two have": ("Then R.M. fell.", "R.M."),
    "one word of a firm": ("She works at Kestrel.", "Kestrel"),
    "one word of an administrator": ("Then Brackenridge denied it.", "Brackenridge"),
    "letters of a firm": ("She works at KVPC.", "KVPC"),
    "plain initials": ("Then RQM fell.", "RQM"),
    "one letter wrong": ("Then Achterburg fell.", "Achterburg"),
    "two letters swapped": ("Then Acthereberg fell.", "Acthereberg"),
    "one letter short": ("Dr. Wu and Lindqist asked.", "Lindqist"),
    "glued to another word": ("Then Achterbergfell down.", "Achterberg"),
    "parted by a space": ("Then Achter berg fell.", "Achter berg"),
    "a nurse of a rare name": ("The nurse Oyelaran saw her.", "Oyelaran"),
    "a husband": ("Her husband Zdenko drives.", "Zdenko"),
    "four digits of the claim": ("The claim that ends in 9812 is open.", "9812"),
}


@pytest.mark.parametrize("way", GONE)
def test_a_name_is_gone_however_it_is_written(way, references):
    narrative, telling = GONE[way]
    copy = copied(narrative, references).case.summary.narrative
    assert fold(telling).text not in fold(copy).text
    assert telling not in copy


@pytest.mark.parametrize("way", ASKED)
def test_what_may_be_a_name_is_asked(way, references):
    narrative, telling = ASKED[way]
    publication = copied(narrative, references)
    asked = [one for one in publication.doubts if telling in one.found]
    gone = telling not in publication.case.summary.narrative
    assert asked or gone


@pytest.mark.parametrize(
    "narrative",
    [
        "She used a walker on 01/05/2026 and took Norco 10/325 mg, 60 tablets.",
        "Spurling's, Tinel's and McMurray's tests were negative; the finches in the valley sang.",
        "The packing of the wound, the harrow and the claims were managed.",
        "A 61-year-old female with L5-S1 stenosis; Hawkins and Neer signs, BMI 31.2.",
        "PT 2x6, MRI, EMG/NCS, RFA, MD, D.C. and P.T. notes; R.N. visit; UR of 2026.",
        "In 2026 the physical therapist recommended Tylenol. The nurse practitioner agreed.",
        "The nurse case manager, the husband and the attorney. The nurse. The Nurse Practitioner.",
        "A mullered fruit and quinine are nobody.",
        "Boston, Los Angeles and the MTUS Chronic Pain Guidelines of July 28, 2016.",
        "A claim of 2026 and a total of 1998 or 98120 units.",
    ],
)
def test_words_that_name_nobody_stay_and_ask_nothing(narrative, references):
    publication = copied(narrative, references)
    assert publication.case.summary.narrative == narrative
    assert publication.doubts == ()


def test_yes_leaves_the_words_and_another_answer_replaces_them(references):
    narrative = "She works at Kestrel. Then Kestrel closed."
    path = "summary.narrative"
    yes = copied(narrative, references, {(path, "Kestrel"): YES})
    assert (yes.case.summary.narrative, yes.doubts) == (narrative, ())
    replaced = copied(narrative, references, {(path, "Kestrel"): "the plant"})
    assert replaced.case.summary.narrative == "She works at the plant. Then the plant closed."
    assert replaced.doubts == ()


def test_a_doubt_says_where_and_proposes(references):
    (doubt,) = copied("She has worked at Kestrel since 2011.", references).doubts
    assert doubt.path == "summary.narrative"
    assert doubt.question == "May “Kestrel” stand in the copy for the public?"
    assert doubt.sentence == "She has worked at Kestrel since 2011."
    assert doubt.proposal == "the employer"
