"""Applying one chain's bundles in their order, and keeping apart what may not be applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fsp_desktop.domain.branches import rename_along, rename_dots
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.bundle import NO_HASH, open_bundle
from fsp_desktop.sync.exchange import Exchange
from fsp_desktop.sync.forks import load_forks, path_to
from fsp_desktop.sync.head import Head
from fsp_desktop.sync.ledger import Reached
from fsp_desktop.sync.names import bundle_folder, bundle_name, parse_bundle
from fsp_desktop.sync.revocation import IN_QUARANTINE
from fsp_desktop.sync.roster import Member
from fsp_desktop.sync.wire import hash_of

MOST_KEPT_APART = 200
_KEPT_FOR_LATER = frozenset(
    {"sync.newer_format", "sync.missing_key", "sync.broken_chain", "changes.malformed"}
)


def catch_up(ex: Exchange, member: Member, head: Head, chain: str) -> bool:
    """Apply the bundles of `chain` up to `head`; returns whether the end was reached.

    Args:
        ex: The pass.
        member: Whose chain it is.
        head: Tells which bundles there are.
        chain: The member's incarnation, or a branch of it.
    """
    start = ex.have(chain).n
    last = min(head.n, max(start, ex.log.last_accepted(member.inc, chain)))
    later = range(last + 1, head.n + 1)
    are_apart = not later or _are_kept_apart(ex, head, later)
    if start >= last and are_apart:
        return not later
    names = _bundle_names(ex, head, start + 1)
    for n in range(start + 1, last + 1):
        ex.check()
        ex.progress("receive", n - start - 1, head.n - start)
        taken = any(_take(ex, member, chain, n, name) for name in names.get(n, ()))
        if not taken and not _skip(ex, chain, n):
            _note_gap(ex, head, chain, n, names)
            return False
    if not are_apart:
        _keep_apart(ex, head, later, names)
    ex.progress("receive", head.n - start, head.n - start)
    return not later


def _bundle_names(ex: Exchange, head: Head, first: int) -> dict[int, list[str]]:
    names = {n: [bundle_name(head.inc, n, one)] for n, one in head.hashes.items()}
    if all(n in names for n in range(first, head.n + 1)):
        return names
    for entry in ex.remote.list(bundle_folder(head.inc)):
        named = parse_bundle(entry.name)
        if named and entry.name not in names.setdefault(named.n, []):
            names[named.n].append(entry.name)
    return names


def _note_gap(
    ex: Exchange, head: Head, chain: str, n: int, names: Mapping[int, Sequence[str]]
) -> None:
    if not names.get(n):
        ex.gaps.add(chain)
        ex.troubles.note(f"{bundle_folder(head.inc)}{n:010d}", "sync.missing_file")


def _skip(ex: Exchange, chain: str, n: int) -> bool:
    """Pass over a bundle that an administrator gave up, because nobody has it any more."""
    given_up = ex.log.skips.get(chain, {}).get(n)
    if given_up is None:
        return False
    last, last_op, bundle_hash = given_up
    ex.store.finish_snapshot({chain: (last, bundle_hash, last_op)}, {}, {})
    ex.known[chain] = Reached(last, bundle_hash, last_op)
    return True


def _take(ex: Exchange, member: Member, chain: str, n: int, name: str) -> bool:
    """Fetch, check and apply one bundle; returns whether it is applied now."""
    if ex.have(chain).n >= n:
        return True
    if not ex.troubles.is_due(name):
        return False
    stashed = {one.name: one.data for one in ex.store.stashed()}.get(name)
    data = stashed
    try:
        data = stashed if stashed is not None else ex.remote.get(name)
        _apply(ex, member, chain, n, name, data)
    except RefusedError as error:
        ex.troubles.note(name, error.code)
        if error.code not in _KEPT_FOR_LATER:
            # Lost or spoilt: if nobody has it any more, a snapshot holds what was in it.
            ex.gaps.add(chain)
        if data is not None and error.code in _KEPT_FOR_LATER:
            ex.store.stash(name, data, error.code)
        elif stashed is not None:
            ex.store.drop_stash(name)
        return False
    if stashed is not None:
        ex.store.drop_stash(name)
    ex.troubles.settle(name)
    return True


def _apply(ex: Exchange, member: Member, chain: str, n: int, name: str, data: bytes) -> None:
    ops, header = open_bundle(data, ex.space.id, ex.space.keys_by_epoch(), member.verify_key)
    bundle_hash, have = hash_of(data), ex.have(chain)
    if (header.inc, header.n) != (member.inc, n) or name != bundle_name(member.inc, n, bundle_hash):
        raise RefusedError("sync.wrong_name")
    if (header.prev, header.first) != (have.hash or NO_HASH, have.last_op + 1):
        raise RefusedError("sync.broken_chain")
    if chain != member.inc:
        rename = rename_along(path_to(load_forks(ex.store), chain))
        ops = [rename_dots(op, rename) for op in ops]
    applied = ex.store.apply_bundle(chain, n, bundle_hash, data, ops)
    ex.known[chain] = Reached(n, bundle_hash, header.last)
    ex.tally.received += len(ops)
    ex.tally.conflicts += applied.conflicts


def _are_kept_apart(ex: Exchange, head: Head, numbers: Sequence[int]) -> bool:
    """Tell whether all of what a revoked device wrote later lies in quarantine or was discarded."""
    held = {one.name for one in ex.store.stashed() if one.code == IN_QUARANTINE}
    wanted = _not_discarded(ex, head, numbers)
    names = [bundle_name(head.inc, n, head.hashes[n]) for n in wanted if n in head.hashes]
    return len(names) == len(wanted) and held.issuperset(names)


def _not_discarded(ex: Exchange, head: Head, numbers: Sequence[int]) -> list[int]:
    revoked = ex.log.revocation_of(head.inc)
    gone = revoked.discarded.get(head.inc, 0) if revoked else 0
    return [n for n in numbers if n > gone]


def _keep_apart(
    ex: Exchange, head: Head, numbers: Sequence[int], names: Mapping[int, Sequence[str]]
) -> None:
    """Put into quarantine what a device published after it was revoked."""
    held = {one.name for one in ex.store.stashed()}
    wanted = _not_discarded(ex, head, numbers)[:MOST_KEPT_APART]
    for name in (one for n in wanted for one in names.get(n, ())):
        if name in held or not ex.troubles.is_due(name):
            continue
        ex.check()
        try:
            data = ex.remote.get(name)
            member = ex.members[head.inc]
            open_bundle(data, ex.space.id, ex.space.keys_by_epoch(), member.verify_key)
        except RefusedError as error:
            ex.troubles.note(name, error.code)
            continue
        ex.store.stash(name, data, IN_QUARANTINE)
        ex.tally.tell(IN_QUARANTINE, device=member.device)
