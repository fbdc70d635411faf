"""Fields with two versions that would stand on a page: one asks before printing them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.store.stored import Stored

_NOT_PRINTED = frozenset(
    {"roster_id", "identifier", "email", "role", "left", "missing_from_roster_since"}
)


@dataclass(frozen=True)
class OpenConflict:
    """A field on a page that has two versions nobody has settled; the page shows the first."""

    record_id: RecordId
    kind: str
    field: str


def conflicts_of(
    rows: Iterable[Stored], printed: Collection[str] | None = None
) -> tuple[OpenConflict, ...]:
    """Return the conflicts of records in fields that are printed.

    Args:
        rows: Records whose values stand on a page.
        printed: Names of the fields (or groups of fields) that do; None for all but a few.
    """
    return tuple(
        OpenConflict(RecordId(row.id), row.kind, field)
        for row in rows
        for field in row.conflicts
        if (field in printed if printed is not None else field not in _NOT_PRINTED)
    )


def refuse_conflicts(conflicts: Iterable[OpenConflict]) -> None:
    """Stop a printing that nobody has agreed to.

    Raises:
        RefusedError: `services.two_versions_on_page` with the record, kind and field of each.
    """
    found = [{"id": one.record_id, "kind": one.kind, "field": one.field} for one in conflicts]
    if found:
        raise RefusedError("services.two_versions_on_page", {"fields": found})
