"""Prose drafted by the program's templates: a rationale from answers, a summary from facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.guidelines.argument import Argument, argue, by_document
from desktop.guidelines.assessment import assess
from desktop.guidelines.criterion_inputs import asked_for
from desktop.guidelines.editions.item_days import ItemDays
from desktop.guidelines.evidence_hierarchy import why_no_guideline
from desktop.guidelines.wording import (
    document_in_sentence,
    in_sentence,
    indefinite,
    is_plural,
    named,
    schedule,
    series,
    with_article,
)
from desktop.letter.compose.compose import parsed, rendered
from desktop.letter.compose.provenance import marked
from desktop.records.questions import Prose
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.cases.case import Basis, Case, DisputedItem, Summary
    from desktop.guidelines.argument import Point
    from desktop.guidelines.catalog import GuidelineCatalog
    from desktop.guidelines.citations import Citations
    from desktop.guidelines.evidence_hierarchy import HierarchyStep
    from desktop.guidelines.vocabulary.request_words import RequestWords
    from desktop.letter.compose.pack import Pack
    from desktop.letter.compose.provenance import Marked, Names

RATIONALE, SUMMARY = "rationale.jinja", "summary.jinja"
_LONGEST_REPEATED = 120
"""Of a longer request the closing sentence says only "the request"."""


def draft_rationale(
    item: DisputedItem,
    library: GuidelineCatalog,
    citations: Citations,
    pack: Pack,
    days: ItemDays | None = None,
) -> Prose:
    """The rationale of `item`, from its answers under the guidelines that it consults.

    Each is cited at the law of the item's `days`. It ends in the formula of the item's decision,
    and without one where it is undecided. Raises `LetterError` where the template is wrong.
    """
    known = days or ItemDays()
    parts = [_part(argument, library.vocabulary, known) for argument in arguments(item, library)]
    request = in_sentence(asked_for(item), library.vocabulary)
    steps = citations.ladder.steps(item.reviewer_basis.citations, item.answers)
    names: Names = {
        "parts": [*parts],
        "any_met": any(part["result"] == "met" for part in parts),
        "request": request,
        "repeated": request if len(request) <= _LONGEST_REPEATED else "",
        "schedule": schedule(asked_for(item)),
        "decision": str(item.decision or ""),
        "effect": str(item.decision.effect) if item.decision else "",
        "steps": [_step(step) for step in steps if step.why],
        "rests_on": _rests_on(item) if steps else "",
        "why_no_guideline": why_no_guideline(item.answers).strip().rstrip("."),
    }
    return _prose(pack, RATIONALE, names)


def arguments(item: DisputedItem, library: GuidelineCatalog) -> tuple[Argument, ...]:
    """What the answers imply under each guideline that `item` consults and `library` has."""
    guidelines = [one.guideline for one in library.consulted(item)]
    return tuple(argue(item, one, assess(item, one)) for one in guidelines)


def draft_summary(case: Case, vocabulary: RequestWords, pack: Pack) -> Prose:
    """The clinical case summary as a narrative of the facts in `case`; raises `LetterError`."""
    summary = case.summary
    asked = [asked_for(item) for item in case.disputed_items]
    names = marked(replace(case, summary=_in_clauses(summary))) | {
        "article": "a" if summary.age is None else indefinite(summary.age),
        "occupation": with_article(summary.occupation),
        "requests": _series(asked, vocabulary),
        "diagnoses": _series([one.name for one in summary.diagnoses], vocabulary),
        "treatments": _series(summary.treatments, vocabulary),
    }
    return _prose(pack, SUMMARY, names)


def _series(words: Iterable[str], vocabulary: RequestWords) -> str:
    return series([in_sentence(one, vocabulary) for one in words if one.strip()])


def _in_clauses(summary: Summary) -> Summary:
    """`summary` with its prose as parts of a sentence."""
    examinations = tuple(
        replace(one, findings=_clause(one.findings), examiner=named(one.examiner))
        for one in summary.examinations
    )
    imaging = tuple(replace(one, findings=_clause(one.findings)) for one in summary.imaging)
    mechanism = _clause(summary.mechanism)
    return replace(summary, mechanism=mechanism, examinations=examinations, imaging=imaging)


def _clause(prose: Prose) -> Prose:
    return Prose(" ".join(prose.split()).rstrip("."))


def guideline_line(basis: Basis, party: str, pack: Pack) -> str:
    """The guideline line of a party as a letter prints it; raises `LetterError`."""
    names: Names = {"basis": marked(basis), "party": party}
    return _text(f"<p>{rendered(pack, 'guideline-line.jinja', names)}</p>", "guideline-line.jinja")


def _part(argument: Argument, vocabulary: RequestWords, days: ItemDays) -> Names:
    """One guideline's argument as the template sees it."""
    edition = argument.guideline.edition
    return {
        "organisation": argument.guideline.organisation,
        "citation": argument.guideline.citation,
        "law": edition.facts.law_on(edition.deciding(days).day),
        "asks": argument.asks,
        "shown": _by_document(argument.shown, vocabulary),
        "against": _by_document(argument.against, vocabulary),
        "missing": series(argument.missing, "or"),
        "tensions": list(argument.tensions),
        "fulfilled": list(argument.fulfilled),
        "conclusions": list(argument.conclusions),
        "result": str(argument.result) if argument.answered else "",
    }


def _by_document(points: Iterable[Point], vocabulary: RequestWords) -> list[Marked]:
    groups = ((document_in_sentence(one), group) for one, group in by_document(points).items())
    return [
        {
            "document": document,
            "plural": is_plural(document),
            "words": series([_point_in_words(point, vocabulary) for point in group]),
        }
        for document, group in groups
    ]


def _point_in_words(point: Point, vocabulary: RequestWords) -> str:
    """What a point says: in the guideline's words, and in the record's."""
    finding = in_sentence(point.finding, vocabulary)
    return f"{point.words}: {finding}" if finding else point.words


def _step(step: HierarchyStep) -> Names:
    name = step.rung.name
    return {
        "name": name,
        "capitalized": f"{name[:1].upper()}{name[1:]}",
        "plural": step.rung.plural,
        "why": step.why,
        "because": step.because,
    }


def _rests_on(item: DisputedItem) -> str:
    """The title of what the decision is based on, with the place in it."""
    first = item.reviewer_basis.citations[0]
    return ", ".join(filter(None, (first.title, first.chapter, first.topic)))


def _prose(pack: Pack, name: str, names: Names) -> Prose:
    cleaned = {key: _printable(one) for key, one in names.items()}
    return Prose(_text(rendered(pack, name, cleaned), name))


def _printable(value: Marked) -> Marked:
    """`value` with its texts, at any depth, as a letter can carry them."""
    if type(value) is str:
        return clean(value)
    if type(value) is dict:
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if type(value) is list else value


def _text(words: str, name: str) -> str:
    """The paragraphs of a template's output, a line each."""
    paragraphs = (block.text() for block in parsed(words, name))
    return "\n".join(filter(None, map(str.strip, paragraphs)))
