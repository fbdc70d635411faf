"""What sync remembers between passes: what a place looked like, and which files make trouble.

All of it may be lost without harm: the next pass reads a few files more.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.report import Tally

_TROUBLES = "sync.troubles"
LASTING = timedelta(days=3)
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)
_FORGOTTEN = timedelta(days=30)


@dataclass(slots=True)
class PlaceMemory:
    """How one place looked when it was left.

    Attributes:
        heads: Name of the newest head read, by incarnation.
        own_head: Name of our own head there, empty before the first.
        own_state: Hash of what that head says, apart from its date and acknowledgements.
        own_at: When it was written.
        roster: Names of roster entries known to be there.
        has_card: Whether the space's card was seen there.
        also_read: Names of heads there that are not the newest of their device but were read.
        full_at, full_acks: When our head there last told all acknowledgements, and which.
        floor: Own bundles up to this number were taken away there.
        made: Name of the manifest of our newest snapshot there.
        pieces: Running number of the last piece of an attached file that was brought there.
        looked_at: When pieces that nobody names were looked for.
        has_only_own: Whether only pieces made here have to be brought; not after a loss there.
        is_covered: Whether a snapshot of somebody there holds what we let go of.
    """

    heads: dict[str, str] = field(default_factory=dict)
    own_head: str = ""
    own_state: str = ""
    own_at: str = ""
    roster: list[str] = field(default_factory=list)
    has_card: bool = False
    also_read: list[str] = field(default_factory=list)
    full_at: str = ""
    full_acks: dict[str, int] = field(default_factory=dict)
    floor: int = 0
    made: str = ""
    is_covered: bool = False
    pieces: int = 0
    has_only_own: bool = True
    looked_at: str = ""

    def forget(self) -> None:
        """Forget everything, because the place lost what it had."""
        self.__init__()  # type: ignore[misc]
        self.has_only_own = False


def load_memory(store: SyncStore, place: str) -> PlaceMemory:
    """Return what is remembered of `place`."""
    text = store.sync_setting(_place_key(place))
    try:
        return PlaceMemory(**json.loads(text)) if text else PlaceMemory()
    except (ValueError, TypeError):
        return PlaceMemory()


def keep_memory(store: SyncStore, place: str, memory: PlaceMemory) -> None:
    """Remember `memory` for `place`; nothing is written if it did not change."""
    text = json.dumps(asdict(memory), sort_keys=True)
    if text != store.sync_setting(_place_key(place)):
        store.set_sync_setting(_place_key(place), text)


def _place_key(place: str) -> str:
    return f"sync.place.{blake2b(place.encode(), digest_size=8).hexdigest()}"


def read_setting(store: SyncStore, key: str) -> dict[str, Any]:
    """Return an object kept as a setting; an empty one if there is none or it is broken."""
    text = store.sync_setting(key)
    try:
        book = json.loads(text) if text else {}
    except ValueError:
        return {}
    return dict(book) if isinstance(book, dict) else {}


class Troubles:
    """Files that could not be read or applied: since when, why, and when to try again."""

    def __init__(self, store: SyncStore, clock: Clock, *, asked: bool) -> None:
        self._store = store
        self._clock = clock
        self._asked = asked
        self._book: dict[str, dict[str, Any]] = _read_book(store.sync_setting(_TROUBLES))
        self._was = json.dumps(self._book, sort_keys=True)

    def is_due(self, name: str) -> bool:
        """Tell whether to try `name` now: a person asked, or its pause is over."""
        entry = self._book.get(name)
        if entry is None or self._asked:
            return True
        now = self._clock.now()
        # A clock that was set back must not make a pause endless.
        return not (_time(entry["tried"]) <= now < _time(entry["next"]))

    def note(self, name: str, code: str) -> None:
        """Note that `name` failed with `code`; the pauses grow from a minute to six hours."""
        now = self._clock.now()
        entry = self._book.get(name, {"first": to_wire_time(now), "tries": 0})
        tries = min(int(entry["tries"]) + 1, 20)
        pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (tries - 1))
        moments = {"tried": to_wire_time(now), "next": to_wire_time(now + pause)}
        self._book[name] = {**entry, **moments, "tries": tries, "code": code}

    def settle(self, name: str) -> None:
        """Forget the trouble with `name`."""
        self._book.pop(name, None)

    def names(self) -> list[str]:
        """Return the names in trouble."""
        return sorted(self._book)

    def code(self, name: str) -> str | None:
        """Return why `name` is in trouble, or None."""
        entry = self._book.get(name)
        return str(entry["code"]) if entry else None

    def tell(self, tally: Tally) -> None:
        """Add every trouble to the report."""
        now = self._clock.now()
        for name, entry in sorted(self._book.items()):
            lasting = now - _time(entry["first"]) >= LASTING
            tally.tell(str(entry["code"]), file=name, since=entry["first"], lasting=lasting)

    def keep(self) -> None:
        """Remember the troubles, if they changed; what nobody met for a month is forgotten."""
        now = self._clock.now()
        for name in self.names():
            if abs(now - _time(self._book[name]["tried"])) >= _FORGOTTEN:
                self.settle(name)
        text = json.dumps(self._book, sort_keys=True)
        if text != self._was:
            self._store.set_sync_setting(_TROUBLES, text if self._book else None)
            self._was = text


def _read_book(text: str | None) -> dict[str, dict[str, Any]]:
    try:
        book = json.loads(text) if text else {}
        for entry in book.values():
            _time(entry["first"]), _time(entry["tried"]), _time(entry["next"]), entry["code"]
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
    return dict(book)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
