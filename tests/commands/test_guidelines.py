"""The command ``guidelines``: ranking, listing and checking."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from desktop import cli
from desktop.cases import case_file
from desktop.cases.case import Case, DisputedItem

PACK = """\
id = "own-gym"
title = "Gym"
organisation = "Own"
chapter = "Equipment"
asks = "It asks for a reason."
services = ["gym-membership"]

[[criteria]]
id = "reason"
ask = "Is a reason given?"

[logic]
met = { all = ["reason"] }
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "gym.toml"
    path.write_text(PACK)
    return path


def told(capsys, *words):
    status = cli.main(["guidelines", *map(str, words)])
    output = capsys.readouterr()
    return status, output.out, output.err


def test_a_ranking_for_programs(capsys):
    status, out, err = told(capsys, "--for", "MRI right knee", "--on", "2017-02-13", "--json")
    (first, *_) = ranking = json.loads(out)
    assert (status, err) == (0, "")
    assert all(
        set(one) == {"id", "organisation", "chapter", "year", "section", "citation", "why"}
        for one in ranking
    )
    assert (first["organisation"], first["chapter"], first["year"], first["section"]) == (
        "MTUS",
        "Knee Complaints",
        2004,
        "Special Studies",
    )
    assert first["citation"] == "MTUS Knee Complaints 2004, Section(s): Special Studies"


def test_a_ranking_for_people(capsys):
    _, out, _ = told(capsys, "--for", "MRI right knee", "--on", "02/13/2017")
    assert out.startswith("1. MTUS Knee Complaints 2004, Section(s): Special Studies (unverified)")


def test_a_ranking_for_each_line_of_a_file(capsys, tmp_path):
    lines = tmp_path / "lines"
    lines.write_text("2017-02-13\tMRI right knee\n02/13/2015\tNorco\n\tNorco\n")
    status, out, _ = told(capsys, "--for-file", lines, "--json")
    chapters = [json.loads(line)[0]["chapter"] for line in out.splitlines()]
    assert chapters == ["Knee Complaints", "Chronic Pain Medical Treatment", "Opioids"]
    assert status == 0


def test_the_items_of_a_case_are_ranked_each_by_its_own_day(capsys, tmp_path):
    past = DisputedItem(
        request="MRI of the lumbar spine", retrospective=True, dates_of_service="11/22/2021"
    )
    ahead = DisputedItem(request="Knee arthroplasty, left", requested_on=dt.date(2021, 12, 1))
    path = tmp_path / "two.ddcase"
    case = Case(decision_date=dt.date(2022, 1, 10), disputed_items=(past, ahead))
    path.write_bytes(case_file.dumps(case))
    status, out, _ = told(capsys, "--case", path, "--json")
    first, second = json.loads(out)
    best = [(one["item"], one["offers"][0]) for one in (first, second)]
    assert [
        (at, one["chapter"], one["year"], one["day"], one["counts_by"]) for at, one in best
    ] == [
        (1, "Low Back Disorders", 2019, "2021-11-22", "unknown"),
        (2, "Knee Disorders", 2019, "2021-12-01", "unknown"),
    ]
    assert status == 0
    _, words, _ = told(capsys, "--case", path)
    assert words.startswith(
        "MRI of the lumbar spine:\n1. MTUS Low Back Disorders 2019 (unverified)"
    )


def test_a_case_that_cannot_be_read_is_named(capsys, tmp_path):
    path = tmp_path / "no.ddcase"
    path.write_text("{")
    status, out, err = told(capsys, "--case", path)
    assert (status, out) == (1, "")
    assert "no.ddcase: The file is not a case" in err


def test_a_line_without_a_date_is_named_and_still_answered(capsys, tmp_path):
    lines = tmp_path / "lines"
    lines.write_text("Norco\nsoon\tNorco\n")
    status, out, err = told(capsys, "--for-file", lines, "--json")
    assert (status, len(out.splitlines())) == (1, 2)
    assert "line 1: expected DATE, a tab and the request" in err


def test_a_date_that_is_none_is_wrong_use(capsys):
    with pytest.raises(SystemExit) as exit_:
        told(capsys, "--for", "Norco", "--on", "soon")
    assert exit_.value.code == 2
    assert "is not a date" in capsys.readouterr().err


def test_without_a_request_every_guideline_is_listed(capsys):
    _, out, _ = told(capsys)
    assert "mtus-acupuncture-2007: MTUS Acupuncture Treatment 2007 (2007-06-15 to ..." in out


def test_a_sound_pack_is_proved(capsys, file):
    status, out, err = told(capsys, "check", file)
    assert (status, err) == (0, "")
    assert out.endswith("gym.toml: in order.\n")


def test_a_wrong_pack_is_refused_with_line_and_key(capsys, file):
    file.write_text(PACK.replace('["reason"]', '["treason"]'))
    status, out, err = told(capsys, "check", file)
    assert (status, out) == (1, "")
    assert (
        err == 'gym.toml, line 13, key "logic.met": there is no criterion and no rule "treason".\n'
    )


def test_an_own_pack_is_offered_and_wins_by_id(capsys, file):
    file.write_text(PACK.replace("own-gym", "odg-low-back-gym"))
    _, out, _ = told(capsys, "--for", "gym", "--own", file.parent, "--json")
    assert "Equipment" in [one["chapter"] for one in json.loads(out)]


def test_packs_in_the_library_s_folder_are_used(capsys, file, monkeypatch):
    folder = file.parent / "library" / "guidelines"
    folder.mkdir(parents=True)
    file.rename(folder / "gym.toml")
    (folder / "wrong.toml").write_text("oh no")
    monkeypatch.setenv("DETERMINATION_DESK_LIBRARY", str(folder.parent))
    status, out, err = told(capsys, "--for", "gym membership", "--json")
    assert "own-gym" in [one["id"] for one in json.loads(out)]
    assert (status, err[:21]) == (1, "wrong.toml, line 1: t")


def test_an_own_vocabulary_adds_words(capsys, file):
    words = file.with_name("vocabulary.toml")
    words.write_text('[services]\ngym-membership = "zumba class"\n')
    _, out, _ = told(capsys, "--for", "Zumba classes", "--own", file.parent, "--json")
    assert "own-gym" in [one["id"] for one in json.loads(out)]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 1_000_001, None])
def test_a_file_that_cannot_be_read_is_named(capsys, tmp_path, content):
    path = tmp_path / "odd.toml"
    if content is not None:
        path.write_bytes(content)
    status, _, err = told(capsys, "check", path)
    assert status == 1
    assert err.startswith("odd.toml: ")
