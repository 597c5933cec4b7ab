"""The one clinical vocabulary, which guidelines, the check and completions share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from desktop.app import reference_works
from desktop.guidelines.vocabulary.clinical_terms import BODY, DRUGS, FILES, read_terms
from desktop.guidelines.vocabulary.request_words import Entries, RequestWords, read_entries
from desktop.platform import assets
from desktop.records.toml_files import TomlError

if TYPE_CHECKING:
    from collections.abc import Iterable

TERMS = reference_works.terms()
WORDS = reference_works.vocabulary()


def texts(**changed: str) -> dict[str, str]:
    folder = assets.resource("vocabulary")
    found = {name: (folder / name).read_text("utf-8") for name in FILES}
    return found | {f"{name}.toml": text for name, text in changed.items()}


def meanings(request: str) -> set[str]:
    return set(WORDS.understand(request).meanings)


@pytest.mark.parametrize("drug", TERMS.drugs, ids=lambda drug: drug.name)
def test_each_name_of_a_drug_is_a_request_for_its_class(drug):
    alone = (
        name for name in drug.names if name.lower() not in listed(TERMS.further.drugs.values())
    )
    assert all(drug.meaning in meanings(name) for name in alone if drug.meaning)


@pytest.mark.parametrize("name", TERMS.parts)
def test_each_word_of_a_part_of_the_body_is_a_request_for_it(name):
    further = listed(TERMS.further.body_parts.values())
    alone = (word for word in TERMS.parts[name].words if word not in further)
    assert all(TERMS.parts[name].meaning in meanings(word) for word in alone)


@pytest.mark.parametrize("name", TERMS.subjects)
def test_each_subject_means_what_guidelines_know(name):
    assert TERMS.subjects[name].meaning in {"", *WORDS.meanings}
    assert TERMS.subjects[name].words


def test_parts_belong_to_parts_and_none_to_itself():
    assert all(part.within in {"", *TERMS.parts} - {name} for name, part in TERMS.parts.items())
    assert {part.meaning for part in TERMS.parts.values()} <= set(WORDS.body_parts)
    assert {drug.meaning for drug in TERMS.drugs} <= {"", *TERMS.further.drugs}
    assert set(TERMS.requested) <= set(TERMS.subjects)


def test_no_word_of_a_term_is_listed_again_where_it_would_mean_the_same():
    tables = (TERMS.further.services, TERMS.further.drugs, TERMS.further.body_parts)
    under = Counter((m, name) for table in tables for m in table for name in listed([table[m]]))
    times = Counter(name for _, name in under)
    twice = {
        (meaning, word)
        for words, meaning in TERMS.said()
        for word in map(str.lower, words)
        if (meaning, word) in under and times[word] == 1
    }
    assert twice == set()


def test_a_name_belongs_to_one_drug():
    names = Counter(name.lower() for name in TERMS.drug_names)
    assert [name for name, count in names.items() if count > 1] == []


def test_what_a_meaning_lists_goes_before_what_a_term_says():
    changed = texts()[BODY].replace(
        '[parts.knee]\nwords = ["knee",', '[parts.knee]\nwords = ["hamate",'
    )
    words = RequestWords(read_terms(texts(body=changed)).entries)
    assert words.understand("hamate").meanings == {"hand"}


def test_words_of_one_s_own_join_those_that_ship():
    more = read_entries('[drugs]\nnsaid = "painaway"\n', "vocabulary.toml")
    words = WORDS.joined(more)
    assert words.understand("Painaway 20 mg, left knee").meanings == {"nsaid", "knee"}
    assert more == Entries(drugs={"nsaid": "painaway"})


@pytest.mark.parametrize(
    "wrong", ['[parts.knee]\nwords = "knee"\n', "[parts.knee]\nwort = ['knee']\n"]
)
def test_a_wrong_file_is_named_with_its_line(wrong):
    with pytest.raises(TomlError, match=r"body\.toml, line [12]"):
        read_terms(texts(body=f"[parts.knee]\n{wrong}\n[sides]\n[spine]\n[body_parts]\n"))


def test_a_file_that_is_missing_is_an_error():
    with pytest.raises(KeyError, match=DRUGS):
        read_terms({name: text for name, text in texts().items() if name != DRUGS})


def listed(names: Iterable[str]) -> set[str]:
    return {name for some in names for name in some.lower().split(", ")}
