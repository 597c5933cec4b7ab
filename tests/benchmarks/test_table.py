"""The benchmarks can be run, and their table says what was measured."""

from __future__ import annotations

import pytest

from tests.benchmarks import ours, peers
from tests.benchmarks.__main__ import table
from tests.benchmarks.contenders import GROUPS

OURS = (
    ours.pdf_of_letter,
    ours.pdf_of_case,
    ours.docx_of_letter,
    ours.docx_of_case,
    ours.typst_alone,
    ours.page_of_edit,
)


@pytest.mark.parametrize("work", OURS)
def test_each_of_our_ways_makes_something(work):
    assert work(3)(1)


def test_typst_alone_makes_the_very_bytes_of_our_pdf():
    assert ours.typst_alone(3)(1) == ours.pdf_of_letter(3)(1) == ours.pdf_of_case(3)(1)


def test_the_peer_for_word_files_prints_every_rationale():
    try:
        made = peers.docxtpl(3)(1)
    except peers.AbsentError as reason:
        pytest.skip(str(reason))
    import io

    from docx import Document

    words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs)
    assert words.count("Therefore, the request is") == 3


def test_the_table_has_a_row_for_each_contender_and_names_the_absent():
    group = "Word, 3 pages, warm"
    found = [
        {
            "extra_info": {"table": group, "contender": contender.name},
            "stats": {"median": 0.01 * (1 + 4 * (contender.name == "docxtpl"))},
        }
        for contender in GROUPS[group][:3]
    ]
    lines = table(found).splitlines()
    row = next(line for line in lines if group in line and "docxtpl  " in line)
    assert "50.0 ms" in row
    assert "5.00" in row
    assert row.endswith("reached")
    assert sum("absent" in line for line in lines) == sum(map(len, GROUPS.values())) - 3


def test_a_batch_is_told_in_letters_a_second_and_megabytes():
    info = {"jobs": 2, "letters": 1000, "peak": 150_000_000}
    lines = table([{"extra_info": info, "stats": {"median": 20.0}}])
    assert "50.0/s" in lines
    assert "150 MB" in lines
