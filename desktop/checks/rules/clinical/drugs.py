"""Rules: drugs, strengths and counts of tablets. A brand and its generic are one drug."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.checks.context.doses import by_drug
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import NARRATIVE, names, told_in
from desktop.checks.rules.clinical.visits import named_amounts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from desktop.checks.context.doses import Dose, Kind, Values
    from desktop.checks.context.language import Sentence
    from desktop.checks.engine.review_context import CaseText, ItemRead, ReviewContext
    from desktop.text.quantities import Amount


@rule(
    "drug.strength",
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
def strength_differs(context: ReviewContext) -> Iterator[Hit]:
    """A text gives a requested drug another strength."""
    yield from _differing(context, "strength")


@rule(
    "drug.count",
    fires=(
        letter("The request for Norflex 100mg #90 is denied.", request="Norflex 100mg #60"),
        letter("The request for #90 is not medically necessary.", request="Norflex 100mg #60"),
    ),
    quiet=(
        letter("Soma #63 was authorized.", request="Soma #90", authorized="Soma #63",
               remaining="Soma #27"),
    ),
)  # fmt: skip
def count_differs(context: ReviewContext) -> Iterator[Hit]:
    """A text gives a requested drug another number of tablets."""
    yield from _differing(context, "count")
    for item in context.items:
        asked = {one.value for one in item.amounts if one.kind == "count"}
        for sentence in item.rationale if asked else ():
            counts = named_amounts(sentence, "count") if not sentence.doses else []
            if counts and not asked & {one.value for one in counts}:
                message = f"The rationale says {counts[0].words.strip()}; the request of item "
                message += f'{item.number} is "{item.item.request}".'
                yield Hit(f"{item.path}.rationale", message, also=(f"{item.path}.request",))


def _differing(context: ReviewContext, kind: Kind) -> Iterator[Hit]:
    """A hit for each text in which an amount of `kind` is not that of the item's request."""
    by_facts = by_drug(context.facts, kind)
    for item in context.items:
        asked = by_drug(item.requests, kind)
        if asked:
            others = by_drug(_requests_of_others(context, item), kind)
            for text in (context.rationales[item.number - 1], context.summary):
                yield from _in_text(text, item, kind, _KnownAmounts(asked, others, by_facts))


def _requests_of_others(context: ReviewContext, item: ItemRead) -> Iterator[Sentence]:
    for other in context.items:
        if other is not item:
            yield from other.requests


class _KnownAmounts(NamedTuple):
    """The amounts of each drug in the item's request, in the others and in the summary."""

    asked: dict[str, Values]
    others: dict[str, Values]
    by_facts: dict[str, Values]

    def allowed(self, drug: str, *, by_summary: bool) -> Values:
        """What may be said of `drug`; what the summary tells counts where it is fair to say it."""
        allowed = self.asked[drug] | self.others.get(drug, frozenset())
        return allowed | self.by_facts.get(drug, frozenset()) if by_summary else allowed


def _in_text(text: CaseText, item: ItemRead, kind: Kind, known: _KnownAmounts) -> Iterator[Hit]:
    """A hit for each amount in `text` that nothing allows."""
    summary = text.path == NARRATIVE
    for sentence in text.sentences:
        mentioned = by_drug((sentence,), kind)
        decides = sentence.naming and bool(sentence.statements)
        for dose in sentence.doses if decides or not sentence.general else ():
            wanted = known.asked.get(dose.drug)
            if not wanted or mentioned.get(dose.drug, frozenset()) & wanted:
                continue
            in_facts_too = bool(known.by_facts.get(dose.drug, frozenset()) & wanted)
            fair = not summary or (in_facts_too and not sentence.naming)
            wrong = _wrong(dose.of(kind), wanted, known.allowed(dose.drug, by_summary=fair))
            if wrong:
                yield _dose_hit(text, item, dose, wrong)


def _wrong(found: tuple[Amount, ...], wanted: Values, allowed: Values) -> Amount | None:
    """The first amount that is comparable with what is wanted, and not allowed."""
    units = {unit for _, _, unit in wanted}
    return next((one for one in found if one.unit in units and one.value not in allowed), None)


def _dose_hit(text: CaseText, item: ItemRead, dose: Dose, wrong: Amount) -> Hit:
    return Hit(
        text.path,
        f"{text.name.capitalize()} says {dose.words} {wrong.words.strip()}; the request of item "
        f'{item.number} is "{item.item.request}".',
        also=(f"{item.path}.request",),
    )


@rule(
    "drug.market",
    fires=(letter(request="Norflex 200mg #60"),),
    quiet=(letter(request="Celecoxib 200mg #90"), letter(request="Ketoprofen 20% cream 240g")),
)
def strength_not_marketed(context: ReviewContext) -> Iterator[Hit]:
    """A strength in which the drug is not marketed as far as is known."""
    for text, sentence in told_in((*context.texts, *context.lines)):
        for one in sentence.doses if not sentence.general else ():
            for amount in _unmarketed(one, context.references.strengths.get(one.drug, ())):
                yield Hit(text.path, f"{one.words.capitalize()} is not known in {amount.words}.")


def _unmarketed(dose: Dose, marketed: Collection[float]) -> Iterator[Amount]:
    """The strengths of `dose` that are not among those `marketed`, where any of these is known."""
    for amount in dose.of("strength") if marketed else ():
        if amount.unit == "mg" and amount.low == amount.high not in marketed:
            yield amount


@rule(
    "drug.other",
    fires=(
        letter("The request for Soma is not medically necessary.", request="Norflex 100mg #60"),
        letter("The patient takes Soma. It is not medically necessary.", request="Norflex 100mg"),
        letter("She was given Soma.", request="Norflex 100mg", summary="She was given Soma."),
    ),
    quiet=(
        letter("She takes Soma.", request="Norflex #60", summary="She takes Soma and Norflex."),
        letter("The request for orphenadrine is not medically necessary.", request="Norflex #60"),
        letter("The patient utilized Mobic and Norflex.", request="Norflex"),
        letter("Lidocaine is recommended only as Lidoderm patch.", request="Lidocaine ointment"),
    ),
)
def another_drug(context: ReviewContext) -> Iterator[Hit]:
    """A rationale speaks of another drug than the one that is asked for."""
    for item in context.items:
        own = item.own_drugs & item.drugs
        for sentence in item.rationale if item.drugs else ():
            strange = _strange(context, item, sentence) or _instead(context, item, sentence)
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
    fires=(letter("The patient takes Soma.", request="Acupuncture", summary="She takes Norflex."),),
    quiet=(letter("The patient takes Soma.", request="Acupuncture", summary="She takes Soma."),),
)
def drug_that_stands_nowhere_else(context: ReviewContext) -> Iterator[Hit]:
    """A rationale speaks of a drug that nothing else in the letter names."""
    for item in context.items:
        strange = next(filter(None, (_strange(context, item, one) for one in item.rationale)), "")
        if strange:
            yield Hit(
                f"{item.path}.rationale",
                f'The rationale speaks of "{strange}", which nothing else in the letter names.',
            )


def _instead(context: ReviewContext, item: ItemRead, sentence: Sentence) -> str:
    """The first drug in `sentence` where neither summary nor rationale names the requested one."""
    if sentence.general or item.drugs & (context.drugs | item.own_drugs):
        return ""
    return next((term.words for term in sentence.of("drug")), "")


def _strange(context: ReviewContext, item: ItemRead, sentence: Sentence) -> str:
    """The first drug in `sentence` that neither a request nor the summary names."""
    if sentence.general and not sentence.statements:
        return ""
    if not sentence.of("drug"):
        return ""
    known = context.drugs | (item.drugs if sentence.naming else context.requested_drugs)
    if sentence.statements and item.drugs and not names((sentence,), "drug") & item.drugs:
        known = item.drugs
    return next((term.words for term in sentence.of("drug") if term.name not in known), "")
