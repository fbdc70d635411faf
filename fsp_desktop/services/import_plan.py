"""What an import would do, what a person chose about it, and what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fsp_desktop.domain.changes import Dot, Wire
from fsp_desktop.rosters.people import DroppedColumn, Refused
from fsp_desktop.store.writes import Seen, Write


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in which record and roster differ.

    Attributes:
        label: Name of the person or thing, for the screen.
        is_taken: The roster's value replaces ours; false where a person wrote ours, or several
            versions are waiting for a person.
    """

    kind: str
    record_id: str
    label: str
    field: str
    ours: Wire
    theirs: Wire
    is_taken: bool


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Entries that may be one; the program never joins them by itself.

    Attributes:
        roster_ids: Entries of the roster.
        ids: Records that are here already.
    """

    kind: str
    reason: str
    roster_ids: tuple[str, ...]
    ids: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftDeleted:
    """A record that the roster names and a person deleted; it stays deleted."""

    kind: str
    record_id: str
    label: str


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person decided on the preview, as pairs of record id and field."""

    take_theirs: frozenset[tuple[str, str]] = frozenset()
    keep_ours: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was done, or for a dry run would be done, to the record.

    Attributes:
        left_deleted: What the roster names and a person had deleted.
        dots: The operations an import wrote; `settle_conflict.undo_save` takes them all back.
    """

    added: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    unchanged: Mapping[str, int] = field(default_factory=dict)
    missing_now: int = 0
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()
    dropped_columns: tuple[DroppedColumn, ...] = ()
    refused: tuple[Refused, ...] = ()
    left_deleted: tuple[LeftDeleted, ...] = ()
    dots: tuple[Dot, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the report with the keys that the command `import` prints."""
        return {
            "added": dict(self.added),
            "changed": dict(self.changed),
            "unchanged": dict(self.unchanged),
            "missing_now": self.missing_now,
            "possible_duplicates": [
                {
                    "kind": one.kind,
                    "reason": one.reason,
                    "roster_ids": list(one.roster_ids),
                    "ids": list(one.ids),
                    "labels": list(one.labels),
                }
                for one in self.possible_duplicates
            ],
            "dropped_columns": [
                {"file": one.file, "column": one.column} for one in self.dropped_columns
            ],
            "refused": [
                {"file": one.file, "line": one.line, "code": one.code, "detail": dict(one.detail)}
                for one in self.refused
            ],
            "left_deleted": [
                {"kind": one.kind, "id": one.record_id, "label": one.label}
                for one in self.left_deleted
            ],
        }


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing is written until it is run.

    Attributes:
        report: The counts and lists of a dry run.
        changes: Every field that differs, taken or not, for the preview.
        writes: New records and taken changes, in an order in which references come first.
        new_ids: The records that do not exist yet.
        seen: Record id -> the versions the plan was made from.
        unknown_columns: Columns nobody has said the meaning of.
        fingerprint: Names the headers of the files of people.
        mapping: Header -> field, as it was used.
    """

    format: str
    report: ImportReport
    changes: tuple[FieldChange, ...]
    writes: tuple[Write, ...]
    new_ids: frozenset[str]
    seen: Mapping[str, Seen]
    unknown_columns: tuple[DroppedColumn, ...] = ()
    fingerprint: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def differences(self) -> tuple[FieldChange, ...]:
        """The fields in which a person's words stand against the roster's."""
        return tuple(change for change in self.changes if not change.is_taken)

    def to_json(self) -> dict[str, Any]:
        """Return the report of a dry run."""
        return self.report.to_json()

    def chosen_writes(self, choices: ImportChoices) -> tuple[Write, ...]:
        """Return the writes with a person's choices applied."""
        fields = {one.record_id: dict(one.fields) for one in self.writes}
        kinds = {one.record_id: one.kind for one in self.writes}
        for change in self.changes:
            key = (change.record_id, change.field)
            mine = fields.setdefault(change.record_id, {})
            kinds.setdefault(change.record_id, change.kind)
            if not change.is_taken and key in choices.take_theirs:
                mine[change.field] = change.theirs
            elif change.is_taken and key in choices.keep_ours:
                mine.pop(change.field, None)
        return tuple(
            Write(kinds[record_id], record_id, given, self.seen.get(record_id))
            for record_id, given in fields.items()
            if given
        )

    def chosen_report(self, choices: ImportChoices) -> ImportReport:
        """Return what running with `choices` does."""
        changed = Counter(
            write.kind
            for write in self.chosen_writes(choices)
            if write.record_id not in self.new_ids
        )
        before = Counter(self.report.changed)
        unchanged = Counter(self.report.unchanged)
        unchanged.update(before)
        unchanged.subtract(changed)
        return ImportReport(
            self.report.added,
            dict(changed),
            {kind: count for kind, count in unchanged.items() if count > 0},
            self.report.missing_now,
            self.report.possible_duplicates,
            self.report.dropped_columns,
            self.report.refused,
            self.report.left_deleted,
        )
