"""Chains that fork: two copies of one device published different bundles of one number.

Each branch is read as an incarnation of its own, named by the hash of its first bundle, so that
every device gives it the same name whichever branch it met first. See `domain.branches`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b

from fsp_desktop.domain.branches import Path
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.exchange import Exchange
from fsp_desktop.sync.head import Head
from fsp_desktop.sync.ledger import NOTHING, Reached, SyncStore

_FORKS = "sync.forks"


@dataclass(frozen=True, slots=True)
class Fork:
    """One branch.

    Attributes:
        inc: The incarnation whose chain forked.
        of: The chain it leaves: that incarnation, or an earlier branch.
        at: Number of the last bundle that both have; 0 for none.
        last_op: Number of the last operation that both have.
    """

    inc: str
    of: str
    at: int
    last_op: int


Forks = dict[str, Fork]
"""Branch -> where it comes from."""


def load_forks(store: SyncStore) -> Forks:
    """Return the forks that are known here."""
    return read_forks(store.sync_setting(_FORKS))


def read_forks(text: str | None) -> Forks:
    """Return forks from the text they are kept as."""
    book = json.loads(text) if text else {}
    return {branch: Fork(**one) for branch, one in book.items()}


def forks_text(forks: Mapping[str, Fork]) -> str:
    """Return forks as text, equal for equal forks."""
    return json.dumps({branch: asdict(one) for branch, one in forks.items()}, sort_keys=True)


def forks_note(forks: Mapping[str, Fork]) -> dict[str, str]:
    """Return the setting that remembers `forks`."""
    return {_FORKS: forks_text(forks)}


def branch_of(first_hash: str) -> str:
    """Return the name of the branch that begins with the bundle of hash `first_hash`."""
    return blake2b(bytes.fromhex(first_hash), digest_size=16, person=b"fsp branch").hexdigest()


def path_to(forks: Mapping[str, Fork], chain: str) -> Path:
    """Return the way from the root of `chain` to it, as `domain.branches` takes it."""
    path: list[tuple[str, int]] = [(chain, 0)]
    while (fork := forks.get(path[0][0])) is not None:
        path.insert(0, (fork.of, fork.last_op))
    return path


def branches_of(forks: Mapping[str, Fork], inc: str) -> list[str]:
    """Return the branches of the chain of `inc`."""
    return sorted(branch for branch, fork in forks.items() if fork.inc == inc)


def chain_of_head(ex: Exchange, head: Head) -> str | None:
    """Return which chain `head` tells of, after splitting chains where it shows a fork.

    Returns:
        The incarnation, or a branch of it; None if the head does not reach back far enough to
        tell where it leaves what is known.
    """
    chain = head.inc
    while True:
        known = _hashes(ex, chain)
        equal = [n for n, one in head.hashes.items() if known.get(n) == one]
        if all(known.get(n, one) == one for n, one in head.hashes.items()):
            found = _onward(ex, chain, head)
            if found is None or found == chain:
                return found
            chain = found
            continue
        start = max(equal, default=0 if 1 in head.hashes else -1)
        if not _split(ex, chain, start, known, head):
            return None


def _hashes(ex: Exchange, chain: str) -> dict[int, str]:
    have = ex.have(chain)
    known = {one.n: one.hash for one in ex.store.chain(chain)}
    return {**known, have.n: have.hash} if have.n and have.hash else known


def _onward(ex: Exchange, chain: str, head: Head) -> str | None:
    """Return `chain`, or its branch that `head` goes on in; a new branch is noted."""
    forks = load_forks(ex.store)
    is_forked = any(fork.of == chain for fork in forks.values())
    at = ex.have(chain).n
    if not is_forked or head.n <= at:
        return chain
    first = head.hashes.get(at + 1)
    if first is None:
        return next((b for b in branches_of(forks, head.inc) if _shares(ex, b, head)), None)
    branch = branch_of(first)
    if branch not in forks:
        forks[branch] = Fork(head.inc, chain, at, ex.have(chain).last_op)
        ex.store.split_chain(chain, at, None, branch, (), forks_note(forks))
        ex.known = dict(ex.store.have())
        ex.tally.tell("sync.forked_chain", inc=head.inc)
    return branch


def _shares(ex: Exchange, branch: str, head: Head) -> bool:
    known = _hashes(ex, branch)
    return any(known.get(n) == one for n, one in head.hashes.items())


def adopt_forks(ex: Exchange, text: str) -> None:
    """Split chains where a snapshot knows of forks that were not met here yet.

    Raises:
        RefusedError: `sync.broken_chain` if it cannot be told which branch is applied here.
    """
    theirs = read_forks(text)
    for branch, fork in sorted(theirs.items(), key=lambda pair: (pair[1].at, pair[0])):
        if branch in load_forks(ex.store) or ex.have(fork.of).n <= fork.at:
            continue
        if not _split_at(ex, fork.inc, fork.of, fork.at, _hashes(ex, fork.of)):
            raise RefusedError("sync.broken_chain")


def _split(ex: Exchange, chain: str, at: int, known: Mapping[int, str], head: Head) -> bool:
    if not _split_at(ex, head.inc, chain, at, known):
        return False
    ex.tally.tell("sync.forked_chain", inc=head.inc)
    return True


def _split_at(ex: Exchange, inc: str, chain: str, at: int, known: Mapping[int, str]) -> bool:
    """Split `chain` after bundle `at`: what is applied beyond becomes a branch of its own."""
    first = known.get(at + 1)
    link = _link(ex, chain, at)
    if at < 0 or first is None or link is None:
        return False
    forks = load_forks(ex.store)
    tail = branch_of(first)
    for branch, fork in forks.items():
        if fork.of == chain and fork.at > at:
            forks[branch] = replace(fork, of=tail)
    forks[tail] = Fork(inc, chain, at, link.last_op)
    inside = [branch for branch in forks if any(part == tail for part, _ in path_to(forks, branch))]
    ex.store.split_chain(chain, at, tail, None, inside, forks_note(forks))
    ex.known = dict(ex.store.have())
    return True


def _link(ex: Exchange, chain: str, at: int) -> Reached | None:
    if at == 0:
        return NOTHING
    fork = load_forks(ex.store).get(chain)
    if fork and fork.at == at:
        return Reached(at, "", fork.last_op)
    found = (one for one in ex.store.chain(chain) if one.n == at)
    return next((Reached(one.n, one.hash, one.last_op) for one in found), None)
