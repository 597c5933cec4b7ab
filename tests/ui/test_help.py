"""The guide: every field has its place in it, and it says what the program does."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QUrl

from desktop import cli
from desktop.cases.packs import pack_fields
from desktop.cases.sections import SECTIONS
from desktop.commands import guidelines
from desktop.ui.shell import guide
from desktop.ui.shell.command_table import COMMANDS
from desktop.ui.shell.help import HelpWindow
from tests.conftest import ROOT

WORDS = "\n".join(page.words for page in guide.pages())


@pytest.mark.parametrize("field", [name for one in SECTIONS for name in one.fields])
def test_every_field_of_a_case_has_a_section(field):
    assert guide.of_field(field).page == "2-fields.md"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("case_number", "Case"),
        ("attorney.address.city", "Parties"),
        ("disputed_items", "Disputed items"),
        ("disputed_items.1.request", "Disputed items"),
        ("disputed_items.12.rationale", "Rationale"),
        ("disputed_items.0.reviewer_basis.citations.0.title", "Guidelines and criteria"),
        ("no.such.field", "First case in ten minutes"),
    ],
)
def test_a_field_is_told_of_where_it_is_told_most_exactly(path, title):
    assert guide.of_field(path).title == title


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.keys], ids=lambda one: one.id)
def test_every_key_of_the_window_is_in_the_map(command):
    keyboard = next(page for page in guide.pages() if page.title == "Keyboard")
    listed = re.findall(r"^\| (.+?) \|", keyboard.words, flags=re.MULTILINE)
    assert command.keys in {keys for line in listed for keys in line.split(", ")} | {"Ctrl+,"}


def test_the_list_of_keys_is_that_of_the_commands():
    """The file has what the program makes of it, for whoever reads it elsewhere."""
    text = (ROOT / "resources" / "help" / "3-keyboard.md").read_text(encoding="utf-8")
    assert guide.with_keys(text) == text
    assert guide.with_keys(text.replace("| Ctrl+N | New case |\n", "")) == text
    for command in COMMANDS:
        assert not command.keys or f"| {command.keys} | {command.words} |" in text


def test_every_call_that_the_guide_names_is_one():
    calls = {tuple(call.split()) for call in re.findall(r"`determination-desk ([^`]+)`", WORDS)}
    assert calls
    for command, *rest in sorted(calls):
        act = rest[:1] if command in ("library", "audit") else []
        with pytest.raises(SystemExit) as ended:
            cli.main([command, *act, "--help"])
        assert ended.value.code == 0, (command, *act)


def _example(page):
    """The first TOML that the page shows."""
    words = next(one.words for one in guide.pages() if one.name == page)
    return re.search(r"```toml\n(.+?)```", words, flags=re.DOTALL)[1]


def test_the_guideline_that_it_shows_is_in_order(tmp_path):
    (tmp_path / "rule.toml").write_text(_example("6-guidelines.md"))
    assert guidelines.check([tmp_path / "rule.toml"]) == 0


def test_the_fields_that_it_shows_are_fields_of_a_pack():
    found = pack_fields.read(_example("5-templates.md"))
    assert [one.name for one in found.fields] == ["appeal_received", "cost_code"]
    assert not found.case["formulary_dispute"].shown


def test_what_the_guide_prints_bold_is_on_the_screen():
    on_screen = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "desktop").rglob("*.py")
    )
    first = guide.pages()[0]
    for words in re.findall(r"\*\*(.+?)\*\*", first.words):
        beginning = words.rpartition(" ")[0] or words
        assert words in on_screen or f'f"{beginning} {{' in on_screen, words


def test_the_readme_leads_to_every_page():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in guide.pages():
        assert f"(resources/help/{page.name})" in readme


def test_f1_opens_the_page_of_the_field_in_focus(qtbot, application, view):
    view.go("disputed_items.1.rationale")
    qtbot.waitUntil(lambda: view.path == "disputed_items.1.rationale")
    application.desk.do("help")
    help = application.help.window
    assert help.isVisible()
    assert help.heading == "Rationale"
    view.go("case_number")
    application.desk.do("help")
    assert application.help.window is help
    assert help.heading == "Case"
    help.close()


def test_before_a_locked_library_f1_tells_of_passphrase_and_recovery_key(application):
    application.begin([])
    application.desk.do("help")
    assert application.help.window.heading == "The library: backup and recovery"
    application.help.window.close()


@pytest.fixture
def window(qtbot, application):
    """The guide by itself."""
    window = HelpWindow(application.window, application.desk.services.theme)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


def test_a_search_lists_what_has_every_word_and_shows_the_best(qtbot, window):
    qtbot.keyClicks(window._search, "recovery KEY")
    titles = [window._list.item(number).text() for number in range(window._list.count())]
    assert titles[0] == "Passphrase and recovery key"
    assert window.heading == titles[0]
    assert 1 < len(titles) < len([one for page in guide.pages() for one in page.sections])
    window._search.clear()
    assert window._list.count() > len(titles)


def test_a_search_for_what_is_nowhere_lists_nothing(qtbot, window):
    qtbot.keyClicks(window._search, "zeppelin")
    assert window._list.count() == 0


def test_the_heading_that_is_gone_to_stands_at_the_top(window):
    section = guide.of_field("disputed_items.0.rationale")
    window.go(section)
    cursor = window.text.cursorRect()
    assert 0 <= cursor.top() < window.text.viewport().height() / 4


def test_a_link_leads_to_another_page_and_never_out(window):
    window._follow(QUrl("3-keyboard.md"))
    assert window.heading == "Keyboard"
    window._follow(QUrl("https://example.org/4-letters.md"))
    assert window.heading == "Keyboard"


def test_escape_closes_it(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
