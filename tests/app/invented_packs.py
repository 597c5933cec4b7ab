"""Invented guideline packs, in a folder or in one file."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

from desktop.app import reference_works

if TYPE_CHECKING:
    from pathlib import Path

RULE = """
id = 'river-{name}'
title = 'Riverside {name}'
organisation = 'Riverside Clinic'
chapter = 'Therapy'
year = {year}
in_force_from = 2010-01-01
services = ['massage']
asks = 'It asks for this.'

[[criteria]]
id = 'adjunct'
ask = '{ask}'
met = 'it as an adjunct'
not_met = 'it alone'
not_documented = 'other treatment'

[logic.met]
all = ['adjunct']
"""


def rule(name: str = "massage", year: int = 2020, ask: str = "Is it an adjunct?") -> str:
    return RULE.format(name=name, year=year, ask=ask)


def manifest(texts: dict[str, str], version: str, **changed: str) -> str:
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    lines = [f'"{name}" = "{digest}"' for name, digest in (hashes | changed).items()]
    head = f'name = "Riverside"\nversion = "{version}"\nday = 2026-10-01\nby = "Ada Moss"\n'
    return "\n".join([head + "[hashes]", *lines])


def made(folder: Path, version: str = "1", **texts: str) -> Path:
    """A pack of the guideline files `texts` in a new folder."""
    named = {f"{name}.toml": text for name, text in texts.items()} or {"rule.toml": rule()}
    folder.mkdir()
    for name, text in {**named, "manifest.toml": manifest(named, version)}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def zipped(pack: Path) -> Path:
    file = pack.with_suffix(".zip")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(pack.iterdir()):
            archive.write(one, f"pack/{one.name}")
    return file


def asked() -> str:
    """The question of the guideline in force; empty where there is none."""
    found = reference_works.catalog(reference_works.own_packs()).get("river-massage")
    return found.criteria[0].ask if found else ""
