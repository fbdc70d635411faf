"""Taking in what the other devices published. One bad file or device never stops the others.

First all new heads are read, since they tell who was let in or revoked; then the bundles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fsp_desktop.domain.errors import LockedError, RefusedError, UnreachableError
from fsp_desktop.sync.chains import catch_up
from fsp_desktop.sync.exchange import CancelledError, Exchange, keep_head, kept_head
from fsp_desktop.sync.forks import branches_of, chain_of_head, load_forks
from fsp_desktop.sync.head import Head, open_head
from fsp_desktop.sync.membership import fetch_entries, learn_roster, quarantine
from fsp_desktop.sync.names import Numbered, bundle_folder, parse_bundle, parse_head
from fsp_desktop.sync.peers import hear
from fsp_desktop.sync.rejoining import join_from_snapshot
from fsp_desktop.sync.repair import offer
from fsp_desktop.sync.revocation import IN_QUARANTINE
from fsp_desktop.sync.roster import Member
from fsp_desktop.sync.wire import hash_of

Heads = Mapping[str, Sequence[Numbered]]
Heard = list[tuple[Numbered, Head]]


def receive(ex: Exchange, heads: Heads) -> None:
    """Apply whatever is new, device by device.

    Args:
        ex: The pass.
        heads: Names of heads by incarnation, the newest first.
    """
    others = {inc: names for inc, names in sorted(heads.items()) if inc != ex.own}
    if any(_is_stranger(ex, inc, names[0]) for inc, names in others.items()):
        learn_roster(ex)
    heard = _hear_all(ex, others)
    locked = {inc: names for inc, names in others.items() if _is_locked(ex, names)}
    if locked:
        # Somebody turned the key while we were away; the roster brings it.
        keys = set(ex.space.keys)
        learn_roster(ex)
        if keys != set(ex.space.keys):
            for names in locked.values():
                ex.troubles.settle(names[0].name)
            heard |= _hear_all(ex, locked)
    if heard and not any(inc != ex.own for inc in ex.known):
        join_from_snapshot(ex)
    _take_in_all(ex, others, heard)
    if ex.gaps and join_from_snapshot(ex, because_of=sorted(ex.gaps)):
        # Bundles were taken away since we were last here; what follows them goes on from there.
        ex.gaps.clear()
        _take_in_all(ex, others, heard)


def _take_in_all(ex: Exchange, others: Heads, heard: Mapping[str, Heard]) -> None:
    for inc, found in heard.items():
        ex.check()
        _take_in_safely(ex, inc, others[inc], found)


def receive_safely(ex: Exchange, inc: str, names: Sequence[Numbered]) -> None:
    """Take in one device's news; whatever is wrong with it is noted and stays with it."""
    for found in _hear_all(ex, {inc: names}).values():
        _take_in_safely(ex, inc, names, found)


def _take_in_safely(ex: Exchange, inc: str, names: Sequence[Numbered], found: Heard) -> None:
    _safely(ex, names[0], lambda: _take_in(ex, inc, names, found))


def _safely(ex: Exchange, about: Numbered, work: Callable[[], None]) -> None:
    try:
        work()
    except (UnreachableError, LockedError, CancelledError):
        raise
    except RefusedError as error:
        ex.troubles.note(about.name, error.code)
    except Exception as error:  # noqa: BLE001 - a bug met with one device must not stop the rest
        ex.troubles.note(about.name, "sync.unexpected")
        ex.tally.tell("sync.unexpected", kind=type(error).__name__)


def _is_stranger(ex: Exchange, inc: str, newest: Numbered) -> bool:
    return inc not in ex.members and ex.troubles.is_due(newest.name)


def _is_locked(ex: Exchange, names: Sequence[Numbered]) -> bool:
    return names[0].name in ex.locked


def _hear_all(ex: Exchange, others: Heads) -> dict[str, Heard]:
    """Read the new heads of each device; returns those whose bundles are to be taken in."""
    heard: dict[str, Heard] = {}
    for inc, names in others.items():
        ex.check()

        def listen(inc: str = inc, names: Sequence[Numbered] = names) -> None:
            found = _hear(ex, inc, names)
            if found:
                heard[inc] = found

        _safely(ex, names[0], listen)
    return heard


def _hear(ex: Exchange, inc: str, names: Sequence[Numbered]) -> Heard:
    newest, member = names[0], ex.members.get(inc)
    if member is None:
        quarantine(ex, inc, newest)
        return []
    more = [one for one in names[1:] if one.name not in ex.memory.also_read]
    if not more and _is_known(ex, newest):
        return []
    found: Heard = []
    first = _newest_sound_head(ex, member, names)
    if first is not None:
        found.append(first)
        _learn(ex, first[1], is_new=ex.memory.heads.get(inc) != first[0].name)
    for name in more:
        if first is None or name.name != first[0].name:
            found += _hear_beside(ex, member, name)
    return found


def _is_known(ex: Exchange, newest: Numbered) -> bool:
    if ex.memory.heads.get(newest.inc) != newest.name:
        return False
    chains = [newest.inc, *branches_of(load_forks(ex.store), newest.inc)]
    return newest.n <= max(ex.have(chain).n for chain in chains)


def _hear_beside(ex: Exchange, member: Member, name: Numbered) -> Heard:
    """Read a head beside the newest one: left over from before, or of a copy of that device."""
    if not ex.troubles.is_due(name.name):
        return []
    try:
        head, data = _fetch_head(ex, member, name)
    except RefusedError as error:
        ex.troubles.note(name.name, error.code)
        return []
    ex.troubles.settle(name.name)
    ex.beside[name.name] = data
    return [(name, head)]


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
            if error.code == "sync.missing_key":
                ex.locked.add(name.name)
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
        ex.peers[head.inc] = hear(ex.store, head, ex.clock)
        fetch_entries(ex, head.roster)
        if ex.log.revocation_of(head.inc) is None:
            offer(ex, head.wants)


def _take_in(ex: Exchange, inc: str, names: Sequence[Numbered], found: Heard) -> None:
    member = ex.members[inc]
    for place, (name, head) in enumerate(found):
        chain = chain_of_head(ex, head)
        if chain is None:
            raise RefusedError("sync.broken_chain")
        if chain != inc and name.name in ex.beside:
            keep_head(ex.store, chain, name.name, ex.beside[name.name])
        if not catch_up(ex, member, head, chain):
            continue
        if place == 0:
            _remember(ex, inc, name.name)
            _settle(ex, inc, names)
        elif name.name not in ex.memory.also_read:
            ex.memory.also_read.append(name.name)


def _remember(ex: Exchange, inc: str, name: str) -> None:
    before = ex.memory.heads.get(inc)
    ex.memory.heads[inc] = name
    if before and before != name and before not in ex.memory.also_read:
        ex.memory.also_read.append(before)


def _settle(ex: Exchange, inc: str, names: Sequence[Numbered]) -> None:
    """Forget old troubles with a device whose end was reached."""
    current = {name.name for name in names}
    for name in ex.troubles.names():
        if name.startswith((bundle_folder(inc), f"h/{inc}.")) and name not in current:
            ex.troubles.settle(name)
    forked = bool(branches_of(load_forks(ex.store), inc))
    for stashed in ex.store.stashed():
        named = parse_bundle(stashed.name)
        is_past = named and named.inc == inc and named.n <= ex.have(inc).n
        if is_past and stashed.code != IN_QUARANTINE and not forked:
            ex.store.drop_stash(stashed.name)
