"""What a reviewer states by signing off, and the findings that were open then."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Annotated, Generic, Protocol, TypeVar

import msgspec

from desktop.cases.ids.links import linked
from desktop.cases.packs.pack_folder import files, text_of
from desktop.records.conversion import shaped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.cases.case import Case

FILE = "attestation.toml"
Words = Annotated[str, msgspec.Meta(min_length=1)]


class AttestationError(ValueError):
    """The file of the attestation is wrong; the text says where."""


class Attestation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words over the button that signs off."""

    lead: Words
    statements: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]


class Weighed(Protocol):
    """A finding of the check about one place of the case."""

    @property
    def rule(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def accepted(self) -> str: ...


Found = TypeVar("Found", bound=Weighed)


class Remaining(msgspec.Struct, Generic[Found], frozen=True, kw_only=True):
    """What the check found in a case, by what it means for signing off."""

    errors: tuple[Found, ...] = ()
    """Findings that keep the case from being signed off."""
    warnings: tuple[Found, ...] = ()
    """Findings that are to be settled, or accepted with a reason."""
    advice: tuple[Found, ...] = ()
    accepted: tuple[Found, ...] = ()

    def stands(self, case: Case) -> tuple[str, ...]:
        """What may stand in `case` when it is signed off: each by its rule and its field."""
        named = (("accepted", self.accepted), ("advice", self.advice))
        return tuple(
            f"{kind}: {one.rule}{f' ({linked(case, one.path)})' if one.path else ''}"
            for kind, found in named
            for one in found
        )


def remaining(findings: Sequence[Found]) -> Remaining[Found]:
    """`findings` by what they mean for signing off."""
    left = [one for one in findings if not one.accepted]
    return Remaining(
        errors=tuple(one for one in left if one.severity == "error"),
        warnings=tuple(one for one in left if one.severity == "warning"),
        advice=tuple(one for one in left if one.severity == "advice"),
        accepted=tuple(one for one in findings if one.accepted),
    )


def of_pack(folder: Path) -> Attestation | None:
    """The attestation of the pack in `folder`; None where it has none.

    Raises `AttestationError` and `PackFileError`.
    """
    if FILE not in files(folder):
        return None
    return read_attestation(text_of(folder, FILE), FILE)


def read_attestation(text: str, name: str) -> Attestation:
    """The attestation in the TOML `text` of the file `name`; raises `AttestationError`."""
    try:
        return shaped(tomllib.loads(text), Attestation)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise AttestationError(f"{name}: {error}") from error
