"""Rank the guidelines for a request, list them, or check a guideline file."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app import reference_works
from desktop.commands.packs import given, guideline_taking, guideline_upkeep
from desktop.commands.report import say, shown, warn
from desktop.guidelines.upkeep.audit import YEARS
from desktop.store.files.files import FileError, read_case
from desktop.text import dates

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

    from desktop.guidelines.catalog import GuidelineCatalog
    from desktop.guidelines.guideline import Guideline
    from desktop.guidelines.ranking import Offer
    from desktop.records.values import Plain

SHOWN = 10
"""Guidelines that a ranking names."""


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("check", "audit", "diff", *guideline_taking.ACTIONS),
        help="check FILE...: prove guideline files; audit: what is unverified, superseded, without "
        "a source or due for a look; diff OLD NEW: what changes between two packs; add PACK: take "
        "a pack; remove NAME, back NAME: take it out of force, or go back to its earlier version; "
        "packs: which were taken",
    )
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="files or packs")
    parser.add_argument("--yes", action="store_true", help="add: take the pack without asking")
    _requests(parser)
    parser.add_argument("--on", metavar="DATE", type=day, help="the decision date (default: today)")
    parser.add_argument(
        "--years", metavar="N", type=int, default=YEARS,
        help=f"audit: years after which a source is due for a look (default: {YEARS})",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="for programs: JSON")
    given.argument(parser)
    parser.add_argument(
        "--own", metavar="PATH", type=Path, action="append", default=[],
        help="further packs: a file or a folder",
    )  # fmt: skip
    parser.epilog = (
        "Without a request every guideline is listed. An organization's own packs lie in the "
        "folder guidelines of its library. The exit status is 1 where a file is refused."
    )


def _requests(parser: ArgumentParser) -> None:
    """Declares what is ranked: one request, one a line, or a case's."""
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--for", dest="request", metavar="TEXT", help="rank for this request")
    asked.add_argument(
        "--for-file", metavar="FILE", type=Path, help="rank for each line, DATE<TAB>TEXT"
    )
    asked.add_argument("--case", metavar="CASE", type=Path, help="rank for each item of this case")


def run(options: Namespace) -> int:
    """Runs the command; 1 if a file is refused."""
    if options.action == "check":
        return check(options.files)
    if options.action == "diff":
        return guideline_upkeep.diff(options.files, as_json=options.json)
    if options.action in guideline_taking.ACTIONS:
        return guideline_taking.run(options.action, options.files, sure=options.yes)
    library = reference_works.catalog([*reference_works.own_packs(), *options.own])
    for refusal in library.refused:
        warn(str(refusal))
    return max(_answer(options, library), int(bool(library.refused)))


def day(word: str) -> dt.date:
    """A date of the command line."""
    found = dates.first(word)
    if found is None:
        raise ArgumentTypeError(f'"{word}" is not a date such as 2017-02-13')
    return found


def check(files: Sequence[Path]) -> int:
    """Proves each file against the library that ships; 1 where one is refused."""
    if not files:
        warn("Name the guideline files to check: guidelines check FILE...")
        return 2
    passed = [_is_sound(file) for file in files]
    return int(not all(passed))


def _is_sound(file: Path) -> bool:
    library = reference_works.catalog([file])
    for refusal in library.refused:
        warn(str(refusal))
    if not library.refused:
        say(f"{shown(file)}: in order.")
    return not library.refused


def _answer(options: Namespace, library: GuidelineCatalog) -> int:
    if options.action == "audit":
        today = options.on or dt.date.today()  # noqa: DTZ011 -- the day where the user is
        return guideline_upkeep.audit(library, today, options.years, as_json=options.json)
    if options.for_file:
        return _rank_lines(options.for_file, library, as_json=options.json)
    if options.case:
        return _rank_items(options.case, library, as_json=options.json)
    if options.request is not None:
        _print(library.offer(options.request, options.on), as_json=options.json)
    else:
        _list(library, options.on, as_json=options.json)
    return 0


def _rank_lines(file: Path, library: GuidelineCatalog, *, as_json: bool) -> int:
    """A ranking for each line of `file`; 1 where a line has no date, which is then unknown."""
    try:
        lines = reference_works.read_text(file).splitlines()
    except reference_works.ReferenceFileError as error:
        warn(str(error))
        return 1
    status = 0
    for number, line in enumerate(lines, start=1):
        date, tab, request = line.partition("\t")
        on = dates.first(date) if tab else None
        if line.strip() and on is None and (not tab or date.strip()):
            warn(f"{shown(file)}, line {number}: expected DATE, a tab and the request.")
            status = 1
        _print(library.offer(request if tab else line, on), as_json=as_json)
    return status


def _rank_items(file: Path, library: GuidelineCatalog, *, as_json: bool) -> int:
    """A ranking for each item of the case in `file`; 1 where it cannot be read."""
    try:
        case = read_case(file)
    except FileError as error:
        warn(f"{shown(file)}: {error}")
        return 1
    ranked = [library.offer_for(case, item)[:SHOWN] for item in case.disputed_items]
    if as_json:
        told = [_item(number, offers) for number, offers in enumerate(ranked, start=1)]
        say(json.dumps(told, ensure_ascii=False))
        return 0
    for item, offers in zip(case.disputed_items, ranked, strict=True):
        say(f"{item.request or 'No request'}:")
        _print(offers, as_json=False)
    return 0


def _item(number: int, offers: Sequence[Offer]) -> dict[str, object]:
    return {"item": number, "offers": [_entry(one) | _day_of(one) for one in offers]}


def _day_of(offer: Offer) -> dict[str, Plain]:
    """The day that decided for the edition of an offer."""
    day, deciding = offer.deciding.day, offer.deciding
    return {"day": day.isoformat() if day else None, "counts_by": deciding.counts_by}


def _print(offers: Sequence[Offer], *, as_json: bool) -> None:
    if as_json:
        say(json.dumps([_entry(offer) for offer in offers[:SHOWN]], ensure_ascii=False))
        return
    for number, offer in enumerate(offers[:SHOWN], start=1):
        unverified = "" if offer.guideline.verified else " (unverified)"
        say(f"{number}. {offer.guideline.citation}{unverified}\n   {offer.why}")


def _entry(offer: Offer) -> dict[str, Plain]:
    return {**_described(offer.guideline), "why": offer.why}


def _described(guideline: Guideline) -> dict[str, Plain]:
    keys = ("id", "organisation", "chapter", "year", "section", "citation")
    return {key: getattr(guideline, key) for key in keys}


def _list(library: GuidelineCatalog, on: dt.date | None, *, as_json: bool) -> None:
    """Every guideline, or every one in force on a day."""
    listed = [one for one in library if on is None or one.in_force(on)]
    if as_json:
        say(json.dumps([_described(one) for one in listed], ensure_ascii=False))
        return
    for line in _lines(listed):
        say(line)


def _lines(guidelines: Sequence[Guideline]) -> Iterator[str]:
    for one in guidelines:
        facts = one.edition.facts
        force = f"{facts.in_force_from or '...'} to {facts.in_force_to or '...'}"
        yield f"{one.id}: {one.citation} ({force}{'' if one.verified else ', unverified'})"
