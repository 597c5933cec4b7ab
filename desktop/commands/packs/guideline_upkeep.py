"""What of the guidelines wants a look, and what one pack changes in another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

from desktop.app import reference_works
from desktop.app.packs import audited, guideline_packs, read_entries
from desktop.cases.packs.pack_folder import PackFileError
from desktop.commands.report import say, shown, warn
from desktop.guidelines.upkeep.audit import Audit, count
from desktop.guidelines.upkeep.pack_differences import differences
from desktop.store.files.files import FileError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.guidelines.catalog import GuidelineCatalog
    from desktop.guidelines.upkeep.audit import AuditedFact
    from desktop.guidelines.upkeep.read_marks import ReadMarks

_CONCERNS = ("superseded", "without a source", "due for a look", "unverified")
_PLURALS = {
    "edition": "Editions",
    "guideline": "Guidelines",
    "criterion": "Criteria",
    "legal fact": "Legal facts",
}


def audit(catalog: GuidelineCatalog, today: dt.date, years: int, *, as_json: bool) -> int:
    """Prints what is unverified, superseded, without a source, or due for a look."""
    marks = _marks()
    if marks is None:
        return 1
    facts = audited.facts(catalog, Audit(today, years), marks)
    if as_json:
        say(json.dumps(msgspec.to_builtins(facts), ensure_ascii=False))
        return 0
    _tell(facts)
    return 0


def _tell(facts: Sequence[AuditedFact]) -> None:
    """Prints the counts, and what each concern is about."""
    for kind, standings in count(facts).items():
        known = ", ".join(f"{standings[one]} {one}" for one in sorted(standings, reverse=True))
        say(f"{_PLURALS[kind]}: {known}")
    for concern in _CONCERNS:
        found = [one for one in facts if concern in one.concerns and one.kind != "criterion"]
        say(f"\n{concern.capitalize()}: {len(found)}")
        for one in found:
            say(f"  {_line(one)}")
    read = [one for one in facts if one.read_by]
    say(f"\nRead in its source here: {len(read)}")
    for one in read:
        say(f"  {one.id}: read by {one.read_by} on {one.read_on:%m/%d/%Y}")


def _marks() -> ReadMarks | None:
    """Who read what; None, once it is said, where that is damaged."""
    try:
        return read_entries.marks(reference_works.own_folder())
    except FileError as error:
        warn(str(error))
        return None


def _line(one: AuditedFact) -> str:
    """A statement in one line: what it is, what took its place, and when it was looked at."""
    name = f"{one.id}: {one.name}" if one.id != one.name else one.name
    successor = f"; now {one.superseded_by}" if one.superseded_by else ""
    read = f"; known current on {one.as_read_on:%m/%d/%Y}" if one.as_read_on else ""
    return f"{name}{successor}{read}"


def diff(paths: Sequence[Path], *, as_json: bool) -> int:
    """Prints what the second pack changes in the first; 1 where one cannot be read."""
    if len(paths) != 2:
        warn("Name two packs: guidelines diff OLD NEW")
        return 2
    read = []
    for path in paths:
        try:
            read.append(guideline_packs.tables(path))
        except PackFileError as error:
            warn(f"{shown(path)}: {error}")
            return 1
    found = list(differences(*read))
    if as_json:
        say(json.dumps(msgspec.to_builtins(found), ensure_ascii=False))
        return 0
    for one in found:
        say(one.words())
    say(f"{len(found)} differences." if len(found) != 1 else "1 difference.")
    return 0
