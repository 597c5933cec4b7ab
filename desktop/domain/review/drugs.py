"""Rules: drugs, strengths and counts of tablets. A brand and its generic are one drug."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.review.finding import Hit, Severity
from desktop.domain.review.matter import names
from desktop.domain.review.registry import letter, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.review.amounts import Amount
    from desktop.domain.review.language import Sentence
    from desktop.domain.review.matter import ItemRead, Matter, Text

_PLAIN_ERROR = "Labor Code 4610.6(h)(5)"
_REACH = 40
"""Characters between a drug and its strength."""


class Dosed(NamedTuple):
    """A drug with what stands behind it."""

    drug: str
    words: str
    strengths: tuple[Amount, ...]
    counts: tuple[Amount, ...]


def dosed(sentence: Sentence) -> tuple[Dosed, ...]:
    """The drugs of a sentence, each with the strengths and counts up to the next drug."""
    drugs = sentence.of("drug")
    ends = [*(term.start for term in drugs[1:]), len(sentence.text)]
    return tuple(
        Dosed(
            term.name,
            term.words,
            _behind(sentence, term.end, min(end, term.end + _REACH), "strength"),
            _behind(sentence, term.end, min(end, term.end + _REACH), "count"),
        )
        for term, end in zip(drugs, ends, strict=False)
    )


def _behind(sentence: Sentence, start: int, end: int, kind: str) -> tuple[Amount, ...]:
    return tuple(one for one in sentence.amounts if one.kind == kind and start <= one.start < end)


@rule(
    "drug.strength",
    Severity.WARNING,
    _PLAIN_ERROR,
    fires=(
        letter("The requested Norflex 200mg is not needed.", request="Norflex 100mg #60"),
        letter(request="Norflex 50 mg", summary="She takes orphenadrine 100 mg."),
    ),
    quiet=(
        letter("Naprosyn 550 mg bid helps.", request="Naproxen 550mg #60"),
        letter("Naproxen 250 mg was tried.", request="Naproxen 500mg",
               summary="She took naproxen 250 mg, then naproxen 500 mg."),
    ),
)  # fmt: skip
def strength_differs(matter: Matter) -> Iterator[Hit]:
    """A text gives a requested drug another strength."""
    yield from _differing(matter, "strength")


@rule(
    "drug.count",
    Severity.WARNING,
    _PLAIN_ERROR,
    fires=(letter("The request for Norflex 100mg #90 is denied.", request="Norflex 100mg #60"),),
    quiet=(
        letter("Soma #63 was authorized.", request="Soma #90", authorized="Soma #63",
               remaining="Soma #27"),
    ),
)  # fmt: skip
def count_differs(matter: Matter) -> Iterator[Hit]:
    """A text gives a requested drug another number of tablets."""
    yield from _differing(matter, "count")


def _differing(matter: Matter, kind: str) -> Iterator[Hit]:
    """A hit for each text in which an amount of `kind` is not that of the item's request."""
    for item in matter.items:
        asked = _amounts(item.requests, kind)
        for text in (matter.rationales[item.number - 1], matter.summary):
            for sentence in text.sentences if asked else ():
                for one in dosed(sentence):
                    wrong = _wrong(matter, item, one, asked, kind, text, sentence.naming)
                    if wrong and not sentence.general:
                        yield _dose_hit(text, item, one, wrong)


def _wrong(
    matter: Matter,
    item: ItemRead,
    one: Dosed,
    asked: dict[str, set[tuple[float, float, str]]],
    kind: str,
    text: Text,
    naming: bool,
) -> Amount | None:
    """The first amount of `one` that is not what was asked for, nor what another place tells."""
    wanted = asked.get(one.drug)
    if not wanted:
        return None
    others = (
        sentence for other in matter.items if other is not item for sentence in other.requests
    )
    known = set(_amounts(others, kind).get(one.drug, ()))
    told = _amounts(matter.facts, kind).get(one.drug, set())
    if text is not matter.summary or (told & wanted and not naming):
        known |= told
    units = {unit for _, _, unit in wanted}
    found = one.strengths if kind == "strength" else one.counts
    return next(
        (each for each in found if each.unit in units and each.value not in wanted | known), None
    )


def _dose_hit(text: Text, item: ItemRead, one: Dosed, wrong: Amount) -> Hit:
    return Hit(
        text.path,
        f"{text.name.capitalize()} says {one.words} {wrong.words.strip()}; the request of item "
        f'{item.number} is "{item.item.request}".',
        also=(f"{item.path}.request",),
    )


def _amounts(sentences: Iterable[Sentence], kind: str) -> dict[str, set[tuple[float, float, str]]]:
    """The amounts of `kind` of each drug."""
    found: dict[str, set[tuple[float, float, str]]] = {}
    for sentence in sentences:
        for one in dosed(sentence):
            amounts = one.strengths if kind == "strength" else one.counts
            found.setdefault(one.drug, set()).update(amount.value for amount in amounts)
    return {drug: values for drug, values in found.items() if values}


@rule(
    "drug.market",
    Severity.ADVICE,
    "Marketed strengths as generally known",
    fires=(letter(request="Norflex 200mg #60"),),
    quiet=(letter(request="Celecoxib 200mg #90"), letter(request="Ketoprofen 20% cream 240g")),
)
def strength_not_marketed(matter: Matter) -> Iterator[Hit]:
    """A strength in which the drug is not marketed as far as is known."""
    for text in (*matter.texts, *matter.lines):
        for sentence in text.sentences:
            for one in dosed(sentence):
                marketed = matter.references.strengths.get(one.drug, ())
                for amount in one.strengths if marketed and not sentence.general else ():
                    if amount.unit == "mg" and amount.low == amount.high not in marketed:
                        yield Hit(
                            text.path, f"{one.words.capitalize()} is not known in {amount.words}."
                        )


@rule(
    "drug.other",
    Severity.WARNING,
    _PLAIN_ERROR,
    fires=(
        letter("The request for Soma is not medically necessary.", request="Norflex 100mg #60"),
        letter("The patient takes Soma. It is not medically necessary.", request="Norflex 100mg"),
    ),
    quiet=(
        letter("The request for orphenadrine is not medically necessary.", request="Norflex #60"),
        letter("The patient utilized Mobic and Norflex.", request="Norflex"),
        letter("Lidocaine is recommended only as Lidoderm patch.", request="Lidocaine ointment"),
    ),
)
def another_drug(matter: Matter) -> Iterator[Hit]:
    """A rationale speaks of another drug than the one that is asked for."""
    for item in matter.items:
        own = names(item.rationale, "drug") & item.drugs
        for sentence in item.rationale if item.drugs else ():
            strange = _strange(matter, item, sentence)
            decides = sentence.naming and bool(sentence.statements)
            if strange and (decides or not own):
                yield Hit(
                    f"{item.path}.rationale",
                    f'The rationale speaks of "{strange}"; the request of item {item.number} is '
                    f'"{item.item.request}".',
                    also=(f"{item.path}.request",),
                )
                break


@rule(
    "drug.elsewhere",
    Severity.ADVICE,
    _PLAIN_ERROR,
    fires=(letter("The patient takes Soma.", request="Acupuncture", summary="She takes Norflex."),),
    quiet=(letter("The patient takes Soma.", request="Acupuncture", summary="She takes Soma."),),
)
def drug_that_stands_nowhere_else(matter: Matter) -> Iterator[Hit]:
    """A rationale speaks of a drug that nothing else in the letter names."""
    for item in matter.items:
        strange = next(filter(None, (_strange(matter, item, one) for one in item.rationale)), "")
        if strange:
            yield Hit(
                f"{item.path}.rationale",
                f'The rationale speaks of "{strange}", which nothing else in the letter names.',
            )


def _strange(matter: Matter, item: ItemRead, sentence: Sentence) -> str:
    """The first drug in `sentence` that neither a request nor the summary names."""
    if sentence.general and not sentence.statements:
        return ""
    told = names(matter.facts, "drug") | item.drugs
    told |= frozenset(drug for one in matter.items for drug in one.drugs if not sentence.naming)
    if sentence.statements and item.drugs and not names((sentence,), "drug") & item.drugs:
        told = item.drugs
    return next((term.words for term in sentence.of("drug") if term.name not in told), "")
