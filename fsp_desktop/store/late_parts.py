"""The parts of the store that the first screen does without; each is loaded when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fsp_desktop.domain.changes import Dot, Wire
from fsp_desktop.domain.clock import Clock
from fsp_desktop.store.engine import Connection, translated
from fsp_desktop.store.journal import Journal

if TYPE_CHECKING:
    from fsp_desktop.store.listing import Lister
    from fsp_desktop.store.saving import Saver
    from fsp_desktop.store.sync_ledger import SyncLedger


class LateParts:
    """What saves, lists and shares; mixed into `RecordStore`."""

    connection: Connection
    _journal: Journal
    _clock: Clock
    _lister: Lister | None = None

    @cached_property
    def ledger(self) -> SyncLedger:
        """What sync asks of the store."""
        from fsp_desktop.store.sync_ledger import SyncLedger

        return SyncLedger(self.connection, self._journal)

    @cached_property
    def _saver(self) -> Saver:
        from fsp_desktop.store.saving import Saver

        return Saver(self.connection, self._journal, self._clock)

    def _lists(self) -> Lister:
        if self._lister is None:
            from fsp_desktop.store.listing import Lister

            self._lister = Lister(self.connection)
        return self._lister

    def common_value(self, record_id: str, key: str, one: Dot, other: Dot) -> Wire:
        """Return what two versions were both written over; see `common_past.common_value`."""
        from fsp_desktop.store.common_past import common_value

        with translated():
            return common_value(self._journal, record_id, key, one, other)
