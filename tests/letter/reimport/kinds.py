"""Kinds of edit that people make in Word, each with what becomes of the case.

A kind is done to the file, and its outcome to the case. `TAKEN` has to come back exactly whether or
not the file still has its content controls; `CONTROLLED` only with them, and is refused whole
without; `REFUSED` changes nothing, and a sentence names it.
"""

from __future__ import annotations

import datetime as dt

from desktop.cases.terms import Decision
from desktop.records.questions import Prose
from tests.letter.reimport import manuscript as ms
from tests.letter.reimport.doing import (
    FIRST,
    NARRATIVE,
    NEW,
    SECOND,
    THIRD,
    Kind,
    behind_line,
    both,
    copied,
    copied_item,
    delete,
    emptied,
    exchanged,
    field,
    in_order,
    item_moved,
    many,
    merge_at,
    merged,
    move,
    prose,
    put,
    retype,
    same,
    sent,
    swap,
    typed,
    without_item,
)
from tests.letter.reimport.doing_looks import boxed, struck
from tests.letter.reimport.doing_rows import ADDED, ROW, cell, documents, new_row, row_gone
from tests.letter.reimport.kinds_of_prose import of_long_prose, of_prose

TAKEN = {
    **of_prose("summary", NARRATIVE, 2),
    **of_long_prose("summary", NARRATIVE),
    **of_prose("rationale 1", FIRST, 1),
    **of_prose("rationale 3", THIRD, 3),
    **of_long_prose("rationale 3", THIRD),
    **of_long_prose("rationale 2", SECOND),
    "summary: emptied": Kind(emptied(NARRATIVE), put(NARRATIVE, Prose(""))),
    "rationale 1: emptied": Kind(emptied(FIRST), put(FIRST, Prose(""))),
    "rationale 2: emptied": Kind(emptied(SECOND), put(SECOND, Prose(""))),
    "summary: first deleted": Kind(delete(NARRATIVE, 0), prose(NARRATIVE, lambda f: f[1:])),
    "rationale 3: first deleted with its label": Kind(
        delete(THIRD, 0), prose(THIRD, lambda f: f[1:]), named=("Decision rationale:",)
    ),
    "two fields edited at once": Kind(
        many(delete(FIRST, 1), retype(THIRD, 2, lambda _: NEW), merged(NARRATIVE, 0)),
        both(
            prose(FIRST, lambda f: f[:1]),
            prose(THIRD, lambda f: [*f[:2], NEW, *f[3:]]),
            prose(NARRATIVE, lambda f: merge_at(f, 0)),
        ),
    ),
    "item 1 deleted": Kind(lambda m: ms.remove(*m.item(0)), without_item(0)),
    "item 2 deleted": Kind(lambda m: ms.remove(*m.item(1)), without_item(1)),
    "item 3 deleted": Kind(lambda m: ms.remove(*m.item(2)), without_item(2)),
    "item 2 deleted, another edited": Kind(
        many(retype(THIRD, 1, lambda _: NEW), lambda m: ms.remove(*m.item(1))),
        both(prose(THIRD, lambda f: [f[0], NEW, *f[2:]]), without_item(1)),
    ),
    "request edited": Kind(
        field("disputed_items.1.request", "Tramadol 50 mg, thirty tablets"),
        put("disputed_items.1.request", "Tramadol 50 mg, thirty tablets"),
    ),
    "decision changed": Kind(
        field("disputed_items.0.decision", "Overturned"),
        put("disputed_items.0.decision", Decision.OVERTURNED),
    ),
    "licensure added": Kind(
        typed("Oregon", "Oregon, Nevada"),
        put("reviewer.licensures", ("California", "Oregon", "Nevada")),
    ),
    "licensure taken out": Kind(
        lambda m: ms.say(m.with_text("Oregon"), "State(s) of Licensure: Oregon"),
        put("reviewer.licensures", ("Oregon",)),
    ),
    "year changed": Kind(
        field("disputed_items.1.reviewer_basis.citations.0.year", "2016"),
        put("disputed_items.1.reviewer_basis.citations.0.year", 2016),
    ),
    "date changed": Kind(
        typed("05/04/2026", "05/05/2026"), put("date_assigned", dt.date(2026, 5, 5))
    ),
    "documents: cell edited": Kind(
        cell(3, 1, "Clinic 33"), put("documents.2.author", "Clinic 33"), served=True
    ),
    "documents: date edited": Kind(
        cell(6, 2, "04/30/2026"), put("documents.5.date", dt.date(2026, 4, 30)), served=True
    ),
    "documents: row deleted": Kind(
        lambda m: ms.remove(m.rows()[3]), documents(lambda d: [*d[:2], *d[3:]]), served=True
    ),
    "documents: row deleted, tracked": Kind(
        row_gone, documents(lambda d: [d[0], *d[2:]]), served=True
    ),
    "documents: row added": Kind(
        new_row(2, ROW), documents(lambda d: [*d[:2], ADDED, *d[2:]]), served=True
    ),
    "documents: row added first": Kind(
        new_row(0, ROW), documents(lambda d: [ADDED, *d]), served=True
    ),
    "documents: row added last, tracked": Kind(
        new_row(6, ROW, is_tracked=True), documents(lambda d: [*d, ADDED]), served=True
    ),
    "documents: row moved down": Kind(
        lambda m: m.rows()[5].addnext(m.rows()[2]),
        documents(lambda d: [d[0], *d[2:5], d[1], d[5]]),
        served=True,
    ),
    "documents: row moved up": Kind(
        lambda m: m.rows()[0].addnext(m.rows()[6]),
        documents(lambda d: [d[5], *d[:5]]),
        served=True,
    ),
    "documents: all rows deleted": Kind(
        lambda m: ms.remove(*m.rows()[1:]), documents(lambda _: []), served=True
    ),
}

CONTROLLED = {
    "paragraph moved to another item": Kind(
        move(SECOND, 1, (THIRD, 3)), sent(SECOND, 1, THIRD, 3), named=("found",)
    ),
    "paragraph moved into the summary": Kind(
        move(THIRD, 1, (NARRATIVE, 0)), sent(THIRD, 1, NARRATIVE, 0)
    ),
    "paragraphs swapped across items": Kind(
        swap((SECOND, 1), (THIRD, 2)), exchanged((SECOND, 1), (THIRD, 2))
    ),
    "first paragraphs swapped across items": Kind(
        swap((FIRST, 0), (THIRD, 0)), exchanged((FIRST, 0), (THIRD, 0))
    ),
    "paragraphs swapped with the summary": Kind(
        swap((NARRATIVE, 1), (THIRD, 2)), exchanged((NARRATIVE, 1), (THIRD, 2))
    ),
    "items 1 and 3 swapped": Kind(many(item_moved(2, 0), item_moved(1, 0)), in_order(2, 1, 0)),
    "items 1 and 2 swapped": Kind(item_moved(1, 0), in_order(1, 0, 2)),
    "item 3 moved to the top": Kind(item_moved(2, 0), in_order(2, 0, 1)),
}

REFUSED = {
    "text outside any field": Kind(behind_line("CLINICAL CASE SUMMARY", NEW), same, named=(NEW,)),
    "text between header and method": Kind(
        lambda m: m.with_text("HOW THE IMR").addprevious(ms.paragraph(NEW)), same, named=(NEW,)
    ),
    "text at the end": Kind(
        lambda m: m.body[-1].addprevious(ms.paragraph(NEW)), same, named=(NEW,)
    ),
    "fixed words changed": Kind(
        typed("more than five years", "more than two years"), same, named=("more than two years",)
    ),
    "fixed words left out": Kind(
        lambda m: ms.remove(m.with_text("following credentials")), same, named=("credentials:",)
    ),
    "heading of an item deleted": Kind(
        lambda m: ms.remove(m.of_field("disputed_items.1.request")[0]), same, named=("Tramadol",)
    ),
    "a date that is none": Kind(typed("05/04/2026", "soon"), same, named=("soon",)),
    "a control copied": Kind(copied("case_number", "CM26-7"), same, named=("CM26-7",), served=True),
    "an item copied": Kind(copied_item, same, named=("Tramadol",)),
    "a paragraph moved out of every field": Kind(
        lambda m: m.with_text("CLINICAL CASE SUMMARY").addprevious(m.of_field(THIRD)[1]),
        same,
        named=("it is not certain what belongs to",),
    ),
    "documents: a row that is none": Kind(
        new_row(2, ("x", "y", "soon", "z")), same, named=("soon",), served=True
    ),
    "documents: the table left out": Kind(
        lambda m: ms.remove(m.rows()[0].getparent()), same, named=("Author",), served=True
    ),
    "a picture": Kind(
        lambda m: ms.runs(m.of_field(FIRST)[0])[0].append(ms.etree.Element(ms.q("drawing"))),
        same,
        named=("picture",),
    ),
    "a text box": Kind(boxed(FIRST, 0), same, named=(NEW,)),
    "words struck": Kind(
        struck(FIRST, 1),
        same,
        named=("struck through",),
    ),
}
