"""An address that is pasted into a name fills the fields beside it, as one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.cases.entry import postal_addresses

if TYPE_CHECKING:
    from desktop.cases.entry.postal_addresses import AddressBlock
    from desktop.ui.form.field import Field
    from desktop.ui.form.text.text_line import Pasted


def take_addresses(name: Field) -> None:
    """Lets a block of lines that comes into the field `name` fill its record."""
    name.editor.takes = partial(_fill, name)


def _fill(name: Field, pasted: Pasted) -> bool:
    """Whether what was pasted is an address, now in its fields."""
    block = postal_addresses.read(pasted.words)
    if block is None:
        return False
    name.fill_in(_fields(block, pasted, name.record), "paste an address")
    name.tell(f"No field for: {'; '.join(block.left)}" if block.left else "")
    return True


def _fields(block: AddressBlock, pasted: Pasted, old: Any) -> dict[str, Any]:
    """What the fields of the record `old` say then; what the block lacks stays as it was.

    A firm's line and whom to write to are the contact, which the letter prints below the name;
    where there is none, they are part of the name.
    """
    name, beside = block.names[:1], [*block.names[1:], *filter(None, (block.contact,))]
    if "contact" not in old.__struct_fields__:
        name, beside = (*name, *beside), []
    said = {
        "name": f"{pasted.before}{', '.join(name)}{pasted.behind}" if name else old.name,
        "contact": ", ".join(beside),
        "telephone": block.telephone,
    }
    return {key: words for key, words in said.items() if words} | {"address": block.address}
