"""The changelog, in the form of Keep a Changelog."""

from __future__ import annotations

import re
from datetime import date

from tests.conftest import ROOT

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
LINES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()


def test_it_begins_with_what_is_not_released_yet():
    versions = [line for line in LINES if line.startswith("## ")]
    assert versions[0] == "## [Unreleased]"


def test_each_release_has_a_version_and_a_date_the_newest_first():
    released = [line for line in LINES if line.startswith("## ")][1:]
    found = [re.fullmatch(r"## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", line) for line in released]
    assert all(found)
    days = [date.fromisoformat(match[2]) for match in found if match]
    assert days == sorted(days, reverse=True)


def test_changes_stand_under_the_kinds_that_readers_know():
    assert {line[4:] for line in LINES if line.startswith("### ")} <= KINDS


def test_every_change_is_a_sentence_or_a_phrase_with_a_full_stop():
    text = "\n".join(LINES[LINES.index("## [Unreleased]") :])
    for change in re.split(r"^- ", text, flags=re.MULTILINE)[1:]:
        assert change.split("\n\n")[0].split("\n#")[0].rstrip().endswith("."), change
