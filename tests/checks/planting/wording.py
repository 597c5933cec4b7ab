"""Slips in what is written: names, claims of absence, the form of sentences."""

from __future__ import annotations

import re

from tests.checks.planting.places import (
    anywhere,
    kind,
    rationale,
    sentences,
    shuffled,
    summary,
    swap,
)

NAMES = [
    "Mr. Delgado",
    "Ms. Whitfield",
    "Dr. Okafor",
    "Maria Hernandez",
    "Gutierrez",
    "Robert Lindqvist",
    "Alan Brandt, M.D.",
    "Linda Nakamura",
]


@kind
def foreign_name(case, chance):
    name = chance.choice(NAMES)
    pattern = r"\b(?:[Tt]he patient|[Tt]he injured worker|[Tt]he claimant|[Tt]he applicant)\b(?!')"
    return anywhere(
        case, chance, pattern, lambda words, match: swap(words, match, name), in_summary=True
    )


@kind
def contact_left(case, chance):
    what = chance.choice(
        [
            "(213) 555-0147",
            "213-555-0147",
            "j.delgado@clinic.example",
            "License No. A84512",
            "1420 Alder Street",
        ]
    )
    words = case.summary.narrative
    ends = [m.end() for m in re.finditer(r"(?<=[a-z])(?=\. [A-Z])", words)]
    if not ends:
        return None
    at = chance.choice(ends)
    return summary(case, f"{words[:at]} ({what}){words[at:]}")


CLAIMS = [
    "There is no documentation of {}.",
    "The records contain no evidence of {}.",
    "There was a lack of documentation of {}.",
    "No {} was documented.",
    "There is no indication that the patient has had {}.",
    "The submitted records do not document any {}.",
    "The medical records fail to show {}.",
    "It is not documented that the patient had {}.",
    "The file contains no record of {}.",
    "The patient has not had {}.",
]
SUBJECTS = [
    "physical therapy",
    "acupuncture",
    "chiropractic treatment",
    "tenderness",
    "numbness",
    "work restrictions",
    "x-rays",
    "MRI",
    "medications",
    "spasm",
    "decreased range of motion",
    "insomnia",
    "swelling",
    "crutches",
    "activity modification",
]


@kind
def absence_against_a_fact(case, chance):
    for subject in chance.sample(SUBJECTS, len(SUBJECTS)):
        for sentence in sentences(case.summary.narrative):
            told = re.search(
                r"(?:included?|complain(?:ed|s) of|revealed|showed|using|with|noted|has started|"
                rf"received)\b[^.]*\b{subject}\b",
                sentence,
                re.I,
            )
            if told and not re.search(
                r"\b(?:no|not|denied|denies|without|negative|request|requested|plan|normal|ordered|non)\b",
                sentence,
                re.I,
            ):
                at = chance.randrange(len(case.disputed_items))
                claim = chance.choice(CLAIMS).format(subject)
                return rationale(case, at, f"{claim} {case.disputed_items[at].rationale}")
    return None


@kind
def doubled_word(case, chance):
    return anywhere(
        case,
        chance,
        r"(?<= )[a-z]{2,}(?= )(?! had| that)",
        lambda words, match: swap(words, match, f"{match[0]} {match[0]}"),
        own=False,
    )


@kind
def placeholder(case, chance):
    what = chance.choice(
        ["[insert date]", "___", "XXX", "{{ body_part }}", "[TBD]", "***", "[NAME]", "???"]
    )
    return anywhere(
        case,
        chance,
        r"(?<= )[a-z]{4,}(?=[ .])",
        lambda words, match: swap(words, match, what),
        own=False,
    )


@kind
def unclosed_quote(case, chance):
    for at in shuffled(case, chance):
        words = case.disputed_items[at].rationale
        if words.count('"') % 2 == 0:
            spots = list(re.finditer(r"(?<= )(?=[a-z]{3,} )", words))
            return rationale(case, at, swap(words, chance.choice(spots), '"'))
    return None


@kind
def broken_off(case, chance):
    at = chance.choice(shuffled(case, chance))
    words = case.disputed_items[at].rationale
    if chance.random() < 0.5:
        return rationale(case, at, words[: len(words) * 2 // 3].rsplit(" ", 1)[0])
    spots = list(
        re.finditer(r"\b(?:the|of|to|with|a|and|by)(?= [a-z]+ [a-z]+[^.]{5,60}\. )", words)
    )
    if not spots:
        return rationale(case, at, words[: len(words) * 2 // 3].rsplit(" ", 1)[0])
    match = chance.choice(spots)
    end = words.index(". ", match.end())
    return rationale(case, at, words[: match.end()] + words[end:])


@kind
def full_stop_missing(case, chance):
    at = chance.choice(shuffled(case, chance))
    words = case.disputed_items[at].rationale
    spots = list(re.finditer(r"(?<=[a-z])\.(?= [A-Z][a-z]+ [a-z]|$)", words))
    if not spots:
        return None
    return rationale(case, at, swap(words, chance.choice(spots), ""))


@kind
def sentence_twice(case, chance):
    for at in shuffled(case, chance):
        parts = sentences(case.disputed_items[at].rationale)
        spots = [n for n, part in enumerate(parts) if len(part.split()) > 6 and '"' not in part]
        if spots:
            n = chance.choice(spots)
            later = chance.randint(n + 1, len(parts))
            return rationale(case, at, " ".join([*parts[:later], parts[n], *parts[later:]]))
    return None


@kind
def unclosed_bracket(case, chance):
    for at in shuffled(case, chance):
        words = case.disputed_items[at].rationale
        if words.count("(") == words.count(")"):
            spots = list(re.finditer(r"(?<= )(?=[a-z]{4,} )", words))
            return rationale(case, at, swap(words, chance.choice(spots), "("))
    return None


@kind
def sentence_cut(case, chance):
    """A sentence loses its end, and the next one follows."""
    for at in shuffled(case, chance):
        parts = sentences(case.disputed_items[at].rationale)
        spots = [n for n, part in enumerate(parts[:-1]) if len(part.split()) > 8]
        if spots:
            n = chance.choice(spots)
            words = parts[n].split()
            parts[n] = " ".join(words[: chance.randrange(4, len(words) - 2)])
            return rationale(case, at, " ".join(parts))
    return None
