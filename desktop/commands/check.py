"""Check cases for what must be settled before the letter is signed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from desktop.commands.batch import editions
from desktop.commands.packs import given
from desktop.commands.report import say, shown, warn
from desktop.programs.program import ProgramError
from desktop.records.conversion import shaped
from desktop.records.json_text import decode
from desktop.store.files.files import FileError, find, read, read_case

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.checks.engine.check import CheckSettings, Finding, References

LARGEST_SETTINGS = 1_000_000


class Checked(NamedTuple):
    """A case and what was found in it."""

    name: str
    findings: tuple[Finding, ...]


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.add_argument(
        "cases", metavar="CASE", nargs="+", type=Path, help="a .ddcase file, or a folder of them"
    )
    given.argument(parser)
    parser.add_argument("--json", action="store_true", help="the findings as a list of objects")
    parser.add_argument(
        "--edition",
        choices=editions(),
        help="the edition to check for (default: one that names nobody for a case without parties)",
    )
    parser.add_argument(
        "--settings",
        metavar="FILE",
        type=Path,
        help="the organization's own weights of the rules, as JSON",
    )
    parser.epilog = (
        "One finding a line: case, severity, field, what is wrong, the rule. A finding about two "
        "fields that disagree stands once for each with --json. Exit status 1 when an error was "
        "found, a case refused, or there is none."
    )


def run(options: Namespace) -> int:
    """Prints the findings; 1 where one is an error or a case was refused."""
    try:
        settings = _settings(options.settings)
    except FileError as error:
        warn(f"--settings {shown(options.settings)}: {error}")
        return 2
    refused: list[Path] = []
    checked = tuple(_checked(options, settings, refused))
    if options.json:
        objects = [one for each in checked for one in _objects(each)]
        say(json.dumps(objects, indent=2, ensure_ascii=False))
    else:
        for each in checked:
            _print(each)
    if not checked and not refused:
        warn("There is no case to check: the folder holds no .ddcase file.")
        return 1
    wrong = any(one.severity == "error" for each in checked for one in each.findings)
    return 1 if wrong or refused else 0


def _settings(file: Path | None) -> CheckSettings:
    """The organization's settings in `file`; raises `FileError`."""
    from desktop.checks.engine.check import RULES, CheckSettings

    if file is None:
        return CheckSettings()
    try:
        settings = shaped(decode(read(file, LARGEST_SETTINGS)), CheckSettings)
    except msgspec.MsgspecError as error:
        raise FileError(f"The file holds no settings of the check: {error}.") from error
    for rule in settings.levels.keys() - RULES.keys():
        raise FileError(f'There is no rule "{rule}". Each finding ends with the name of its rule.')
    for rule in filter(lambda one: RULES[one].always, settings.levels):
        raise FileError(
            f'The rule "{rule}" cannot be weighed otherwise: it says what no letter holds.'
        )
    return settings


def _checked(options: Namespace, settings: CheckSettings, refused: list[Path]) -> Iterator[Checked]:
    """Each case with its findings; those that cannot be read are named and put to `refused`."""
    from desktop.checks.engine.check import review
    from desktop.publication.edition import undecided

    for path in find(options.cases):
        try:
            case = read_case(path)
            known = _known(case, options.edition)
        except (FileError, FileNotFoundError, ProgramError) as error:
            warn(f"{shown(path)}: {error}")
            refused.append(path)
            continue
        findings = review(case, known, edition=options.edition, settings=settings)
        left = tuple(one for one in findings if not one.accepted)
        yield Checked(_name(case, path), left + undecided(case, known, options.edition))


def _known(case: Case, edition: str | None) -> References:
    """What the check of the case's program knows; raises `FileError` and `ProgramError`."""
    from desktop.app import reference_works

    if refusal := given.refusal(case.program):
        raise FileError(refusal)
    known = reference_works.references(case.program)
    if edition:
        known.program.edition(edition)
    return known


def _name(case: Case, path: Path) -> str:
    return case.case_number or path.stem


def _objects(checked: Checked) -> Iterator[dict[str, str]]:
    """The findings as they go into JSON, one for each field that a finding is about."""
    for finding in checked.findings:
        for path in finding.paths:
            yield {
                "case": checked.name,
                "severity": finding.severity,
                "rule": finding.rule,
                "path": path,
                "message": finding.message,
            }


def _print(checked: Checked) -> None:
    name = shown(checked.name)
    for one in checked.findings:
        say(f"{name}: {one.severity}: {one.path}: {one.message} ({one.rule})")
    if not checked.findings:
        say(f"{name}: nothing found.")
