"""What SECURITY.md promises is tested where it says so."""

from __future__ import annotations

import re

from desktop.store import keys
from tests.conftest import ROOT

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
SAFEGUARDS = [line for line in TEXT.splitlines() if re.match(r"\| \([a-e]\)", line)]


def test_every_safeguard_of_the_rule_has_its_row():
    named = [re.match(r"\| (\S+)", line)[1] for line in SAFEGUARDS]
    assert named == [
        "(a)(1)", "(a)(2)(i)", "(a)(2)(ii)", "(a)(2)(iii)", "(a)(2)(iv)", "(b)",
        "(c)(1)", "(c)(2)", "(d)", "(e)(1)", "(e)(2)(i)", "(e)(2)(ii)",
    ]  # fmt: skip


def test_every_row_names_a_test_that_exists():
    for line in SAFEGUARDS:
        named = re.findall(r"`([\w/]+\.py)`", line)
        assert named, line
        for name in named:
            assert (ROOT / name).exists() or (ROOT / "tests/store" / name).exists(), name


def test_the_key_derivation_is_the_one_that_is_described():
    slot = keys.for_passphrase(bytes(32), "four invented words")
    assert f"{slot.memory_kib // 1024} MiB, {slot.iterations} passes, {slot.lanes} lanes" in TEXT
