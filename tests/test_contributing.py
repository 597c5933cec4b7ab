"""What CONTRIBUTING and ARCHITECTURE tell a newcomer is so, tried on a copy of the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.test_architecture import BELOW

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PICTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
EXAMPLES = {
    match[1]: (match[2], match[3])
    for match in re.finditer(r"^```\w+ (\w+) (\S+)\n(.+?)^```", GUIDE, re.MULTILINE | re.DOTALL)
}


@pytest.fixture
def copy(tmp_path):
    """A copy of what the program is made of, compiled as far as it is."""
    for name in ("desktop", "resources", "templates"):
        skip = shutil.ignore_patterns("packaging", "readme")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skip)
    return tmp_path


def program(copy, *words):
    return subprocess.run(
        [sys.executable, *words], cwd=copy, capture_output=True, text=True, timeout=100
    )


FIELD = """
import os
from msgspec.structs import replace
from PySide6.QtWidgets import QLineEdit

from desktop.ui.shell import guide
from desktop.app.draft import Draft
from desktop.app.reference_works import references
from desktop.application import Application
from desktop.cases import sections
from desktop.cases.case import Case
from desktop.checks.engine.check import review
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write import formats
from desktop.platform import assets
from desktop.readers.california_imr import reader
from desktop.store.files.files import read_case
from desktop.ui.case import pages

NAME, SPOKEN = "interpreter_language", "Mexican Spanish, some English"


def main():
    sample = read_case(assets.resource("sample.ddcase"))
    pack = Pack(assets.templates(sample.program))
    known = replace(sample, own_words=(), **{NAME: SPOKEN})
    older = replace(sample, own_words=())
    for name in pack.program.editions:
        before = {form: formats.write(compose(older, pack, name), pack, form) for form in FORMS}
        after = {form: formats.write(compose(known, pack, name), pack, form) for form in FORMS}
        print(name, b"Interpreter" in before["txt"], SPOKEN.encode() in after["txt"])
        for form in FORMS if name == "published" else ("docx",):
            back = [reader.read(data[form], f"a.{form}", pack) for data in (before, after)]
            print(form, *(getattr(one.case, NAME) for one in back), *(one.kept for one in back))
    print(sections.of(NAME), NAME in sections.SECTIONS[0].fields, guide.of_field(NAME).title)
    found = review(Case(), references(sample.program))
    print([one.message for one in found if one.path == NAME])
    app = Application(os.path.join(os.getcwd(), "library"))
    draft = Draft(older)
    page = pages.case_page(draft, app.desk.services)
    line = page.findChild(QLineEdit, NAME)
    line.setText(SPOKEN)
    line.textEdited.emit(SPOKEN)
    print(line.accessibleName(), "|", draft.get(NAME))
    draft.undo()
    print(draft.get(NAME) == "", line.text() == "")


FORMS = ("txt", "docx", "pdf")
if __name__ == "__main__":
    main()
    os._exit(0)
"""


NEXT = "    reviewer: Annotated["
SHOWN = [
    "published False True",
    *(f"{form}  Mexican Spanish, some English () ()" for form in ("txt", "docx", "pdf")),
    "served False True",
    "docx  Mexican Spanish, some English () ()",
    "case True Case",
    "[]",
    "Interpreter's language | Mexican Spanish, some English",
    "True True",
]
"""In each edition and form: no label before, the words after, and both read back in full."""


def test_a_field_is_added_by_a_line_in_its_record_and_one_in_the_template(copy):
    asked, label = EXAMPLES["field"], EXAMPLES["label"]
    _insert(copy / asked[0], asked[1], before=NEXT)
    _insert(copy / label[0], label[1], before="</dl>")
    (copy / "proof.py").write_text(FIELD, encoding="utf-8")
    done = program(copy, "proof.py")
    assert done.stdout.splitlines() == SHOWN, done.stderr


def test_a_field_that_is_required_is_missed(copy):
    file, words = EXAMPLES["field"]
    _insert(copy / file, words.replace("example=", "required=True, example="), before=NEXT)
    proof = (
        "from desktop.app.reference_works import references\n"
        "from desktop.cases.case import Case\n"
        "from desktop.checks.engine.check import review\n"
        "found = review(Case(), references(Case().program))\n"
        "print(*(one.message for one in found if one.path == 'interpreter_language'))\n"
    )
    done = program(copy, "-c", proof)
    assert done.stdout == "Interpreter's language is empty.\n", done.stderr


def _insert(file, line, *, before):
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, line + before, 1), encoding="utf-8")


def test_a_rule_is_added_in_one_file(copy):
    file, words = EXAMPLES["rule"]
    with (copy / file).open("a", encoding="utf-8") as module:
        module.write("\n\n" + words)
    proof = (
        "from desktop.app.reference_works import references\n"
        "from desktop.checks.engine.check import RULES, review\n"
        "new = RULES['prose.et-al']\n"
        "known = references(new.fires[0].program)\n"
        "hits = [[one.rule for one in review(case, known)] for case in (*new.fires, *new.quiet)]\n"
        "print(new.title, 'prose.et-al' in hits[0], 'prose.et-al' in hits[1])\n"
    )
    done = program(copy, "-c", proof)
    assert done.stdout == 'A lay reader meets "et al" True False\n', done.stderr


def test_a_guideline_is_added_in_one_file(copy):
    file, words = EXAMPLES["guideline"]
    (copy / file).write_text(words, encoding="utf-8")
    checked = program(copy, "-m", "desktop", "guidelines", "check", file)
    assert checked.returncode == 0, checked.stderr
    asked = ["guidelines", "--for", "massage, six visits", "--on", "2018-03-01", "--json"]
    assert "house-massage-rule" in program(copy, "-m", "desktop", *asked).stdout


def test_every_file_that_they_name_is_there():
    named = re.findall(r"`((?:desktop|tests|resources)/[\w/.]+)`|\]\(([\w/.-]+)\)", GUIDE + PICTURE)
    assert named
    assert [name for pair in named for name in pair if name and not (ROOT / name).exists()] == []


def test_the_picture_has_every_package_and_its_arrows():
    rows = re.findall(r"^\| `(\w+)` \| .+? \| (.+?) \|$", PICTURE, flags=re.MULTILINE)
    told = {name: set(re.findall(r"`(\w+)`", below)) for name, below in rows}
    folders = {one.name for one in (ROOT / "desktop").iterdir() if (one / "__init__.py").exists()}
    assert set(told) == folders
    for name in ("records", "cases", "programs", "guidelines", "checks", "publication", "letter"):
        assert told[name] == set(BELOW[name]) - {name}
