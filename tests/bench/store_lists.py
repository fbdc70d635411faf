"""Screens over 5,000 families and 100,000 contacts, beside raw SQL of the same run.

Run through `packaging/bench store_lists.py`. Bars: 200 newest with joins <= 2 x raw SQL, Today
< 15 ms, family page of 500 items <= 100 ms, first page of 100,000 rows <= 100 ms, the last <= 50 ms.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from fsp_desktop.domain.clock import FixedClock, to_wire_time
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.store.listing import ListFilter
from fsp_desktop.store.writes import Write
from tests.bench.parts.store_records import NOW, fill, make_store

RAW = (
    "SELECT c.id, c.occurred_at, c.direction, c.summary, f.label, a.given_name, s.name"
    " FROM contact AS c LEFT JOIN family AS f ON f.id = c.family_id"
    " LEFT JOIN adult AS a ON a.id = c.adult_id LEFT JOIN staff AS s ON s.id = c.staff_id"
    " WHERE c.deleted = 0 ORDER BY c.occurred_at DESC LIMIT 200"
)


def median_ms(work: Callable[[], object], times: int = 15) -> float:
    """Return the middle time of `work` in milliseconds."""
    found = []
    for _ in range(times):
        started = perf_counter()
        work()
        found.append((perf_counter() - started) * 1000)
    return statistics.median(found)


def core_query(store):
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


def main() -> int:
    """Print one line a bar; return 1 if one is missed."""
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder))
        started = perf_counter()
        families = fill(store, 5_000, 100_000)
        print(f"filled in {perf_counter() - started:.1f} s")
        clock = FixedClock(NOW)
        busy = families[17]
        store.bulk_save(
            [
                Write("contact", new_record_id(clock), {
                    "family_id": busy, "occurred_at": to_wire_time(NOW - timedelta(hours=hour)),
                    "direction": "school_to_family", "summary": f"call {hour}", "channel": "phone",
                })
                for hour in range(500)
            ],
            author="me",
        )  # fmt: skip
        raw = median_ms(lambda: store.connection.execute(RAW).fetchall())
        lister = store._lists()
        query = core_query(store)
        core = median_ms(lambda: lister.rows(query))
        day = {"start": NOW, "end": NOW + timedelta(days=1), "today": NOW.date(), "now": NOW}
        today = {**day, "person_id": "me"}
        count = store.log_count("contact")
        ids = median_ms(lambda: lister.ids(ListFilter("contact"), 200, 0))
        lines = [
            ("200 newest with joins through Core, x raw SQL", core / raw, 2.0),
            ("Today, ms", median_ms(lambda: store.today(**today)), 15.0),
            ("family page and thread of 500 items, ms",
             median_ms(lambda: (store.family_page(busy), store.thread(busy, limit=500))), 100.0),
            ("first page of 100,000 rows, ms", median_ms(lambda: store.log_rows("contact")), 100.0),
            ("last page of 100,000 rows, ms",
             median_ms(lambda: store.log_rows("contact", offset=count - 256)), 50.0),
            ("middle page of 100,000 rows, ms",
             median_ms(lambda: store.log_rows("contact", offset=count // 2)), 100.0),
            ("count of 100,000 rows, ms", median_ms(lambda: store.log_count("contact")), 20.0),
            ("page of 256 families, ms",
             median_ms(lambda: store.families(person_id="me", now=NOW)), 50.0),
            ("counts of families, ms",
             median_ms(lambda: store.family_counts(person_id="me", now=NOW)), 50.0),
            ("families found by a letter, ms",
             median_ms(lambda: store.families(text="a", person_id="me", now=NOW)), 100.0),
        ]  # fmt: skip
        print(f"raw {raw:.2f} ms, Core {core:.2f} ms, ids alone {ids:.2f} ms")
        for words, value, bar in lines:
            print(f"{'ok ' if value <= bar else 'BAD'} {words}: {value:.2f} (bar {bar})")
        store.close()
        return int(any(value > bar for _, value, bar in lines))


if __name__ == "__main__":
    sys.exit(main())
