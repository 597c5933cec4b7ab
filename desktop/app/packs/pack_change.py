"""What a guideline pack changes, once it is proved: shown before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.app import reference_works
from desktop.app.packs import guideline_packs, kept_packs
from desktop.app.reference_works import ids_in
from desktop.cases.packs.pack_folder import PackFileError
from desktop.guidelines.upkeep.pack_differences import PackDifference, differences
from desktop.records import toml_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from desktop.app.packs.guideline_packs import GuidelinePack
    from desktop.app.packs.kept_packs import KeptVersion, PackLedger
    from desktop.records.values import Table

Texts = tuple[tuple[str, str], ...]


class PackChange(NamedTuple):
    """A pack that may be taken, and what it changes in what is in force now."""

    pack: GuidelinePack
    before: KeptVersion | None
    """The version in force that it replaces."""
    differences: tuple[PackDifference, ...]

    @property
    def already(self) -> bool:
        """Whether it is in force as it is."""
        return self.before is not None and self.before.digest == self.pack.digest()


class PackRefusedError(PackFileError):
    """A pack is wrong; each of its `objections` is one sentence."""

    def __init__(self, objections: Iterable[str]) -> None:
        self.objections = tuple(objections)
        super().__init__(" ".join(self.objections))


def proposed(folder: Path, path: Path) -> PackChange:
    """What the pack at `path` would change in `folder`.

    Raises `PackFileError`, `PackRefusedError` where its files are wrong, and `FileError`.
    """
    pack = guideline_packs.read(path)
    return change(folder, pack)


def change(folder: Path, pack: GuidelinePack) -> PackChange:
    """What the `pack` would change in `folder`, as `proposed` says it."""
    known, name = kept_packs.ledger(folder), pack.manifest.name
    _refuse_version(known, pack)
    left: list[ValueError] = []
    others = tuple(reference_works.own_texts(folder, left, name))
    texts = tuple(pack.texts.items())
    _refuse_wrong(others, texts)
    _refuse_shared(folder, known, pack)
    before = known.current(name)
    replaced = tuple(kept_packs.texts(folder, before).items()) if before else ()
    return PackChange(pack, before, tuple(_differences((*others, *replaced), replaced, texts)))


def _refuse_version(known: PackLedger, pack: GuidelinePack) -> None:
    """Raises `PackRefusedError` where another pack was taken under its name and version."""
    told, digest = pack.manifest, pack.digest()
    for one in known.versions:
        if (one.name, one.version) == (told.name, told.version) and one.digest != digest:
            raise PackRefusedError([_TAKEN.format(one.called)])


_TAKEN = (
    "{} was taken before, with other files. A pack that changes needs a new version in its "
    "manifest.toml."
)


def _refuse_wrong(others: Texts, texts: Texts) -> None:
    """Raises `PackRefusedError` for what is wrong with `texts`, or with the `others` by them."""
    before = {str(one) for one in reference_works.catalog_of(others).refused}
    after = [str(one) for one in reference_works.catalog_of((*others, *texts)).refused]
    wrong = [one for one in after if one not in before]
    if wrong:
        raise PackRefusedError(wrong)


def _refuse_shared(folder: Path, known: PackLedger, pack: GuidelinePack) -> None:
    """Raises `PackRefusedError` where another pack in force has a guideline of the same id."""
    own = {id: name for name, text in pack.texts.items() for id in ids_in(name, text)}
    wrong = [
        f"{own[id]}: the guideline “{id}” is also in {other.called}, which is in force. Remove "
        "that pack, or give the guideline another id."
        for other in known.all_current()
        if other.name != pack.manifest.name
        for name, text in kept_packs.texts(folder, other).items()
        for id in ids_in(name, text)
        if id in own
    ]
    if wrong:
        raise PackRefusedError(wrong)


def _differences(own: Texts, replaced: Texts, new: Texts) -> Iterator[PackDifference]:
    """What the files `new` change in what ships and in the `own` files, with those `replaced`.

    A file is compared with the one whose guidelines it has, whatever that is called.
    """
    by_id = _by_id((*reference_works.shipped(), *own))
    old = {name: text for name, text in replaced if not _moved(name, text, new)}
    for name, text in new:
        found = next((by_id[id] for id in ids_in(name, text) if id in by_id), None)
        if found is not None:
            old[name] = found
    yield from differences(_tables(old), _tables(dict(new)))


def _moved(name: str, text: str, new: Texts) -> bool:
    """Whether the guidelines of a replaced file stand in a new one of another name."""
    ids = set(ids_in(name, text))
    return any(ids & {*ids_in(other, words)} for other, words in new if other != name)


def _by_id(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The text of each guideline; of two with one id the later."""
    found: dict[str, str] = {}
    for name, text in texts:
        try:
            found |= dict.fromkeys(ids_in(name, text), text)
        except toml_files.TomlError:  # a file that is left out until it is right
            continue
    return found


def _tables(texts: Mapping[str, str]) -> dict[str, Table]:
    return {name: toml_files.parse(text, name) for name, text in texts.items()}
