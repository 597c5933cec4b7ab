"""The published edition names nobody: it is made from the scrubbed case, or refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.cases import case_file
from desktop.cases.case import Case, Party
from desktop.cli import main
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def named(sample: Case) -> Case:
    """The sample, its worker and employer in the prose."""
    words = f"{sample.injured_worker.name} fell at work. {sample.summary.narrative}"
    return replace(sample, summary=replace(sample.summary, narrative=Prose(words)))


def written(folder: Path, case: Case) -> str:
    path = folder / f"{case.case_number}.ddcase"
    path.write_bytes(case_file.dumps(case))
    return str(path)


def doubtful(case: Case) -> Case:
    """The same with a place that a person must decide."""
    employer = Party(name="Kestrel Valley Packing Company")
    words = f"She has worked at Kestrel since 2011. {case.summary.narrative}"
    return replace(case, employer=employer, summary=replace(case.summary, narrative=Prose(words)))


def test_names_in_the_prose_are_replaced(named: Case, tmp_path: Path) -> None:
    file = written(tmp_path, named)
    assert main(["render", file, "--to", "txt", "--edition", "published",
                 "--out", str(tmp_path / "out")]) == 0  # fmt: skip
    letter = (tmp_path / "out" / f"{named.case_number}.txt").read_text(encoding="utf-8")
    assert "The injured worker fell at work." in letter
    for word in named.injured_worker.name.split():
        assert word not in letter


def test_the_served_edition_keeps_them(named: Case, tmp_path: Path) -> None:
    file = written(tmp_path, named)
    assert main(["render", file, "--to", "txt", "--out", str(tmp_path / "out")]) == 0
    letter = (tmp_path / "out" / f"{named.case_number}.txt").read_text(encoding="utf-8")
    assert named.injured_worker.name in letter


def test_a_place_that_cannot_be_decided_refuses_the_letter_and_is_named(
    named: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, doubtful(named))
    words = ["render", file, "--to", "txt,pdf", "--edition", "published", "--out", str(tmp_path)]
    assert main(words) == 1
    told = capsys.readouterr().err
    assert "1 place may name somebody" in told
    assert "summary.narrative: “Kestrel” in “She has worked at Kestrel since 2011." in told
    assert not list(tmp_path.glob("*.txt")) + list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(
    ("answer", "there"), [("yes", "worked at Kestrel since"), ("the plant", "worked at the plant")]
)
def test_the_answered_list_lets_it_out(
    named: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str], answer: str, there: str
) -> None:
    file = written(tmp_path, doubtful(named))
    words = ["render", file, "--to", "txt", "--edition", "published", "--out", str(tmp_path)]
    assert main([*words, "--json"]) == 1
    places = json.loads(capsys.readouterr().out)
    assert [(one["case"], one["found"], one["proposal"]) for one in places] == [
        (named.case_number, "Kestrel", "the employer")
    ]
    accepted = tmp_path / "accepted.json"
    accepted.write_text(json.dumps([{**places[0], "answer": answer}]), encoding="utf-8")
    assert main([*words, "--accept", str(accepted)]) == 0
    assert there in (tmp_path / f"{named.case_number}.txt").read_text(encoding="utf-8")


def test_an_unanswered_place_is_still_refused(named: Case, tmp_path: Path, capsys) -> None:
    file = written(tmp_path, doubtful(named))
    words = ["render", file, "--to", "txt", "--edition", "published", "--out", str(tmp_path)]
    main([*words, "--json"])
    accepted = tmp_path / "accepted.json"
    accepted.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main([*words, "--accept", str(accepted)]) == 1


TWICE = '[{"case": "x", "path": "y", "found": "z", "answer": "yes", "answer": "no"}]'


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", '[{"case": 1}]', '[{"found": "x"}]', "[" * 9999, TWICE]
)
def test_a_list_that_is_none_is_named(
    sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    accepted = tmp_path / "accepted.json"
    accepted.write_text(text, encoding="utf-8")
    words = ["render", str(sample_file), "--out", str(tmp_path), "--edition", "published"]
    assert main([*words, "--accept", str(accepted)]) == 2
    assert "not a list of places" in capsys.readouterr().err


def test_in_a_batch_the_others_are_written(
    named: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [
        written(tmp_path, replace(named, case_number="CM26-0000001")),
        written(tmp_path, replace(doubtful(named), case_number="CM26-0000002")),
        written(tmp_path, replace(named, case_number="CM26-0000003")),
    ]
    assert main(["render", *files, "--to", "txt", "--edition", "published", "--jobs", "2",
                 "--out", str(tmp_path)]) == 1  # fmt: skip
    assert {path.stem for path in tmp_path.glob("*.txt")} == {"CM26-0000001", "CM26-0000003"}
    assert "Kestrel" in capsys.readouterr().err


def test_the_check_names_what_the_edition_would_be_refused_for(
    named: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "Pinewood denied the MRI. She lives at 318 Hawthorn, Salinas."
    told = replace(named, summary=replace(named.summary, narrative=Prose(words)))
    file = written(tmp_path, told)
    assert main(["render", file, "--to", "txt", "--edition", "published",
                 "--out", str(tmp_path), "--json"]) == 1  # fmt: skip
    refused = [one["found"] for one in json.loads(capsys.readouterr().out)]
    main(["check", file, "--edition", "published", "--json"])
    found = [
        one
        for one in json.loads(capsys.readouterr().out)
        if one["rule"] == "secret.undecided" and one["path"] == "summary.narrative"
    ]
    assert len(found) == 1
    assert len(refused) >= 2
    assert all(word in found[0]["message"] for word in refused)


def test_the_check_of_the_served_edition_asks_for_no_names(
    named: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", written(tmp_path, doubtful(named)), "--edition", "served"])
    assert "secret.undecided" not in capsys.readouterr().out
