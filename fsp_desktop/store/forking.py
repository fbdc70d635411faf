"""Splitting a chain that two copies of one device continued: its tail becomes a branch."""

from __future__ import annotations

from collections.abc import Sequence

from fsp_desktop.domain.branches import Rename, rename_beyond, rename_dots
from fsp_desktop.domain.changes import Op, split_dot, unpack_op
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.journal import Journal, op_key, op_keys
from fsp_desktop.store.rebuilding import batches, rebuild_records


def split_tail(
    connection: Connection, journal: Journal, chain: str, at: int, tail: str, inside: Sequence[str]
) -> None:
    """Give everything of `chain` after bundle `at` to `tail`, inside the caller's transaction.

    Args:
        connection: In a transaction.
        journal: Of the same file.
        chain: Incarnation or branch whose tail it is.
        at: Number of the last bundle that stays; 0 for none.
        tail: The branch.
        inside: Branches whose operations may name operations of the tail; `tail` among them.
    """
    row = connection.execute(
        "SELECT last_op FROM bundle WHERE inc = ? AND n = ?", (chain, at)
    ).fetchone()
    seed = connection.execute("SELECT n, last_op FROM have WHERE inc = ?", (chain,)).fetchone()
    last_op = int(row[0]) if row else 0
    touched = _move_ops(connection, journal, chain, last_op, int(seed[1]), tail)
    rename = rename_beyond(chain, last_op, tail)
    for one in {*inside, *journal.locals}:
        touched |= _rename_in(connection, journal, one, 0, rename)
    # What is not sealed yet was written here, by somebody who saw this branch.
    own = connection.execute("SELECT last_op FROM have WHERE inc = ?", (journal.shared,)).fetchone()
    after = max(int(own[0]) if own else 0, last_op if journal.shared == chain else 0)
    touched |= _rename_in(connection, journal, journal.shared, after, rename)
    connection.execute("UPDATE bundle SET inc = ? WHERE inc = ? AND n > ?", (tail, chain, at))
    connection.execute("UPDATE have SET inc = ? WHERE inc = ?", (tail, chain))
    seed_chain(connection, chain, at, _hash_at(connection, chain, at), last_op)
    for batch in batches(sorted(touched)):
        rebuild_records(connection, journal, batch)


def seed_chain(connection: Connection, chain: str, n: int, bundle_hash: str, last_op: int) -> None:
    """Note that `chain` is known up to bundle `n`; nothing is noted for an empty one."""
    if n:
        connection.execute(
            "INSERT OR REPLACE INTO have(inc, n, hash, last_op) VALUES(?, ?, ?, ?)",
            (chain, n, bundle_hash, last_op),
        )


def _hash_at(connection: Connection, chain: str, n: int) -> str:
    row = connection.execute(
        "SELECT hash FROM bundle WHERE inc = ? AND n = ?", (chain, n)
    ).fetchone()
    return str(row[0]) if row else ""


def _move_ops(
    connection: Connection, journal: Journal, chain: str, after: int, until: int, tail: str
) -> set[str]:
    rows = connection.execute(
        "SELECT id, body FROM op WHERE id BETWEEN ? AND ? ORDER BY id",
        op_keys(journal.number_of(chain), after, until),
    ).fetchall()
    number = journal.number_of(tail)
    rename = rename_beyond(chain, after, tail)
    touched: set[str] = set()
    for key, body in rows:
        moved = rename_dots(bytes(body), rename)
        op = unpack_op(moved)
        ids = [write.record_id for write in op.writes]
        connection.executemany(
            "DELETE FROM op_record WHERE record_id = ? AND op = ?", [(one, key) for one in ids]
        )
        connection.execute("DELETE FROM op WHERE id = ?", (key,))
        journal.add_many(number, [(op, moved)])
        _mark_sealed(connection, number, op)
        touched.update(ids)
    return touched


def _mark_sealed(connection: Connection, number: int, op: Op) -> None:
    key = op_key(number, split_dot(op.dot)[1])
    connection.execute("UPDATE op SET sealed = 0 WHERE id = ?", (key,))


def _rename_in(
    connection: Connection, journal: Journal, inc: str, after: int, rename: Rename
) -> set[str]:
    touched: set[str] = set()
    rows = connection.execute(
        "SELECT id, body FROM op WHERE id BETWEEN ? AND ?",
        op_keys(journal.number_of(inc), after),
    ).fetchall()
    for key, body in rows:
        renamed = rename_dots(bytes(body), rename)
        if unpack_op(renamed) != unpack_op(bytes(body)):
            connection.execute("UPDATE op SET body = ? WHERE id = ?", (renamed, key))
            touched |= {write.record_id for write in unpack_op(renamed).writes}
    return touched
