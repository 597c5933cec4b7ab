"""What the window's parts are given from the rest of the program, loaded when it is asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.platform import assets
from desktop.store.files import folder

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from desktop.cases.attestation import Attestation
    from desktop.cases.case import Case
    from desktop.cases.entry.diagnosis_codes import DiagnosisCodes
    from desktop.checks.closing_sentence import ClosingSentence
    from desktop.guidelines.catalog import GuidelineCatalog as Guidelines
    from desktop.guidelines.citations import Citations
    from desktop.publication.answers import Answers
    from desktop.publication.copying import Publication
    from desktop.store.backups.backups import Backup
    from desktop.store.backups.recovery_options import RecoveryOption
    from desktop.store.library.library import Library
    from desktop.store.team.link import Link


class Locksmith:
    """The library in the folder `place`."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def exists(self) -> bool:
        """Whether there is one to unlock."""
        try:
            found = folder.Folder(self._place).exists()
        except PermissionError:  # unlocking says why it cannot be opened
            return True
        return found or bool(folder.gone(self._place))

    def create(self, passphrase: str) -> tuple[Library, str]:
        """A new library and its recovery key."""
        from desktop.store.library import library

        return library.create(self._place, passphrase, due=due)

    def unlock(self, passphrase: str) -> Library:
        """The library, by its passphrase."""
        from desktop.store.library import library

        return library.unlock(self._place, passphrase, due=due)

    def recover(self, recovery_key: str) -> Library:
        """The library, by its recovery key."""
        from desktop.store.library import library

        return library.recover(self._place, recovery_key, due=due)

    def may_remember(self) -> bool:
        """Whether the system's keychain was chosen to open it."""
        try:
            return folder.Folder(self._place).keychain.exists()
        except PermissionError:
            return False

    def remembered(self) -> Library:
        """The library, by the keychain."""
        from desktop.store.security import keychain

        return keychain.unlock(self._place, due=due)

    def restore(self, passphrase: str) -> Library:
        """The library as it was at its last backup."""
        from desktop.store.backups.backups import backups
        from desktop.store.library.library import restore

        last = backups(folder.Folder(self._place))[0]
        return restore(self._place, passphrase, last, due=due)

    def mend(self, secret: str, way: RecoveryOption) -> Library:
        """The library by one of the ways out of its damage."""
        from desktop.store.library import library

        if way.backup is None:
            return library.unlock_as_it_is(self._place, secret, due=due)
        return library.restore(self._place, secret, way.backup, due=due)

    def temporary(self) -> Library:
        """A library that leaves nothing behind."""
        from desktop.store.library import library

        return library.temporary(due=due)


class Keychain:
    """The system's keychain, whose library is loaded when somebody looks."""

    def remembers(self, library: Library) -> bool:
        """Whether it opens the library."""
        return library.folder is not None and library.folder.keychain.exists()

    def remember(self, library: Library) -> None:
        """Lets it open the library."""
        from desktop.store.security import keychain

        keychain.remember(library)

    def forget(self, library: Library) -> None:
        """Lets it open the library no more."""
        from desktop.store.security import keychain

        keychain.forget(library.files.path)


def closing(case: Case, number: int) -> ClosingSentence:
    """How the rationale of item `number` closes, beside its decision."""
    from desktop.app import reference_works
    from desktop.checks.closing_sentence import closing

    return closing(case.disputed_items[number], reference_works.references(case.program).reader)


@cache
def guidelines() -> Guidelines:
    """The guidelines of the program and of the organization."""
    from desktop.app import reference_works

    return reference_works.library(reference_works.own_packs())


def refusals(library: Guidelines) -> str:
    """Which guideline files were left out of `library` and why; empty where none was."""
    if not library.refused:
        return ""
    first, *others = map(str, library.refused)
    more = f" {len(others)} more: see determination-desk guidelines." if others else ""
    return f"Left out of the guidelines until it is right: {first}{more}"


class Words(NamedTuple):
    """The lists of words that ship."""

    spelling: Any
    codes: DiagnosisCodes
    drugs: tuple[str, ...]


def words() -> Words:
    """The lists, read from disk: a quarter of a second, so never on the window's thread."""
    from desktop.app import reference_works, spelling

    return Words(spelling.read(), reference_works.coding(), reference_works.drug_names())


def citations() -> Citations:
    """The works that a decision may cite."""
    from desktop.app import reference_works

    return reference_works.citations()


def gone_back(library: Library, backup: Backup) -> Library:
    """The library as it was in the `backup`."""
    from desktop.store.library.library import restore_backup

    return restore_backup(library, backup)


def team_link(library: Library) -> Link | None:
    """The way to the team's server, whose driver is loaded only where there is one."""
    from desktop.store.library.settings import TEAM

    if library.settings.get(TEAM, str) is None:
        return None
    from desktop.store.team.link import link

    return link(library)


def publication(case: Case, answers: Answers) -> Publication:
    """The copy of `case` for the public, with what was decided of words that may name somebody."""
    from desktop.app import reference_works
    from desktop.publication.copying import publication_copy

    return publication_copy(case, reference_works.references(case.program), answers)


@cache
def attestation() -> Attestation:
    """What the reviewer states by signing off."""
    from desktop.cases.attestation import read_attestation

    file = assets.resource("attestation.toml")
    return read_attestation(file.read_text(encoding="utf-8"), file.name)


def due(case: Case) -> dt.date | None:
    """The day by which the letter of `case` must be out."""
    from desktop.app import reference_works
    from desktop.programs import clocks

    try:
        return clocks.due(case, reference_works.programs().named(case.program))
    except FileNotFoundError:
        return None
