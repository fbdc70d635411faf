"""Where the team shares: one place or several, what each asks for, and whether it works.

A team may share through a server and carry a stick to a school without a network. Each place has
its own progress; what one lacks, the next exchange brings there. Secrets stay in the encrypted
record of this computer: they are no part of a place's name, an invitation, a report or a log.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.services.administrator import Administrator, read_administrator
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.remotes import Remote, Secret, open_remote, read_address, scheme_of

__all__ = [
    "PlaceState",
    "Reached",
    "Secret",
    "Step",
    "add_place",
    "choose_place",
    "forget_place",
    "keep_place",
    "kept_place",
    "needs_secret",
    "place_states",
    "reach_place",
    "read_place",
    "secret_in",
    "try_place",
]
PLACE = "place"
_MORE = "places.more"
_MOST_PLACES = 8
STEPS = ("reach", "write", "read_back", "find", "delete")
"""What a place must be able to do, in the order in which it is tried."""


@dataclass(frozen=True)
class Reached:
    """A place that answered: its whole name without secrets, and what it asked for."""

    place: str
    secret: Secret = field(default_factory=Secret)


@dataclass(frozen=True)
class Step:
    """One thing that was tried at a place; `code` is None if it works, else why it does not."""

    name: str
    code: str | None


@dataclass(frozen=True)
class PlaceState:
    """How sharing through one place stands.

    Attributes:
        shared_at: End of the last exchange that reached it, or None.
        failing_since: First failure after the last success, or None.
        problem: Code of that failure, or None.
        has_secret: Whether a password or key is kept for it.
    """

    place: str
    shared_at: datetime | None
    failing_since: datetime | None
    problem: str | None
    has_secret: bool


def needs_secret(place: str) -> bool:
    """Tell whether `place` is a server, which asks for a name and a password or a key."""
    return scheme_of(place) not in {"", "file"}


def secret_in(place: str) -> Secret:
    """Return the user and the secret that were typed into the address of a server.

    Raises:
        RefusedError: `sync.bad_address` or another slip in the address.
    """
    address = read_address(place, allow_plain_http=True)
    return Secret(address.user, address.secret)


def choose_place(workspace: Workspace, place: str, secret: Secret | None = None) -> None:
    """Share through `place` from now on; see `reach_place` for what can go wrong."""
    keep_place(workspace, reach_place(place, secret, workspace.profile))


def reach_place(
    place: str,
    secret: Secret | None = None,
    profile: Profile | None = None,
    *,
    told: Callable[[int], object] = lambda _done: None,
) -> Reached:
    """Try a place out; a folder that is missing is made. Needs no record and may take long.

    Args:
        place: Path of a folder or address of a server; a secret typed into it is taken out.
        secret: What the server asks for, if it is not part of the address.
        profile: Says where an administrator's decisions lie.
        told: Called after each step with how many of `STEPS` are behind.

    Raises:
        RefusedError: `sync.unsupported_remote`, `sync.no_place`, `sync.bad_address`,
            `sync.plain_connection`, `services.broken_administrator_file`.
        UnreachableError: The folder cannot be made, or a file cannot be written there and read
            back (`sync.remote_read_only`, `sync.remote_full`, `sync.remote_unreachable`,
            `sync.read_back_failed`, `sync.wrong_credentials` and others of a server).
    """
    decided = read_administrator(profile.administrator_path if profile else None)
    given = _given(place, secret, decided)
    remote = open_remote(
        place, create=True, secret=given, allow_plain_http=decided.allow_plain_http
    )
    for done, step in enumerate(_steps(remote), start=1):
        # A list that is late by seconds is a thing to know, not a reason to refuse.
        if step.code is not None and step.name != "find":
            raise UnreachableError(step.code)
        told(done)
    # As typed it may be relative; the invitation and later starts need the whole path.
    return Reached(remote.place, given)


def read_place(place: str, secret: Secret | None = None, profile: Profile | None = None) -> Reached:
    """Return a place by its whole name without touching it; it need not be in reach now.

    Raises:
        RefusedError: The text names no place; see `reach_place`.
    """
    decided = read_administrator(profile.administrator_path if profile else None)
    given = _given(place, secret, decided)
    remote = open_remote(place, secret=given, allow_plain_http=decided.allow_plain_http)
    return Reached(remote.place, given)


def try_place(
    place: str,
    secret: Secret | None = None,
    profile: Profile | None = None,
    *,
    told: Callable[[int], object] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Step, ...]:
    """Return what works at a place and what does not.

    Args:
        place: As in `reach_place`; nothing is made there that stays.
        secret: What the server asks for, if it is not part of the address.
        profile: Says where an administrator's decisions lie.
        told: Called after each step with how many of `STEPS` are behind.
        cancelled: Asked before anything is written; yes ends the trial with the steps so far.

    Raises:
        RefusedError: The text names no place; see `reach_place`.
    """
    decided = read_administrator(profile.administrator_path if profile else None)
    given = _given(place, secret, decided)
    try:
        remote = open_remote(place, secret=given, allow_plain_http=decided.allow_plain_http)
    except UnreachableError as error:
        return (Step("reach", error.code),)
    tried: list[Step] = []
    for step in _steps(remote):
        tried.append(step)
        told(len(tried))
        # Once something was written, the trial goes on until it is taken away again.
        if cancelled() and step.name == "reach":
            break
    return tuple(tried)


def keep_place(workspace: Workspace, reached: Reached) -> None:
    """Share through `reached`, as `reach_place` gave it, from now on instead of the first place."""
    ledger = workspace.ledger
    before = ledger.sync_setting(PLACE)
    keep_first_place(ledger, reached)
    if before and before != reached.place:
        keep_secret(ledger, Reached(before))
    others = [place for place in team_places(ledger)[1:] if place != reached.place]
    _keep_others(ledger, others)


def add_place(workspace: Workspace, reached: Reached) -> None:
    """Share through `reached` too, beside the places there are.

    Raises:
        RefusedError: `services.too_many_places`.
    """
    ledger = workspace.ledger
    places = team_places(ledger)
    if not places:
        ledger.set_sync_setting(PLACE, reached.place)
    elif reached.place not in places:
        if len(places) >= _MOST_PLACES:
            raise RefusedError("services.too_many_places", {"most": _MOST_PLACES})
        _keep_others(ledger, [*places[1:], reached.place])
    keep_secret(ledger, reached)


def forget_place(workspace: Workspace, place: str) -> None:
    """Share through `place` no more; nothing there is deleted. The next place becomes the first.

    Raises:
        RefusedError: `services.no_such_place`.
    """
    ledger = workspace.ledger
    places = team_places(ledger)
    if place not in places:
        raise RefusedError("services.no_such_place")
    left = [one for one in places if one != place]
    ledger.set_sync_setting(PLACE, left[0] if left else None)
    _keep_others(ledger, left[1:])
    keep_secret(ledger, Reached(place))
    ledger.set_sync_setting(_state_key(place), None)


def kept_place(workspace: Workspace, place: str) -> Reached:
    """Return a place of the team with what is kept for it, for trying it out in the pool.

    Raises:
        RefusedError: `services.no_such_place`.
    """
    if place not in team_places(workspace.ledger):
        raise RefusedError("services.no_such_place")
    return Reached(place, _kept_secret(workspace.ledger, place))


def place_states(workspace: Workspace) -> tuple[PlaceState, ...]:
    """Return how each place of the team stands, the first one first."""
    ledger = workspace.ledger
    return tuple(_state(ledger, place) for place in team_places(ledger))


def team_places(ledger: SyncStore) -> list[str]:
    """Return the names of all places, the first one first."""
    first = ledger.sync_setting(PLACE)
    if not first:
        return []
    more = json.loads(ledger.sync_setting(_MORE) or "[]")
    return [first, *(place for place in more if place != first)]


def keep_first_place(ledger: SyncStore, reached: Reached | None) -> None:
    """Make `reached` the first place of a record; None leaves it as it is."""
    if reached is not None:
        ledger.set_sync_setting(PLACE, reached.place)
        keep_secret(ledger, reached)


def keep_secret(ledger: SyncStore, reached: Reached) -> None:
    """Keep what a place asks for in the encrypted record; an empty secret forgets it."""
    kept = reached.secret
    text = json.dumps([kept.user, kept.secret]) if kept.user or kept.secret else None
    ledger.set_sync_setting(_secret_key(reached.place), text)


def open_place(ledger: SyncStore, place: str, decided: Administrator) -> Remote:
    """Return a place of the team, ready for an exchange.

    Raises:
        RefusedError: The place is no longer allowed (`sync.plain_connection`).
    """
    return open_remote(
        place, secret=_kept_secret(ledger, place), allow_plain_http=decided.allow_plain_http
    )


def note_outcome(ledger: SyncStore, place: str, at: str, code: str | None) -> None:
    """Remember how an exchange with `place` ended at the moment `at`, as wire time."""
    before = json.loads(ledger.sync_setting(_state_key(place)) or "{}")
    failed = {**before, "failing": before.get("failing") or at, "code": code}
    after = {"shared": at} if code is None else failed
    ledger.set_sync_setting(_state_key(place), json.dumps(after))


def _steps(remote: Remote) -> Iterator[Step]:
    """Yield what was tried, with a small file that is gone afterwards; a fault ends it."""
    name, data = f"probe-{secrets.token_hex(8)}", secrets.token_bytes(32)

    def read_back() -> None:
        if remote.get(name) != data:
            raise UnreachableError("sync.read_back_failed")

    def find() -> None:
        if name not in {entry.name for entry in remote.list("")}:
            raise UnreachableError("sync.listing_lags")

    work: dict[str, Callable[[], object]] = {
        "reach": lambda: remote.list(""),
        "write": lambda: remote.put(name, data),
        "read_back": read_back,
        "find": find,
        "delete": lambda: remote.delete(name),
    }
    for step in STEPS:
        try:
            work[step]()
        except FspError as error:
            yield Step(step, error.code)
            if step == "read_back":
                _clean_up(remote, name)
            if step != "find":
                return
        else:
            yield Step(step, None)


def _clean_up(remote: Remote, name: str) -> None:
    try:
        remote.delete(name)
    except FspError:
        # A probe that stays is one small foreign file, which every exchange leaves alone.
        return


def _given(place: str, secret: Secret | None, decided: Administrator) -> Secret:
    if not needs_secret(place):
        return Secret()
    address = read_address(place, allow_plain_http=decided.allow_plain_http)
    given = secret or Secret()
    return Secret(given.user or address.user, given.secret or address.secret)


def _kept_secret(ledger: SyncStore, place: str) -> Secret:
    text = ledger.sync_setting(_secret_key(place))
    return Secret(*json.loads(text)) if text else Secret()


def _keep_others(ledger: SyncStore, places: list[str]) -> None:
    ledger.set_sync_setting(_MORE, json.dumps(places) if places else None)


def _state(ledger: SyncStore, place: str) -> PlaceState:
    book = json.loads(ledger.sync_setting(_state_key(place)) or "{}")
    shared, failing = book.get("shared"), book.get("failing")
    return PlaceState(
        place,
        datetime.fromisoformat(shared) if shared else None,
        datetime.fromisoformat(failing) if failing else None,
        book.get("code") if failing else None,
        ledger.sync_setting(_secret_key(place)) is not None,
    )


def _secret_key(place: str) -> str:
    return f"place.secret.{_short(place)}"


def _state_key(place: str) -> str:
    return f"place.state.{_short(place)}"


def _short(place: str) -> str:
    return blake2b(place.encode(), digest_size=8).hexdigest()
