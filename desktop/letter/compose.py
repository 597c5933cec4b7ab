"""A case and a template become a letter.

The template puts out a small HTML, in which each value of the case stands in a ``data`` element
with its field path; the HTML becomes blocks, and the letter's own words take their places.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from desktop.domain.case import Case
from desktop.domain.program import ProgramError
from desktop.domain.question import describe
from desktop.domain.terms import Position
from desktop.letter import html, marks
from desktop.letter.blocks import AnyBlock, Letter, Paragraph, Run, Runs, runs
from desktop.letter.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.program import Edition
    from desktop.letter.pack import Pack


_OPENS, _CLOSES = " \n([“#/", " \n)]”/.,;:"
"""Characters after, and before, which no space is wanted."""


class LetterError(ValueError):
    """The letter cannot be made: the text says why, `path` names the field at fault, if one is."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class Composer:
    """Composes the versions of a case, one after the other: what stays is made but once."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._marked: marks.Known = {}
        self._read: html.Known = {}

    def letter(self, case: Case, edition: str, *, draft: bool = False) -> Letter:
        """The letter of `case` in the program's `edition`, "published" or "served".

        A `draft` shows the label of each unknown field in its place. Raises `LetterError`.
        """
        program, form = _edition(self._pack, edition)
        names = view(case, self._pack, edition, self._marked)
        words = rendered(self._pack, form.template, names)
        blocks = with_own_words(case, parsed(words, form.template, self._read))
        return Letter(
            blocks=tuple(map(_with_gaps, blocks) if draft else blocks),
            title=" ".join(filter(None, (form.title, clean(case.case_number)))),
            language=program.language,
            date=case.decision_date,
            letterhead=clean(case.organization.name) if form.letterhead else "",
            footer=clean(case.case_number),
        )


def compose(case: Case, pack: Pack, edition: str, *, draft: bool = False) -> Letter:
    """The letter of `case`, as a new `Composer` makes it."""
    return Composer(pack).letter(case, edition, draft=draft)


def gaps(letter: Letter) -> tuple[str, ...]:
    """The paths of the fields that the letter has a place for and the case does not know."""
    return tuple(dict.fromkeys(run.path for run in runs(letter) if _is_gap(run)))


def with_own_words(case: Case, blocks: tuple[AnyBlock, ...]) -> Iterator[AnyBlock]:
    """`blocks` with the case's own passages before, after or instead of those that they name."""
    passages: dict[tuple[str, Position], Iterable[AnyBlock]] = {}
    for at, passage in enumerate(case.own_words):
        words = tuple(_paragraphs(passage.words, f"own_words.{at}.words"))
        place = (passage.place, passage.position)
        passages[place] = (*passages.get(place, ()), *words)
    for place, here in groupby(blocks, key=attrgetter("id")):
        yield from passages.get((place, Position.BEFORE), ())
        yield from passages.get((place, Position.INSTEAD), here)
        yield from passages.get((place, Position.AFTER), ())


def _paragraphs(words: str, path: str) -> Iterator[Paragraph]:
    for line in clean(words).splitlines():
        yield Paragraph(id=path, runs=(Run(line, path),))


def _edition(pack: Pack, name: str) -> tuple[Any, Edition]:
    try:
        return pack.program, pack.program.editions[name]
    except ProgramError as error:
        raise LetterError(f"The template pack is wrong: {error}") from error
    except KeyError:
        known = ", ".join(pack.program.editions)
        raise LetterError(f'The program has no edition "{name}", only {known}.') from None


def rendered(pack: Pack, name: str, names: dict[str, Any]) -> str:
    """What the template `name` makes of `names`; raises `LetterError` with file and line."""
    try:
        return pack.template(name).render(names)
    except TemplateSyntaxError as error:
        raise LetterError(f"{error.name}, line {error.lineno}: {error.message}.") from error
    except TemplateNotFound as error:
        raise LetterError(f'The template pack has no file "{error.name}".') from error
    except UndefinedError as error:
        raise LetterError(f"{_place(error)}: {_unknown(error)}.") from error
    except (TemplateError, RecursionError, TypeError, ValueError) as error:
        raise LetterError(f"{_place(error)}: {error}.") from error


def view(case: Case, pack: Pack, edition: str, known: marks.Known | None = None) -> dict[str, Any]:
    """What a template may name: the case's fields, its outcome in words, the edition."""
    fields: dict[str, Any] = marks.marked(case, known=known)
    for number, item in enumerate(fields["disputed_items"], start=1):
        item["number"] = number
    outcome = pack.program.outcomes.get(case.outcome) if case.outcome else None
    return {**fields, "edition": edition, "outcome": outcome}


def _place(error: BaseException) -> str:
    """The template and line in which `error` arose."""
    place, trace = "The template", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if "jinja" in file.rsplit("/", 1)[-1].rsplit(".", 1)[-1]:
            place = f"{file}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _unknown(error: UndefinedError) -> str:
    """Jinja's complaint of an undefined name, in the words of a template's author."""
    name = str(error.message).split("'")[-2] if "'" in str(error.message) else str(error.message)
    return f'the case has no field "{name}"'


def parsed(words: str, template: str, known: html.Known | None = None) -> tuple[AnyBlock, ...]:
    """The blocks of what `template` put out; raises `LetterError`."""
    try:
        return html.blocks(words, known)
    except html.MarkupError as error:
        raise LetterError(f"{template}: {error}") from error


def _with_gaps(block: AnyBlock) -> AnyBlock:
    """`block` with the labels of the fields that are unknown in their places."""
    unknown = any(_is_gap(run) for line in block.lines() for run in line)
    return html.map_lines(block, _labelled) if unknown else block


def _is_gap(run: Run) -> bool:
    return bool(run.path and not run.text)


def _labelled(line: Runs) -> Runs:
    """`line` with the label of each unknown field, apart from the words beside it."""
    labelled: list[Run] = []
    for run in line:
        shown = Run(f"[{describe(Case, run.path)}]", run.path, gap=True) if _is_gap(run) else run
        if labelled and _are_tight(labelled[-1], shown):
            labelled.append(Run(" "))
        labelled.append(shown)
    return tuple(labelled)


def _are_tight(one: Run, after: Run) -> bool:
    """Whether a label and its neighbour lost the space between them with the field's words."""
    beside = one.gap or after.gap
    return beside and one.text[-1:] not in _OPENS and after.text[:1] not in _CLOSES
