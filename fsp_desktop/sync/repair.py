"""Giving back what a place has lost: bundles are signed by their authors, so anyone may carry them.

This is also how changes travel on a stick: whoever has them writes them wherever they are missing.
Nothing missing at a place ever deletes anything here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.exchange import Exchange, kept_head
from fsp_desktop.sync.forks import branches_of, load_forks
from fsp_desktop.sync.names import (
    Numbered,
    bundle_folder,
    bundle_name,
    parse_bundle,
    parse_head,
    parse_piece,
)
from fsp_desktop.sync.snapshotting import ask_for_snapshot
from fsp_desktop.sync.wire import hash_of

MOST_OFFERED = 1_000


def offer(ex: Exchange, wants: Iterable[str]) -> None:
    """Write again what another device could not read, if we hold it."""
    for name in list(wants)[:MOST_OFFERED]:
        head = parse_head(name)
        if head and head.inc == ex.own:
            # A fresh one under another name is as good, and the spoilt one will be deleted.
            ex.memory.own_head = ""
            continue
        if name == ex.memory.made:
            # Somebody could not read our snapshot; all of it is written again.
            ex.memory.made = ""
            ask_for_snapshot(ex.store)
            continue
        data = _kept(ex, name)
        if data is not None and not _holds(ex, name, data):
            ex.remote.put(name, data, replace=True)
            ex.tally.repaired += 1


def _kept(ex: Exchange, name: str) -> bytes | None:
    """Return the bytes that belong under `name`, if they are kept here."""
    bundle, head, piece = parse_bundle(name), parse_head(name), parse_piece(name)
    if piece:
        return ex.store.piece(piece)
    inc = bundle.inc if bundle else head.inc if head else ""
    for chain in (inc, *branches_of(load_forks(ex.store), inc)):
        if bundle:
            data = ex.store.sealed(chain, bundle.n)
            if data is not None and hash_of(data).startswith(bundle.hash):
                return data
        kept = kept_head(ex.store, chain) if head else None
        if kept and kept[0] == name:
            return kept[1]
    return None


def relay(ex: Exchange, heads: Mapping[str, Sequence[Numbered]]) -> None:
    """Write bundles and heads of other devices that this place does not have (any more)."""
    for inc in sorted(ex.known):
        there = heads[inc][0].n if heads.get(inc) else 0
        if inc == ex.own or inc not in ex.members:
            continue
        if ex.have(inc).n > there or (ex.have(inc).n and not heads.get(inc)):
            _relay_chain(ex, inc, inc, there)
    for branch, fork in sorted(load_forks(ex.store).items()):
        kept = kept_head(ex.store, branch)
        names = {name.name for name in heads.get(fork.inc, ())}
        is_whole = kept is not None and _number(kept[0]) <= ex.have(branch).n
        if kept and is_whole and kept[0] not in names:
            _relay_chain(ex, fork.inc, branch, fork.at)
            ex.memory.also_read.append(kept[0])


def _number(name: str) -> int:
    named = parse_head(name)
    return named.n if named else 0


def went_back(ex: Exchange, heads: Mapping[str, Sequence[Numbered]]) -> bool:
    """Tell whether the place shows an older state than when it was left."""
    for inc, name in ex.memory.heads.items():
        was, now = parse_head(name), heads.get(inc)
        # A head before the first bundle told of nothing that could be missing.
        if was and was.n and (not now or now[0].n < was.n):
            return True
    return False


def _relay_chain(ex: Exchange, inc: str, chain: str, there: int) -> None:
    listed = {entry.name for entry in ex.remote.list(bundle_folder(inc))}
    for sealed in ex.store.sealed_names():
        name = bundle_name(inc, sealed.n, sealed.hash)
        if sealed.inc != chain or name in listed:
            continue
        ex.check()
        data = ex.store.sealed(chain, sealed.n)
        if data is not None:
            ex.remote.put(name, data, replace=True)
            ex.tally.repaired += 1
    kept = kept_head(ex.store, chain)
    named = parse_head(kept[0]) if kept else None
    if kept and named and there < named.n <= ex.have(chain).n:
        ex.remote.put(*kept)
        if chain == inc:
            ex.memory.heads[inc] = kept[0]
        ex.tally.repaired += 1


def _holds(ex: Exchange, name: str, data: bytes) -> bool:
    try:
        return ex.remote.get(name) == data
    except RefusedError:
        return False
