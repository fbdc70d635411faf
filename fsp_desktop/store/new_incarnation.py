"""Going on under a new name after a copy of this device continued the old one.

What the copy and this device share stays; what others will send back is dropped here and comes
with their bundles; everything else gets new dots, in the same order, replacing the same writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fsp_desktop.domain.changes import (
    Dot,
    FieldWrite,
    Op,
    RecordWrite,
    make_dot,
    pack_op,
    split_dot,
    unpack_op,
)
from fsp_desktop.domain.ids import Incarnation, new_random_id
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.journal import Journal, op_keys
from fsp_desktop.store.rebuilding import batches, rebuild_records


def move_to_incarnation(
    connection: Connection,
    journal: Journal,
    *,
    old: str,
    new: str,
    common_n: int,
    published: Sequence[bytes],
) -> None:
    """Move this device's operations after bundle `common_n` of `old` to `new`.

    Part of the caller's transaction. The local incarnation changes too, since the copy goes on
    under the old one just as well.
    """
    common_op = _go_back(connection, old, common_n)
    bodies = connection.execute(
        "SELECT id, body FROM op WHERE id BETWEEN ? AND ? ORDER BY id",
        op_keys(journal.number_of(old), common_op),
    ).fetchall()
    known = set(published)
    ops = [(key, unpack_op(body), bytes(body) in known) for key, body in bodies]
    moved = [op for _, op, is_published in ops if not is_published]
    names = {op.dot: make_dot(Incarnation(new), n) for n, op in enumerate(moved, 1)}
    journal.renamed |= names
    journal.adopt(Incarnation(new))
    touched: set[str] = {write.record_id for _, op, _ in ops for write in op.writes}
    for key, op, _ in ops:
        connection.executemany(
            "DELETE FROM op_record WHERE record_id = ? AND op = ?",
            [(write.record_id, key) for write in op.writes],
        )
        connection.execute("DELETE FROM op WHERE id = ?", (key,))
    for op in moved:
        journal.add(_renamed(op, names))
    touched.update(_rename_in_local(connection, journal, names))
    touched.update(_meant_the_copy(connection, old, common_op))
    journal.adopt(Incarnation(new_random_id()), is_local=True)
    for batch in batches(sorted(touched)):
        rebuild_records(connection, journal, batch)


def _meant_the_copy(connection: Connection, old: str, common_op: int) -> set[str]:
    """Return the records where others replaced operations of `old` after `common_op`.

    They may have meant the copy's, while ours of the same name counted as seen here.
    """
    found: set[str] = set()
    for (body,) in connection.execute(
        "SELECT body FROM op WHERE instr(body, CAST(? AS BLOB))", (f"{old}:",)
    ).fetchall():
        for write in unpack_op(body).writes:
            replaced = (dot for one in write.fields.values() for dot in one.replaced)
            if any(inc == old and n > common_op for inc, n in map(split_dot, replaced)):
                found.add(write.record_id)
    return found


def _go_back(connection: Connection, inc: str, common_n: int) -> int:
    """Forget own bundles after `common_n`; return the last operation that is in one."""
    connection.execute("DELETE FROM bundle WHERE inc = ? AND n > ?", (inc, common_n))
    row = connection.execute(
        "SELECT hash, last_op FROM bundle WHERE inc = ? AND n = ?", (inc, common_n)
    ).fetchone()
    if row is None:
        connection.execute("DELETE FROM have WHERE inc = ?", (inc,))
        return 0
    connection.execute(
        "INSERT OR REPLACE INTO have(inc, n, hash, last_op) VALUES(?, ?, ?, ?)",
        (inc, common_n, *row),
    )
    return int(row[1])


def _renamed(op: Op, names: Mapping[Dot, Dot]) -> Op:
    writes = tuple(
        RecordWrite(
            write.kind,
            write.record_id,
            {
                key: FieldWrite(one.value, tuple(names.get(dot, dot) for dot in one.replaced))
                for key, one in write.fields.items()
            },
        )
        for write in op.writes
    )
    undoes = None if op.undoes is None else names.get(op.undoes, op.undoes)
    return replace(op, dot=names.get(op.dot, op.dot), writes=writes, undoes=undoes)


def _rename_in_local(
    connection: Connection, journal: Journal, names: Mapping[Dot, Dot]
) -> set[str]:
    """Follow the new names in operations that only this device has; return their records."""
    touched: set[str] = set()
    for inc in journal.locals:
        rows = connection.execute(
            "SELECT id, body FROM op WHERE id BETWEEN ? AND ?", op_keys(journal.number_of(inc))
        ).fetchall()
        for key, body in rows:
            op = unpack_op(body)
            renamed = _renamed(op, names)
            if renamed != op:
                connection.execute("UPDATE op SET body = ? WHERE id = ?", (pack_op(renamed), key))
                touched |= {write.record_id for write in op.writes}
    return touched
