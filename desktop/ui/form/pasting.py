"""An address pasted into a name fills the other fields of the record, as one undo step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.cases.case import Party
from desktop.cases.entry import postal_addresses
from desktop.ui.form.text.text_line import TextLine

if TYPE_CHECKING:
    from msgspec import Struct

    from desktop.cases.entry.postal_addresses import AddressBlock
    from desktop.records.values import Value
    from desktop.ui.form.field import Field
    from desktop.ui.form.text.text_line import Pasted


def take_addresses(name: Field) -> None:
    """Makes a block of lines pasted into the field `name` fill its record."""
    if isinstance(name.editor, TextLine):
        name.editor.takes = partial(_fill, name)


def _fill(name: Field, pasted: Pasted) -> bool:
    """Whether the pasted text was an address and is now in its fields."""
    block = postal_addresses.read(pasted.words)
    if block is None:
        return False
    name.fill_in(_fields(block, pasted, name.record), "paste an address")
    name.tell(f"No field for: {'; '.join(block.left)}" if block.left else "")
    return True


def _fields(block: AddressBlock, pasted: Pasted, old: Struct) -> dict[str, Value]:
    """The new fields of the record `old`; what the block lacks stays as it was.

    A firm's line and whom to write to are the contact, which the letter prints below the name;
    where there is none, they are part of the name.
    """
    name, contact = block.names[:1], [*block.names[1:], *filter(None, (block.contact,))]
    if not isinstance(old, Party):
        name, contact = (*name, *contact), []
    values = {
        "name": f"{pasted.before}{', '.join(name)}{pasted.behind}"
        if name
        else getattr(old, "name", ""),
        "contact": ", ".join(contact),
        "telephone": block.telephone,
    }
    return {key: words for key, words in values.items() if words} | {"address": block.address}
