"""The command render: a letter for each case, whatever becomes of the others."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys

import msgspec
import pytest

from desktop import cli
from desktop.cases import case_file
from desktop.cases.case import Case
from desktop.commands import batch
from desktop.letter.write.formats import FORMATS
from tests.commands.test_cli import run
from tests.conftest import ROOT


@pytest.fixture
def cases(sample, tmp_path):
    """A folder of three good cases and four bad ones."""
    folder = tmp_path / "cases"
    folder.mkdir()
    for name, number in (("a", "CM26-1"), ("b", "CM26-2"), ("c", "CM26-3"), ("d", "cm26-1")):
        case = msgspec.structs.replace(sample, case_number=number)
        (folder / f"{name}.ddcase").write_bytes(case_file.dumps(case))
    (folder / "broken.ddcase").write_bytes(case_file.dumps(sample)[:500])
    (folder / "older.ddcase").write_text("Dear Mr Marlowe")
    other = msgspec.structs.replace(sample, case_number="CM26-9", program="texas-iro")
    (folder / "other.ddcase").write_bytes(case_file.dumps(other))
    return folder


def render(*words):
    return cli.main(["render", *map(str, words)])


def test_a_case_becomes_a_file_of_each_format_under_its_number(sample_file, tmp_path, capsys):
    out = tmp_path / "new" / "folder"
    assert render(sample_file, "--to", ",".join(FORMATS), "--out", out) == 0
    names = sorted(file.name for file in out.iterdir())
    assert names == [f"CM26-0104417.{form}" for form in sorted(FORMATS)]
    assert capsys.readouterr().out == f"3 files written to {out}.\n"


def test_the_editions_differ_in_the_names_that_they_show(sample_file, tmp_path):
    for edition in ("served", "published"):
        render(sample_file, "--to", "txt", "--out", tmp_path / edition, "--edition", edition)
    served, published = (
        (tmp_path / edition / "CM26-0104417.txt").read_text() for edition in ("served", "published")
    )
    assert "Rosalind Avelar" in served
    assert "Rosalind Avelar" not in published


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_cases_are_named_with_the_reason_and_the_others_written(cases, tmp_path, jobs):
    out = tmp_path / "out"
    shown = run("render", cases, "--to", "txt,pdf", "--out", out, "--jobs", jobs)
    assert shown.returncode == 1
    assert sorted(file.name for file in out.iterdir()) == [
        f"CM26-{number}.{form}" for number in (1, 2, 3) for form in ("pdf", "txt")
    ]
    refused = dict(line.split(": ", 1) for line in shown.stderr.splitlines() if ": " in line)
    reasons = {name.rsplit("/", 1)[-1]: reason for name, reason in refused.items()}
    assert set(reasons) == {"broken.ddcase", "older.ddcase", "other.ddcase", "d.ddcase"}
    assert "a.ddcase" in reasons["d.ddcase"]
    assert "texas-iro" in reasons["other.ddcase"]
    assert "4 cases of 7 refused." in shown.stderr
    assert "Traceback" not in shown.stderr


def test_any_number_of_processes_writes_the_same_bytes(cases, tmp_path):
    for jobs in (1, 2):
        render(cases, "--to", "pdf,txt", "--out", tmp_path / str(jobs), "--jobs", jobs)
    for file in (tmp_path / "1").iterdir():
        assert file.read_bytes() == (tmp_path / "2" / file.name).read_bytes()


def test_unknown_fields_are_named_in_words(tmp_path, capsys):
    case = tmp_path / "new.ddcase"
    case.write_bytes(case_file.dumps(Case()))
    assert render(case, "--to", "txt", "--edition", "published", "--out", tmp_path) == 0
    note = capsys.readouterr().err
    assert "new.ddcase: Left blank, for the case does not know it: Case number; " in note
    assert "Reviewer: states of licensure" in note
    assert (tmp_path / "new.txt").exists()


def test_a_letter_takes_the_place_of_the_one_of_yesterday(sample_file, tmp_path):
    (tmp_path / "CM26-0104417.txt").write_text("yesterday")
    assert render(sample_file, "--to", "txt", "--out", tmp_path) == 0
    assert "Decision rationale" in (tmp_path / "CM26-0104417.txt").read_text()


def test_a_case_named_twice_is_written_once(sample_file, tmp_path, capsys):
    assert render(sample_file, sample_file, "--to", "txt", "--out", tmp_path) == 0
    assert "1 file written" in capsys.readouterr().out


def test_a_folder_without_cases_says_so(tmp_path, capsys):
    assert render(tmp_path, "--to", "txt", "--out", tmp_path / "out") == 1
    assert "no case to write" in capsys.readouterr().err


def test_a_place_that_takes_no_files_is_refused_before_any_work(sample_file, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert render(sample_file, "--to", "txt", "--out", tmp_path / "file") == 2
    assert "There is a file where a folder is needed" in capsys.readouterr().err


def test_one_letter_in_the_way_costs_only_its_own_case(cases, tmp_path, capsys):
    (tmp_path / "out" / "CM26-2.txt").mkdir(parents=True)
    assert render(cases, "--to", "txt", "--out", tmp_path / "out") == 1
    assert "b.ddcase: There is a folder where a file is needed" in capsys.readouterr().err
    assert (tmp_path / "out" / "CM26-3.txt").is_file()


@pytest.mark.parametrize("blocked", FORMATS)
def test_a_case_of_which_one_file_cannot_be_written_gets_none(cases, tmp_path, capsys, blocked):
    out = tmp_path / "out"
    (out / f"CM26-2.{blocked}").mkdir(parents=True)
    others = [form for form in FORMATS if form != blocked]
    (out / f"CM26-2.{others[0]}").write_bytes(b"of yesterday")
    assert render(cases / "a.ddcase", cases / "b.ddcase", "--to", ",".join(FORMATS), "--out", out)
    said = capsys.readouterr().err
    assert f"b.ddcase: CM26-2.{blocked}: There is a folder where a file is needed" in said
    names = {file.name for file in out.iterdir()}
    assert names == {f"CM26-1.{form}" for form in FORMATS} | {
        f"CM26-2.{form}" for form in (blocked, others[0])
    }
    assert (out / f"CM26-2.{others[0]}").read_bytes() == b"of yesterday"


def test_a_file_name_of_several_lines_stays_one_line(tmp_path, capsys):
    assert render(tmp_path / "a\nb\x1b[31m.ddcase", "--to", "txt", "--out", tmp_path) == 1
    assert "a?b?[31m.ddcase: There is no such file" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_process_that_the_system_ends_costs_no_letter_of_the_others(sample, tmp_path):
    order = batch.BatchRequest(tmp_path, ("txt",), "published")
    for number in range(60):
        case = msgspec.structs.replace(sample, case_number=f"CM26-{number}")
        (tmp_path / f"{number}.ddcase").write_bytes(case_file.dumps(case))
    tasks = tuple(batch.Task(tmp_path / f"{number}.ddcase", str(number)) for number in range(60))
    outcomes = batch.work(order, tasks, 2)
    first = next(outcomes)
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    rest = list(outcomes)
    assert [one.written for one in (first, *rest)] == [(f"{number}.txt",) for number in range(60)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_terminal_shows_progress_and_a_file_none(cases, tmp_path):
    termios = pytest.importorskip("termios")
    shown = run("render", cases, "--to", "txt", "--out", tmp_path / "a")
    assert "letters/s" not in shown.stderr
    try:
        leader, follower = os.openpty()
    except OSError:
        pytest.skip("this system has no pseudo-terminals")
    termios.tcsetwinsize(follower, (24, 100))
    words = (cases, "--to", "txt", "--out", tmp_path / "b")
    subprocess.run(
        [sys.executable, "-m", "desktop", "render", *map(str, words)],
        cwd=ROOT,
        stderr=follower,
        stdout=subprocess.DEVNULL,
    )
    os.close(follower)
    assert b"letters/s" in os.read(leader, 10_000)
    os.close(leader)
