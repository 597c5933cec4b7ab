"""What SECURITY.md promises is tested where it says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from desktop.store.library.library import create
from desktop.store.security import keys
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
SAFEGUARDS = [line for line in TEXT.splitlines() if re.match(r"\| \([a-e]\)", line)]
PROMISED = TEXT[TEXT.index("## What lies where") : TEXT.index("### What it does not protect")]
ROWS = [line for line in PROMISED.splitlines() if re.match(r"\| (?!-|file |safeguard |who )", line)]
POINTS = [point.partition("\n\n")[0] for point in PROMISED.split("\n- ")[1:]]
NAMED = re.compile(r"`((?:tests/)?[\w/]+\.py)`")


def place(name: str) -> Path:
    """Where the test is that SECURITY.md calls so."""
    return ROOT / name if name.startswith("tests/") else ROOT / "tests/security" / name


def test_every_safeguard_of_the_rule_has_its_row():
    named = [re.match(r"\| (\S+)", line)[1] for line in SAFEGUARDS]
    assert named == [
        "(a)(1)", "(a)(2)(i)", "(a)(2)(ii)", "(a)(2)(iii)", "(a)(2)(iv)", "(b)",
        "(c)(1)", "(c)(2)", "(d)", "(e)(1)", "(e)(2)(i)", "(e)(2)(ii)",
    ]  # fmt: skip


def test_the_promises_are_found_on_the_page():
    assert len(ROWS) > 30
    assert len(POINTS) > 10


@pytest.mark.parametrize("promise", [*ROWS, *POINTS], ids=lambda promise: promise[:40])
def test_every_row_and_point_names_tests_that_exist(promise):
    named = NAMED.findall(promise.rpartition(" | ")[2] if promise.startswith("| ") else promise)
    assert named
    assert [name for name in named if "\ndef test" not in place(name).read_text("utf-8")] == []


def test_every_test_that_is_named_anywhere_exists():
    assert [name for name in NAMED.findall(TEXT) if not place(name).is_file()] == []


def test_every_test_of_the_running_program_is_named():
    files = {path.name for path in (ROOT / "tests/security").glob("test_*.py")}
    assert files <= {*NAMED.findall(TEXT)}


def test_the_key_derivation_is_the_one_that_is_described():
    slot = keys.for_passphrase(bytes(32), "four invented words")
    assert f"{slot.memory_kib // 1024} MiB, {slot.iterations} passes, {slot.lanes} lanes" in TEXT


def test_the_cipher_is_the_one_that_is_described(tmp_path):
    library, _ = create(tmp_path / "library", "four invented words")
    assert (len(library.key), library.database.one("pragma cipher_hmac_algorithm")) == (
        32,
        "HMAC_SHA512",
    )
    library.close()
