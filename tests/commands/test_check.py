"""The command `check`: what it prints, and the status that it leaves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.cases import case_file
from desktop.cases.case import Acceptance
from desktop.cli import main
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.cases.case import Case


@pytest.fixture
def written(tmp_path: Path):
    """Writes a case and gives its file."""

    def write(case: Case, name: str = "case") -> str:
        path = tmp_path / f"{name}.ddcase"
        path.write_bytes(case_file.dumps(case))
        return str(path)

    return write


def with_rationale(case: Case, words: str) -> Case:
    first, *others = case.disputed_items
    return replace(case, disputed_items=(replace(first, rationale=Prose(words)), *others))


def test_the_sample_has_no_error_and_leaves_status_0(sample_file, capsys):
    assert main(["check", str(sample_file)]) == 0
    assert "error" not in capsys.readouterr().out


def test_a_finding_is_a_line_with_severity_field_words_and_rule(sample, written, capsys):
    case = with_rationale(sample, "Seen on [date]. The request is medically necessary.")
    main(["check", written(case)])
    line = next(one for one in capsys.readouterr().out.splitlines() if "placeholder" in one)
    assert line == (
        f"{sample.case_number}: error: disputed_items.0.rationale: "
        'The placeholder "[date]" was left in. (prose.placeholder)'
    )


def test_an_error_leaves_status_1(sample, written):
    assert main(["check", written(with_rationale(sample, ""))]) == 1


def test_json_is_a_list_of_objects_with_the_five_keys(sample, written, capsys):
    main(["check", written(with_rationale(sample, "")), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert all(set(one) == {"case", "severity", "rule", "path", "message"} for one in found)
    assert ("error", "content.rationale") in {(one["severity"], one["rule"]) for one in found}


def test_a_disagreement_stands_in_json_at_both_of_its_fields(sample, written, capsys):
    main(["check", written(replace(sample, date_of_injury=sample.decision_date)), "--json"])
    found = json.loads(capsys.readouterr().out)
    places = {one["path"] for one in found if one["rule"] == "date.order"}
    assert places == {"date_of_injury", "ur_denial_date"}


def test_an_accepted_finding_is_not_told_again(sample, written, capsys):
    case = with_rationale(sample, "He fell and and hurt. The request is medically necessary.")
    main(["check", written(case), "--json"])
    doubled = next(
        one for one in json.loads(capsys.readouterr().out) if one["rule"] == "prose.doubled"
    )
    accepted = Acceptance(
        rule=doubled["rule"], path=doubled["path"], message=doubled["message"], reason=Prose("So.")
    )
    main(["check", written(replace(case, accepted=(accepted,))), "--json"])
    assert doubled not in json.loads(capsys.readouterr().out)


def test_settings_switch_a_rule_off_and_weigh_another(sample, written, tmp_path, capsys):
    settings = tmp_path / "settings.json"
    settings.write_text('{"levels": {"prose.placeholder": "off", "prose.doubled": "error"}}')
    case = with_rationale(sample, "He fell on [date] and and hurt. It is medically necessary.")
    assert main(["check", written(case), "--settings", str(settings), "--json"]) == 1
    found = {one["rule"]: one["severity"] for one in json.loads(capsys.readouterr().out)}
    assert "prose.placeholder" not in found
    assert found["prose.doubled"] == "error"


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('{"levels": {"prose.doubled": "loud"}}', "loud"),
        ('{"levels": {"prose.tripled": "off"}}', 'no rule "prose.tripled"'),
        ('{"levels": ', "--settings"),
        ('{"volume": 3}', "volume"),
    ],
)
def test_wrong_settings_are_one_sentence_and_status_2(
    sample_file, tmp_path, capsys, written, named
):
    settings = tmp_path / "settings.json"
    settings.write_text(written)
    assert main(["check", str(sample_file), "--settings", str(settings)]) == 2
    told = capsys.readouterr().err
    assert named in told
    assert told.count("\n") == 1


def test_a_bad_case_is_named_and_the_others_are_checked(sample_file, tmp_path, capsys):
    bad = tmp_path / "bad.ddcase"
    bad.write_text("{")
    assert main(["check", str(bad), str(sample_file)]) == 1
    told = capsys.readouterr()
    assert "bad.ddcase" in told.err
    assert "CM26-0104417" in told.out


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x9b2J", "\x07", "\r", "\b", "\x7f", "\n"])
def test_no_sign_in_a_case_reaches_the_terminal_or_begins_a_line(sample, written, capsys, sign):
    case = with_rationale(replace(sample, case_number=f"CM26{sign}X"), f"Seen [da{sign}te].")
    main(["check", written(case)])
    plain = capsys.readouterr().out
    main(["check", written(case), "--json"])
    told = capsys.readouterr().out
    assert all(char.isprintable() or char == "\n" for char in plain + told)
    assert not any(line.startswith("X") for line in plain.splitlines())
    assert f"CM26{sign}X" in {one["case"] for one in json.loads(told)}


def test_a_folder_without_a_case_is_not_taken_for_a_sound_one(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        "There is no case to check: the folder holds no .ddcase file.\n"
    )
