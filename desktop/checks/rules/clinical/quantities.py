"""Rules: visits, frequency and duration: the arithmetic, and the same everywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import told_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.engine.review_context import ReviewContext
    from desktop.text.quantities import Amount

_WHOLE = re.compile(r"(?<=\d)\s+of\s+(?:the\s+)?\d+\b", re.IGNORECASE)
"""The whole with a part, as in "6 of 12 visits"."""
TOTALS = ("visits", "times")
PER = {("week", "week"): 1.0, ("day", "day"): 1.0, ("week", "month"): 4.0, ("day", "week"): 7.0,
        ("month", "month"): 1.0, ("day", "month"): 30.0}  # fmt: skip
"""How many of the frequency's periods one of the duration's has."""


def of_kind(sentences: Iterable[Sentence], *kinds: str) -> list[Amount]:
    """The amounts of `kinds` in `sentences`."""
    return [one for sentence in sentences for one in sentence.amounts if one.kind in kinds]


def product(sentence: Sentence) -> tuple[float, float] | None:
    """The visits in a sentence's one frequency over its one duration."""
    frequencies = of_kind((sentence,), "frequency")
    durations = of_kind((sentence,), "duration")
    if len(frequencies) != 1 or len(durations) != 1:
        return None
    frequency, duration = frequencies[0], durations[0]
    periods = PER.get((frequency.unit, duration.unit))
    if periods is None:
        return None
    return frequency.low * duration.low * periods, frequency.high * duration.high * periods


@rule(
    "quantity.arithmetic",
    fires=(
        letter(request="Physical therapy 2 times a week for 3 weeks (8 sessions)"),
        letter("He asked for therapy twice a week for three weeks, 8 visits."),
    ),
    quiet=(
        letter(request="Physical therapy 2 times a week for 6 weeks (12 sessions)"),
        letter("Acupuncture 1 to 2 times a week for 4 weeks, 6 visits."),
        letter("Guidelines allow 18 visits over 6-8 weeks, 3 times a week for 4 weeks."),
    ),
)
def arithmetic(context: ReviewContext) -> Iterator[Hit]:
    """Frequency times duration is not the number of visits given with them."""
    for text, sentence in told_in((*context.lines, *context.texts)):
        totals = [one for one in of_kind((sentence,), *TOTALS) if not is_factor(one, sentence)]
        made = product(sentence)
        if made and len(totals) == 1 and not sentence.general and _off(totals[0], made):
            yield Hit(
                text.path,
                f'"{sentence.text[:80].rstrip(".")}": frequency and duration make '
                f"{_figure(made)}, not {totals[0].words.strip()}.",
            )


def _off(total: Amount, made: tuple[float, float]) -> bool:
    return total.high < made[0] or total.low > made[1]


def is_factor(total: Amount, sentence: Sentence) -> bool:
    """Whether the visits are part of a frequency: "2 visits a week"."""
    return total.kind != "frequency" and total.start in sentence.factors


def _figure(made: tuple[float, float]) -> str:
    low, high = (f"{one:g}" for one in made)
    return f"{low} visits" if low == high else f"{low} to {high} visits"


@rule(
    "quantity.remainder",
    fires=(
        letter(request="Therapy, 8 sessions", authorized="Therapy, 6 sessions",
               remaining="Therapy, 3 sessions"),
        letter(request="Soma #90", authorized="Soma #63", remaining="Soma #30"),
    ),
    quiet=(
        letter(request="Therapy, two times a week for four weeks (8 sessions)",
               authorized="Therapy, 6 sessions", remaining="Therapy, 2 sessions"),
        letter(request="Two to three weeks of rehabilitation", authorized="Two weeks",
               remaining="One week"),
        letter(request="12 therapy sessions", authorized="6 of 12 therapy sessions",
               remaining="6 therapy sessions"),
    ),
)  # fmt: skip
def remainder(context: ReviewContext) -> Iterator[Hit]:
    """The part authorized and the part under review do not make the request."""
    for item in context.items:
        if item.item.whole_eligible or not (item.item.authorized and item.item.remaining):
            continue
        for kinds in (TOTALS, ("count",)):
            asked, given, left = (
                _total(context, words, kinds)
                for words in (item.item.request, item.item.authorized, item.item.remaining)
            )
            if asked and given and left and left != asked != given + left:
                yield Hit(
                    f"{item.path}.remaining",
                    f"Of {asked:g} asked for, {given:g} were authorized; {asked - given:g} remain, "
                    f"not {left:g}.",
                    also=(f"{item.path}.request", f"{item.path}.authorized"),
                )


def _total(context: ReviewContext, words: str, kinds: tuple[str, ...]) -> float | None:
    """The one number of visits or tablets in `words`; None where there are none or several."""
    sentences = context.reader.sentences(_WHOLE.sub("", words))
    found = {one.high for one in of_kind(sentences, *kinds) if one.low == one.high}
    made = {product(one) for one in sentences} - {None} if kinds == TOTALS else set()
    found |= {each[1] for each in made if each and each[0] == each[1] and not found}
    return found.pop() if len(found) == 1 else None


@rule(
    "quantity.cap",
    fires=(
        letter(
            "The patient has completed 18 prior sessions.", request="Physical therapy 12 visits"
        ),
    ),
    quiet=(
        letter("The patient has completed 6 prior sessions.", request="Physical therapy 12 visits"),
    ),
)
def visit_cap(context: ReviewContext) -> Iterator[Hit]:
    """Earlier visits and those asked for exceed the number that one injury can have."""
    cap = context.references.limits.visit_cap
    for item in context.items:
        services = item.topics & frozenset(cap.services)
        asked = max((one.high for one in of_kind(item.request, *TOTALS)), default=0.0)
        texts = (context.summary, context.rationales[item.number - 1])
        for text, sentence in told_in(texts if services and asked else ()):
            done = _completed(sentence)
            if done is not None and done + asked > cap.visits:
                message = f"{done:g} earlier visits and {asked:g} more exceed {cap.visits}."
                yield Hit(text.path, message)


def _completed(sentence: Sentence) -> float | None:
    """How many visits a sentence says were had; None where it says none."""
    words = {token.word for token in sentence.tokens}
    if sentence.general or not words & {"completed", "attended", "undergone", "received"}:
        return None
    return next((one.high for one in of_kind((sentence,), "visits")), None)


@rule(
    "quantity.days-supply",
    fires=(letter(request="Norco 10/325 one tablet twice daily for 30 days #90"),),
    quiet=(letter(request="Norco 10/325 one tablet twice daily for 30 days #60"),),
)
def days_supply(context: ReviewContext) -> Iterator[Hit]:
    """Tablets a day times days is not the number of tablets."""
    for text, sentence in told_in(context.lines):
        counts = of_kind((sentence,), "count")
        daily = [one for one in of_kind((sentence,), "frequency") if one.unit == "day"]
        days = [one for one in of_kind((sentence,), "duration") if one.unit == "day"]
        if len(counts) == len(daily) == len(days) == 1:
            yield from _wrong_supply(text.path, counts[0], daily[0], days[0])


def _wrong_supply(path: str, count: Amount, daily: Amount, days: Amount) -> Iterator[Hit]:
    """The hit where one count of tablets is not that of one dose a day for one number of days."""
    wanted = daily.high * days.high
    if count.high != wanted and daily.low == daily.high:
        yield Hit(
            path,
            f"{daily.words.strip()} for {days.words.strip()} makes {wanted:g}, not {count.high:g}.",
        )
