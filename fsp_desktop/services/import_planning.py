"""Makes the plan of an import: everything it would add, change and mark, and what to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fsp_desktop.rosters.people import RosterReading
from fsp_desktop.services.import_drafting import PlanDraft
from fsp_desktop.services.import_duplicates import possible_duplicates
from fsp_desktop.services.import_known import KnownRecords
from fsp_desktop.services.import_missing import plan_missing
from fsp_desktop.services.import_people import PeoplePlanner
from fsp_desktop.services.import_plan import ImportPlan, ImportReport, PossibleDuplicate
from fsp_desktop.services.workspace import Workspace


def make_plan(
    workspace: Workspace,
    reading: RosterReading,
    same_as: Mapping[str, str],
    tick: Callable[[], None],
) -> ImportPlan:
    """Return the plan of importing `reading`; see `import_roster.plan_import`.

    Args:
        workspace: The open record.
        reading: What the roster says.
        same_as: Roster id -> record id, where a person said that both are one.
        tick: Called after each family; may raise to stop.
    """
    draft = PlanDraft(KnownRecords(workspace), workspace.clock)
    planner = PeoplePlanner(reading, draft, same_as, tick)
    planner.plan()
    students = {found for (kind, _), found in planner.ids.items() if kind == "student"}
    missing = plan_missing(reading, draft, students, workspace.clock.today())
    duplicates = possible_duplicates(reading, draft.known, planner.ids, draft.new_ids)
    seen = {one.record_id: one.seen for one in draft.writes.values() if one.seen is not None}
    seen |= {one.record_id: draft.known.by_id[one.record_id].seen for one in draft.changes}
    return ImportPlan(
        reading.format,
        _report(reading, draft, missing, duplicates),
        tuple(draft.changes),
        tuple(draft.writes.values()),
        frozenset(draft.new_ids),
        seen,
        reading.unknown_columns,
        reading.fingerprint,
        reading.mapping,
    )


def _report(
    reading: RosterReading,
    draft: PlanDraft,
    missing: int,
    duplicates: tuple[PossibleDuplicate, ...],
) -> ImportReport:
    return ImportReport(
        dict(+draft.added),
        dict(+draft.changed),
        dict(+draft.unchanged),
        missing,
        duplicates,
        reading.dropped_columns,
        (*reading.refused, *draft.refused),
        tuple(draft.left_deleted.values()),
    )
