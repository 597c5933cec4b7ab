"""An address that is pasted into a name fills the fields beside it, as one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.domain import postal

if TYPE_CHECKING:
    from desktop.domain.postal import Block
    from desktop.ui.field import Field
    from desktop.ui.text_line import Pasted


def take_addresses(name: Field, *, contact: bool) -> None:
    """Lets a block of lines that comes into the field `name` fill its record.

    Where the form asks for no `contact`, whom to write to stays visible in the name.
    """
    name.editor.takes = partial(_fill, name, contact=contact)


def _fill(name: Field, pasted: Pasted, *, contact: bool) -> bool:
    """Whether what was pasted is an address, now in its fields."""
    block = postal.read(pasted.words)
    if block is None:
        return False
    name.fill_in(_fields(block, pasted, name.record.name, contact=contact), "paste an address")
    name.tell(f"No field for: {'; '.join(block.left)}" if block.left else "")
    return True


def _fields(block: Block, pasted: Pasted, old: str, *, contact: bool) -> dict[str, Any]:
    """What the record's fields say then; a name that the block lacks stays as it was."""
    names, people = block.names, filter(None, (*block.names[1:], block.contact))
    who = ", ".join(people) if contact else ""
    if not contact and block.contact:
        names = (*names, f"Attn: {block.contact}") if names else (old, f"Attn: {block.contact}")
    own = names[:1] if contact else names
    name = f"{pasted.before}{', '.join(own)}{pasted.behind}" if block.names else ", ".join(own)
    said = {"name": name or old, "contact": who, "telephone": block.telephone}
    return {key: words for key, words in said.items() if words} | {"address": block.address}
