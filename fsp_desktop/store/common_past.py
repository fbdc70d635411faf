"""The text that two versions of a field were both written over."""

from __future__ import annotations

from fsp_desktop.domain.changes import Dot, Wire
from fsp_desktop.store.journal import Journal
from fsp_desktop.store.writes import ancestors


def common_value(journal: Journal, record_id: str, key: str, one: Dot, other: Dot) -> Wire:
    """Return the newest value that both `one` and `other` replaced, near or far back.

    Returns:
        None if there is no such value, or more than one.
    """
    shared = ancestors(journal, record_id, {one}, key) & ancestors(journal, record_id, {other}, key)
    older: set[Dot] = set()
    for dot in shared:
        write = journal.field_write(dot, record_id, key)
        if write is not None:
            older |= ancestors(journal, record_id, set(write.replaced), key)
    newest = shared - older - {one, other}
    if len(newest) != 1:
        return None
    write = journal.field_write(newest.pop(), record_id, key)
    return write.value if write else None
