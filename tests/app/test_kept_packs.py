"""What a kill, a damaged file or a newer program leaves of the packs that were taken."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.app import reference_works
from desktop.app.packs import guideline_packs, kept_packs, pack_change
from desktop.cases.case import ConsultedGuideline, DisputedItem
from desktop.cases.terms import Decision
from desktop.cli import main
from desktop.guidelines import consultation
from desktop.store.files import files
from tests.app.invented_packs import asked, made, rule, zipped
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

KILLED = """
import os, signal, sys
from pathlib import Path
from desktop.app.packs import guideline_packs, kept_packs
from desktop.store.files import files
at, folder, pack = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
steps = 0
def counted(act):
    def stepping(*args, **named):
        global steps
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **named)
    return stepping
os.fsync, Path.replace = counted(os.fsync), counted(Path.replace)
kept_packs.take(folder, guideline_packs.read(pack), "killed")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_who_is_killed_while_taking_has_the_old_version_or_the_new_one(
    own: Path, tmp_path: Path
) -> None:
    kept_packs.take(own, guideline_packs.read(made(tmp_path / "one")), "ada")
    two = made(tmp_path / "two", "2", rule=rule(ask="Is it alone?"))
    seen, returncode, at = set(), -9, 0
    while returncode != 0:
        at += 1
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(at), str(own), str(two)],
            cwd=ROOT, env=os.environ.copy(), timeout=100, check=False,
        )  # fmt: skip
        returncode = done.returncode
        seen.add(asked())
        current = kept_packs.ledger(own).current("Riverside")
        assert current is not None
        assert kept_packs.texts(own, current)
    assert at > 4
    assert seen == {"Is it an adjunct?", "Is it alone?"}
    assert {one.name for one in own.glob("pack-*.zip")} >= {
        one.file for one in kept_packs.ledger(own).versions
    }


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[]", b'{"format": 1, "who": 2}'])
def test_a_damaged_ledger_is_named_and_never_written_over(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    own.mkdir(parents=True)
    (own / "packs.json").write_bytes(data)
    assert main(["guidelines", "add", str(made(tmp_path / "one"))]) == 1
    assert "packs.json is damaged" in capsys.readouterr().err
    assert (own / "packs.json").read_bytes() == data
    assert "packs.json is damaged" in str(reference_works.catalog([own]).refused[0])


def test_a_newer_ledger_asks_for_a_newer_program(own: Path) -> None:
    own.mkdir(parents=True)
    (own / "packs.json").write_text(json.dumps({"format": 2, "further": True}))
    with pytest.raises(files.FileError, match="newer version of the program"):
        kept_packs.ledger(own)


def test_a_kept_version_that_was_changed_is_left_out_and_named(own: Path, tmp_path: Path) -> None:
    version = kept_packs.take(own, guideline_packs.read(made(tmp_path / "one")), "ada")
    (own / version.file).write_bytes(zipped(made(tmp_path / "two", "2")).read_bytes())
    catalog = reference_works.catalog([own])
    assert catalog.get("river-massage") is None
    assert "is not the pack that was taken" in str(catalog.refused[0])


def test_the_same_files_have_the_same_digest_in_a_folder_and_in_one_file(tmp_path: Path) -> None:
    pack = made(tmp_path / "one")
    one, other = guideline_packs.read(pack), guideline_packs.read(zipped(pack))
    assert one.digest() == other.digest()
    assert pack_change.change(tmp_path / "none", one).already is False


def test_a_case_keeps_the_form_in_which_it_consulted_a_guideline(own: Path, tmp_path: Path) -> None:
    one = made(tmp_path / "one", "1", rule=rule(), other=rule("hip"))
    kept_packs.take(own, guideline_packs.read(one), "ada")
    catalog = reference_works.catalog([own])
    item = DisputedItem(request="Massage")
    for id in ("river-massage", "river-hip"):
        item = consultation.consulting(item, catalog[id])
    assert [one.said(item) for one in catalog.consulted(item)] == ["", ""]

    two = made(tmp_path / "two", "2", rule=rule(ask="Is it alone?"))
    kept_packs.take(own, guideline_packs.read(two), "ada")
    newer = reference_works.catalog([own])
    changed, dropped = newer.consulted(item)
    assert changed.guideline.criteria[0].ask == "Is it an adjunct?"
    assert changed.said(item) == (
        "Asked as in version 1 of Riverside. The guideline has changed since; the answers stand as "
        "they are."
    )
    assert dropped.guideline == catalog["river-hip"]
    decided = replace(item, decision=Decision.UPHELD)
    assert dropped.said(decided) == (
        "Decided by version 1 of Riverside. The guideline is no longer among those in force."
    )

    after = consultation.consulting(DisputedItem(), newer["river-massage"])
    assert [one.said(after) for one in newer.consulted(after)] == [""]
    kept_packs.back(own, "Riverside")
    older = reference_works.catalog([own])
    assert [one.said(item) for one in older.consulted(item)] == ["", ""]
    assert "version 2 of Riverside" in older.consulted(after)[0].said(after)


def test_a_form_that_is_not_kept_is_said_to_be_lost(own: Path, tmp_path: Path) -> None:
    kept_packs.take(own, guideline_packs.read(made(tmp_path / "one")), "ada")
    catalog = reference_works.catalog([own])
    item = DisputedItem(
        guidelines=("river-massage", "gone"),
        consulted=(ConsultedGuideline(guideline="river-massage", fingerprint="0" * 16),),
    )
    (found,) = catalog.consulted(item)
    assert found.guideline == catalog["river-massage"]
    assert "their earlier form is not kept" in found.said(item)
    assert consultation.with_form(item, found.guideline).consulted[0].fingerprint != "0" * 16


def test_a_guideline_that_ships_is_kept_beside_the_pack_that_changes_it(
    own: Path, tmp_path: Path
) -> None:
    name, text = next(one for one in reference_works.shipped() if "massage" in one[0])
    shipped = reference_works.catalog()
    id = reference_works.ids_in(name, text)[0]
    item = consultation.consulting(DisputedItem(), shipped[id])
    other = text.replace("ask = ", "evidence = 'A plan'\nask = ", 1)
    kept_packs.take(own, guideline_packs.read(made(tmp_path / "one", "1", ours=other)), "ada")
    (found,) = reference_works.catalog([own]).consulted(item)
    assert found.guideline == shipped[id]
    assert "the form that ships with the program" in found.said(item)
