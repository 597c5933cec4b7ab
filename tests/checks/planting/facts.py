"""Slips in facts: sides, parts, drugs, quantities, age and sex."""

from __future__ import annotations

import re

from msgspec.structs import replace

from tests.checks.planting.places import (
    PARTS,
    SIDE,
    Planted,
    in_item,
    is_general,
    kind,
    rationale,
    shuffled,
    summary,
    swap,
)


@kind
def side_in_rationale(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        asked = item.request + case.summary.narrative
        spots = [
            m
            for m in re.finditer(
                rf"\b([Ll]eft|[Rr]ight)(?=(?: [a-z]+)? (?:{PARTS})\b)", item.rationale
            )
            if not is_general(item.rationale, m)
            and re.search(rf"\b{m[1]}\b", asked, re.I)
            and not re.search(rf"\b(?:{SIDE[m[1]]}|bilateral|both)\b", asked, re.I)
        ]
        if spots:
            match = chance.choice(spots)
            return rationale(case, at, swap(item.rationale, match, SIDE[match[1]]))
    return None


@kind
def side_in_request(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        match = re.search(rf"\b([Ll]eft|[Rr]ight)(?= (?:{PARTS})\b)", item.request)
        if (
            match
            and not item.authorized
            and match[0].lower() in (case.summary.narrative + item.rationale).lower()
        ):
            words = swap(item.request, match, SIDE[match[1]])
            return Planted(in_item(case, at, request=words), f"disputed_items.{at}.request")
    return None


@kind
def part_of_another_item(case, chance):
    pattern = (
        r"\b(?:request|requested)\b[^.]*?\b(?P<part>shoulder|elbow|wrist|knee|hip|ankle|"
        r"lumbar spine|cervical spine|low back|neck|hand|head)\b[^.]*medically necessary"
    )
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        match = re.search(pattern, item.rationale)
        if match and match["part"] in item.request:
            others = [
                p
                for p in ("shoulder", "elbow", "knee", "ankle", "lumbar spine")
                if p not in item.request
            ]
            return rationale(case, at, swap(item.rationale, match, chance.choice(others), "part"))
    return None


@kind
def strength(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        for match in re.finditer(r"\b(\d+(?:\.\d+)?) ?mg\b", item.rationale):
            if re.search(rf"\b{re.escape(match[1])} ?mg", item.request) and not is_general(
                item.rationale, match
            ):
                return rationale(
                    case, at, swap(item.rationale, match, f"{float(match[1]) * 2:g}", 1)
                )
    return None


@kind
def tablets(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        match = re.search(r"#(\d+)", item.rationale)
        if match and match[0] in item.request:
            return rationale(
                case, at, swap(item.rationale, match, {"60": "90"}.get(match[1], "60"), 1)
            )
    return None


@kind
def visits(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        for match in re.finditer(
            r"\b(?:additional|request for|of) (\d+)(?= (?:\w+ )?(?:sessions|visits)\b)"
            r"|(\d+) sessions\) ",
            item.rationale,
        ):
            group = 1 if match[1] else 2
            if re.search(rf"\b{match[group]}\b", item.request + item.remaining):
                return rationale(
                    case, at, swap(item.rationale, match, str(int(match[group]) + 3), group)
                )
        match = re.search(r"\((\d+) sessions\)", item.request)
        if match and not item.authorized:
            words = swap(item.request, match, str(int(match[1]) + 2), 1)
            return Planted(in_item(case, at, request=words), f"disputed_items.{at}.request")
    return None


@kind
def frequency(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        match = re.search(
            r"(?:request|requested)\b[^.]*?\b(?P<n>\d) times (?:a|per) week", item.rationale
        )
        if match and re.search(rf"\b{match['n']} times (?:a|per) week", item.request):
            return rationale(case, at, swap(item.rationale, match, str(int(match["n"]) + 2), "n"))
    return None


@kind
def remainder(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        match = re.search(r"#(\d+)|\b(\d+)(?= sessions)", item.remaining)
        if match and item.authorized and not item.whole_eligible:
            group = 1 if match[1] else 2
            words = swap(item.remaining, match, str(int(match[group]) + 1), group)
            return Planted(in_item(case, at, remaining=words), f"disputed_items.{at}.remaining")
    return None


@kind
def level(case, chance):
    """A level outside the range that the summary names, in one region of the spine."""
    told = re.findall(r"\b([CTLS])(\d)\b", case.summary.narrative)
    regions = {region for region, _ in told}
    if len(regions) != 1:
        return None
    region = regions.pop()
    numbers = [int(number) for _, number in told]
    most = {"C": 7, "T": 9, "L": 5, "S": 5}[region]
    others = [n for n in range(1, most + 1) if not min(numbers) <= n <= max(numbers)]
    if not others:
        return None
    at = chance.randrange(len(case.disputed_items))
    words = f"There were findings at {region}{chance.choice(others)}. "
    return rationale(case, at, words + case.disputed_items[at].rationale)


DRUGS = ["Soma", "Lyrica", "Cymbalta", "Xanax", "Topamax"]


@kind
def drug(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        name = re.match(
            r"[A-Z][a-z]+(?= (?:[A-Za-z]+ )*(?:\d[\d.]* ?mg|\d+%|#|\(unknown))", item.request
        )
        spots = (
            [
                m
                for m in re.finditer(rf"\b{name[0]}\b", item.rationale)
                if not is_general(item.rationale, m)
            ]
            if name
            else []
        )
        if spots:
            return rationale(
                case, at, swap(item.rationale, chance.choice(spots), chance.choice(DRUGS))
            )
    return None


@kind
def age(case, chance):
    ages = [
        (at, m)
        for at, item in enumerate(case.disputed_items)
        for m in re.finditer(r"\b(\d\d)[- ]year[- ]old", item.rationale)
    ]
    if ages and re.search(r"year[- ]old", case.summary.narrative):
        at, match = chance.choice(ages)
        return rationale(
            case, at, swap(case.disputed_items[at].rationale, match, str(int(match[1]) + 7), 1)
        )
    match = re.search(r"\b(\d\d)[- ]year[- ]old", case.summary.narrative)
    if not match:
        return None
    return Planted(
        replace(case, summary=replace(case.summary, age=int(match[1]) + 7)), "summary.age"
    )


@kind
def sex(case, chance):
    words = case.summary.narrative
    match = re.search(r"year[- ]old (female|male)\b", words)
    told = {"female": r"\b(?:she|her)\b", "male": r"\b(?:he|his|him)\b"}
    letter = words + " ".join(item.rationale for item in case.disputed_items)
    if (
        not match
        or len(re.findall(told[match[1]], letter, re.I)) < 2
        or re.search(r"physician|provider|surgeon", letter)
    ):
        return None
    return summary(case, swap(words, match, {"female": "male", "male": "female"}[match[1]], 1))
