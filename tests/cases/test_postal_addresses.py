"""Pasted blocks of lines, read as a name and an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.case import Address
from desktop.cases.entry import paste_parser, postal_addresses

ELM = Address(street="12 Elm Street", city="Stockton", state="CA", postal_code="95202")


def read(text: str) -> postal_addresses.AddressBlock:
    block = postal_addresses.read(text)
    assert block is not None
    return block


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\t"])
def test_a_name_and_an_address_are_told_apart_whatever_ends_their_lines(end: str) -> None:
    block = read(end.join(("Jane Doe", "12 Elm Street", "Stockton, CA 95202")))
    assert (block.names, block.address, block.left) == (("Jane Doe",), ELM, ())


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe\n12 Elm Street, Stockton, CA 95202",
        "Jane Doe\n12 Elm Street Stockton CA 95202",
        "  Jane Doe,\n\n12 Elm Street,\nStockton CA  95202\n",
        "Jane Doe\n12 Elm Street\nStockton\nCA 95202.",
        "Jane Doe\n12 Elm Street, Stockton\nCA\n95202",
    ],
)
def test_an_address_is_read_however_its_lines_are_broken(text: str) -> None:
    block = read(text)
    assert (block.names, block.address) == (("Jane Doe",), ELM)


@pytest.mark.parametrize(
    ("street", "said"),
    [
        ("P.O. Box 5512", "P.O. Box 5512"),
        ("1200 Poplar Way\nSuite 300", "1200 Poplar Way, Suite 300"),
        ("Suite 300\n1200 Poplar Way", "1200 Poplar Way, Suite 300"),
        ("1 Broadway", "1 Broadway"),
        ("29 Palms Highway, Bldg 4", "29 Palms Highway, Bldg 4"),
        ("Old Mill Farm", "Old Mill Farm"),
    ],
)
def test_the_lines_of_a_street_are_one(street: str, said: str) -> None:
    block = read(f"Acme\n{street}\nRancho Cordova, California 95741-0001")
    assert block.names == ("Acme",)
    assert block.address == Address(
        street=said, city="Rancho Cordova", state="California", postal_code="95741-0001"
    )


def test_a_firm_a_person_and_a_telephone_have_their_places() -> None:
    block = read(
        "Harbor Crest\nClaims Unit\nAttn: Priya Lindqvist\n(916) 555-0188\n7 Dock Road\n"
        "St. Louis, MO 63101\nFax: (916) 555-0189\npriya@example.org\nUSA"
    )
    assert block.names == ("Harbor Crest", "Claims Unit")
    assert (block.contact, block.telephone) == ("Priya Lindqvist", "(916) 555-0188")
    assert block.left == ("Fax: (916) 555-0189", "priya@example.org", "USA")


def test_a_firm_whose_name_begins_with_a_number_is_no_street() -> None:
    assert read("24 Hour Gym\n12 Elm Street\nStockton, CA 95202").names == ("24 Hour Gym",)


def test_an_address_may_have_no_name_or_no_street() -> None:
    assert read("12 Elm Street\nStockton, CA 95202").names == ()
    assert read("Jane Doe\nStockton, CA 95202").address.street == ""


@pytest.mark.parametrize(
    "text",
    ["", "Jane Doe", "Jane Doe\nJohn Roe", "Jane Doe, 12 Elm Street, Stockton, CA 95202", "a\n12"],
)
def test_what_has_no_city_with_a_code_is_no_block(text: str) -> None:
    assert postal_addresses.read(text) is None


@given(st.lists(st.text(st.sampled_from("aB1 ,.-@"), max_size=12), max_size=4))
def test_no_word_of_a_block_is_lost(beside: list[str]) -> None:
    text = "\n".join(("Jane Doe", "12 Elm Street", *beside, "Stockton, CA 95202", *beside))
    block = read(text)
    own = (block.address.street, block.address.city, block.address.state)
    kept = "".join((*block.names, block.contact, block.telephone, *block.left, *own))
    kept += block.address.postal_code
    letters = sorted(kept.replace(" ", "").replace(",", ""))
    assert letters == sorted(paste_parser.in_one(text).replace(" ", "").replace(",", ""))


@given(st.text(st.sampled_from("ab \t\n\r\v\f\x1c\x85\u2028\u2029")))
def test_one_line_has_no_break_and_every_letter(text: str) -> None:
    flat = paste_parser.in_one(text)
    assert len(flat.splitlines()) <= 1
    assert "\t" not in flat
    assert flat.split() == text.split()
