"""What a template may do, and how a mistake in one is told."""

from __future__ import annotations

import shutil

import msgspec
import pytest

from desktop.letter.compose.compose import LetterError, compose
from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from tests.growth import too_slow


@pytest.fixture
def letter(sample, tmp_path):
    """Composes the sample by a template with these words in its second line."""

    def composed(words):
        folder = tmp_path / "pack"
        shutil.copytree(assets.templates("california-imr"), folder, dirs_exist_ok=True)
        (folder / "letter.html.jinja").write_text(f"<h1>Title</h1>\n{words}\n", encoding="utf-8")
        return compose(sample, Pack(folder), "published")

    return composed


@pytest.mark.parametrize(
    "words",
    [
        "{{ 10**(10**8) }}",
        "{{ 10**(10**(10**8)) }}",
        "{{ 'a' * 10**9 }}",
        "{{ 1 + 1 }}",
        "{% for x in range(10**9) %}{% endfor %}",
        "{% for x in [1, 2] %}{% endfor %}",
        "{% for a in documents %}{% for b in documents %}{% for c in documents %}"
        "{% for d in documents %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in documents recursive %}{{ loop(documents) }}{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ case_number._path }}",
        "{{ case_number|attr('path') }}",
        "{{ case_number.upper() }}",
        "{{ documents|map(attribute='type')|list }}",
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% import 'letter.html.jinja' as x %}",
        "{% extends 'letter.html.jinja' %}",
        "{% include documents %}",
        "{% include ['request.jinja'] %}",
        "{% block x %}{% endblock %}",
        "{% call x() %}{% endcall %}",
        "{{ 'a' ~ 'b' }}",
        "{{ case_number is sameas case_number }}",
        "{{ lipsum(n=10**6) }}",
        "{{ self }}{{ 7.__class__ }}",
    ],
)
def test_what_no_letter_needs_is_refused_at_once_with_file_and_line(letter, words):
    told = ""

    def refused() -> None:
        nonlocal told
        with pytest.raises(LetterError) as refusal:
            letter(words)
        told = str(refusal.value)

    assert not too_slow(refused, 2)
    assert told.startswith("letter.html.jinja, line 2: ")
    assert "\n" not in told


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("<p>{{ ratoinale }}</p>", "ratoinale"),
        ("<p>{{ summary.narative }}</p>", "narative"),
        ("{% for item in disputed_items %}<p>{{ item.dose }}</p>{% endfor %}", "dose"),
        ("{% if claim_nummer %}<p>x</p>{% endif %}", "claim_nummer"),
    ],
)
def test_an_unknown_field_is_named_with_file_and_line(letter, words, name):
    expected = f'letter.html.jinja, line 2: the case has no field "{name}".'
    with pytest.raises(LetterError) as refusal:
        letter(words)
    assert str(refusal.value) == expected


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("{% include 'none.jinja' %}", 'no file "none.jinja"'),
        ("{% include '../secret' %}", 'no file "../secret"'),
        ("<p>{{ case_number }", "letter.html.jinja"),
        ("{% if case_number %}", "letter.html.jinja"),
        ("<p>one", "letter.html.jinja: an element is not closed"),
        ("<p>a & b</p>", "letter.html.jinja: an element is not closed"),
        ("<script>alert(1)</script>", "<script> may not stand here"),
        ("<p><img src='x'/></p>", "<img> may not stand inside"),
    ],
)
def test_other_mistakes_are_told_in_one_sentence(letter, words, complaint):
    with pytest.raises(LetterError) as refusal:
        letter(words)
    assert complaint in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_template_that_includes_itself_ends(letter):
    with pytest.raises(LetterError, match=r"letter\.html\.jinja"):
        letter("{% include 'letter.html.jinja' %}")


def test_what_a_case_says_is_never_run_nor_read_as_markup(sample, pack):
    words = "<b>{{ 7 }}</b> {% raw %} & </p> ]]> <!-- #let *bold* $"
    case = msgspec.structs.replace(sample, claim_number=words)
    assert words in "\n".join(block.text() for block in compose(case, pack, "served").blocks)


def test_what_a_letter_needs_is_allowed(letter):
    made = letter(
        "{% for item in disputed_items %}{% if not loop.last and item.number != 7 %}"
        "<p>{{ item.number }}: {{ item.request|upper }}</p>{% endif %}{% endfor %}"
        "{% with party = employer %}<p>{{ party.name or case_number }}</p>{% endwith %}"
        "<p>{{ reviewer.licensures | join(' / ') }}, {{ decision_date | long_date }}</p>"
    )
    assert [block.text() for block in made.blocks[1:]] == [
        "1: MRI OF THE LUMBAR SPINE WITHOUT CONTRAST",
        "2: PHYSICAL THERAPY FOR THE LOW BACK, TWICE A WEEK FOR SIX WEEKS (12 VISITS)",
        "Silver Oak Distribution Company",
        "California / Oregon, April 16, 2026",
    ]
