"""The printed recovery sheet of a space: twelve words that open it and let a new computer in.

The sheet is a member of its own whose keys follow from the words alone. Every key of the space is
sealed for it too, so that the files at the place and the words are all that is needed when the
only administrator's computer is lost. Making a new sheet takes the old one out of the team.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from nacl import bindings

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import DeviceId, Incarnation, SpaceId
from fsp_desktop.sync.epochs import next_entry
from fsp_desktop.sync.identity import (
    DeviceSecrets,
    Identity,
    SpaceSecrets,
    keep_identity,
    new_device,
)
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.names import CARD, ROSTER, parse_entry, space_folder, space_of
from fsp_desktop.sync.remotes import MissingFileError, Remote
from fsp_desktop.sync.revocation import as_administrator, say, take_out, turn_if_needed
from fsp_desktop.sync.roster import ADD, RECOVERY, Member, sign_entry
from fsp_desktop.sync.roster_log import RosterLog, read_log
from fsp_desktop.sync.space import check_card
from fsp_desktop.vault.code_words import from_words, to_words

SHEET_WORDS = 12
_SECRET_BYTES = 14
_NAME = "recovery sheet"


@dataclass(frozen=True, slots=True)
class _Found:
    space: SpaceSecrets
    log: RosterLog
    entries: tuple[tuple[str, bytes], ...]


def make_sheet(store: SyncStore, clock: Clock) -> list[str]:
    """Return the words of a new recovery sheet, shown this once; the old one opens no more.

    What is shared later is sealed for the new sheet, and the keys so far are too. It works once
    the next exchange has reached the place.

    Raises:
        RefusedError: `sync.not_an_administrator`.
    """
    identity, log = as_administrator(store)
    secret = secrets.token_bytes(_SECRET_BYTES)
    sheet = _sheet_of(secret)
    for old in log.active():
        if old.is_sheet:
            take_out(store, identity, log, old.device, clock)
    member = Member.of(sheet, role=RECOVERY, admin=True)
    body = {name: getattr(member, name) for name in ("inc", "device", "verify", "box", "name")}
    say(store, identity, clock, RECOVERY, {**body, "role": RECOVERY, "admin": True})
    turn_if_needed(store, clock)
    return to_words(secret)


def has_sheet(store: SyncStore) -> bool:
    """Tell whether the space has a recovery sheet that opens it."""
    _, log = as_administrator(store)
    return any(one.is_sheet for one in log.active())


def recover(
    store: SyncStore, remote: Remote, words: str, device_name: str, clock: Clock, role: str = ""
) -> Identity:
    """Let this computer into a space as an administrator, with the words of its recovery sheet.

    Args:
        store: Must belong to no space yet.
        remote: Where the team shares; its files are read once.
        words: As printed; blanks, hyphens and capitals do not matter.
        device_name: What the team sees.
        clock: Dates the entry.
        role: Code of the person's role.

    Raises:
        RefusedError: `vault.word_count`, `vault.unknown_word`, `vault.wrong_code`,
            `sync.space_exists`, `sync.space_not_there`, or `sync.sheet_opens_nothing` if the sheet
            is of another team or was replaced.
        UnreachableError: The place is away.
    """
    sheet = _sheet_of(from_words(words, SHEET_WORDS))
    book = store.identity()
    if book is not None and book.get("space"):
        raise RefusedError("sync.space_exists")
    found = _find(remote, sheet)
    device = new_device(device_name, store.own_incarnation())
    for name, data in found.entries:
        store.add_roster_entry(name, data)
    member = Member.of(device, role=role, admin=True)
    n = next_entry(store, sheet.inc)
    entry = sign_entry(ADD, member, sheet, found.space, clock, n)
    store.add_roster_entry(*entry)
    return keep_identity(store, Identity(device, found.space))


def _sheet_of(secret: bytes) -> DeviceSecrets:
    seed = blake2b(secret, digest_size=32, person=b"fsp sheet sign").digest()
    box = blake2b(secret, digest_size=32, person=b"fsp sheet box").digest()
    verify, _ = bindings.crypto_sign_seed_keypair(seed)
    inc = blake2b(verify, digest_size=16, person=b"fsp sheet id").hexdigest()
    return DeviceSecrets(DeviceId(inc), Incarnation(inc), _NAME, seed.hex(), box.hex())


def _find(remote: Remote, sheet: DeviceSecrets) -> _Found:
    spaces = [space for folder in remote.folders("") if (space := space_of(folder))]
    if not spaces:
        raise RefusedError("sync.space_not_there")
    for space in spaces:
        found = _opened(remote, space, sheet)
        if found is not None:
            return found
    raise RefusedError("sync.sheet_opens_nothing")


def _opened(remote: Remote, space_id: str, sheet: DeviceSecrets) -> _Found | None:
    folder = space_folder(space_id)
    try:
        card = remote.get(f"{folder}/{CARD}")
        founder = check_card(card, space_id)
    except (MissingFileError, RefusedError):
        return None
    entries = _entries(remote, folder)
    space = SpaceSecrets(SpaceId(space_id), founder.hex(), card.hex(), {})
    log = read_log((data for _, data in entries), space, sheet.box)
    if log.keys:
        # With the keys that the sheet opens, the other entries open too.
        space = replace(space, keys=dict(log.keys))
        log = read_log((data for _, data in entries), space, sheet.box)
    if sheet.inc not in {one.inc for one in log.active()}:
        return None
    closed = sorted(epoch for epoch in log.keys if epoch not in {"1", *log.labels})
    return _Found(replace(space, keys=dict(log.keys), closed=closed), log, tuple(entries))


def _entries(remote: Remote, folder: str) -> Sequence[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for inc in remote.folders(f"{folder}/{ROSTER}"):
        for entry in remote.list(f"{folder}/{ROSTER}{inc}/"):
            name = entry.name.removeprefix(f"{folder}/")
            if parse_entry(name):
                try:
                    found.append((name, remote.get(entry.name)))
                except RefusedError:
                    continue
    return found
