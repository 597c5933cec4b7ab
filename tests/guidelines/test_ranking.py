"""Which guideline is offered for a request, by its words and the decision date."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from desktop.app import reference_works

LIBRARY = reference_works.catalog()
IN_2015, IN_2017, IN_2019 = dt.date(2015, 3, 2), dt.date(2017, 2, 13), dt.date(2019, 5, 6)


def first(request, day=IN_2017, context=""):
    guideline = LIBRARY.offer(request, day, context)[0].guideline
    return f"{guideline.chapter} {guideline.year or ''}".strip()


@pytest.mark.parametrize(
    ("request_", "chapter"),
    [
        ("Hydrocodone/APAP 10/325mg #90", "Opioid Treatment 2016"),
        ("Nucynta 75 mg", "Opioid Treatment 2016"),
        ("Butrans patch 10mcg/hr #4", "Opioid Treatment 2016"),
        ("Skelaxin 800mg #60", "Chronic Pain Medical Treatment 2016"),
        ("Lidoderm patches", "Chronic Pain Medical Treatment 2016"),
        ("Pregabalin 75 mg", "Chronic Pain Medical Treatment 2016"),
        ("H-wave device, purchase", "Chronic Pain Medical Treatment 2016"),
        ("Physiotherapy 2x4", "Chronic Pain Medical Treatment 2016"),
        ("UDS", "Opioid Treatment 2016"),
        ("Electroacupuncture, 6 visits", "Acupuncture Treatment 2007"),
        ("Post-op PT 2x6 left knee", "Postsurgical Treatment 2009"),
        ("CPT 72148", "Low Back Complaints 2004"),
        ("MR arthrogram right wrist", "Forearm, Wrist, and Hand Complaints 2004"),
        ("L-spine X-ray, 4 views", "Low Back Complaints 2004"),
        ("C-spine MRI", "Neck and Upper Back Complaints 2004"),
        ("Cubital tunnel release", "Elbow Complaints 2007"),
        ("Bunionectomy, left great toe", "Ankle and Foot Complaints 2004"),
        ("Anterior cervical discectomy and fusion C5-6", "Neck and Upper Back Complaints 2004"),
        ("Referral to podiatrist", "General Approaches 2004"),
        ("FCE", "General Approaches 2004"),
        ("MRI of the right hip", "Hip and Pelvis"),
        ("Hyaluronic acid injection, left knee", "Knee and Leg"),
    ],
)
def test_the_chapter_that_governs_is_offered_first(request_, chapter):
    assert first(request_) == chapter


@pytest.mark.parametrize(
    ("day", "chapter"),
    [
        (IN_2015, "Chronic Pain Medical Treatment 2009"),
        (IN_2017, "Opioid Treatment 2016"),
        (IN_2019, "Opioids 2017"),
        (None, "Opioids 2017"),
    ],
)
def test_the_edition_in_force_on_the_day_is_offered(day, chapter):
    assert first("Oxycodone 10 mg #60", day) == chapter


def test_nothing_that_is_not_in_force_is_offered():
    for request in ("MRI lumbar spine", "Norco", "Physical therapy, left shoulder", "Zumba"):
        for day in (IN_2015, IN_2017, IN_2019):
            assert all(one.guideline.in_force(day) for one in LIBRARY.offer(request, day))


@pytest.mark.parametrize(
    ("misspelt", "spelt"),
    [
        ("acupunture", "acupuncture"),
        ("Gabapentine 300mg", "Gabapentin 300mg"),
        ("chiropratic care low back", "chiropractic care low back"),
        ("cyclobenzeprine 10 mg", "cyclobenzaprine 10 mg"),
        ("MRI of the sholuder", "MRI of the shoulder"),
    ],
)
def test_a_misspelt_word_is_understood(misspelt, spelt):
    assert first(misspelt) == first(spelt)


def test_a_word_that_is_right_is_not_taken_for_another():
    heard = reference_works.vocabulary().understand("Heating system")
    assert not heard.body_parts


def test_ingredients_in_percent_are_a_topical():
    offer = LIBRARY.offer("Gabapentin 10%, amitriptyline 10%, 210 gm", IN_2017)[0]
    assert offer.guideline.section == "Topical analgesics"


def test_the_part_of_the_body_named_first_comes_first():
    assert first("MRI of the lumbar spine and the neck") == "Low Back Complaints 2004"


def test_diagnoses_tell_the_part_where_the_request_does_not():
    assert first("MRI", context="rotator cuff tear, left") == "Shoulder Complaints 2004"
    assert first("MRI of the knee", context="rotator cuff tear") == "Knee Complaints 2004"


def test_the_first_three_are_of_different_chapters():
    offers = LIBRARY.offer("Physical therapy for the low back and the left knee", IN_2017)[:3]
    assert len({one.guideline.chapter for one in offers}) == 3


def test_an_offer_says_why():
    why = LIBRARY.offer("MRI lumbar spine", IN_2017)[0].why
    for words in ('"MRI"', '"lumbar spine"', "02/13/2017", "11/30/2017"):
        assert words in why


def test_a_request_that_no_word_tells_leads_to_the_search_for_evidence():
    assert first("Zumba") == "Medical Evidence Search Sequence 2015"


def cited(line):
    """The MTUS chapters that a reviewer's guideline line cites."""
    found = re.findall(r"MTUS (.*?)(?=\. Decision|\.$|$)", line)
    joined = ", and ".join(found).replace("Wrist, and Hand", "Wrist & Hand")
    chapters = re.findall(r"(?:^|, and )([A-Z][^,:]*?(?:, Wrist & Hand[^,:]*?)?) (\d{4})\b", joined)
    return {
        f"{title} {year}".replace("Wrist & Hand", "Wrist, and Hand") for title, year in chapters
    }


def items(text):
    """Request and reviewer's line of each item in a published letter."""
    body = text[text.index("IMR ISSUES, DECISIONS") :]
    paragraphs = [" ".join(one.split()) for one in re.split(r"\n\s*\n", body)]
    request = ""
    for at, paragraph in enumerate(paragraphs):
        heading = re.fullmatch(r"(.*?):? (?:Upheld|Overturned)", paragraph)
        request = heading[1] if heading else request
        if paragraph.startswith("MAXIMUS guideline:"):
            rest = paragraphs[at + 1] if at + 1 < len(paragraphs) else ""
            line = paragraph if rest.startswith("Decision rationale") else f"{paragraph} {rest}"
            yield request, line.removeprefix("MAXIMUS guideline:").split("Decision rationale")[0]


def test_the_chapter_that_the_reviewer_cited_is_among_the_first(shared):
    firsts = threes = whole = 0
    for letter in sorted((shared / "letters").glob("cm*.txt")):
        text = letter.read_text("utf-8")
        month, day, year = re.search(r"Decision Date:\s*(\d+)/(\d+)/(\d+)", text).groups()
        for request, line in items(text):
            chapters = cited(line.strip())
            if not chapters:
                continue
            offers = LIBRARY.offer(request, dt.date(int(year), int(month), int(day)))
            offered = [f"{one.guideline.chapter} {one.guideline.year}" for one in offers]
            whole += 1
            firsts += offered[0] in chapters
            threes += not chapters.isdisjoint(offered[:3])
    assert whole > 80
    assert firsts / whole >= 0.85
    assert threes / whole >= 0.95


@pytest.mark.parametrize("words", ["", " ", "%", "#60", "é", "x" * 5000, "mri " * 400])
def test_any_words_are_answered(words):
    assert LIBRARY.offer(words, IN_2017)
