"""Taking in what the other devices published. One bad file or device never stops the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fsp_desktop.domain.errors import LockedError, RefusedError, UnreachableError
from fsp_desktop.sync.bundle import NO_HASH, open_bundle
from fsp_desktop.sync.exchange import CancelledError, Exchange, keep_head, kept_head
from fsp_desktop.sync.head import Head, open_head
from fsp_desktop.sync.ledger import Reached
from fsp_desktop.sync.membership import fetch_entries, learn_roster, quarantine
from fsp_desktop.sync.names import (
    Numbered,
    bundle_folder,
    bundle_name,
    parse_bundle,
    parse_head,
)
from fsp_desktop.sync.repair import offer
from fsp_desktop.sync.roster import Member
from fsp_desktop.sync.wire import hash_of

_KEPT_FOR_LATER = frozenset(
    {"sync.newer_format", "sync.missing_key", "sync.broken_chain", "changes.malformed"}
)


def receive(ex: Exchange, heads: Mapping[str, Sequence[Numbered]]) -> None:
    """Apply whatever is new, device by device.

    Args:
        ex: The pass.
        heads: Names of heads by incarnation, the newest first.
    """
    others = {inc: names for inc, names in heads.items() if inc != ex.own}
    if any(_is_stranger(ex, inc, names[0]) for inc, names in others.items()):
        learn_roster(ex)
    for inc, names in sorted(others.items()):
        ex.check()
        receive_safely(ex, inc, names)


def receive_safely(ex: Exchange, inc: str, names: Sequence[Numbered]) -> None:
    """Take in one device's news; whatever is wrong with it is noted and stays with it."""
    try:
        _receive_from(ex, inc, names)
    except (UnreachableError, LockedError, CancelledError):
        raise
    except RefusedError as error:
        ex.troubles.note(names[0].name, error.code)
    except Exception as error:  # noqa: BLE001 - a bug met with one device must not stop the rest
        ex.troubles.note(names[0].name, "sync.unexpected")
        ex.tally.tell("sync.unexpected", kind=type(error).__name__)


def _is_stranger(ex: Exchange, inc: str, newest: Numbered) -> bool:
    return inc not in ex.members and ex.troubles.is_due(newest.name)


def _receive_from(ex: Exchange, inc: str, names: Sequence[Numbered]) -> None:
    newest, member = names[0], ex.members.get(inc)
    if member is None:
        quarantine(ex, inc, newest)
        return
    if ex.memory.heads.get(inc) == newest.name and newest.n <= ex.have(inc).n:
        return
    found = _newest_sound_head(ex, member, names)
    if found is None:
        return
    name, head = found
    _learn(ex, head, is_new=ex.memory.heads.get(inc) != name.name)
    if _catch_up(ex, member, head):
        ex.memory.heads[inc] = name.name
        _settle(ex, inc, names)


def _newest_sound_head(
    ex: Exchange, member: Member, names: Sequence[Numbered]
) -> tuple[Numbered, Head] | None:
    kept = kept_head(ex.store, member.inc)
    for name in names:
        if kept and kept[0] == name.name:
            return name, open_head(kept[1], ex.space, member.verify_key)
        if not ex.troubles.is_due(name.name):
            continue
        try:
            head, data = _fetch_head(ex, member, name)
        except RefusedError as error:
            ex.troubles.note(name.name, error.code)
            continue
        if kept is None or _number(kept[0]) <= name.n:
            # A place that went back shows older heads; ours is needed to bring the newer one back.
            keep_head(ex.store, member.inc, name.name, data)
        ex.troubles.settle(name.name)
        return name, head
    return None


def _number(name: str) -> int:
    named = parse_head(name)
    return named.n if named else 0


def _fetch_head(ex: Exchange, member: Member, name: Numbered) -> tuple[Head, bytes]:
    data = ex.remote.get(name.name)
    head = open_head(data, ex.space, member.verify_key)
    if (head.inc, head.n) != (name.inc, name.n) or not hash_of(data).startswith(name.hash):
        raise RefusedError("sync.wrong_name")
    return head, data


def _learn(ex: Exchange, head: Head, *, is_new: bool) -> None:
    ex.heads[head.inc] = head
    if is_new:
        fetch_entries(ex, head.roster)
        offer(ex, head.wants)


def _catch_up(ex: Exchange, member: Member, head: Head) -> bool:
    """Apply the bundles up to `head`; returns whether the end was reached."""
    start = ex.have(member.inc).n
    if start >= head.n:
        return True
    names = _bundle_names(ex, head, start + 1)
    for n in range(start + 1, head.n + 1):
        ex.check()
        ex.progress("receive", n - start - 1, head.n - start)
        if not any(_take(ex, member, n, name) for name in names.get(n, ())):
            _note_gap(ex, head, n, names)
            return False
    ex.progress("receive", head.n - start, head.n - start)
    return True


def _bundle_names(ex: Exchange, head: Head, first: int) -> dict[int, list[str]]:
    names = {n: [bundle_name(head.inc, n, one)] for n, one in head.hashes.items()}
    if all(n in names for n in range(first, head.n + 1)):
        return names
    for entry in ex.remote.list(bundle_folder(head.inc)):
        named = parse_bundle(entry.name)
        if named and entry.name not in names.setdefault(named.n, []):
            names[named.n].append(entry.name)
    return names


def _note_gap(ex: Exchange, head: Head, n: int, names: Mapping[int, Sequence[str]]) -> None:
    if not names.get(n):
        ex.troubles.note(f"{bundle_folder(head.inc)}{n:010d}", "sync.missing_file")


def _take(ex: Exchange, member: Member, n: int, name: str) -> bool:
    """Fetch, check and apply one bundle; returns whether it is applied now."""
    if not ex.troubles.is_due(name):
        return False
    stashed = {one.name: one.data for one in ex.store.stashed()}.get(name)
    data = stashed
    try:
        data = stashed if stashed is not None else ex.remote.get(name)
        _apply(ex, member, n, name, data)
    except RefusedError as error:
        ex.troubles.note(name, error.code)
        if data is not None and error.code in _KEPT_FOR_LATER:
            ex.store.stash(name, data, error.code)
        elif stashed is not None:
            ex.store.drop_stash(name)
        return False
    if stashed is not None:
        ex.store.drop_stash(name)
    ex.troubles.settle(name)
    return True


def _apply(ex: Exchange, member: Member, n: int, name: str, data: bytes) -> None:
    ops, header = open_bundle(data, ex.space.id, ex.space.keys_by_epoch(), member.verify_key)
    bundle_hash, have = hash_of(data), ex.have(member.inc)
    if (header.inc, header.n) != (member.inc, n) or name != bundle_name(member.inc, n, bundle_hash):
        raise RefusedError("sync.wrong_name")
    if (header.prev, header.first) != (have.hash or NO_HASH, have.last_op + 1):
        raise RefusedError("sync.broken_chain")
    applied = ex.store.apply_bundle(member.inc, n, bundle_hash, data, ops)
    ex.known[member.inc] = Reached(n, bundle_hash, header.last)
    ex.tally.received += len(ops)
    ex.tally.conflicts += applied.conflicts


def _settle(ex: Exchange, inc: str, names: Sequence[Numbered]) -> None:
    """Forget old troubles with a device whose end was reached."""
    current = {name.name for name in names}
    for name in ex.troubles.names():
        if name.startswith((bundle_folder(inc), f"h/{inc}.")) and name not in current:
            ex.troubles.settle(name)
    for stashed in ex.store.stashed():
        named = parse_bundle(stashed.name)
        if named and named.inc == inc and named.n <= ex.have(inc).n:
            ex.store.drop_stash(stashed.name)
