"""Names of files on a remote. Whatever does not fit a pattern is not ours and is left alone.

All names are lower case, short and plain, so that they survive folders that ignore case, forbid
characters or cut long paths. Copies that a cloud client makes of a file ("... conflicted copy")
fit no pattern; the file they were copied from is still there under its own name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADS, BUNDLES, ROSTER, DOOR, SNAPSHOTS = "h/", "b/", "r/", "j/", "s/"
CARD = "space"
_SPACE = re.compile(r"fsp1-([0-9a-f]{32})")
_BUNDLE = re.compile(r"b/([0-9a-f]{32})/(\d{10})-([0-9a-f]{32})\.fspb")
_HEAD = re.compile(r"h/([0-9a-f]{32})\.(0|[1-9]\d{0,9})\.([0-9a-f]{16})")
_ENTRY = re.compile(r"r/([0-9a-f]{32})/(\d{1,10})-([0-9a-f]{32})")
_CHUNK = re.compile(r"s/([0-9a-f]{32})\.fsps")
_MANIFEST = re.compile(r"s/m-([0-9a-f]{32})-([0-9a-f]{32})")
_PIECE = re.compile(r"a/[0-9a-f]{2}/([0-9a-f]{64})")
_DOOR = re.compile(r"j/([0-9a-f]{16})-([0-9a-f]{32})\.(ask|answer)")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A name that carries an incarnation, a number and the beginning of a hash."""

    inc: str
    n: int
    hash: str
    name: str


@dataclass(frozen=True, slots=True)
class DoorName:
    """A request to join (`ask`) or the reply to it (`answer`)."""

    pairing: str
    hash: str
    kind: str
    name: str


def space_folder(space_id: str) -> str:
    """Return the folder of a space inside the place that is shared."""
    return f"fsp1-{space_id}"


def space_of(folder: str) -> str | None:
    """Return the space whose folder this is, or None."""
    match = _SPACE.fullmatch(folder)
    return match[1] if match else None


def bundle_folder(inc: str) -> str:
    """Return the folder of one incarnation's bundles, with a slash at the end."""
    return f"{BUNDLES}{inc}/"


def bundle_name(inc: str, n: int, bundle_hash: str) -> str:
    """Return the name of a bundle; of the hash, the first 32 digits are used."""
    return f"{bundle_folder(inc)}{n:010d}-{bundle_hash[:32]}.fspb"


def head_name(inc: str, n: int, head_hash: str) -> str:
    """Return the name of a head; of the hash, the first 16 digits are used."""
    return f"{HEADS}{inc}.{n}.{head_hash[:16]}"


def entry_name(inc: str, n: int, entry_hash: str) -> str:
    """Return the name of a roster entry signed by `inc`."""
    return f"{ROSTER}{inc}/{n}-{entry_hash[:32]}"


def door_name(pairing: str, file_hash: str, kind: str) -> str:
    """Return the name of a request to join or of its answer."""
    return f"{DOOR}{pairing}-{file_hash[:32]}.{kind}"


def chunk_name(chunk_hash: str) -> str:
    """Return the name of one piece of a snapshot."""
    return f"{SNAPSHOTS}{chunk_hash[:32]}.fsps"


def manifest_name(vector_hash: str, manifest_hash: str) -> str:
    """Return the name of the file that lists the pieces of a snapshot."""
    return f"{SNAPSHOTS}m-{vector_hash[:32]}-{manifest_hash[:32]}"


def piece_name(piece_hash: str) -> str:
    """Return the name of a piece of an attached file; the whole hash, since nothing signs it."""
    return f"a/{piece_hash[:2]}/{piece_hash}"


def parse_piece(name: str) -> str | None:
    """Return the hash that the name of a piece carries, or None."""
    match = _PIECE.fullmatch(name)
    return match[1] if match else None


def is_chunk(name: str) -> bool:
    """Tell whether `name` is that of a piece of a snapshot."""
    return _CHUNK.fullmatch(name) is not None


def is_manifest(name: str) -> bool:
    """Tell whether `name` is that of a snapshot's list of pieces."""
    return _MANIFEST.fullmatch(name) is not None


def parse_bundle(name: str) -> Numbered | None:
    """Return what a bundle's name says, or None if it is no bundle's name."""
    return _numbered(_BUNDLE, name)


def parse_head(name: str) -> Numbered | None:
    """Return what a head's name says, or None."""
    return _numbered(_HEAD, name)


def parse_entry(name: str) -> Numbered | None:
    """Return what a roster entry's name says, or None."""
    return _numbered(_ENTRY, name)


def parse_door(name: str) -> DoorName | None:
    """Return what the name of a request or an answer says, or None."""
    match = _DOOR.fullmatch(name)
    return DoorName(match[1], match[2], match[3], name) if match else None


def _numbered(pattern: re.Pattern[str], name: str) -> Numbered | None:
    match = pattern.fullmatch(name)
    return Numbered(match[1], int(match[2]), match[3], name) if match else None
