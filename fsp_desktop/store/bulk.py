"""Many records at once: one durable transaction, many operations, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import new_random_id
from fsp_desktop.store.engine import Connection, many_records, transaction
from fsp_desktop.store.saving import Saver
from fsp_desktop.store.writes import Saved, Write, together

RECORDS_PER_OP = 200
_MOST_OPS_AT_ONCE, _FEWEST_STEPS = 20, 20


def bulk_save(
    connection: Connection,
    saver: Saver,
    writes: Sequence[Write],
    *,
    author: str,
    why: str,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Saved:
    """Save all of `writes` or nothing.

    Args:
        connection: With no transaction open.
        saver: Of the same connection.
        writes: Each with the fields that changed.
        author: Id of the person, or empty for a roster.
        why: As the journal says it, `import` or `restore`.
        progress: Told how many records are written, of how many.
        cancelled: Asked between operations; when it says yes nothing is kept.

    Raises:
        RefusedError: `store.cancelled`.
        UnreachableError: `store.disk_full`.
    """
    found: list[Saved] = []
    # One word on all its operations: they are one step, which one undo takes back.
    how = (author, why, new_random_id(), None)
    done = 0
    with many_records(), transaction(connection):
        for batches in _batches(writes):
            if cancelled():
                raise RefusedError("store.cancelled")
            found.append(saver.save_ops(batches, how))
            done += sum(map(len, batches))
            progress(done, len(writes))
    return together(found)


def _batches(writes: Sequence[Write]) -> Iterator[list[Sequence[Write]]]:
    """Yield a handful of operations at a time, each with its records; in small steps if few."""
    at_once = len(writes) // (RECORDS_PER_OP * _FEWEST_STEPS)
    step = RECORDS_PER_OP * min(max(at_once, 1), _MOST_OPS_AT_ONCE)
    for start in range(0, len(writes), step):
        some = writes[start : start + step]
        yield [some[at : at + RECORDS_PER_OP] for at in range(0, len(some), RECORDS_PER_OP)]
