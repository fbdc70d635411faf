"""Screens over 5,000 families and 100,000 contacts, beside raw SQL of the same run.

Run through `packaging/bench store_lists.py`. Bars: 200 newest with joins <= 2 x raw SQL, Today
< 15 ms, family page of 500 items <= 100 ms, first page of 100,000 rows <= 100 ms, the last <= 50 ms.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from fsp_desktop.domain.clock import FixedClock, to_wire_time
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.writes import Write
from tests.bench.parts.store_records import NOW, fill, make_store
from tests.bench.parts.timing import say, say_ratio, timed_ms

RAW = (
    "SELECT c.id, c.occurred_at, c.direction, c.summary, f.label, a.given_name, s.name"
    " FROM contact AS c LEFT JOIN family AS f ON f.id = c.family_id"
    " LEFT JOIN adult AS a ON a.id = c.adult_id LEFT JOIN staff AS s ON s.id = c.staff_id"
    " WHERE c.deleted = 0 ORDER BY c.occurred_at DESC LIMIT 200"
)


def core_query():
    """Return the raw query as SQLAlchemy Core builds it."""
    from sqlalchemy import select

    from fsp_desktop.store.tables import row_table

    c, f, a, s = (row_table(kind) for kind in ("contact", "family", "adult", "staff"))
    joined = c.outerjoin(f, f.c.id == c.c.family_id).outerjoin(a, a.c.id == c.c.adult_id)
    joined = joined.outerjoin(s, s.c.id == c.c.staff_id)
    columns = (
        c.c.id,
        c.c.occurred_at,
        c.c.direction,
        c.c.summary,
        f.c.label,
        a.c.given_name,
        s.c.name,
    )
    return (
        select(*columns).select_from(joined).where(c.c.deleted == 0)
        .order_by(c.c.occurred_at.desc()).limit(200)
    )  # fmt: skip


def fill_record(store: RecordStore) -> str:
    """Fill the record and return a family with five hundred contacts of its own."""
    families = fill(store, 5_000, 100_000)
    clock, busy = FixedClock(NOW), families[17]
    calls = [
        Write(
            "contact",
            new_record_id(clock),
            {
                "family_id": busy,
                "occurred_at": to_wire_time(NOW - timedelta(hours=hour)),
                "direction": "school_to_family",
                "channel": "phone",
                "summary": f"call {hour}",
            },
        )
        for hour in range(500)
    ]
    store.bulk_save(calls, author="me")
    return busy


def measures(store: RecordStore, busy: str) -> list[tuple[str, Callable[[], object], float]]:
    """Return what is timed: words, work, and the bar in milliseconds."""
    day = {"start": NOW, "end": NOW + timedelta(days=1), "today": NOW.date(), "now": NOW}
    who = {"person_id": "me", "now": NOW}
    count = store.log_count("contact")
    return [
        ("Today", lambda: store.today(**day, person_id="me"), 15.0),
        (
            "family page and thread of 500 items",
            lambda: (store.family_page(busy), store.thread(busy, limit=500)),
            100.0,
        ),
        ("first page of 100,000 rows", lambda: store.log_rows("contact"), 100.0),
        ("last page", lambda: store.log_rows("contact", offset=count - 256), 50.0),
        ("middle page", lambda: store.log_rows("contact", offset=count // 2), 100.0),
        ("count of 100,000 rows", lambda: store.log_count("contact"), 20.0),
        ("page of 256 families", lambda: store.families(**who), 50.0),
        ("counts of families", lambda: store.family_counts(**who), 50.0),
        ("families found by a letter", lambda: store.families(text="a", **who), 100.0),
    ]


def main() -> int:
    """Print one line a bar; return 1 if one is missed."""
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder))
        busy = fill_record(store)
        raw = timed_ms(lambda: store.connection.execute(RAW).fetchall(), 15)
        lister, query = store._lists(), core_query()
        core = timed_ms(lambda: lister.rows(query), 15)
        say_ratio("200 newest with joins through Core, beside raw SQL", core, raw, 2.0)
        missed = core > 2 * raw
        for words, work, bar in measures(store, busy):
            took = timed_ms(work, 15)
            say(words, f"{took:.2f} ms", f"bar <= {bar:g} ms", took <= bar)
            missed = missed or took > bar
        store.close()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
