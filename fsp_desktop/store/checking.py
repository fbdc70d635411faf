"""Is everything whole: the pages of the file, the tables against the journal, the search index."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fsp_desktop.domain.changes import unpack_op
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.plain import Frozen, fresh
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.digest import fields_of, replayed
from fsp_desktop.store.engine import Connection, DatabaseError
from fsp_desktop.store.folding import spaced, tails
from fsp_desktop.store.journal import Journal
from fsp_desktop.store.merging import Merger
from fsp_desktop.store.pulse import EVERY
from fsp_desktop.store.rebuilding import batches, ops_by_record
from fsp_desktop.store.search_index import words_of
from fsp_desktop.store.states import RecordState, load_states, read_rows

Progress = Callable[[int, int], None]
_MOST = 200


class Problem(Frozen):
    """One thing that is wrong; `detail` holds ids, counts and names of fields only."""

    code: str
    detail: dict[str, object] = fresh(factory=dict)


def check_everything(
    connection: Connection, journal: Journal, progress: Progress = lambda _done, _all: None
) -> list[Problem]:
    """Return what is wrong, the worst first; empty if all is well.

    Args:
        connection: With no transaction open.
        journal: Of the same connection.
        progress: Told how many records were looked at, of how many.
    """
    problems = _pages(connection)
    if problems:
        return problems
    problems += _journal(connection)
    ids = [
        one for (one,) in connection.execute(
            "SELECT record_id FROM rec_version UNION SELECT record_id FROM op_record ORDER BY 1"
        )
    ]  # fmt: skip
    done = 0
    for batch in batches(ids):
        problems += _records(connection, journal, batch)
        done += len(batch)
        progress(done, len(ids))
        if len(problems) > _MOST:
            break
    problems += _strays(connection)
    problems += _index(connection)
    problems += _pulse(connection)
    return problems[:_MOST]


def _pages(connection: Connection) -> list[Problem]:
    """Look at every page of the file; a broken one makes the database raise, which is a finding."""
    found: list[Problem] = []
    for pragma, code in (
        ("cipher_integrity_check", "store.broken_page"),
        ("integrity_check", "store.broken_table"),
        ("foreign_key_check", "store.broken_link"),
    ):
        try:
            rows = connection.execute(f"PRAGMA {pragma}").fetchall()
        except DatabaseError:
            found.append(Problem(code))
            continue
        found += [Problem(code, {"what": str(row[0])}) for row in rows if row[0] != "ok"]
    try:
        connection.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 0)")
    except DatabaseError:
        found.append(Problem("store.broken_index"))
    return found[:_MOST]


def _journal(connection: Connection) -> list[Problem]:
    found: list[Problem] = []
    for op_id, body in connection.execute("SELECT id, body FROM op"):
        try:
            unpack_op(body)
        except RefusedError:
            found.append(Problem("store.broken_operation", {"op": op_id}))
    return found


def _records(connection: Connection, journal: Journal, ids: list[str]) -> list[Problem]:
    states = load_states(connection, ids)
    ops = ops_by_record(connection, ids)
    found: list[Problem] = []
    merger = Merger(connection, journal, is_replay=True)
    for record_id in ids:
        state = states.get(record_id)
        if state is None:
            found.append(Problem("store.not_in_tables", {"id": record_id}))
            continue
        kept, expected = fields_of(state), replayed(record_id, ops[record_id])
        found += [
            Problem("store.differs_from_journal", {"id": record_id, "field": key})
            for key in sorted(kept.keys() | expected.keys())
            if kept.get(key) != expected.get(key)
        ]
        if state.kind is not None:
            again = RecordState(state.kind_name, record_id)
            merger.states[record_id] = again
            for op in ops[record_id]:
                own = tuple(write for write in op.writes if write.record_id == record_id)
                merger.apply(op, delta=own)
    for again in merger.finish():
        found += _row_problems(states[again.record_id], again)
    return found


def _row_problems(kept: RecordState, again: RecordState) -> Iterable[Problem]:
    """Compare the row with one made from nothing but the journal."""
    for name, value in again.row.items():
        if name != "doc" and kept.row.get(name) != value:
            detail: dict[str, object] = {"id": kept.record_id, "field": name}
            yield Problem("store.differs_from_journal", detail)
    if kept.conflicts != again.conflicts:
        yield Problem("store.conflicts_differ", {"id": kept.record_id})


def _strays(connection: Connection) -> list[Problem]:
    """Find rows without a journal, which must not be."""
    found: list[Problem] = []
    for kind in KINDS.values():
        if kind.travels:
            count = connection.execute(
                f"SELECT count(*) FROM {kind.table} WHERE id NOT IN"
                " (SELECT record_id FROM rec_version)"
            ).fetchone()[0]
            if count:
                found.append(Problem("store.not_in_journal", {"kind": kind.name, "count": count}))
    return found


def _index(connection: Connection) -> list[Problem]:
    """Make the index of every record anew in memory and compare what both count of each word."""
    connection.execute(
        "CREATE VIRTUAL TABLE temp.search_again USING fts5(words, tails, content='',"
        " contentless_delete=1,"
        " tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")"
    )
    try:
        found = _fill_again(connection)
        for name, schema in (("kept_words", "main"), ("again_words", "temp")):
            table = "search" if schema == "main" else "search_again"
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab({schema}, {table}, col)"
            )
        for left, right in (("kept_words", "again_words"), ("again_words", "kept_words")):
            found += [
                Problem("store.index_differs", {"words": count})
                for (count,) in connection.execute(
                    f"SELECT count(*) FROM (SELECT * FROM temp.{left} EXCEPT"
                    f" SELECT * FROM temp.{right}) HAVING count(*) > 0"
                )
            ]
    finally:
        for name in ("kept_words", "again_words", "search_again"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
    return found


def _fill_again(connection: Connection) -> list[Problem]:
    found: list[Problem] = []
    for kind in KINDS.values():
        count = connection.execute(
            f"SELECT count(*) FROM {kind.table} AS r LEFT JOIN search_doc AS d ON d.doc = r.doc"
            " WHERE d.record_id IS NOT r.id OR d.kind IS NOT ?",
            (kind.name,),
        ).fetchone()[0]
        if count:
            found.append(Problem("store.index_differs", {"kind": kind.name, "count": count}))
        ids = [one for (one,) in connection.execute(f"SELECT id FROM {kind.table} ORDER BY doc")]
        for batch in batches(ids):
            entries: list[tuple[int, str, str]] = []
            for _, row in read_rows(connection, kind, batch):
                words = words_of(kind.name, row)
                if words:
                    entries.append((row["doc"], spaced(words), tails(words)))
            connection.executemany(
                "INSERT INTO temp.search_again(rowid, words, tails) VALUES(?, ?, ?)",
                sorted(entries),
            )
    return found


def _pulse(connection: Connection) -> list[Problem]:
    wanted = set(connection.execute(EVERY).fetchall())
    kept = set(
        connection.execute(
            "SELECT family_id, last_at, last_direction, from_family, to_family FROM family_pulse"
        ).fetchall()
    )
    return [Problem("store.pulse_differs", {"id": one[0]}) for one in sorted(wanted ^ kept)]
