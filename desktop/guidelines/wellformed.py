"""Checks a guideline file: names that exist, rules of one form, dates in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.guidelines.guideline import Checklist, Criterion, DecisionRule, Phrases, Sum
    from desktop.guidelines.guideline_file import FileHeader, GuidelineFile
    from desktop.records.toml_files import Path

Objection = tuple["Path", str]
DECIDES = "met"
"""The rule that decides the guideline."""
_PLACE = re.compile(r"\{([^{}]*)\}")


def objections(file: GuidelineFile, checklist: Checklist) -> Iterator[Objection]:
    """What is wrong in `file`, and where; `checklist` is its own joined with what it uses."""
    yield from _dates(file)
    yield from _asks(file)
    yield from _criteria(file, checklist)
    yield from _logic(file, checklist)
    yield from _values(file, checklist)
    yield from _phrases(file, checklist)
    yield from _sources(file, checklist)


def _heads(file: GuidelineFile) -> Iterator[tuple[Path, FileHeader]]:
    """The file's own head and those of its editions, each with its place."""
    yield (), file
    for at, edition in enumerate(file.editions):
        yield ("editions", at), edition


def _asks(file: GuidelineFile) -> Iterator[Objection]:
    for place, head in _heads(file):
        for unknown in sorted(set(_PLACE.findall(head.asks or "")) - _limits(file)):
            yield (*place, "asks"), f"{{{unknown}}} is no limit."


def _dates(file: GuidelineFile) -> Iterator[Objection]:
    for place, head in _heads(file):
        if head.in_force_from and head.in_force_to and head.in_force_to < head.in_force_from:
            yield (*place, "in_force_to"), "the end must not come before in_force_from."


def _sources(file: GuidelineFile, checklist: Checklist) -> Iterator[Objection]:
    choices = {name for one in checklist.criteria.values() for name in one.choices}
    named = {*checklist.criteria, *checklist.logic, *checklist.values, *choices}
    for name in file.sources.keys() - named:
        yield ("sources", name), f'there is no criterion, rule or choice "{name}".'


def _criteria(file: GuidelineFile, checklist: Checklist) -> Iterator[Objection]:
    seen: set[str] = set()
    for at, criterion in enumerate(file.criteria):
        if criterion.id in seen:
            yield ("criteria", at, "id"), f'two criteria are called "{criterion.id}".'
        seen.add(criterion.id)
        yield from _criterion(criterion, at, checklist)


def _criterion(criterion: Criterion, at: int, checklist: Checklist) -> Iterator[Objection]:
    if (criterion.kind == "choice") != bool(criterion.choices):
        yield ("criteria", at, "choices"), "a criterion has choices if its kind is choice."
    if criterion.tension and criterion.tension.rule not in checklist.logic:
        yield (
            ("criteria", at, "tension"),
            f'there is no rule "{criterion.tension.rule}" in [logic].',
        )


def _logic(file: GuidelineFile, checklist: Checklist) -> Iterator[Objection]:
    if file.asks or any(edition.asks for edition in file.editions):
        yield from _decision(checklist)
    for name, rule in file.logic.items():
        if name in checklist.criteria:
            yield ("logic", name), "a criterion has this name; give the rule another."
        yield from ((("logic", name), expected) for expected in _rule(name, rule, file, checklist))


def _decision(checklist: Checklist) -> Iterator[Objection]:
    if DECIDES not in checklist.logic:
        yield ("logic",), f'a rule called "{DECIDES}" must say what decides the guideline.'


def _rule(
    name: str, rule: DecisionRule, file: GuidelineFile, checklist: Checklist
) -> Iterator[str]:
    forms = (rule.all, rule.any, rule.of, rule.not_, rule.when, rule.value)
    if sum(form is not None for form in forms) != 1:
        yield 'a rule has exactly one of "all", "any", "of", "not", "when" and "value".'
        return
    yield from _companions(rule)
    if rule.value is not None:
        yield from _comparison(rule, file, checklist)
    else:
        yield from _members(name, rule, checklist)


def _companions(rule: DecisionRule) -> Iterator[str]:
    """The other keys that a form of rule needs."""
    if rule.of is not None and not isinstance(rule.at_least, int):
        yield '"of" wants "at_least" with a whole number.'
    if (rule.when is None) != (rule.then is None):
        yield '"when" and "then" stand together.'


def _members(name: str, rule: DecisionRule, checklist: Checklist) -> Iterator[str]:
    if not rule.names:
        yield "a rule names at least one criterion or rule."
    for member in rule.names:
        criterion = checklist.criteria.get(member)
        if criterion is None and member not in checklist.logic:
            yield f'there is no criterion and no rule "{member}".'
        elif criterion and criterion.kind != "yes-no":
            yield f'"{member}" is no question of yes or no; compare it with "value".'
    if name in _reached(name, checklist):
        yield "the rule leads back to itself."


def _reached(name: str, checklist: Checklist) -> set[str]:
    """The rules that the rule `name` uses."""
    reached: set[str] = set()
    left = list(checklist.logic[name].names)
    while left:
        step = left.pop()
        if step in checklist.logic and step not in reached:
            reached.add(step)
            left += checklist.logic[step].names
    return reached


def _comparison(rule: DecisionRule, file: GuidelineFile, checklist: Checklist) -> Iterator[str]:
    if rule.value not in _valued(checklist):
        yield f'there is no value "{rule.value}".'
    bounds = [bound for bound in (rule.at_least, rule.at_most, rule.is_) if bound is not None]
    if not bounds:
        yield '"value" wants "at_least", "at_most" or "is".'
    for bound in (rule.at_least, rule.at_most):
        if isinstance(bound, str) and not _limited(file, bound):
            yield f'there is no limit "{bound}" in every edition.'
    criterion = checklist.criteria.get(rule.value or "")
    if rule.is_ and criterion and criterion.choices and rule.is_ not in criterion.choices:
        yield f'"{rule.is_}" is not among the choices of "{criterion.id}".'


def _limited(file: GuidelineFile, limit: str) -> bool:
    """Whether every edition has the limit."""
    common = limit in (file.limits or {})
    return common or (
        bool(file.editions) and all(limit in (one.limits or {}) for one in file.editions)
    )


def _valued(checklist: Checklist) -> set[str]:
    """What has a value: the computed ones, and every criterion that is not yes or no."""
    return set(checklist.values) | {
        one.id for one in checklist.criteria.values() if one.kind != "yes-no"
    }


def _values(file: GuidelineFile, checklist: Checklist) -> Iterator[Objection]:
    for name, made in file.values.items():
        if sum(part is not None for part in _parts(made)) != 1:
            yield ("values", name), 'a value is one "product", "sum", "difference" and so on.'
        unknown = (part for part in made.names if part not in _valued(checklist))
        yield from ((("values", name), f'there is no value "{part}".') for part in unknown)
        if name in _made_of(name, checklist):
            yield ("values", name), "the value is computed from itself."
        if made.table is not None:
            yield from ((("values", name), expected) for expected in _table(made, checklist))


def _table(made: Sum, checklist: Checklist) -> Iterator[str]:
    choice = checklist.criteria.get(made.of or "")
    if choice is None or not choice.choices:
        yield 'a "table" wants "of" with the name of a criterion that is a choice.'
        return
    for row in made.table or ():
        if row not in choice.choices:
            yield f'"{row}" is not among the choices of "{choice.id}".'


def _parts(made: Sum) -> Iterable[object]:
    return (made.product, made.sum, made.difference, made.days_between, made.first, made.table)


def _made_of(name: str, checklist: Checklist) -> set[str]:
    """The computed values that the value `name` is made of."""
    made: set[str] = set()
    left = list(checklist.values[name].names)
    while left:
        part = left.pop()
        if part in checklist.values and part not in made:
            made.add(part)
            left += checklist.values[part].names
    return made


def _sentences(file: GuidelineFile) -> Iterator[tuple[Path, Phrases]]:
    """The sentences of the file, with the place where each set of them stands."""
    yield from ((("criteria", at), one) for at, one in enumerate(file.criteria))
    yield from ((("says", name), phrases) for name, phrases in file.says.items())


def _phrases(file: GuidelineFile, checklist: Checklist) -> Iterator[Objection]:
    """Names in braces that are no value, and sentences about no rule."""
    for name in file.says:
        if name not in checklist.logic:
            yield ("says", name), f'there is no rule "{name}" in [logic].'
    for path, phrases in _sentences(file):
        for key in ("met", "not_met", "not_documented"):
            for unknown in _strangers(getattr(phrases, key), file, checklist):
                yield (*path, key), f"{{{unknown}}} is no value."


def _strangers(phrase: str, file: GuidelineFile, checklist: Checklist) -> list[str]:
    known = _valued(checklist)
    return [name for name in _PLACE.findall(phrase) if name not in known | _limits(file)]


def _limits(file: GuidelineFile) -> set[str]:
    editions = (edition.limits or {} for edition in file.editions)
    return set(file.limits or {}).union(*editions)
