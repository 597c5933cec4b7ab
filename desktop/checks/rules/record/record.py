"""Rules: what a letter says of the record, above all that something is not in it."""

from __future__ import annotations

from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING

from desktop.checks.context.lexicon import between
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.context.lexicon import Term
    from desktop.checks.context.references import AbsenceWords
    from desktop.checks.engine.review_context import ItemRead, ReviewContext
    from desktop.guidelines.vocabulary.clinical_terms import ClinicalTerms

_REACH = 6
"""Words behind an absence phrase that can be what is absent."""
_WAS_NOT = 2
"""Words between a subject and "not noted"."""
_AROUND = 16
"""Words before an absence phrase within which a subject begins that may belong to it."""


@rule(
    "record.absence-contradicted",
    fires=(
        letter("There is no documentation of physical therapy.",
               summary="Treatment has included physical therapy."),
        letter("There was a lack of acute muscle spasm noted.",
               summary="The lumbar spine had limited motion with spasm and guarding."),
    ),
    quiet=(
        letter("There is no documentation of failed physical therapy.",
               summary="Treatment has included physical therapy."),
        letter("There is no documentation of an MRI.", summary="UR denied the requested MRI."),
        letter("There is no evidence of red flags.", summary="She denied red flags."),
    ),
)  # fmt: skip
def absence_contradicted(context: ReviewContext) -> Iterator[Hit]:
    """A rationale calls absent what the case file mentions."""
    known, summary = shown(context), frozenset(context.summary.sentences)
    for item in context.items:
        for sentence in item.rationale:
            absent = claimed_absent(sentence, context.language.absence)
            places = (known.get(topic, {}) for topic in absent)
            answers = (told(context.terms, each, sentence) for each in places)
            if answer := next(filter(None, answers), None):
                yield Hit(
                    f"{item.path}.rationale",
                    f'The rationale says "{_short(sentence.text)}", but the case file says '
                    f'"{_short(answer.text)}".',
                    also=("summary.narrative",) if answer in summary else (),
                )


@rule(
    "record.absence",
    fires=(letter("There is no documentation of failed conservative care."),),
    quiet=(
        letter("The guidelines recommend it where there is no documentation of a red flag."),
        letter("The patient fell and was treated with rest."),
    ),
)
def absence_to_confirm(context: ReviewContext) -> Iterator[Hit]:
    """A sentence says that something is absent: to be confirmed against the record."""
    for text in context.rationales:
        for sentence in text.sentences:
            if "absence" in sentence.kinds and not _is_rule(sentence):
                yield Hit(
                    text.path, f'Confirm: "{_short(sentence.text)}" {_searched(context, sentence)}'
                )


@rule(
    "record.improvement",
    fires=(
        letter("No evidence of functional improvement was provided.",
               request="Acupuncture",
               summary="Acupuncture gave greater than 50 percent relief and improved function."),
    ),
    quiet=(
        letter("No evidence of functional improvement was provided.", request="Acupuncture",
               summary="Acupuncture gave minimal improvement."),
        letter("The reported relief was subjective; no functional improvement was measured.",
               request="Acupuncture", summary="Acupuncture gave relief."),
    ),
)  # fmt: skip
def improvement_denied(context: ReviewContext) -> Iterator[Hit]:
    """The summary reports improvement, the rationale denies it, with no word on the difference."""
    reports = [sentence for sentence in context.facts if _reports_improvement(sentence)]
    for item in context.items if reports else ():
        denies = any(_denies_improvement(sentence) for sentence in item.rationale)
        weighed = any("weighed" in sentence.kinds for sentence in item.rationale)
        reported = next((one for one in reports if _is_of_treatment(one, item)), None)
        if reported is not None and denies and not weighed:
            message = f'The summary reports "{_short(reported.text)}"; the rationale denies '
            message += "improvement and does not say why."
            yield Hit(f"{item.path}.rationale", message, also=("summary.narrative",))


@rule(
    "record.new-date",
    fires=(letter("The note of 5/1/2026 is silent.", summary="Seen on 4/1/2026."),),
    quiet=(letter("The note of 4-1-26 is silent.", summary="Seen on April 1, 2026."),),
)
def date_that_stands_nowhere_else(context: ReviewContext) -> Iterator[Hit]:
    """A rationale gives a date that neither header, summary nor documents give."""
    case = context.case
    known = {day.date for sentence in context.facts for day in sentence.days}
    known |= {case.date_of_injury, case.ur_denial_date, case.application_received}
    known |= {document.date for document in case.documents}
    known |= {one.date for one in case.summary.examinations}
    known |= {one.date for one in case.summary.imaging}
    known |= {day.date for line in context.lines for one in line.sentences for day in one.days}
    for text in context.rationales if context.summary.words else ():
        strange = [
            day
            for sentence in text.sentences
            for day in sentence.days
            if day.date and day.date not in known
        ]
        if strange:
            yield Hit(text.path, f"The date {strange[0].words} stands nowhere else in the letter.")


def claimed_absent(sentence: Sentence, words: AbsenceWords) -> Iterator[str]:
    """The subjects that a sentence says are not in the record, without any qualification."""
    if not {"absence", "none"} & sentence.kinds.keys() or _is_rule(sentence):
        return
    if any(token.word in words.of_now for token in sentence.tokens):
        return
    for absence in (*sentence.of("absence"), *sentence.of("none")):
        near = between(sentence.of("topic"), absence.first - _AROUND, absence.last + _REACH + 1)
        topics = [topic for topic in near if _is_object(topic, absence, sentence, words)]
        yield from (topic.name for topic in topics if topic.name not in words.not_compared)


def _is_rule(sentence: Sentence) -> bool:
    """Whether the sentence says what a source wants, and nothing of this request."""
    return sentence.general and not sentence.naming


def _is_object(topic: Term, absence: Term, sentence: Sentence, words: AbsenceWords) -> bool:
    """Whether `topic` is what is absent: near behind the phrase, or right before "not noted"."""
    if absence.words.startswith("not ") and absence.first >= topic.last:
        return absence.first - topic.last <= _WAS_NOT and _ends_noun(topic, sentence, words)
    if absence.kind == "none" and not _is_none(absence, topic, sentence):
        return False
    if not 0 <= topic.first - absence.last <= _REACH or not _ends_noun(topic, sentence, words):
        return False
    if any(token.word in words.broken_by for token in sentence.tokens[absence.last : topic.first]):
        return False
    return not any(
        term.words not in topic.words
        for kind in ("quality", "naming")
        for term in between(sentence.of(kind), absence.last, topic.last)
    )


def _is_none(absence: Term, topic: Term, sentence: Sentence) -> bool:
    """Whether a plain "no" is of the thing itself: "No spasm was noted"."""
    behind = sentence.tokens[topic.last : topic.last + 1]
    verb = bool(behind) and behind[0].word in ("was", "were", "is", "are", "has", "have")
    return topic.first == absence.last and verb


def _ends_noun(topic: Term, sentence: Sentence, words: AbsenceWords) -> bool:
    """Whether `topic` is the thing itself and not part of "medication efficacy"."""
    rest = sentence.text[topic.end : topic.end + 2].strip()
    if not rest or not rest[0].isalnum():
        return True
    return sentence.tokens[topic.last].word in words.followed_by


Shown = dict[str, dict[str, tuple[int, "Sentence"]]]
"""By subject and part of the body, "" being any: the first of the facts that shows it, numbered."""


def shown(context: ReviewContext) -> Shown:
    """What the facts show to be there."""
    found: Shown = {}
    for number, sentence in enumerate(context.facts):
        certain = (topic for topic in sentence.of("topic") if not _doubted(topic, sentence))
        for topic, part in product(certain, ("", *sentence.parts)):
            found.setdefault(topic.name, {}).setdefault(part, (number, sentence))
    return found


def _doubted(topic: Term, sentence: Sentence) -> bool:
    """Whether a doubt bears on `topic`: it stands before it in the sentence, or right behind."""
    doubts = sentence.of("unshown")
    return bool(doubts) and doubts[0].first - topic.last < _REACH


def told(
    terms: ClinicalTerms, places: dict[str, tuple[int, Sentence]], claim: Sentence
) -> Sentence | None:
    """The first sentence among `places` that answers the `claim`.

    A claim that names a part of the body is answered only by a sentence on that part.
    """

    def fits(part: str) -> bool:
        akin = any(terms.akin(part, one) for one in claim.parts) if part else False
        return akin or not (part or claim.parts)

    answers = [found for part, found in places.items() if fits(part)]
    return min(answers, key=itemgetter(0))[1] if answers else None


def _searched(context: ReviewContext, sentence: Sentence) -> str:
    """What the case file says about the subjects of an absence sentence."""
    for term in sentence.of("topic"):
        if one := context.on_topics.get(term.name):
            return f'The case file on {term.name}: "{_short(one.text)}".'
    return "The case file does not speak of it."


def _reports_improvement(sentence: Sentence) -> bool:
    return "improved" in sentence.kinds and "unless" not in sentence.kinds


def _denies_improvement(sentence: Sentence) -> bool:
    if sentence.general or not {"absence", "unimproved"} <= sentence.kinds.keys():
        return False
    denied = sentence.of("unimproved")
    return any(between(denied, one.last, one.last + 13) for one in sentence.of("absence"))


def _is_of_treatment(reported: Sentence, item: ItemRead) -> bool:
    """Whether the improvement may be of the treatment that the item asks for."""
    helped = names((reported,), "treatment")
    same = item.topics & names((reported,), "topic")
    asked = item.treatments
    return bool(asked and same) or (bool(asked or item.drugs) and not helped)


def _short(text: str, most: int = 160) -> str:
    """`text` cut at a word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
