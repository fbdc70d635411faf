"""Learning who was let in, and keeping what strangers publish until it is clear who they are."""

from __future__ import annotations

from collections.abc import Iterable

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.exchange import Exchange
from fsp_desktop.sync.names import ROSTER, Numbered, bundle_folder, parse_bundle, parse_entry
from fsp_desktop.sync.roster import check_entry
from fsp_desktop.sync.wire import hash_of

MOST_ENTRIES = 5_000
MOST_STRANGE_BUNDLES = 200
_UNKNOWN = "sync.unknown_device"


def learn_roster(ex: Exchange) -> None:
    """Read the roster entries at the place that are not known here yet."""
    names: list[str] = []
    for inc in ex.remote.folders(ROSTER):
        names += [entry.name for entry in _listed(ex, f"{ROSTER}{inc}/")]
    fetch_entries(ex, names[:MOST_ENTRIES])


def fetch_entries(ex: Exchange, names: Iterable[str]) -> None:
    """Fetch the named roster entries that are not known here yet."""
    held = {name for name, _ in ex.store.roster_entries()}
    listed = [name for name in names if parse_entry(name)]
    missing = [name for name in listed if name not in held and ex.troubles.is_due(name)]
    for name in missing:
        ex.check()
        _fetch_entry(ex, name)
    if missing:
        ex.read_roster()
    ex.memory.roster = sorted({*ex.memory.roster, *(name for name in listed if name in held)})


def quarantine(ex: Exchange, inc: str, newest: Numbered) -> None:
    """Keep the bundles of a device nobody vouched for yet; they are applied once somebody does."""
    if not ex.troubles.is_due(newest.name):
        return
    held = {one.name for one in ex.store.stashed()}
    listed = [entry.name for entry in _listed(ex, bundle_folder(inc)) if parse_bundle(entry.name)]
    kept = [name for name in listed if name in held]
    for name in [name for name in listed if name not in held][: MOST_STRANGE_BUNDLES - len(kept)]:
        ex.check()
        try:
            ex.store.stash(name, ex.remote.get(name), _UNKNOWN)
        except RefusedError as error:
            ex.troubles.note(name, error.code)
    ex.troubles.note(newest.name, _UNKNOWN)


def _fetch_entry(ex: Exchange, name: str) -> None:
    named = parse_entry(name)
    try:
        data = ex.remote.get(name)
        check_entry(data, ex.space)
        if named is None or not hash_of(data).startswith(named.hash):
            raise RefusedError("sync.wrong_name")
    except RefusedError as error:
        ex.troubles.note(name, error.code)
        return
    ex.troubles.settle(name)
    ex.store.add_roster_entry(name, data)
    ex.memory.roster = sorted({*ex.memory.roster, name})


def _listed(ex: Exchange, folder: str) -> Iterable[Numbered]:
    # A folder whose name is not ours may hold anything; its files fit no pattern.
    try:
        names = [entry.name for entry in ex.remote.list(folder)]
    except RefusedError:
        return []
    return [found for name in names if (found := parse_entry(name) or parse_bundle(name))]
