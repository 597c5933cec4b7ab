"""The program as a process: exit status, standard output and standard error."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys

import pytest

import desktop
from desktop import cli
from desktop.commands import batch
from desktop.platform import faults
from tests.conftest import ROOT


def run(*words, cwd=ROOT, **environment):
    clean = {key: value for key, value in os.environ.items() if key not in {"DISPLAY"}}
    clean |= {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=clean,
        timeout=100,
    )


def test_help_names_every_command_and_the_exit_statuses():
    shown = run("--help")
    assert shown.returncode == 0
    for words in (*cli.COMMANDS, "exit status", "determination-desk render"):
        assert words in shown.stdout


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_each_command_has_a_help_of_its_own(command, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    assert left.value.code == 0
    first_line = cli.command(command).__doc__.splitlines()[0]
    assert " ".join(first_line.split()) in " ".join(capsys.readouterr().out.split())


def test_the_schema_is_json_schema():
    shown = run("schema")
    assert shown.returncode == 0
    assert json.loads(shown.stdout)["properties"]["format"]["const"] == "determination-desk.case"


def test_a_reader_that_stops_early_is_no_fault():
    shown = subprocess.run(
        f"{shlex.quote(sys.executable)} -m desktop schema | head -1",
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert (shown.stdout, shown.stderr) == ("{\n", "")


@pytest.mark.parametrize(
    "words",
    [
        ("rendr", "case.ddcase"),
        ("none.ddcase",),
        ("--nonsense",),
        ("render",),
        ("render", "case.ddcase", "--to", "odt", "--out", "x"),
        ("render", "case.ddcase", "--jobs", "0", "--out", "x"),
        ("render", "case.ddcase", "--edition", "secret", "--out", "x"),
    ],
)
def test_wrong_use_is_explained_with_status_2(words, tmp_path):
    shown = run(*words, cwd=tmp_path)
    assert shown.returncode == 2
    assert shown.stderr
    assert "Traceback" not in shown.stderr
    assert list(tmp_path.iterdir()) == []


def test_where_no_window_can_open_one_line_says_why_and_what_to_do(sample_file):
    shown = run(sample_file, QT_QPA_PLATFORM="", WAYLAND_DISPLAY="", DISPLAY="")
    assert shown.returncode == 1
    assert "determination-desk render" in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_an_unexpected_fault_is_one_line_and_a_log_without_the_case(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def fail(options):
        raise KeyError(f"{options} of Rosalind Avelar")

    monkeypatch.setattr(cli.command("schema"), "run", fail)
    assert cli.main(["schema"]) == 1
    complaint = capsys.readouterr().err
    assert complaint.count("\n") == 1
    assert "KeyError" in complaint
    log = next(tmp_path.rglob("*.log"))
    assert str(log) in complaint
    assert "Avelar" not in complaint + log.read_text()
    assert "test_cli.fail:" in log.read_text()


def test_the_log_tells_what_led_to_a_fault_and_does_not_grow_for_ever(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    try:
        try:
            raise OSError("secret")
        except OSError as error:
            raise ValueError("secret") from error
    except ValueError as error:
        fault = error
    log = faults.record(fault)
    words = log.read_text()
    assert words.index("builtins.ValueError") < words.index("builtins.OSError")
    assert "secret" not in words
    log.write_text("x" * (faults.LARGEST + 1))
    faults.record(fault)
    assert log.stat().st_size < faults.LARGEST


def test_stopping_by_the_keyboard_is_no_fault(monkeypatch, capsys):
    def stop(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.command("schema"), "run", stop)
    assert cli.main(["schema"]) == 1
    assert capsys.readouterr().err == "Stopped.\n"


def test_without_a_window_the_sample_becomes_a_letter_and_one_line_says_where(tmp_path):
    nowhere = {"QT_QPA_PLATFORM": "", "WAYLAND_DISPLAY": "", "DISPLAY": ""}
    shown = run("sample", "--out", "letters", cwd=tmp_path, **nowhere)
    assert shown.returncode == 0
    assert shown.stderr == ""
    assert shown.stdout.count("\n") == 1
    assert "no window" in shown.stdout
    names = sorted(file.name for file in (tmp_path / "letters").iterdir())
    assert names == ["CM26-0104417.docx", "CM26-0104417.pdf"]


def test_the_self_test_opens_everything_a_line_each():
    shown = run("self-test")
    assert shown.returncode == 0, shown.stdout
    lines = shown.stdout.splitlines()
    assert all(line.startswith("ok ") for line in lines)
    for part in ("letter.html.jinja", "LiberationSerif", "sample, served, pdf", "window"):
        assert part in shown.stdout


def test_the_self_test_names_what_is_broken(monkeypatch, capsys, tmp_path):
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    (tmp_path / "templates/california-imr/request.jinja").write_text("{{ 1 + 1 }}")
    (tmp_path / "resources/sample.ddcase").unlink()
    monkeypatch.setattr(desktop, "home", lambda: tmp_path)
    batch.pack_of.cache_clear()
    try:
        assert cli.main(["self-test"]) == 1
    finally:
        batch.pack_of.cache_clear()
    failed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("FAILED")]
    assert any('request.jinja: line 1: "add" may not stand in a template' in one for one in failed)
    assert any("sample, served, pdf: There is no such file" in one for one in failed)


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a system lack every font")
def test_on_a_system_without_a_font_the_window_can_be_read_all_the_same(tmp_path):
    nothing = tmp_path / "fonts.conf"
    nothing.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    shown = run("self-test", FONTCONFIG_FILE=str(nothing))
    assert shown.returncode == 0, shown.stdout
