"""Made what lies beside it, with the code of release 0.1.0; see README.md.

git worktree add ../v010 e1cde2a && cd ../v010
PYTHONPATH=. python THIS_FOLDER/freeze.py THIS_FOLDER
"""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import sys
from pathlib import Path

import msgspec
from freeze_team import numbered, run, team

from desktop import assets
from desktop.domain import casefile
from desktop.domain.case import Acceptance, Case, Organization, Passage, Reviewer
from desktop.domain.question import Prose
from desktop.domain.settings import Phrase, Profile
from desktop.domain.terms import Position
from desktop.store import settings
from desktop.store.files import read_case, write_atomically
from desktop.store.library import Library, create
from desktop.store.trail import Event
from tests import invented
from tests.letter.wordfiles import replaced

PASSPHRASE = "four invented words here"
RECOVERY_KEYS: dict[str, str] = {}
LARGE = 60_000
"""Bytes of an attachment that fills overflow pages."""
LEFT_OUT = ("ballast",)

ACCEPTED = Acceptance(
    rule="timing.decision-date",
    path="decision_date",
    message="The decision date is later than the law allows.",
    reason=Prose("The organization received an extension, which is in the file."),
)
OWN_WORDS = Passage(
    place="method", position=Position.AFTER, words=Prose("A paragraph of this letter's own.")
)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.time

    def pass_by(self, **time: float) -> None:
        self.time += dt.timedelta(**time)


def change(library: Library, id: str, **fields: object) -> None:
    kept = library.cases.get(id)
    library.cases.save(id, msgspec.structs.replace(kept.case, **fields), kept.version)


def fill(library: Library, clock: Clock) -> None:
    """A draft, a signed, a reopened, a binned, an exported and an imported case."""
    draft = library.cases.add(Case(case_number="CM26-0000100", claim_number="begun"))
    signed = library.cases.add(read_case(assets.resource("sample.ddcase")))
    reopened = library.cases.add(numbered(invented.case(items=1), 300))
    binned = library.cases.add(numbered(invented.case(items=1), 400))
    own = numbered(invented.case(items=2), 500)
    own = msgspec.structs.replace(own, own_words=(OWN_WORDS,), accepted=(ACCEPTED,))
    imported = library.cases.add(own, Event.IMPORTED, {"from": "letter.docx"})
    library.attachments.add(signed, "large report.pdf", random.Random(1).randbytes(LARGE))
    library.attachments.add(signed, "note.txt", b"A short invented note.\n")
    taken_off = library.attachments.add(draft, "taken off.txt", b"Attached by mistake.\n")
    library.attachments.remove(taken_off)
    for number in range(3):
        clock.pass_by(minutes=11)
        change(library, draft, claim_number=f"typed {number}")
    library.accepted(imported, ACCEPTED.rule, ACCEPTED.path, str(ACCEPTED.reason))
    library.exported(imported, "ab" * 32, "docx", "served")
    library.sign_off(signed)
    library.sign_off(reopened)
    library.reopen(reopened, "A record came late.")
    change(library, reopened, claim_number="changed after it was reopened")
    library.restore_version(draft, 2)
    library.cases.duplicate(imported)
    library.cases.discard(binned)


def set_up(library: Library) -> None:
    organization = Organization(name="Cedar Grove Review Organization", short_name="CEDAR GROVE")
    record = settings_record(organization)
    library.settings.put("settings", record)
    library.settings.put(settings.ORGANIZATION, organization)
    library.settings.put(settings.DICTIONARY, ("dysthesia", "Nguyễn"))


def settings_record(organization: Organization) -> object:
    from desktop.domain.settings import Settings

    return Settings(
        organization=organization,
        profiles=(Profile(reviewer=Reviewer(name="R. Hidden, MD", licensures=("California",))),),
        phrases=(Phrase(name="pt", words=Prose("physical therapy, [number] visits")),),
        dictionary=("dysthesia", "Nguyễn"),
    )


def whole_library(folder: Path) -> dict[str, object]:
    clock = Clock()
    library, RECOVERY_KEYS["library"] = create(folder, PASSPHRASE, who="dr. invented", now=clock)
    set_up(library)
    fill(library, clock)
    library.backups.make()
    clock.pass_by(days=1)
    late = library.cases.add(numbered(invented.case(items=1), 600))
    library.backups.make()
    clock.pass_by(hours=1)
    change(library, late, claim_number="after the last backup")
    told = told_of(library)
    library.close()
    return told | {"after closing": closed_state(folder, clock)}


def closed_state(folder: Path, clock: Clock) -> dict[str, object]:
    """What closing added: the version that was kept, and its entry in the trail."""
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    from desktop.store.keys import unwrapped
    from desktop.store.library import open_library, slots

    library = open_library(copy, unwrapped(slots(copy), PASSPHRASE), now=clock)
    told = told_of(library)
    library.close()
    shutil.rmtree(copy)
    return {
        "trail": told["trail"],
        "versions": {one["id"]: one["versions"] for one in told["cases"]},
    }


def killed_library(folder: Path, target: Path) -> dict[str, object]:
    """A library whose program was killed: the last changes are in its log alone."""
    clock = Clock()
    library, RECOVERY_KEYS["killed"] = create(folder, PASSPHRASE, who="dr. invented", now=clock)
    id = library.cases.add(numbered(invented.case(items=1), 700))
    for number in range(5):
        change(library, id, claim_number=f"in the log {number}")
    library.cases.add(Case(case_number="CM26-0000800"))
    told = told_of(library)
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
    library.close()
    return told


def told_of(library: Library) -> dict[str, object]:
    """Everything that is in the library, for the tests to find again."""
    chain = library.trail.verify()
    return {
        "cases": [
            told_of_case(library, row.id) for row in (*library.cases.rows(), *library.cases.bin())
        ],
        "trail": {"entries": chain.entries, "head": chain.head},
        "settings": {
            name: json.loads(value)
            for name, value in library.database.execute("select name, value from settings")
        },
        "backups": [each.path.name for each in library.backups.all()],
    }


def told_of_case(library: Library, id: str) -> dict[str, object]:
    row, kept = library.cases.row(id), library.cases.get(id)
    return {
        "id": id,
        "number": row.number,
        "state": str(kept.state),
        "version": kept.version,
        "binned": row.discarded is not None,
        "document": json.loads(casefile.dumps(kept.case)),
        "versions": [
            {
                "number": one.number,
                "why": one.why,
                "claim_number": library.versions.get(id, one.number).claim_number,
            }
            for one in library.versions.of(id)
        ],
        "attachments": [
            {"name": one.name, "sha256": one.sha256, "size": one.size}
            for one in library.attachments.of(id)
        ],
        "trail": [entry.what for entry in library.trail.entries(id)],
    }


def letters(folder: Path) -> None:
    """The sample's letters of both editions, as exported and as edited in Word."""
    sample = str(assets.resource("sample.ddcase"))
    for edition in ("served", "published"):
        run(
            "render",
            sample,
            "--to",
            "docx,txt",
            "--edition",
            edition,
            "--out",
            str(folder / edition),
        )
        letter = (folder / edition / "CM26-0104417.docx").read_bytes()
        edited = replaced(
            letter,
            (
                "The cited MTUS chapter does not support routine MRI",
                "The MTUS does not support MRI",
            ),
            ("eight weeks after", "nine weeks after"),
        )
        write_atomically(folder / edition / "edited.docx", edited)


def case_files(folder: Path, letters: Path) -> None:
    """Case files: the sample, one with everything, imported ones with words of their own."""
    folder.mkdir()
    whole = invented.case(items=3)
    items = list(whole.disputed_items)
    items[1] = msgspec.structs.replace(items[1], associated_service=True, associated_with=1)
    whole = msgspec.structs.replace(
        numbered(whole, 900),
        disputed_items=tuple(items),
        own_words=(OWN_WORDS,),
        accepted=(ACCEPTED,),
    )
    for case in (Case(), whole, read_case(assets.resource("sample.ddcase"))):
        name = case.case_number or "empty"
        write_atomically(folder / f"{name}.ddcase", casefile.dumps(case))
    text = (letters / "published" / "CM26-0104417.txt").read_text(encoding="utf-8")
    text = text.replace("CM26-0104417", "CM26-0001000").replace(
        "EFFECT OF THE DECISION", "A paragraph that no template has.\n\nEFFECT OF THE DECISION"
    )
    source = folder / "letter.txt"
    source.write_text(text, encoding="utf-8")
    run("import", str(source), "--out", str(folder))
    shutil.copy(letters / "served" / "edited.docx", folder / "edited.docx")
    run("import", str(folder / "edited.docx"), "--out", str(folder / "onto"),
        "--onto", str(folder / "CM26-0104417.ddcase"))  # fmt: skip
    (folder / "onto" / "CM26-0104417.ddcase").replace(folder / "CM26-0104417 edited.ddcase")
    (folder / "onto").rmdir()
    (folder / "edited.docx").unlink()


def main(folder: Path) -> None:
    for name in ("library", "killed", "letters", "cases"):
        shutil.rmtree(folder / name, ignore_errors=True)
    told = {"library": whole_library(folder / "library")}
    (folder / "library" / "ballast").unlink()
    told["killed"] = killed_library(folder / "work", folder / "killed")
    shutil.rmtree(folder / "work")
    letters(folder / "letters")
    case_files(folder / "cases", folder / "letters")
    told["team"] = team(folder / "team.sql")
    told["recovery keys"] = RECOVERY_KEYS
    told["passphrase"] = PASSPHRASE
    words = json.dumps(told, indent=1, ensure_ascii=False)
    (folder / "holds.json").write_text(words + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
