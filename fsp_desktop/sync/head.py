"""Heads: one small signed file a device that tells the newest state of its chain.

The file's name alone tells the newest bundle, so that nobody reads a head that did not change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.envelope import read_envelope, seal_envelope
from fsp_desktop.sync.identity import DeviceSecrets, SpaceSecrets
from fsp_desktop.sync.names import head_name
from fsp_desktop.sync.wire import hash_of, pack, unpack

MAGIC = b"FSPhead1"
MOST_HEAD_BYTES = 256 * 1024
HASHES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Head:
    """What a device says about itself.

    Attributes:
        n: Number of its newest bundle, 0 before the first.
        hashes: Whole hashes of its newest bundles by number, the last 64.
        acks: How far it has applied each other chain: all of them, or what grew since the
            last head that told all.
        is_full: Whether `acks` are all.
        floor: Its bundles up to this number were taken away; a snapshot holds what was in them.
        made: Name of the manifest of its newest snapshot, empty if it made none.
        attests: Names of manifests of others whose snapshots it found to be the same as its own.
        roster: Names of the roster entries it signed.
        wants: Names of bundles it could not read, so that whoever has them may write them again.
        at: When it was written, ISO 8601, by that device's clock.
        app: Version of the program.
        name: What the person called the device.
    """

    inc: str
    n: int
    hashes: Mapping[int, str]
    acks: Mapping[str, int]
    roster: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    at: str = ""
    app: str = ""
    name: str = ""
    is_full: bool = True
    floor: int = 0
    made: str = ""
    attests: tuple[str, ...] = ()


def sign_head(head: Head, device: DeviceSecrets, space: SpaceSecrets) -> tuple[str, bytes]:
    """Return name and bytes of `head`."""
    header = {
        "space": bytes.fromhex(space.id),
        "inc": bytes.fromhex(head.inc),
        "n": head.n,
        "epoch": space.epoch,
    }
    newest = sorted(head.hashes.items())[-HASHES_KEPT:]
    body = {
        "hashes": [[n, bytes.fromhex(one)] for n, one in newest],
        "acks": [[bytes.fromhex(inc), n] for inc, n in sorted(head.acks.items())],
        "roster": list(head.roster),
        "wants": list(head.wants),
        "at": head.at,
        "app": head.app,
        "name": head.name,
        "full": head.is_full,
        "floor": head.floor,
        "made": head.made,
        "attests": list(head.attests),
    }
    data = seal_envelope(MAGIC, header, pack(body), space.key, device.sign_seed)
    return head_name(head.inc, head.n, hash_of(data)), data


def open_head(data: bytes, space: SpaceSecrets, verify_key: bytes) -> Head:
    """Return the head in `data`, after checking signature and space.

    Raises:
        RefusedError: The code says what is wrong.
    """
    envelope = read_envelope(data, MAGIC, MOST_HEAD_BYTES)
    header = envelope.header
    if header.get("space") != bytes.fromhex(space.id):
        raise RefusedError("sync.wrong_space")
    envelope.verify(verify_key)
    plain = envelope.open(space.key_of(header.get("epoch")))
    body = unpack(plain, MOST_HEAD_BYTES, "head")
    try:
        return _head_from(header, body)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RefusedError("sync.malformed", {"part": "head"}) from error


def _head_from(header: Mapping[str, Any], body: Mapping[str, Any]) -> Head:
    return Head(
        inc=header["inc"].hex(),
        n=int(header["n"]),
        hashes={int(n): one.hex() for n, one in body["hashes"]},
        acks={inc.hex(): int(n) for inc, n in body["acks"]},
        roster=tuple(str(name) for name in body["roster"]),
        wants=tuple(str(name) for name in body["wants"]),
        at=str(body["at"]),
        app=str(body["app"]),
        name=str(body["name"]),
        is_full=body.get("full", True) is True,
        floor=int(body.get("floor", 0)),
        made=str(body.get("made", "")),
        attests=tuple(str(name) for name in body.get("attests", ())),
    )
