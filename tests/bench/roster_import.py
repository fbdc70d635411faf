"""A district's roster of 5,000 students and 8,000 adults, read, planned and written; bar 15 s.

Beside it, in the same run: the same records as JSON through the raw driver into an encrypted file,
the fastest any import could write them. Run through `packaging/bench roster_import.py`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import sqlcipher3.dbapi2 as driver

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.services.import_plan import ImportPlan
from fsp_desktop.services.import_roster import plan_import, read_roster, run_import
from fsp_desktop.services.settle_conflict import undo_save
from tests.rosters.roster_maker import make_roster, write_oneroster_11
from tests.services.real_workspace import make_workspace

BAR_S = 15.0


def main() -> int:
    """Print the seconds of each part; return 1 if the whole is over the bar."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        roster = write_oneroster_11(make_roster(5_000), root / "roster")
        clock = FixedClock(datetime(2025, 9, 1, 14, 0, tzinfo=UTC))
        with make_workspace(root / "profile", clock) as workspace:
            ticks: list[tuple[int, int]] = []
            started = perf_counter()
            reading = read_roster(roster, progress=lambda *at: ticks.append(at))
            read_at = perf_counter()
            plan = plan_import(workspace, reading, progress=lambda *at: ticks.append(at))
            planned_at = perf_counter()
            report = run_import(workspace, plan, progress=lambda *at: ticks.append(at))
            done_at = perf_counter()
            again = plan_import(workspace, read_roster(roster))
            again_at = perf_counter()
            undo_save(workspace, report.dots)
            undone_at = perf_counter()
        floor_s = raw_floor(root / "floor.db", plan)
    total_s = done_at - started
    print(f"students {len(reading.students)}, adults {len(reading.adults)}, "
          f"records {len(plan.writes)}, progress told {len(ticks)} times")  # fmt: skip
    print(f"read {read_at - started:.2f} s, plan {planned_at - read_at:.2f} s, "
          f"write {done_at - planned_at:.2f} s, together {total_s:.2f} s (bar {BAR_S} s)")  # fmt: skip
    print(f"raw driver, same records as JSON: {floor_s:.2f} s; write is "
          f"{(done_at - planned_at) / floor_s:.1f} times that")  # fmt: skip
    print(f"same roster again: {again_at - done_at:.2f} s, "
          f"changes {sum(again.report.added.values()) + sum(again.report.changed.values())}")  # fmt: skip
    print(f"the whole import taken back: {undone_at - again_at:.2f} s")
    return 0 if total_s <= BAR_S else 1


def raw_floor(path: Path, plan: ImportPlan) -> float:
    """Return the seconds the raw driver takes for the planned records, durably, in one go."""
    rows = [(one.record_id, one.kind, json.dumps(dict(one.fields))) for one in plan.writes]
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'07' * 32}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE record(id TEXT PRIMARY KEY, kind TEXT, body TEXT)")
    started = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO record VALUES(?, ?, ?)", rows)
    connection.execute("COMMIT")
    took = perf_counter() - started
    connection.close()
    return took


if __name__ == "__main__":
    sys.exit(main())
