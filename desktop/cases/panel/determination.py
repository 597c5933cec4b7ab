"""The determination that follows from the opinions of a panel.

The effects stand in an order, from against through part to for, and the opinion in the middle
decides: whatever most find is decided, and where some find for the whole, some for a part and
some for none of it, the part that most find at least. Of an even number two stand in the middle;
where these differ, the program says by its tie to which of them it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases import pack_words
from desktop.cases.pack_words import Effect
from desktop.cases.terms import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.cases.panel.opinion import Opinion

_FINDS = {
    Effect.FOR: "for the treatment",
    Effect.PART: "for a part of the treatment",
    Effect.AGAINST: "against the treatment",
}
_ORDER = (Effect.AGAINST, Effect.PART, Effect.FOR)


def determination(effects: Iterable[Effect | None], tie: Effect) -> Effect | None:
    """What follows from the `effects` of all opinions; None while one is open, or there are none.

    A `tie` decides between the two in the middle.
    """
    found = tuple(effects)
    ranks = sorted(_ORDER.index(one) for one in found if one is not None)
    if not found or len(ranks) < len(found):
        return None
    lower, upper = ranks[(len(ranks) - 1) // 2], ranks[len(ranks) // 2]
    return _ORDER[sorted((lower, _ORDER.index(tie), upper))[1]]


def effects_of(opinions: Iterable[Opinion]) -> tuple[Effect | None, ...]:
    """The effect of each of `opinions`; None of one that is open."""
    return tuple(one.decision.effect if one.decision else None for one in opinions)


def decision_by(opinions: Sequence[Opinion], program: str) -> Decision | None:
    """The decision that follows from all `opinions` by the rule of `program`; None while open.

    Of several words for its effect it is the one that most reviewers used.
    """
    words = pack_words.of(program)
    effect = determination(effects_of(opinions), words.panel.tie)
    found = [one.decision for one in opinions]
    fitting = [word for word in map(Decision, words.decisions) if word.effect is effect]
    return max(fitting, key=found.count, default=None)


def tally(opinions: Sequence[Opinion], decision: Decision | None) -> str:
    """How many of `opinions` agree with the `decision`: "2 of 3 for"; while one is open, how many
    are given. Empty without a panel.
    """
    effects = effects_of(opinions)
    if not effects:
        return ""
    if None in effects or decision is None:
        given = len(effects) - effects.count(None)
        return f"{given} of {len(effects)} given"
    return f"{effects.count(decision.effect)} of {len(effects)} {decision.effect}"


def found_by(opinions: Sequence[Opinion], follows: Decision) -> str:
    """How the panel finds, so that the decision `follows`: "2 of 3 find for the treatment"."""
    count = effects_of(opinions).count(follows.effect)
    if count * 2 > len(opinions):
        return f"{count} of {len(opinions)} find {_FINDS[follows.effect]}"
    return f"no finding has a majority, and the program's rule makes it {follows}"
