"""Do the records that a record names exist, and are they of the right kind?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId, is_record_id

if TYPE_CHECKING:
    from fsp_desktop.domain.shapes import FieldShape
    from fsp_desktop.services.workspace import Workspace

_FAMILY_OF: dict[str, tuple[str, ...]] = {
    "contact-point": ("adult_id",),
    "student-adult": ("student_id", "adult_id"),
    "student-household": ("student_id", "household_id"),
}
"""Fields whose record tells the family, for kinds that need not name it themselves."""


class References:
    """Looks each named record up once."""

    def __init__(self, workspace: Workspace) -> None:
        self._store = workspace.store
        self._known: dict[str, tuple[str, Wire] | None] = {}

    def kind_of(self, record_id: str) -> str | None:
        """Return the kind of a record that is there and not deleted, else None."""
        found = self._look_up(record_id)
        return found[0] if found else None

    def family_for(self, kind: str, values: Mapping[str, Wire]) -> Wire:
        """Return the family that a record without one belongs to, by the people it names."""
        for name in _FAMILY_OF.get(kind, ()):
            found = self._look_up(str(values.get(name)))
            if found and found[1]:
                return found[1]
        return None

    def check(self, kind: str, values: Mapping[str, Wire]) -> None:
        """Check every field that names records; sets of people may also hold plain names.

        Raises:
            RefusedError: `services.no_such_record` with the field, or `services.other_kind`.
        """
        from fsp_desktop.domain.shapes import field_shapes

        shapes = field_shapes(kind)
        for name, value in values.items():
            for named in _named(shapes[name], value):
                self._check_one(name, str(shapes[name].shape.kind), named)

    def _check_one(self, field: str, wanted: str, record_id: str) -> None:
        found = self.kind_of(record_id)
        if found is None:
            raise RefusedError("services.no_such_record", {"field": field})
        if found != wanted:
            raise RefusedError("services.other_kind", {"field": field, "kind": found})

    def _look_up(self, record_id: str) -> tuple[str, Wire] | None:
        if record_id not in self._known:
            stored = self._store.load(RecordId(record_id)) if is_record_id(record_id) else None
            there = stored is not None and not stored.deleted
            family = stored.id if stored and stored.kind == "family" else None
            self._known[record_id] = (
                (stored.kind, family or stored.values.get("family_id"))
                if stored and there
                else None
            )
        return self._known[record_id]


def _named(field: FieldShape, value: Wire) -> list[str]:
    """Return the ids a value holds; a single reference is always one, a set may hold names."""
    if field.shape.kind is None or not value:
        return []
    if field.shape.type == "reference":
        return [str(value)]
    return [str(item) for item in value if is_record_id(str(item))]
