"""Signing off in the library: what is stated, bound to the very text that was signed."""

from __future__ import annotations

import hashlib

import pytest
from msgspec.structs import replace

from desktop.cases import case_file
from desktop.store.errors import CaseChanged, CaseSigned, StoreError
from tests import invented

STATED = ("The facts are checked.", "It is my judgment.")


def test_what_was_stated_is_in_the_trail_and_stands_with_its_version(library):
    id = library.cases.add(invented.case(1))
    library.sign_off(id, STATED, version=1, remaining=["advice: a.rule"], rules=["b counts as off"])
    (signature,) = library.versions.signatures(id)
    assert signature.attested == STATED
    assert signature.remaining == ("advice: a.rule",)
    assert signature.rules == ("b counts as off",)
    (version,) = library.versions.of(id)
    assert version.signed == (signature,)
    assert library.trail.verify().sound


def test_the_trail_binds_what_was_stated_to_the_text(library):
    id = library.cases.add(invented.case(1))
    library.sign_off(id, STATED)
    details = library.trail.entries(id)[0].details
    text = case_file.dumps(library.versions.get(id, details["version"]))
    assert details["document"] == hashlib.sha256(text).hexdigest()


def test_nothing_is_signed_by_stating_nothing(library):
    id = library.cases.add(invented.case(1))
    with pytest.raises(StoreError, match="nothing was stated"):
        library.sign_off(id, ())
    assert not library.cases.get(id).locked


def test_only_the_version_that_was_read_is_signed_and_only_once(library):
    id = library.cases.add(invented.case(1))
    library.cases.save(id, replace(invented.case(1), claim_number="changed"), 1)
    with pytest.raises(CaseChanged):
        library.sign_off(id, STATED, version=1)
    library.sign_off(id, STATED, version=2)
    with pytest.raises(CaseSigned):
        library.sign_off(id, STATED, version=2)
    assert len(library.versions.signatures(id)) == 1


def test_an_export_says_whether_its_letter_was_signed(library):
    id = library.cases.add(invented.case(1))
    library.exported(id, "ab" * 32, "pdf")
    library.sign_off(id, STATED)
    library.exported(id, "cd" * 32, "pdf")
    said = [one.details["signed"] for one in library.trail.entries(id) if one.what == "exported"]
    assert said == [True, False]
