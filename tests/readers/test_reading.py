"""The reader of finished letters is the one that a program's pack names."""

from __future__ import annotations

import msgspec
import pytest

from desktop.cases.case import Citation
from desktop.programs.program import ProgramError, read_program
from desktop.readers import exported, reading
from desktop.readers.california_imr import reader


def test_the_pack_names_the_reader(pack):
    assert reading.reader_of(pack.program) is reader


def test_a_program_without_a_reader_has_that_of_word_files_and_takes_a_cited_line_as_it_stands(
    pack,
):
    program = msgspec.structs.replace(pack.program, id="plain", reader="")
    assert reading.reader_of(program) is exported
    line = "Decision based on MTUS Low Back Complaints 2004."
    assert reading.cited(line, program) == reading.cited(line, None) == (Citation(title=line),)
    (found,) = reading.cited(line, pack.program)
    assert (found.title, found.year) == ("Low Back Complaints", 2004)


def test_the_name_of_a_reader_leads_nowhere_else(pack):
    text = pack.text("program.toml").replace('"california_imr"', '"os.path"')
    with pytest.raises(ProgramError, match="reader"):
        read_program(text, "program.toml")
