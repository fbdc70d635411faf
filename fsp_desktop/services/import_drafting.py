"""Compares what a roster says with what the record holds, one record at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.domain.rules import clean_fields
from fsp_desktop.domain.shapes import field_shapes
from fsp_desktop.rosters.people import Origin, Refused
from fsp_desktop.services.import_known import KnownRecords
from fsp_desktop.services.import_plan import FieldChange, LeftDeleted
from fsp_desktop.store.stored import Stored
from fsp_desktop.store.writes import Write

_EMPTY: tuple[object, ...] = (None, "", [])
_ASKED_LATER = frozenset(
    {"relationship", "legal_guardian", "lives_with", "speaks_language", "interpreter_needed"}
)
"""Fields that say `ask` or `unknown` until somebody knows."""
_WITHOUT_WHICH_NOTHING = frozenset({"given_name", "name", "label", "value", "title", "family_id"})


class PlanDraft:
    """A plan that grows record by record.

    Attributes:
        writes: Record id -> write, for new and changed records.
        seen: Record id -> the versions a change was made from.
    """

    def __init__(self, known: KnownRecords, clock: Clock) -> None:
        self.known = known
        self.added: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.unchanged: Counter[str] = Counter()
        self.changes: list[FieldChange] = []
        self.refused: list[Refused] = []
        self.left_deleted: dict[str, LeftDeleted] = {}
        self.writes: dict[str, Write] = {}
        self.new_ids: set[str] = set()
        self._untouched: set[str] = set()
        self._clock = clock

    def add(self, kind: str, given: Mapping[str, object], origin: Origin) -> str | None:
        """Plan a new record and return its id, or None if its row had to be refused."""
        fields = self._clean(kind, given, origin)
        if fields is None:
            return None
        record_id = new_record_id(self._clock)
        self.writes[record_id] = Write(kind, record_id, fields)
        self.new_ids.add(record_id)
        self.added[kind] += 1
        return record_id

    def take_back(self, record_id: str) -> None:
        """Forget a new record, because all that it was made for had to be refused."""
        if record_id in self.new_ids:
            self.new_ids.discard(record_id)
            self.added[self.writes.pop(record_id).kind] -= 1

    def compare(
        self, record: Stored, given: Mapping[str, object], origin: Origin, label: str = ""
    ) -> str:
        """Plan the changes of a record that exists, and return its id.

        A value that a person wrote stays, and the difference is listed; where the roster says
        nothing, ours stays too.
        """
        fields = self._clean(record.kind, given, origin) or {}
        taken: dict[str, Wire] = {}
        for name, said in fields.items():
            theirs = said
            ours = record.values.get(name)
            if _is_same(ours, theirs):
                continue
            if isinstance(theirs, list):
                theirs = [*(ours or []), *[one for one in theirs if one not in (ours or [])]]
            is_taken = not self._is_by_person(record, name)
            change = FieldChange(record.kind, record.id, label, name, ours, theirs, is_taken)
            self.changes.append(change)
            if is_taken:
                taken[name] = theirs
        self.keep(record, taken)
        return record.id

    def keep(self, record: Stored, taken: Mapping[str, Wire]) -> None:
        """Count a record as changed or not, once, and plan what was taken."""
        planned = self.writes.get(record.id)
        if taken:
            fields = {**(planned.fields if planned else {}), **taken}
            self.writes[record.id] = Write(record.kind, record.id, fields, record.seen)
            self.changed[record.kind] += planned is None
            self.unchanged[record.kind] -= record.id in self._untouched
            self._untouched.discard(record.id)
        elif planned is None and record.id not in self._untouched:
            self.unchanged[record.kind] += 1
            self._untouched.add(record.id)

    def mark(self, record: Stored, name: str, value: Wire, label: str) -> None:
        """Plan one change that belongs to the import itself, whoever wrote the field before."""
        change = FieldChange(
            record.kind, record.id, label, name, record.values.get(name), value, True
        )
        self.changes.append(change)
        self.keep(record, {name: value})

    def leave_deleted(self, record: Stored, label: str = "") -> None:
        """Note that the roster names a record which a person deleted; it stays deleted."""
        label = label or str(record.values.get("label") or record.values.get("value") or "")
        self.left_deleted[record.id] = LeftDeleted(record.kind, record.id, label)

    def refuse(self, origin: Origin, code: str, **detail: object) -> None:
        """Note that a row, or a part of it, is not taken."""
        self.refused.append(Refused(origin.file, origin.line, code, detail))

    def _is_by_person(self, record: Stored, name: str) -> bool:
        group = field_shapes(record.kind)[name].group
        return self.known.is_by_person(record, group or name)

    def _clean(
        self, kind: str, given: Mapping[str, object], origin: Origin
    ) -> dict[str, Wire] | None:
        """Return the values in wire form; unfit ones are noted and left out, if we can."""
        said = {name: value for name, value in given.items() if _says_something(name, value)}
        try:
            return clean_fields(kind, said)
        except RefusedError as error:
            listed = error.detail.get("refusals")
            names = {entry["field"] for entry in listed} if isinstance(listed, list) else set(said)
        for name in sorted(names):
            self.refuse(origin, "rosters.unfit_value", column=name)
        if names & _WITHOUT_WHICH_NOTHING:
            return None
        return clean_fields(kind, {n: value for n, value in said.items() if n not in names})


def _says_something(name: str, value: object) -> bool:
    is_open = name in _ASKED_LATER and value in {"ask", "unknown"}
    return value not in _EMPTY and not is_open


def _is_same(ours: Wire, theirs: Wire) -> bool:
    if isinstance(theirs, list) and isinstance(ours, list):
        return set(theirs) <= set(ours)
    return bool(ours == theirs)
