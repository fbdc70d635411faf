"""An open record: what every use case is given first."""

from __future__ import annotations

import json
from types import TracebackType
from typing import TYPE_CHECKING, Self

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.plain import Frozen, as_dict
from fsp_desktop.services.profile import Profile
from fsp_desktop.store.record_store import RecordStore

if TYPE_CHECKING:
    from fsp_desktop.store.sync_ledger import SyncLedger

WHO = "workspace.who"


class Who(Frozen):
    """Who works on this computer, for which school, in which space."""

    space_id: str
    space_name: str
    device_id: str
    person_id: RecordId
    person_name: str
    role: str
    school_id: RecordId
    school_name: str
    is_demo: bool = False


class Workspace(Frozen):
    """The open, unlocked record of one profile. Used from one thread: the store thread.

    Attributes:
        key: The data key, needed for backups; it leaves memory with this object.
    """

    profile: Profile
    store: RecordStore
    clock: Clock
    who: Who
    key: bytes

    @property
    def ledger(self) -> SyncLedger:
        """What sync asks of the store."""
        return self.store.ledger

    @property
    def person_id(self) -> RecordId:
        """Id of the staff record of the person who works here."""
        return self.who.person_id

    @property
    def school_id(self) -> RecordId:
        """Id of the school's record; empty until a newcomer has received the team's record."""
        if self.who.school_id:
            return self.who.school_id
        schools = self.store.list_rows("school", limit=1, order="oldest")
        return RecordId(schools[0].id) if schools else RecordId("")

    def close(self) -> None:
        """Close the encrypted file and let go of the lock on the profile."""
        self.store.close()

    def __enter__(self) -> Self:
        """Return the workspace itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close, whatever happened."""
        self.close()


def open_workspace(profile: Profile, key: bytes, clock: Clock) -> Workspace:
    """Open the record of `profile` with its data key.

    Raises:
        RefusedError: `services.no_profile`, `store.in_use`, `store.newer_file`, `store.not_ours`,
            `store.damaged`.
        LockedError: `store.wrong_key`.
    """
    if not profile.exists():
        raise RefusedError("services.no_profile")
    store = RecordStore.open(profile.record_path, key, clock)
    try:
        return Workspace(profile, store, clock, read_who(store), key)
    except BaseException:
        store.close()
        raise


def read_who(store: RecordStore) -> Who:
    """Return who works here, as `write_who` kept it.

    Raises:
        RefusedError: `services.unfinished_start` if the first start was interrupted.
    """
    text = store.setting(WHO)
    if text is None:
        raise RefusedError("services.unfinished_start")
    return Who(**json.loads(text))


def write_who(store: RecordStore, who: Who) -> None:
    """Keep who works here, inside the encrypted file."""
    store.set_setting(WHO, json.dumps(as_dict(who)))
