"""The walk over a record: every place once, by the path at which it stands."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given

from desktop.cases.case import Case, Diagnosis, DisputedItem, Document, Summary
from desktop.cases.packs.pack_fields import KINDS
from desktop.cases.record import ItemId
from desktop.cases.terms import Priority
from desktop.records import paths
from desktop.records.questions import Prose, element
from desktop.records.walk import ANY, built, declared, is_element, leaves, mapped, texts
from tests import invented, strategies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.records.values import Value

CASE = Case(
    case_number="CM26-1",
    priority=next(iter(Priority)),
    summary=Summary(diagnoses=(Diagnosis(name="Sprain", icd10="S33.5"),), treatments=("rest",)),
    documents=(Document(date=dt.date(2026, 1, 2)),),
    disputed_items=(DisputedItem(request="MRI", rationale=Prose("Upheld.")),),
)


@given(strategies.cases())
def test_each_place_is_met_once_and_by_its_path(case: Case) -> None:
    found = [(path, value) for path, value, _ in leaves(case)]
    assert len({path for path, _ in found}) == len(found)
    assert all(paths.at(case, path) == value for path, value in found)


@pytest.mark.parametrize("kind", KINDS)
def test_each_place_knows_what_its_field_asks(kind: type[Case]) -> None:
    for path, _, asked in leaves(kind(disputed_items=invented.case(2).disputed_items)):
        assert asked == paths.asked(kind, path)


def test_a_path_goes_on_from_that_of_the_value() -> None:
    found = {path for path, _, _ in leaves(CASE.summary, "summary")}
    assert {"summary.diagnoses.0.icd10", "summary.treatments.0", "summary.narrative"} <= found
    assert "summary.medications" in found, "a list without elements is a place"


def test_what_is_left_out_or_not_entered_is_not_looked_into() -> None:
    found = {path for path, _, _ in leaves(CASE, without=("id", "summary"))}
    assert not any(path.endswith(".id") or path.startswith("summary") for path in found)
    whole = [(path, value) for path, value, _ in leaves(CASE, "", (), lambda path, _: not path)]
    assert ("documents", CASE.documents) in whole
    assert ("summary", CASE.summary) in whole


def test_only_what_a_person_wrote_is_a_text() -> None:
    found = dict(texts(CASE))
    assert found["summary.diagnoses.0.name"] == "Sprain"
    assert found["disputed_items.0.rationale"] == "Upheld."
    assert "priority" not in found
    assert "documents.0.date" not in found


def test_plain_values_are_walked_too() -> None:
    said = {"of": [{"id": "i1", "words": ["one", "two"]}], "more": 3}
    assert [*texts(said, without=("id",))] == [("of.0.words.0", "one"), ("of.0.words.1", "two")]


@pytest.mark.parametrize(
    ("path", "whether"),
    [("summary.treatments.0", True), ("summary.diagnoses.0.icd10", False), ("", False)],
)
def test_an_element_is_told_from_a_field(path: str, whether: bool) -> None:
    assert is_element(path) is whether


@given(strategies.cases())
def test_texts_that_stay_make_the_same_record(case: Case) -> None:
    assert mapped(case, lambda _, words: words) == case


def test_each_text_is_changed_by_its_path() -> None:
    changed = mapped(CASE, lambda path, words: words.upper() if path.endswith("name") else words)
    assert changed.summary.diagnoses[0].name == "SPRAIN"
    assert msgspec.structs.replace(changed, summary=CASE.summary) == CASE


class Counting:
    """Counts the values in a record; of an item it asks for none."""

    def record(self, record: msgspec.Struct, _path: str, fields: Iterator[tuple[str, int]]) -> int:
        return 0 if isinstance(record, DisputedItem) else sum(count for _, count in fields)

    def list(self, _path: str, elements: Iterator[int]) -> int:
        return sum(elements)

    def leaf(self, path: str, _value: Value) -> int:
        assert not path.startswith("disputed_items")
        return 1


def test_what_a_builder_does_not_ask_for_is_not_made() -> None:
    assert (
        built(Summary(treatments=("rest", "ice")), Counting()) == built(Summary(), Counting()) + 2
    )
    item = DisputedItem(associated_with=ItemId(""))
    assert built((item,), Counting(), "disputed_items") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_place_of_a_case_is_declared(kind: type[Case]) -> None:
    known = dict(declared(kind))
    for path, _, _ in leaves(invented.case(1)):
        steps = [ANY if step.isdigit() else step for step in path.split(".")]
        assert ".".join(steps) in known or ".".join((*steps, ANY)) in known


def test_a_field_that_is_not_chosen_is_not_looked_into() -> None:
    shown = [path for path, _ in declared(Case, lambda asked, _: asked.shown)]
    assert "disputed_items.*.rationale" in shown
    assert not any(path.startswith("disputed_items.*.answers") for path in shown)
    inner = [path for path, _ in declared(Case, lambda _, within: within is None)]
    assert all(path.count(".") <= 1 for path in inner)
    assert element(paths.asked(Case, "summary").type) is Summary
