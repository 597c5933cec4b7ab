"""Which editions of each chapter there are, and which takes the place of which."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

import msgspec

from desktop.guidelines.editions.edition import ChapterEdition, EditionFacts
from desktop.records.toml_files import convert, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.guidelines.editions.item_days import ItemDays

_DAY = dt.timedelta(days=1)


class TitledFacts(EditionFacts, frozen=True, kw_only=True):
    """An edition with the title of its chapter; the other keys of a work are passed over."""

    title: str


def edition_name(facts: EditionFacts) -> str:
    """How an edition is called: its chapter's title and its year, as far as they are known."""
    title = facts.title if isinstance(facts, TitledFacts) else ""
    return f"{title} {facts.year or ''}".strip()


class _File(msgspec.Struct, frozen=True):
    organisation: str = ""
    works: tuple[TitledFacts, ...] = ()


class Timetable:
    """The editions that are known, by title and year."""

    def __init__(self, facts: Iterable[TitledFacts] = (), organisation: str = "") -> None:
        self._facts = {(one.title, one.year): one for one in facts}
        self.organisation = organisation
        """Whose guidelines have their days here."""

    def edition(
        self, title: str, year: int | None, organisation: str = ""
    ) -> ChapterEdition | None:
        """The edition of the chapter `title` of the `year`, None where none is known."""
        ours = organisation in ("", self.organisation)
        return self._editions.get((title, year)) if ours else None

    def governs(self, work: TitledFacts, days: ItemDays) -> bool:
        """Whether the edition that `work` is governs an item of these `days`."""
        known = self.edition(work.title, work.year)
        return known is not None and known.in_force(days)

    @cached_property
    def _editions(self) -> dict[tuple[str, int | None], ChapterEdition]:
        """Each edition with those after it: the newest are made first."""
        newest_first = sorted(
            self._facts.items(), key=lambda pair: pair[1].in_force_from or dt.date.min, reverse=True
        )
        found: dict[tuple[str, int | None], ChapterEdition] = {}
        for key, facts in newest_first:
            later = (one for name, one in found.items() if _follows(name[0], one, facts))
            found[key] = ChapterEdition(facts, tuple(later))
        return found


def _follows(title: str, later: ChapterEdition, facts: TitledFacts) -> bool:
    """Whether `later`, of that `title`, took the place of the edition of these `facts`.

    It begins the day after, under the same law or title: a chapter may be moved to another law.
    """
    ended = facts.in_force_to
    same = title == facts.title or (facts.law and facts.law == later.facts.law)
    return bool(same and ended and later.facts.in_force_from == ended + _DAY)


@cache
def title_words(title: str) -> str:
    """A chapter's title as it is compared: its words alone, without "Guidelines"."""
    return " ".join(re.findall(r"\w+", title.casefold().removesuffix("guidelines")))


def read_timetable(text: str, name: str) -> Timetable:
    """The editions in the TOML `text` of the file of works `name`; raises `TomlError`."""
    file = convert(parse(text, name), _File, text, name)
    return Timetable(file.works, file.organisation)


NO_EDITIONS = Timetable()
