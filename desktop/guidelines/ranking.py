"""Which guideline governs a request: found by its words and its days, with why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.guidelines.editions.item_days import DecidingDay
from desktop.guidelines.guideline import Guideline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from desktop.guidelines.editions.item_days import ItemDays
    from desktop.guidelines.vocabulary.request_words import Mention, RequestWords, Understood

FIRST_SERVICE, LATER_SERVICE = 10, 2
"""Points for governing the service named first, and fewer by this much for each later one."""
BODY_PART, LATER_PART, NO_PART = 3, 1, 5
PRECEDENCE = 3
SUPERSEDED, STRENGTHENED = 8, 10
_LAST_COUNTED = 3
AMONG_THE_FIRST = 2
"""Where the search for evidence stands at the latest, where it is offered next to others."""
FIRST_CHOICE = 2
"""The precedence up to which a guideline is one for the request itself."""

_NONE_GOVERNS = "No guideline here governs what the request names; this one is general."
_NONE_ADDRESSES = "Where the chapter that governs does not address the request, this one does."


class Offer(msgspec.Struct, frozen=True):
    """A guideline that may govern the request, and why it is offered."""

    guideline: Guideline
    points: int
    why: str
    deciding: DecidingDay
    """The day of the item that decided that its edition governs."""
    distance: int = 0
    """Of two with the same points the nearer comes first: its own part of the body is 0; where the
    request names none, the commonest is."""


def rank(
    guidelines: Iterable[Guideline],
    vocabulary: RequestWords,
    request: str,
    days: ItemDays,
    parts: tuple[Mention, ...] = (),
) -> tuple[Offer, ...]:
    """The guidelines in force for an item of these `days` that govern `request`, nearest first.

    The best of each chapter comes before the second of any, so that the first few are a choice.
    `parts` of the body are those of the case, for a request that names none or a broad one.
    """
    understood = vocabulary.understand(request)
    told = vocabulary.told_by(understood.body_parts, parts)
    understood = msgspec.structs.replace(understood, body_parts=told)
    wanted = (one for one in guidelines if _may_govern(one, understood))
    in_force = [one for one in wanted if one.edition.in_force(days)]
    order = {part: at for at, part in enumerate(vocabulary.body_parts)}
    offers = [offer for one in in_force if (offer := _offer(one, understood, days, order))]
    found = list(_by_chapter(sorted(offers, key=_order)))
    general = [one for one in in_force if _governs_anything(one)]
    if not _settled(found, general):
        found[AMONG_THE_FIRST:AMONG_THE_FIRST] = [_search(one, days, found) for one in general]
    return tuple(found)


def _settled(found: Iterable[Offer], general: Iterable[Guideline]) -> bool:
    """Whether a guideline of the system of the `general` ones, with known criteria, governs."""
    system = {one.organisation for one in general}
    own = (one.guideline for one in found if one.guideline.organisation in system)
    return any(not one.unread and one.precedence <= FIRST_CHOICE for one in own)


def _offer(
    guideline: Guideline, understood: Understood, days: ItemDays, order: Mapping[str, int]
) -> Offer | None:
    """The offer of `guideline`, None where it does not govern what was `understood`."""
    service = _first(understood.services, guideline.services)
    part = _first(understood.body_parts, guideline.body_parts)
    if service is None or _is_elsewhere(guideline, understood, part):
        return None
    points = FIRST_SERVICE - LATER_SERVICE * min(understood.services.index(service), _LAST_COUNTED)
    points += _for_part(guideline, understood, part)
    points -= PRECEDENCE * (guideline.precedence - 1)
    points -= SUPERSEDED * (not understood.meanings.isdisjoint(guideline.unless))
    points += STRENGTHENED * (not understood.meanings.isdisjoint(guideline.stronger_with))
    distance = 0
    if guideline.body_parts:
        parts = guideline.body_parts
        distance = parts.index(part.meaning) if part else order[parts[0]]
    deciding = guideline.edition.deciding(days)
    return Offer(guideline, points, _why(guideline, service, part, deciding), deciding, distance)


def _is_elsewhere(guideline: Guideline, understood: Understood, part: Mention | None) -> bool:
    """Whether `guideline` governs the service, but not for what else was `understood`."""
    named = {one.meaning for one in understood.body_parts}
    bound = guideline.part_named or (named and guideline.body_parts)
    if (bound and part is None) or (named and named.issubset(guideline.not_with)):
        return True
    others = understood.meanings - named
    return not (others.isdisjoint(guideline.not_with) and _has_needs(guideline, understood))


def _has_needs(guideline: Guideline, understood: Understood) -> bool:
    return understood.meanings.issuperset(guideline.needs)


def _order(offer: Offer) -> tuple[int, int, str]:
    return -offer.points, offer.distance, offer.guideline.id


def _for_part(guideline: Guideline, understood: Understood, part: Mention | None) -> int:
    """Points for the part of the body: some for the one named first, fewer where none is."""
    if part is None:
        return -NO_PART if guideline.body_parts else BODY_PART
    at = understood.body_parts.index(part)
    return max(BODY_PART - LATER_PART * at, 0) + 1


def _first(mentions: Sequence[Mention], governed: Sequence[str]) -> Mention | None:
    return next((one for one in mentions if one.meaning in governed), None)


def _may_govern(guideline: Guideline, understood: Understood) -> bool:
    """Whether its days matter: it governs a service of the request, or any request."""
    return not understood.meanings.isdisjoint(guideline.services) or _governs_anything(guideline)


def _governs_anything(guideline: Guideline) -> bool:
    return bool(guideline.asks) and not guideline.services


def _search(guideline: Guideline, days: ItemDays, found: Sequence[Offer]) -> Offer:
    """The offer of a general rule, which governs where none `found` settles the request."""
    deciding = guideline.edition.deciding(days)
    why = _NONE_ADDRESSES if found else _NONE_GOVERNS
    why = f"{why} {_force(guideline, deciding)}"
    return Offer(guideline, -guideline.precedence, why, deciding)


def _by_chapter(offers: Iterable[Offer]) -> Iterator[Offer]:
    """`offers` with the best of each chapter before the others; an unread chapter comes once."""
    seen: set[tuple[str, str]] = set()
    others: list[Offer] = []
    for offer in offers:
        chapter = (offer.guideline.organisation, offer.guideline.chapter)
        if chapter not in seen:
            seen.add(chapter)
            yield offer
        elif not offer.guideline.unread:
            others.append(offer)
    yield from others


def _why(guideline: Guideline, service: Mention, part: Mention | None, day: DecidingDay) -> str:
    here = (one for one in (service, part) if one is not None and not one.source)
    words = " and ".join(map(_in_words, here))
    return f"The request says {words}{_place(guideline, part)} {_force(guideline, day)}"


def _place(guideline: Guideline, part: Mention | None) -> str:
    """Where the part of the body is known from, where the request does not name it."""
    if part is None:
        return ". It names no part of the body." if guideline.body_parts else "."
    return f"; {part.source} names {_in_words(part)}." if part.source else "."


def _in_words(mention: Mention) -> str:
    """The words, with their meaning where that says more."""
    meaning = mention.meaning.replace("-", " ")
    same = mention.words.casefold() == meaning.casefold()
    return f'"{mention.words}"' if same else f'"{mention.words}" ({meaning})'


def _force(guideline: Guideline, deciding: DecidingDay) -> str:
    if deciding.day is None:
        return "In force today as far as known."
    if not guideline.edition.adopted:
        return f"No order adopts it; its edition of {deciding.day:%m/%d/%Y} applies."
    listed = guideline.edition.facts.list_on(deciding.day)
    status = f" Its {listed} holds." if listed else ""
    return f"{guideline.edition.said()}. {deciding.said}{status}"
