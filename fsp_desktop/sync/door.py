"""The two files at the door: a newcomer's request, and the answer of the device that invited.

Both are sealed with the pairing's key, so only holders of the code can read or write them. What
the answer carries is sealed once more for the newcomer's own key: someone who finds a used code
later, and has kept the files, still learns nothing of the space.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nacl import exceptions, public

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import SpaceId
from fsp_desktop.sync.envelope import read_envelope, seal_envelope
from fsp_desktop.sync.identity import DeviceSecrets, SpaceSecrets, is_epoch
from fsp_desktop.sync.names import door_name
from fsp_desktop.sync.pairing import Pairing
from fsp_desktop.sync.roster_log import read_roster
from fsp_desktop.sync.wire import hash_of, pack, unpack

ASK_MAGIC, ANSWER_MAGIC = b"FSPaskf1", b"FSPansw1"
MOST_ASK_BYTES = 8 * 1024
MOST_ANSWER_BYTES = 8 * 1024 * 1024
REFUSALS = ("sync.invitation_expired", "sync.invitation_used", "sync.turned_away")
_GUEST = ("inc", "device", "verify", "box", "name")


@dataclass(frozen=True, slots=True)
class Welcome:
    """What an answer brings: the space's secrets and the roster entries known so far."""

    space: SpaceSecrets
    entries: tuple[tuple[str, bytes], ...]


def sign_ask(device: DeviceSecrets, pairing: Pairing, clock: Clock) -> tuple[str, bytes]:
    """Return name and bytes of the request of `device` to be let in."""
    body = {
        "inc": device.inc,
        "device": device.id,
        "verify": device.verify_key.hex(),
        "box": device.box_public.hex(),
        "name": device.name,
        "at": to_wire_time(clock.now()),
    }
    data = seal_envelope(ASK_MAGIC, {}, pack(body), pairing.key, device.sign_seed)
    return door_name(pairing.id, hash_of(data), "ask"), data


def open_ask(data: bytes, pairing: Pairing) -> dict[str, str]:
    """Return who asks: inc, device, verify, box and name, all text; keys in hexadecimal.

    Raises:
        RefusedError: The file is damaged, or not written with this pairing's words.
    """
    envelope = read_envelope(data, ASK_MAGIC, MOST_ASK_BYTES)
    body = unpack(envelope.open(pairing.key), MOST_ASK_BYTES, "ask")
    guest = {name: body.get(name) for name in _GUEST}
    try:
        keys = [bytes.fromhex(str(guest[name])) for name in ("inc", "device", "verify", "box")]
    except ValueError as error:
        raise RefusedError("sync.malformed", {"part": "ask"}) from error
    if [len(key) for key in keys] != [16, 16, 32, 32] or not isinstance(guest["name"], str):
        raise RefusedError("sync.malformed", {"part": "ask"})
    envelope.verify(keys[2])
    return {name: str(value)[:200] for name, value in guest.items()}


def sign_welcome(
    pairing: Pairing,
    guest: dict[str, str],
    host: DeviceSecrets,
    space: SpaceSecrets,
    entries: Sequence[tuple[str, bytes]],
) -> bytes:
    """Return the answer that lets `guest` in."""
    gift = {
        "space": space.id,
        "founder": space.founder,
        "card": space.card,
        "keys": space.keys,
        "epoch": space.epoch,
        "roster": [[name, data] for name, data in entries],
    }
    box = public.SealedBox(public.PublicKey(bytes.fromhex(guest["box"])))
    body = {"ok": True, "gift": box.encrypt(pack(gift))}
    return seal_envelope(ANSWER_MAGIC, {}, pack(body), pairing.key, host.sign_seed)


def sign_refusal(pairing: Pairing, code: str, host: DeviceSecrets) -> bytes:
    """Return the answer that tells a newcomer why the door stays closed."""
    body = {"ok": False, "code": code}
    return seal_envelope(ANSWER_MAGIC, {}, pack(body), pairing.key, host.sign_seed)


def check_answer(data: bytes, pairing: Pairing) -> dict[str, Any]:
    """Return the outer contents of a whole answer.

    Raises:
        RefusedError: The file is damaged, or not written with this pairing's words.
    """
    envelope = read_envelope(data, ANSWER_MAGIC, MOST_ANSWER_BYTES)
    return unpack(envelope.open(pairing.key), MOST_ANSWER_BYTES, "answer")


def open_answer(data: bytes, pairing: Pairing, device: DeviceSecrets) -> Welcome:
    """Return what the answer brings for `device`.

    Raises:
        RefusedError: One of `REFUSALS` if the answer is no; else the file is damaged, or not
            meant for this device.
    """
    body = check_answer(data, pairing)
    if body.get("ok") is not True:
        code = body.get("code")
        raise RefusedError(code if code in REFUSALS else "sync.turned_away")
    box = public.SealedBox(public.PrivateKey(bytes.fromhex(device.box)))
    try:
        gift = unpack(box.decrypt(body["gift"]), MOST_ANSWER_BYTES, "gift")
    except (exceptions.CryptoError, exceptions.TypeError, KeyError, TypeError) as error:
        raise RefusedError("sync.not_opened") from error
    welcome = _welcome_from(gift)
    if device.inc not in read_roster((entry for _, entry in welcome.entries), welcome.space):
        raise RefusedError("sync.malformed", {"part": "roster"})
    return welcome


def _welcome_from(gift: dict[str, Any]) -> Welcome:
    try:
        keys = {str(epoch): bytes.fromhex(key).hex() for epoch, key in gift["keys"].items()}
        space = SpaceSecrets(
            SpaceId(str(gift["space"])),
            str(gift["founder"]),
            str(gift["card"]),
            keys,
        )
        entries = tuple((str(name), bytes(data)) for name, data in gift["roster"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RefusedError("sync.malformed", {"part": "gift"}) from error
    if not all(epoch == "1" or is_epoch(epoch) for epoch in keys):
        raise RefusedError("sync.malformed", {"part": "gift"})
    if not keys:
        raise RefusedError("sync.missing_key")
    return Welcome(space, entries)
