"""Where criteria and editions were read: nobody turns a flag without a source."""

from __future__ import annotations

import tomllib
from collections import Counter

from desktop.app import reference_works
from desktop.guidelines.guideline import CriterionSource
from desktop.platform import assets
from tests.guidelines.test_guideline import BODY, HEAD, library_of, refusal

LIBRARY = reference_works.catalog()
SOURCED = """
[sources.reason]
verified = true
read_in = "A page of 2009"
years = [2009]
editions = ["third"]

[sources.short]
verified = false
read_in = "Looked for and not found."

[[editions]]
id = "first"
year = 2009

[[editions]]
id = "second"
year = 2016

[[editions]]
id = "third"
year = 2017
"""


def sources() -> list[tuple[str, CriterionSource]]:
    """What the files that ship say of their criteria."""
    files = sorted(assets.resource("guidelines").glob("*.toml"))
    said = ((file.name, tomllib.loads(file.read_text("utf-8"))) for file in files)
    return [
        (f"{name}: {key}", CriterionSource(**one))
        for name, table in said
        for key, one in table.get("sources", {}).items()
    ]


def criteria() -> list[str]:
    """Every criterion of a file that ships."""
    files = sorted(assets.resource("guidelines").glob("*.toml"))
    return [
        f"{file.name}: {one['id']}"
        for file in files
        for one in tomllib.loads(file.read_text("utf-8")).get("criteria", ())
    ]


def test_what_was_read_for_one_edition_is_not_taken_for_another() -> None:
    library = library_of(HEAD + SOURCED + BODY)
    known = {one.id: (one.standing("reason"), one.standing("short")) for one in library}
    assert known == {
        "first": ("verified", "unverified"),
        "second": ("unknown", "unverified"),
        "third": ("verified", "unverified"),
    }
    assert library["first"].standing("months") == "unknown"


def test_a_source_of_what_is_not_asked_is_refused_by_name() -> None:
    wrong = HEAD + BODY + '[sources.price]\nverified = true\nread_in = "A page"\n'
    assert 'there is no criterion, rule or choice "price".' in refusal(wrong)


def test_what_is_verified_and_what_is_not_is_counted() -> None:
    told = Counter(one.verified for _, one in sources())
    assert told == {True: 67, False: 37}
    sourced = {name for name, _ in sources()}
    assert len([name for name in criteria() if name not in sourced]) == 191
    works = [one for one in reference_works.citations().works if one.source.governs]
    assert Counter(one.verified for one in works) == {True: 40, False: 12}
    assert sorted(one.id for one in LIBRARY if one.verified) == [
        "functional-improvement",
        "functional-improvement-2009",
        "mtus-evidence-search",
        "therapy-cap",
        "visits",
    ]


def test_each_says_where_it_was_read_or_that_it_was_not_found() -> None:
    for name, one in sources():
        assert len(one.read_in) > 10, name


def test_no_edition_since_2017_rests_on_letters_of_2017() -> None:
    since = [one for one in LIBRARY if one.organisation == "MTUS" and (one.year or 0) >= 2017]
    for guideline in since:
        for name, source in guideline.checklist.sources.items():
            if guideline.standing(name) == "verified":
                assert "letter" not in source.read_in, (guideline.id, name)
