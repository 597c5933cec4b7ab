"""The fields of a pack become a record like the core's, and what is wrong in them is named."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from desktop.cases import sections
from desktop.cases.case import Case, DisputedItem, Party
from desktop.cases.packs import pack_fields
from desktop.cases.packs.pack_fields import PackFieldsError, case_type, read
from desktop.letter.compose.gaps import labelled
from desktop.letter.model.blocks import Paragraph, Run
from desktop.records import paths
from desktop.records.conversion import shaped
from desktop.records.questions import Prose, describe, questions
from tests.conftest import ROOT

BARE = (ROOT / "tests" / "programs" / "bare" / "fields.toml").read_text(encoding="utf-8")
KIND = case_type("bare", read(BARE))


def test_the_case_of_a_program_is_a_case_with_its_fields():
    assert issubclass(KIND, Case)
    asked = questions(KIND)
    assert asked["appeal_received"].type == dt.date | None
    assert asked["reason_for_appeal"].type is Prose
    assert asked["guardian"].type is Party
    assert asked["languages"].one == "Language"
    assert [one.value for one in asked["level"].type.__args__[0]] == ["First", "Second"]
    assert KIND() == KIND()


def test_what_a_pack_says_of_a_core_field_stays_with_its_own_record():
    assert (describe(KIND, "case_number"), describe(Case, "case_number")) == (
        "Appeal number",
        "Case number",
    )
    assert not questions(KIND)["employer"].shown
    assert questions(Case)["employer"].shown
    assert questions(KIND)["case_number"].required
    assert describe(KIND, "disputed_items.1.decision") == "Item 2: answer"


def test_its_items_have_its_fields_however_they_come_into_the_case():
    whole = KIND(disputed_items=(DisputedItem(request="MRI"),))
    (item,) = whole.disputed_items
    assert (item.request, paths.at(whole, "disputed_items.0.cost_code")) == ("MRI", "")
    changed = paths.put(whole, "disputed_items.0.cost_code", "C-1")
    added = msgspec.structs.replace(
        changed, disputed_items=(*changed.disputed_items, DisputedItem())
    )
    assert paths.at(added, "disputed_items.0.cost_code") == "C-1"
    assert paths.at(added, "disputed_items.1.cost_code") == ""


def test_it_is_written_and_read_as_it_was():
    case = KIND(level=questions(KIND)["level"].type.__args__[0]("First"), hearing_held=False)
    assert shaped(msgspec.json.decode(msgspec.json.encode(case)), KIND) == case
    with pytest.raises(msgspec.ValidationError, match="unknown field `hearing`"):
        shaped({"hearing": True}, KIND)
    with pytest.raises(
        msgspec.ValidationError, match=r"Invalid enum value 'Third' - at `\$.level`"
    ):
        shaped({"level": "Third"}, KIND)


def test_its_schema_has_its_fields():
    told = msgspec.json.schema(KIND)["$defs"][KIND.__name__]["properties"]
    assert told["plan_code"]["title"] == "Plan code"
    assert told["case_number"]["title"] == "Appeal number"


def test_its_fields_stand_in_sections():
    found = {one.key: one.fields for one in sections.of_kind(KIND)}
    assert {"appeal_received", "languages"} <= set(found["case"])
    assert "guardian" in found["parties"]
    headings = {one.heading: one.lines for one in sections.groups("case", KIND)}
    assert headings["The appeal"][0].names == ("appeal_received", "file_complete")
    assert [*sections.missing(KIND())][-1] == "appeal_received"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('[[fields]]\nname = "case_number"\nlabel = "A"\nkind = "text"', "already"),
        ('[[fields]]\nname = "outcome"\nlabel = "Outcome"\nkind = "text"', 'the name "outcome"'),
        ('[[fields]]\nname = "class"\nlabel = "Class"\nkind = "text"', 'the name "class"'),
        ('[[fields]]\nname = "Day"\nlabel = "Day"\nkind = "date"', "fields"),
        ('[[fields]]\nname = "day"\nlabel = "Day"\nkind = "moon"', "kind"),
        ('[[fields]]\nname = "level"\nlabel = "Level"\nkind = "choice"', "`choices`"),
        ('[[fields]]\nname = "day"\nlabel = "Day"\nkind = "date"\nbeside = "no"', '"no"'),
        ('[case]\nmoon = { label = "Moon" }', 'no field "moon"'),
        ('[case]\npriority = { color = "red" }', "color"),
        ('[[fields]]\nname = "day"\nlabel = "Day:"\nkind = "date"', '"Day:"'),
        ("fields = 3", "fields"),
        ("[[", "fields.toml"),
    ],
)
def test_what_is_wrong_is_named(words, told):
    with pytest.raises(PackFieldsError) as refused:
        read(words)
    assert str(refused.value).startswith("fields.toml")
    assert told in str(refused.value)


def test_a_program_without_fields_of_its_own_has_the_core_case():
    assert case_type("plain", read("")) is Case
    assert pack_fields.type_of("no-such-program") is Case


def test_a_draft_has_the_programs_own_word_for_a_field_that_is_unknown():
    line = (Run("", "case_number"), Run(" of "), Run("", "injured_worker.name"))
    (said,) = labelled(Paragraph(line), KIND).lines()
    assert "".join(run.text for run in said) == "[Appeal number] of [Member: name]"
