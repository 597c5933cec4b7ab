"""The user's settings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import msgspec

from desktop.cases.parties import Organization, Reviewer
from desktop.cases.record import BLANK, Record
from desktop.cases.terms import Appearance, Weight
from desktop.records.questions import Prose, ask
from desktop.text import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

REMINDED = 60
"""Days before the end of a license when the warning begins."""
Percent = Annotated[int, msgspec.Meta(ge=80, le=200)]


class Profile(Record, frozen=True):
    """A reviewer who works at this desk, ready to be put into a case."""

    reviewer: Annotated[Reviewer, ask("Reviewer")] = Reviewer()
    license_expires: Annotated[
        dt.date | None, ask("License expires", help="You are reminded from 60 days before.")
    ] = None


def license_note(profile: Profile, today: dt.date) -> str:
    """The warning that the reviewer's license has ended or soon will; empty otherwise."""
    day, name = profile.license_expires, profile.reviewer.name or "this reviewer"
    if day is None or (day - today).days > REMINDED:
        return ""
    if day < today:
        return f"The license of {name} expired on {dates.show(day)}."
    left = (day - today).days
    when = "today" if not left else f"in {left} day{'s' if left > 1 else ''}"
    return f"The license of {name} expires {when}, on {dates.show(day)}."


def profile_of(reviewer: Reviewer, profiles: Iterable[Profile]) -> Profile | None:
    """The one of `profiles` who is `reviewer`, by the name where there is one."""
    for profile in profiles:
        own = profile.reviewer
        if own == reviewer or (own.name and own.name == reviewer.name):
            return profile
    return None


class Phrase(Record, frozen=True):
    """Words that are written by their name: ``.pt`` and Tab."""

    name: Annotated[str, ask("Name", example="pt", help="Typed after a full stop.")] = ""
    words: Annotated[
        Prose, ask("Words", help="What is left to fill in stands in [brackets]; Tab goes there.")
    ] = BLANK


class WeighedRule(Record, frozen=True):
    """A rule of the check with a weight of this organization."""

    rule: Annotated[str, ask("Rule", example="prose.doubled-word")] = ""
    weight: Annotated[Weight, ask("Counts as")] = Weight.OFF


class Settings(Record, frozen=True):
    """Everything that can be set; applied at once."""

    organization: Annotated[Organization, ask("Review organization")] = Organization()
    profiles: Annotated[tuple[Profile, ...], ask("Reviewers", one="Reviewer")] = ()
    appearance: Annotated[Appearance, ask("Colors")] = Appearance.SYSTEM
    text_size: Annotated[Percent, ask("Text size", help="In percent of the system's.")] = 100
    dim_pages: Annotated[bool, ask("Dim the letter's pages in the dark colors")] = False
    folder: Annotated[str, ask("Folder for letters")] = ""
    file_name: Annotated[
        str, ask("Name of a letter's file", help="{number} is the case number.")
    ] = "{number}"
    lock_after: Annotated[
        Annotated[int, msgspec.Meta(ge=1, le=240)] | None,
        ask("Lock when idle", help="After how many minutes; empty: never."),
    ] = 15
    phrases: Annotated[tuple[Phrase, ...], ask("Phrases", one="Phrase")] = ()
    dictionary: Annotated[tuple[str, ...], ask("My dictionary", one="Word")] = ()
    rules: Annotated[
        tuple[WeighedRule, ...], ask("Rules of the check weighed otherwise", one="Rule")
    ] = ()

    def switched_off(self, rule: str) -> tuple[WeighedRule, ...]:
        """The rules with changed weights, with `rule` switched off."""
        others = tuple(one for one in self.rules if one.rule != rule)
        return (*others, WeighedRule(rule=rule))
