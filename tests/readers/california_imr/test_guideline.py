"""Guideline lines as citations: each line that is understood is printed again as it was."""

from __future__ import annotations

import pytest

from desktop.cases.case import Basis, Case, Citation, DisputedItem
from desktop.cases.terms import Source
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from desktop.readers.california_imr.parts import guideline_line, sources
from desktop.text import lists

PACK = Pack(assets.templates("california-imr"))
REVIEWER = "The Expert Reviewer"
OUTSIDE = (
    "The Expert Reviewer based their decision on recommendation(s) outside of the MTUS Guidelines. "
)


def printed(basis: Basis) -> str:
    """The reviewer's line of `basis`, without its label."""
    case = Case(disputed_items=(DisputedItem(reviewer_basis=basis),))
    blocks = compose(case, PACK, "published").blocks
    line = next(block for block in blocks if block.id == "item.1.reviewer_basis")
    return line.text().partition("guideline: ")[2]


@pytest.mark.parametrize(
    "line",
    [
        "Decision based on MTUS Acupuncture Treatment Guidelines.",
        "Decision based on MTUS Low Back Complaints 2004.",
        "Decision based on MTUS Chronic Pain Medical Treatment 2009, Section(s): Opioids, criteria "
        "for use, Weaning of Medications, Page(s): 76-80, 124.",
        "Decision based on MTUS General Approaches 2004, Section(s): Cornerstones of Disability "
        "Prevention and Management, and Opioid Treatment 2016.",
        "Decision based on MTUS Forearm, Wrist, and Hand Complaints 2004, and Knee Care 2004.",
        "Decision based on MTUS ACOEM Chapter 12 Low Back Complaints Page(s): 303-305.",
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 74-96.",
        "Decision based on MTUS Postsurgical Treatment Guidelines. Decision based on MTUS ACOEM.",
        "Decision based on MTUS Knee Care 2004. Decision based on Non-MTUS Citation ODG Knee.",
        f"{OUTSIDE}Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Head, "
        "CT and Other Medical Treatment Guidelines A Journal, 2014; 3(2): 11-19.",
        f"{OUTSIDE}Decision based on Other Medical Treatment Guidelines A Society, Advice, page 7.",
        "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) Pain Chapter.",
        f"{OUTSIDE}Decision based on Non-MTUS Citation http://www.example.org/advice.html.",
    ],
)  # fmt: skip
def test_a_line_that_is_understood_is_printed_as_it_was(line: str) -> None:
    basis = guideline_line.read(line, REVIEWER)
    assert basis.citations
    assert basis.wording == ""
    assert printed(basis) == line


@pytest.mark.parametrize(
    "line",
    ["See the utilization review.", "Decision based on common sense.", "MTUS.", "."],
)
def test_a_line_of_another_kind_keeps_its_words(line: str) -> None:
    basis = guideline_line.read(line, REVIEWER)
    assert (basis.wording, basis.citations) == (line, ())


def test_no_evidence_cited_is_known() -> None:
    line = "The Expert Reviewer did not cite any medical evidence for its decision."
    assert guideline_line.read(line, REVIEWER) == Basis(none_cited=True)


def test_an_empty_line_is_unknown() -> None:
    assert guideline_line.read("", REVIEWER) == Basis()


def test_chapter_year_sections_and_pages_are_told_apart() -> None:
    line = "Decision based on MTUS Eye 2004, Section(s): Summary, Special Studies, Page(s): 9."
    assert guideline_line.read(line, REVIEWER).citations == (
        Citation(title="Eye", year=2004, sections=("Summary", "Special Studies"), pages="9"),
    )


def test_a_source_outside_the_mtus_is_told() -> None:
    line = f"{OUTSIDE}Decision based on Non-MTUS Citation ODG Knee & Leg (Acute & Chronic), MRI."
    (citation,) = guideline_line.read(line, REVIEWER).citations
    assert citation.source is Source("Non-MTUS Citation")
    assert (citation.title, citation.chapter, citation.topic) == (
        "ODG", "Knee & Leg (Acute & Chronic)", "MRI",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("ODG Forearm, wrist and hand, Therapy", ("ODG", "Forearm, wrist and hand", "Therapy")),
        ("ODG: Low Back - Lumbar (Acute & Chronic) Chapter (Online Version)",
         ("ODG", "Low Back - Lumbar (Acute & Chronic) Chapter (Online Version)", "")),
        ("A Book, 6th ed: Fractures", ("A Book", "6th ed", "Fractures")),
        ("ODG", ("ODG", "", "")),
    ],
)  # fmt: skip
def test_organization_chapter_and_topic_are_told_apart(words: str, parts: tuple[str, ...]) -> None:
    found = sources.read(words)
    assert (found.title, found.chapter, found.topic) == parts


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("Special Studies, Summary", ["Special Studies", "Summary"]),
        ("Forearm, Wrist, & Hand", ["Forearm, Wrist, & Hand"]),
        ("Initial Care, Forearm, Wrist, & Hand", ["Initial Care", "Forearm, Wrist, & Hand"]),
        ("NSAIDs (a, b), Topicals", ["NSAIDs (a, b)", "Topicals"]),
        ("NSAIDs, GI symptoms & risk, Opioids", ["NSAIDs, GI symptoms & risk", "Opioids"]),
    ],
)  # fmt: skip
def test_titles_are_parted_where_a_comma_parts_them(words: str, titles: list[str]) -> None:
    assert lists.titles(words) == titles


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        (
            "MTUS Low Back Disorders 2016, Section(s): Diagnostic Testing.",
            "Decision based on MTUS Low Back Disorders 2016, Section(s): Diagnostic Testing.",
        ),
        (
            "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Knee "
            "Chapter, MRI",
            f"{OUTSIDE}Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), "
            "Knee Chapter, MRI.",
        ),
        (
            "Official Disability Guidelines (ODG) Low Back Chapter, Physical therapy",
            f"{OUTSIDE}Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) "
            "Low Back Chapter, Physical therapy.",
        ),
    ],
)
def test_a_pasted_citation_is_printed_in_the_usual_words(pasted, line):
    assert printed(Basis(citations=guideline_line.cited(pasted))) == line


def test_a_pasted_line_that_is_no_citation_of_a_guideline_stays_whole():
    words = "Invented A, Made B. A trial of a brace. J Invented 2015;3:1-9"
    assert guideline_line.cited(words) == (
        Citation(source=Source("Other Medical Treatment Guidelines"), title=words),
    )
