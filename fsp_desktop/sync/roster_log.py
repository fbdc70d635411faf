"""What all roster entries together mean: members, revoked devices, and the keys of the space.

The outcome depends on the set of entries alone, never on their order of arrival. Where two
administrators revoke each other at once, the one that was let in earlier wins; a recovery sheet
comes last. An entry of a kind this version does not know is kept and has no effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.identity import SpaceSecrets
from fsp_desktop.sync.roster import (
    ACCEPT,
    ADD,
    DISCARD,
    INCARNATION,
    KEYS,
    RECOVERY,
    REVOKE,
    SKIP,
    Entry,
    Member,
    member_in,
    open_entry,
    unwrap_key,
    wraps_in,
)

_ALL = 1 << 53


@dataclass(slots=True)
class Revoked:
    """A device whose later changes are not taken in.

    Attributes:
        upto: Incarnation -> number and hash of its last bundle that is taken in.
        entries: Incarnation -> number of its last roster entry that counts.
        discarded: Incarnation -> number up to which its later bundles were thrown away.
    """

    by: str
    since: str
    upto: dict[str, tuple[int, str]] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    discarded: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class RosterLog:
    """Who belongs to the space.

    Attributes:
        members: By incarnation, the revoked ones too: what they wrote before stays readable.
        revoked: By device.
        keys: Keys of the space by epoch, in hexadecimal.
        labels: Epoch -> marks of the devices it was sealed for.
        skips: Incarnation -> numbers of bundles that an administrator gave up, with the
            number of the last operation and the hash that the next bundle links to.
    """

    members: dict[str, Member] = field(default_factory=dict)
    revoked: dict[str, Revoked] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    labels: dict[str, set[bytes]] = field(default_factory=dict)
    skips: dict[str, dict[int, tuple[int, int, str]]] = field(default_factory=dict)

    def active(self) -> list[Member]:
        """Return the members that were not revoked, recovery sheets too, by incarnation."""
        known = sorted(self.members.values(), key=lambda one: one.inc)
        return [one for one in known if one.device not in self.revoked]

    def revocation_of(self, inc: str) -> Revoked | None:
        """Return how the device of `inc` was revoked, or None."""
        member = self.members.get(inc)
        return self.revoked.get(member.device) if member else None

    def last_accepted(self, inc: str, chain: str = "") -> int:
        """Return the number of the last bundle of `inc`, or of its branch, that may be applied."""
        revoked = self.revocation_of(inc)
        return _ALL if revoked is None else revoked.upto.get(chain or inc, (0, ""))[0]


def read_log(entries: Iterable[bytes], space: SpaceSecrets, box: str | None = None) -> RosterLog:
    """Return what the entries mean together.

    Args:
        entries: Bytes of entries, in any order; damaged and foreign ones have no effect.
        space: Its founder is the root, its keys open the entries.
        box: This device's private key, in hexadecimal, to take out keys sealed for it.
    """
    opened, keys = _open_all(list(entries), space, box)
    everybody = _members(opened, space, {})
    revoked = _revocations(opened, everybody)
    log = RosterLog(_members(opened, space, revoked), revoked, dict(space.keys))
    for entry in _by_administrators(opened, log.members, revoked):
        _take_statement(log, entry, keys)
    return log


def read_roster(entries: Iterable[bytes], space: SpaceSecrets) -> dict[str, Member]:
    """Return the members by incarnation, those of revoked devices too."""
    return read_log(entries, space).members


def _open_all(
    entries: Sequence[bytes], space: SpaceSecrets, box: str | None
) -> tuple[list[Entry], dict[str, str]]:
    """Open every entry that can be opened, also with keys that other entries bring."""
    keys, opened = dict(space.keys), []
    waiting = list(entries)
    while waiting:
        left: list[bytes] = []
        for data in waiting:
            try:
                opened.append(open_entry(data, keys, space))
            except RefusedError as error:
                left += [data] if error.code == "sync.missing_key" else []
        found = {
            pair[0]: pair[1]
            for entry in opened
            if entry.do == KEYS and box and str(entry.body.get("epoch")) not in keys
            if (pair := unwrap_key(entry, box))
        }
        if not found or not left:
            return opened, {**found, **keys}
        keys |= found
        waiting = left
    return opened, keys


def _members(
    entries: Sequence[Entry], space: SpaceSecrets, revoked: Mapping[str, Revoked]
) -> dict[str, Member]:
    waiting = [(one, named) for one in entries if (named := _named(one))]
    members: dict[str, Member] = {}
    while True:
        accepted = []
        for pair in waiting:
            member = _admitted(*pair, members, space, revoked)
            if member:
                accepted.append((pair, member))
        if not accepted:
            return members
        for _, member in sorted(
            accepted, key=lambda one: (one[1].depth, one[0][0].by, one[0][0].n)
        ):
            members.setdefault(member.inc, member)
        taken = [id(pair) for pair, _ in accepted]
        waiting = [pair for pair in waiting if id(pair) not in taken]


def _named(entry: Entry) -> Member | None:
    return member_in(entry.body) if entry.do in {ADD, INCARNATION, RECOVERY} else None


def _admitted(
    entry: Entry,
    new: Member,
    members: Mapping[str, Member],
    space: SpaceSecrets,
    revoked: Mapping[str, Revoked],
) -> Member | None:
    signer = members.get(entry.by)
    if entry.do == ADD and new.inc == entry.by and signer is None:
        is_founder = new.verify == space.founder and entry.is_signed_by(space.founder)
        return new if is_founder else None
    if signer is None or not _counts(entry, signer, revoked):
        return None
    if entry.do == INCARNATION:
        said = (new.device, new.verify, new.admin)
        is_itself = said == (signer.device, signer.verify, signer.admin)
        grown = replace(new, depth=signer.depth)
        return grown if is_itself and entry.is_signed_by(signer.verify) else None
    if not signer.admin or (new.role == RECOVERY) != (entry.do == RECOVERY):
        return None
    return replace(new, depth=signer.depth + 1) if entry.is_signed_by(signer.verify) else None


def _counts(entry: Entry, signer: Member, revoked: Mapping[str, Revoked]) -> bool:
    """Tell whether an entry was made before its signer was revoked, as far as anybody knew."""
    cut = revoked.get(signer.device)
    return cut is None or entry.n <= cut.entries.get(entry.by, 0)


def _revocations(entries: Sequence[Entry], everybody: Mapping[str, Member]) -> dict[str, Revoked]:
    """Return the revocations that hold, judged from the eldest administrator to the youngest."""
    found: dict[str, Revoked] = {}
    said = [one for one in entries if one.do == REVOKE and _may(one, everybody)]
    said.sort(key=lambda one: (_seniority(everybody[one.by]), one.by, one.n))
    for entry in said:
        device = entry.body.get("device")
        if not isinstance(device, str) or not _counts(entry, everybody[entry.by], found):
            continue
        one = found.setdefault(device, Revoked(entry.by, str(entry.body.get("since"))))
        _raise_cut(one.upto, entry.body.get("upto"))
        for inc, n in _pairs(entry.body.get("entries")):
            if isinstance(n, int):
                one.entries[inc] = max(n, one.entries.get(inc, 0))
    return found


def _seniority(member: Member) -> tuple[bool, int, str]:
    return member.is_sheet, member.depth, member.inc


def _may(entry: Entry, members: Mapping[str, Member]) -> bool:
    signer = members.get(entry.by)
    return signer is not None and signer.admin and entry.is_signed_by(signer.verify)


def _by_administrators(
    entries: Sequence[Entry], members: Mapping[str, Member], revoked: Mapping[str, Revoked]
) -> list[Entry]:
    statements = [one for one in entries if one.do in {KEYS, ACCEPT, DISCARD, SKIP}]
    return [
        one for one in statements if _may(one, members) and _counts(one, members[one.by], revoked)
    ]


def _take_statement(log: RosterLog, entry: Entry, keys: Mapping[str, str]) -> None:
    if entry.do == KEYS:
        epoch = str(entry.body.get("epoch"))
        if epoch in keys:
            log.keys.setdefault(epoch, keys[epoch])
        log.labels.setdefault(epoch, set()).update(label for label, _ in wraps_in(entry))
    elif entry.do == SKIP:
        _take_skip(log, entry)
    else:
        revoked = log.revoked.get(str(entry.body.get("device")))
        if revoked and entry.do == ACCEPT:
            _raise_cut(revoked.upto, entry.body.get("upto"))
        elif revoked:
            for inc, named in _pairs(entry.body.get("upto")):
                n = _number(named)
                revoked.discarded[inc] = max(n, revoked.discarded.get(inc, 0))


def _take_skip(log: RosterLog, entry: Entry) -> None:
    body = entry.body
    inc, n, last_op, bundle_hash = (body.get(one) for one in ("of", "n", "last_op", "hash"))
    if isinstance(inc, str) and isinstance(n, int) and isinstance(last_op, int):
        first = body.get("first")
        start = first if isinstance(first, int) else n
        log.skips.setdefault(inc, {})[start] = (n, last_op, str(bundle_hash))


def _raise_cut(upto: dict[str, tuple[int, str]], named: object) -> None:
    for inc, one in _pairs(named):
        n = _number(one)
        if n > upto.get(inc, (0, ""))[0] and isinstance(one, list):
            upto[inc] = (n, str(one[1]) if len(one) > 1 else "")


def _pairs(value: object) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        return []
    return sorted((key, one) for key, one in value.items() if isinstance(key, str))


def _number(value: object) -> int:
    first = value[0] if isinstance(value, list) and value else 0
    return first if isinstance(first, int) and not isinstance(first, bool) else 0
