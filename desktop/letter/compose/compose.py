"""A case and a template become a letter.

The template puts out a small HTML, in which each value of the case stands in a ``data`` element
with its field path; the HTML becomes blocks, and the letter's own words take their places.
"""

from __future__ import annotations

from itertools import dropwhile, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from msgspec.structs import replace

from desktop.cases.ids.links import block_of, element_links
from desktop.cases.printable import flaws, overlong_lists
from desktop.cases.terms import Position
from desktop.letter.compose import budget, html, provenance
from desktop.letter.compose.gaps import labelled, without_unused_labels
from desktop.letter.model.blocks import AnyBlock, Heading, Letter, Paragraph, Run, plain
from desktop.platform import typefaces
from desktop.programs.program import ProgramError, usual_edition
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import Runs
    from desktop.programs.program import Edition, Program


LONGEST_TITLE = 255
"""Characters that Word allows in a file's title."""


class LetterError(ValueError):
    """The letter cannot be made: the text says why, `path` names the field at fault, if one is."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class Composer:
    """Composes the versions of a case one after the other, and reuses what stays the same."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._marked: provenance.Known = {}
        self._read: html.Known = {}

    def letter(self, case: Case, edition: str, *, draft: bool = False) -> Letter:
        """The letter of `case` in the `edition` that the program knows by that name.

        A `draft` shows the label of each unknown field in its place. Raises `LetterError`.
        """
        for flaw in overlong_lists(case):
            raise LetterError(flaw.sentence, flaw.path)
        program, form = _edition(self._pack, edition)
        names = view(case, self._pack, edition, self._marked)
        words = rendered(self._pack, form.template, names)
        found = without_unused_labels(case, parsed(words, form.template, self._read))
        blocks = with_own_words(case, found)
        return Letter(
            blocks=tuple(labelled(one, type(case)) if draft else one for one in blocks),
            title=" ".join(filter(None, (form.title, clean(case.case_number))))[:LONGEST_TITLE],
            language=program.language,
            date=case.decision_date,
            letterhead=clean(case.organization.name) if form.letterhead else "",
            footer=clean(case.case_number),
            elements=element_links(case),
            kind=type(case),
            flaws=tuple(flaws(case, typefaces.characters())),
        )


def compose(case: Case, pack: Pack, edition: str, *, draft: bool = False) -> Letter:
    """The letter of `case`, as a new `Composer` makes it."""
    return Composer(pack).letter(case, edition, draft=draft)


def with_own_words(case: Case, blocks: Iterable[AnyBlock]) -> Iterator[AnyBlock]:
    """`blocks` with the case's own passages before, after or instead of those that they name."""
    passages: dict[tuple[str, Position], list[Paragraph]] = {}
    for at, passage in enumerate(case.own_words):
        words = _paragraphs(passage.words, f"own_words.{at}.words")
        place = block_of(case, passage.place)
        passages.setdefault((place, passage.position), []).extend(words)
    for place, here in groupby(blocks, key=attrgetter("id")):
        label = passages.get((place, Position.LABEL))
        yield from passages.get((place, Position.BEFORE), ())
        yield from passages.get((place, Position.INSTEAD), _relabelled(here, label))
        yield from passages.get((place, Position.AFTER), ())


def _relabelled(here: Iterator[AnyBlock], label: list[Paragraph] | None) -> Iterator[AnyBlock]:
    """The blocks `here`, the first with the words of `label` where its own label stood."""
    if label is not None:
        first = next(here)
        if isinstance(first, Heading | Paragraph):
            mark = tuple(replace(run, strong=True) for block in label for run in block.runs)
            rest = unlabelled(first)
            space = (Run(" "),) if mark and not plain(rest).startswith(" ") else ()
            first = replace(first, runs=(*mark, *space, *(rest if mark else _trimmed(rest))))
        yield first
    yield from here


def unlabelled(block: Heading | Paragraph) -> Runs:
    """The runs of `block` without the label that a paragraph begins with."""
    if isinstance(block, Heading):
        return block.runs
    return tuple(dropwhile(lambda run: run.strong, block.runs))


def _trimmed(line: Runs) -> Runs:
    """`line` without the space that it begins with."""
    return (replace(line[0], text=line[0].text.lstrip()), *line[1:]) if line else line


def _paragraphs(words: str, path: str) -> Iterator[Paragraph]:
    for line in clean(words).splitlines():
        yield Paragraph(id=path, runs=(Run(line, path),))


def edition_of(pack: Pack, name: str) -> Edition:
    """The edition `name` of the pack's program; raises `LetterError`."""
    return _edition(pack, name)[1]


def usual(pack: Pack) -> str:
    """The name of the usual edition of the pack's program; raises `LetterError`."""
    try:
        return usual_edition(pack.program.editions)
    except ProgramError as error:
        raise LetterError(f"The template pack is wrong: {error}") from error


def _edition(pack: Pack, name: str) -> tuple[Program, Edition]:
    try:
        program = pack.program
    except ProgramError as error:
        raise LetterError(f"The template pack is wrong: {error}") from error
    try:
        return program, program.edition(name)
    except ProgramError as error:
        raise LetterError(str(error)) from None


def file_of(pack: Pack, name: str) -> bytes:
    """The bytes of the pack's file `name`; raises `LetterError`."""
    try:
        return pack.bytes(name)
    except ProgramError as error:
        raise LetterError(f"The template pack is wrong: {error}") from error


def rendered(pack: Pack, name: str, names: provenance.Names) -> str:
    """The output of the template `name` for `names`; raises `LetterError` with file and line."""
    try:
        return budget.rendered(pack.template(name), names)
    except TemplateSyntaxError as error:
        raise LetterError(f"{error.name}, line {error.lineno}: {error.message}.") from error
    except TemplateNotFound as error:
        raise LetterError(f'The template pack has no file "{error.name}".') from error
    except UndefinedError as error:
        raise LetterError(f"{_place(error)}: {_unknown(error)}.") from error
    except (TemplateError, RecursionError, SyntaxError, TypeError, ValueError) as error:
        raise LetterError(f"{_place(error)}: {error}.") from error


def view(
    case: Case, pack: Pack, edition: str, known: provenance.Known | None = None
) -> provenance.Names:
    """What a template may name: the case's fields, its outcome in words, the edition."""
    fields = provenance.marked(case, known)
    panel = _panel(fields)
    _number(fields["disputed_items"], case)
    _give_reviewers(fields["disputed_items"], panel)
    outcome = pack.program.outcomes.get(case.outcome) if case.outcome else None
    return {**fields, "edition": edition, "outcome": outcome, "reviewers": panel}


def _panel(fields: provenance.Names) -> list[provenance.Marked]:
    """The reviewers of the panel, each with its number; the one reviewer where he is alone."""
    further = fields["further_reviewers"]
    panel = [fields["reviewer"], *(further if isinstance(further, list) else ())]
    for number, one in enumerate(panel, start=1):
        if isinstance(one, dict):
            one["number"] = number
    return panel


def _give_reviewers(items: provenance.Marked, panel: list[provenance.Marked]) -> None:
    """Gives each opinion on the `items` its id and number, and who of the `panel` has it."""
    for item in items if isinstance(items, list) else ():
        opinions = item["opinions"] if isinstance(item, dict) else None
        for at, one in enumerate(opinions if isinstance(opinions, list) else ()):
            if isinstance(one, dict):
                one |= {"id": str(one["by"]), "number": at + 1, "reviewer": panel[at]}


def _number(items: provenance.Marked, case: Case) -> None:
    """Gives each of the `items` of `case` its number, and that of the item it goes with."""
    numbers = {item.id: number for number, item in enumerate(case.disputed_items, start=1)}
    for at, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            surgery = numbers.get(case.disputed_items[at].associated_with, "")
            item |= {"number": at + 1, "associated_with": surgery}


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
    """Jinja's error for an undefined name, in the words of a template's author."""
    name = str(error.message).split("'")[-2] if "'" in str(error.message) else str(error.message)
    return f'the case has no field "{name}"'


def parsed(words: str, template: str, known: html.Known | None = None) -> tuple[AnyBlock, ...]:
    """The blocks of what `template` put out; raises `LetterError`."""
    try:
        return html.blocks(words, known)
    except html.MarkupError as error:
        raise LetterError(f"{template}: {error}") from error
