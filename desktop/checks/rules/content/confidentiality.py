"""Rules: names, numbers and addresses that a letter must not carry."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from desktop.cases.case import FurtherReviewer, Party, Reviewer
from desktop.checks.context.case_names import mentions, secrets
from desktop.checks.context.person_names import contacts
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import told_in
from desktop.text.nearby import before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.engine.review_context import ReviewContext

_WORKER = Party(name="Rosalind Achterberg")
_REVIEWER = Reviewer(name="Quentin Marlowe, MD")
_OF_PANEL = FurtherReviewer(name="Quentin Marlowe, MD")


@rule(
    "secret.reviewer",
    fires=(
        letter("I, Quentin Marlowe, find no need.", reviewer=_REVIEWER),
        letter("In Dr. Marlowe's view there is no need.", reviewer=_REVIEWER),
        letter("Dr. Marlowe finds no need.", further_reviewers=(_OF_PANEL,)),
    ),
    quiet=(letter("In Dr. Achterberg's view there is no need.", reviewer=_REVIEWER),),
)
def reviewer_named(context: ReviewContext) -> Iterator[Hit]:
    """The reviewer's name stands in the letter."""
    for text in (*context.texts, *context.lines):
        named = (mentions(text.words, one.name) for one in context.case.reviewers)
        for words in islice(chain.from_iterable(named), 1):
            yield Hit(text.path, f'The reviewer\'s name, "{words}", must not appear.')


@rule(
    "secret.party",
    fires=(letter("Ms. Achterberg's knee hurts.", injured_worker=_WORKER),),
    quiet=(letter("The patient's knee hurts.", injured_worker=_WORKER),),
    names_nobody=True,
)
def party_named(context: ReviewContext) -> Iterator[Hit]:
    """The copy for the public names a party or gives the claim's number."""
    known = secrets(context.case) if context.names_nobody else ()
    firms = context.language.names.firms
    for text in (*context.texts, *context.lines):
        for secret in known:
            if found := next(mentions(text.words, secret.words, firms), None):
                yield Hit(text.path, f'"{found}" ({secret.label}) must not be published.')


@rule(
    "secret.contact",
    fires=(
        letter("Call (916) 555-0142."),
        letter("Write to office@clinic.example."),
        letter("Licence number A 123456 was given."),
        letter("She lives at 1200 Poplar Way, Suite 300."),
    ),
    quiet=(
        letter("Blood pressure 139/84, 5/325 mg, ICD9 729.1, 10-20-16, 26 visits over 16 weeks."),
        letter("Call (916) 555-0142.", injured_worker=_WORKER),
        letter("An occupational claim 10-25-2016. On 11/18/2016 The Drive was long, Dr. said."),
    ),
)
def contact_left(context: ReviewContext) -> Iterator[Hit]:
    """The copy for the public holds a telephone number, an address or a number of a person."""
    for text in (*context.texts, *context.lines) if context.names_nobody else ():
        for label, words in contacts(text.words):
            yield Hit(text.path, f'The {label} "{words}" must not be published.')


@rule(
    "secret.name",
    fires=(
        letter("Mr. Delacroix fell."),
        letter("Maria Gonzalez fell."),
        letter("On exam, Hernandez was tender.", injured_worker=_WORKER),
        letter("Seen by Otto Lindqvist, MD."),
    ),
    quiet=(
        letter("Spurling's and Tinel's were positive (White, 2004). Dr. recommended Norco."),
        letter("Ms. Achterberg fell; Dr. Lindqvist saw her.", injured_worker=_WORKER),
    ),
)
def name_left(context: ReviewContext) -> Iterator[Hit]:
    """A person is named who has no place in the letter, as in a paste from another one."""
    known = _known_names(context)
    for text, sentence in told_in(context.texts):
        for words in context.reader.strangers(sentence):
            if context.names_nobody or _is_foreign(words, sentence.text, known):
                yield Hit(text.path, f'"{words}" looks like the name of a person.')


def _is_foreign(name: str, text: str, known: frozenset[str]) -> bool:
    """Whether a served letter has no use for `name`: it may name any physician."""
    parts = {part.casefold() for part in re.findall(r"[^\W\d_]+", name)}
    return not known & parts and not any(_is_physician(text, *span) for span in _places(name, text))


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where `name` stands in `text`."""
    start = text.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = text.find(name, start + 1)


def _is_physician(text: str, start: int, end: int) -> bool:
    """Whether a title or a degree is next to the name from `start` to `end`."""
    return bool(before(_DOCTOR, text, start) or _MEDICAL.match(text, end))


_DOCTOR = re.compile(r"\b(?:Dr|Doctor)\.?\s+$")
_MEDICAL = re.compile(r",?\s(?:[MD]\.?[DO]|D\.?C)\b")


def _known_names(context: ReviewContext) -> frozenset[str]:
    """The words of the names that a served letter may hold."""
    case = context.case
    authors = (document.author for document in case.documents)
    people = [secret.words for secret in secrets(case)] + [
        *authors,
        case.organization.medical_director,
    ]
    return frozenset(
        word.casefold() for name in people for word in re.findall(r"[^\W\d_]{3,}", name)
    )
