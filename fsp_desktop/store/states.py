"""What is known of one record while operations are applied to it, before it is written back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from fsp_desktop.domain.changes import (
    DELETED,
    Dot,
    FieldState,
    Sibling,
    Wire,
    is_element,
    split_element,
)
from fsp_desktop.store.columns import KINDS, STAMPS, Kind, fits, from_column
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.versions import Dots, unpack, unpack_dots

UNKNOWN_HLC = -1
"""Marks a sibling read from a column; its clock is looked up only when it gets company."""


class RecordState:
    """One record: its row, the dots of its keys, and the values of keys with several siblings.

    Attributes:
        row: Column -> value in wire form, stamps included; defaults for a new record.
        before: The row as it was read, or None for a record that was not there.
        dots: Key -> dots that nobody has replaced.
        several: Keys with more than one sibling, with all of them.
        beside: Values that no column can hold: unknown fields, unfit values, `_deleted`.
        waiting: Key -> dots replaced before they were seen.
        truths: Elements of sets touched now, and whether they are in.
    """

    __slots__ = (
        "before", "before_beside", "beside", "conflicts", "conflicts_before", "dots", "had_company",
        "is_new", "kind", "kind_name", "op_count", "record_id", "row", "several", "truths", "waiting",
        "waiting_before",
    )  # fmt: skip

    def __init__(self, kind_name: str, record_id: str, *, is_journaled: bool = True) -> None:
        self.kind_name = kind_name
        self.kind: Kind | None = KINDS.get(kind_name)
        if self.kind is not None and self.kind.travels != is_journaled:
            # What never travels has no operations; should some arrive, they touch no table.
            self.kind = None
        self.record_id = record_id
        self.is_new = True
        self.had_company = False
        self.op_count = 0
        self.conflicts_before = 0
        self.before: dict[str, Wire] | None = None
        self.row: dict[str, Wire] = dict(self.kind.defaults) if self.kind else {}
        self.row |= _NEW_STAMPS
        self.dots: Dots = {}
        self.several: dict[str, FieldState] = {}
        self.beside: dict[str, Wire] = {}
        self.before_beside: set[str] = set()
        self.waiting: dict[str, set[Dot]] = {}
        self.waiting_before: set[tuple[str, Dot]] = set()
        self.truths: dict[str, bool] = {}
        self.conflicts: set[str] = set()

    def value_of(self, key: str) -> Wire:
        """Return the value of a key that has one sibling."""
        if key in self.beside:
            return self.beside[key]
        if is_element(key):
            if key in self.truths:
                return self.truths[key]
            name, element = split_element(key)
            return element in (self.row.get(name) or ())
        members = self.kind.keys.get(key, (key,)) if self.kind else (key,)
        if members == (key,):
            return self.row.get(key)
        return {member: self.row.get(member) for member in members}

    def field(self, key: str) -> FieldState:
        """Return the state of one key, to be changed and given back through `put`."""
        known = self.several.get(key)
        if known is not None:
            known.superseded = self.waiting.get(key, set())
            return known
        siblings = {
            dot: Sibling(self.value_of(key), UNKNOWN_HLC, "") for dot in self.dots.get(key, ())
        }
        return FieldState(siblings, self.waiting.get(key, set()))

    def put_single(self, key: str, dot: Dot, value: Wire) -> None:
        """Let `key` have one sibling."""
        self.dots[key] = (dot,)
        self.several.pop(key, None)
        self.put_value(key, value)

    def put_value(self, key: str, value: Wire) -> None:
        """Show `value` for `key`: in its columns if it fits, beside the table otherwise."""
        if is_element(key) and self._is_set(split_element(key)[0]):
            self.truths[key] = bool(value)
        elif self.kind is None or key == DELETED or not self._project(self.kind, key, value):
            self.beside[key] = value
        else:
            self.beside.pop(key, None)

    def _is_set(self, name: str) -> bool:
        return self.kind is not None and name in self.kind.sets

    def _project(self, kind: Kind, key: str, value: Wire) -> bool:
        """Write the columns of `key`; False if something of the value is left over."""
        members = kind.keys.get(key)
        if members is None:
            return False
        if members == (key,):
            column = kind.columns[key]
            is_fit = column.type != "set" and fits(column, value)
            self.row[key] = value if is_fit else column.default
            return is_fit
        parts = value if isinstance(value, dict) else {}
        is_fit = isinstance(value, dict) and set(parts) <= set(members)
        for member in members:
            is_member_fit = fits(kind.columns[member], parts.get(member))
            self.row[member] = parts.get(member) if is_member_fit else None
            is_fit = is_fit and is_member_fit
        return is_fit

    def drop(self, key: str) -> None:
        """Let `key` have no sibling, as if it had never been written."""
        self.dots.pop(key, None)
        self.several.pop(key, None)
        self.beside.pop(key, None)
        if is_element(key):
            self.truths[key] = False
        elif self.kind is not None:
            for member in self.kind.keys.get(key, ()):
                self.row[member] = self.kind.defaults[member]

    def copy_before(self) -> None:
        """Remember the row as it is now, to see later what changed."""
        self.is_new = False
        self.had_company = bool(self.several or self.conflicts)
        self.conflicts_before = len(self.conflicts)
        self.before = dict(self.row)
        self.before_beside = set(self.beside)


_NEW_STAMPS: dict[str, Wire] = {
    "created_at": None, "created_by": None, "updated_at": None, "updated_by": None,
    "updated_hlc": 0, "deleted": 0, "has_conflict": 0, "doc": None,
}  # fmt: skip


def load_states(connection: Connection, ids: Iterable[str]) -> dict[str, RecordState]:
    """Return the states of those of `ids` that are known; the others are absent."""
    states: dict[str, RecordState] = {}
    test, value = among(list(ids))
    rows = connection.execute(
        f"SELECT record_id, kind, dots FROM rec_version WHERE record_id {test}", (value,)
    ).fetchall()
    by_kind: dict[str, list[str]] = {}
    beside: list[str] = []
    several: list[str] = []
    for record_id, kind, blob in rows:
        state = states[record_id] = RecordState(kind, record_id)
        state.dots, extra = unpack_dots(blob)
        by_kind.setdefault(kind, []).append(record_id)
        if extra:
            beside.append(record_id)
        if DELETED in state.dots or any(len(dots) > 1 for dots in state.dots.values()):
            several.append(record_id)
    _load_rows(connection, states, by_kind)
    _load_beside(connection, states, beside)
    _load_siblings(connection, states, several)
    for state in states.values():
        state.copy_before()
    return states


def _load_rows(
    connection: Connection, states: dict[str, RecordState], by_kind: dict[str, list[str]]
) -> None:
    for kind_name, ids in by_kind.items():
        kind = KINDS.get(kind_name)
        if kind is not None:
            for record_id, row in read_rows(connection, kind, ids):
                states[record_id].row = row


def read_rows(
    connection: Connection, kind: Kind, ids: list[str]
) -> list[tuple[str, dict[str, Wire]]]:
    """Return id and row in wire form of the records of one kind."""
    names = (*kind.names, *STAMPS)
    test, value = among(ids)
    found = connection.execute(
        f"SELECT id, {', '.join(names)} FROM {kind.table} WHERE id {test}", (value,)
    ).fetchall()
    return [(one[0], row_to_wire(kind, one[1:])) for one in found]


def row_to_wire(kind: Kind, kept: tuple[Any, ...]) -> dict[str, Wire]:
    """Return the columns of one row (fields, then stamps) in wire form."""
    row: dict[str, Wire] = dict(zip((*kind.names, *STAMPS), kept, strict=True))
    for name, column in kind.columns.items():
        if column.type in _CONVERTED:
            row[name] = from_column(column, row[name])
    return row


def among(ids: Sequence[str]) -> tuple[str, str]:
    """Return the SQL that compares a column with `ids`, and the one value it takes.

    One id, as in every save, is compared directly; the list of many is read as JSON.
    """
    if len(ids) == 1:
        return "= ?", ids[0]
    return "IN (SELECT value FROM json_each(?))", json.dumps(ids)


_CONVERTED = frozenset({"set", "flag"})


def _load_beside(connection: Connection, states: dict[str, RecordState], ids: list[str]) -> None:
    if not ids:
        return
    for record_id, key, value in connection.execute(
        "SELECT record_id, key, value FROM extra"
        " WHERE record_id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    ).fetchall():
        states[record_id].beside[key] = unpack(value)


def _load_siblings(connection: Connection, states: dict[str, RecordState], ids: list[str]) -> None:
    if not ids:
        return
    for record_id, key, dot, hlc, author, value in connection.execute(
        "SELECT record_id, key, dot, hlc, author, value FROM sibling"
        " WHERE record_id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    ).fetchall():
        field = states[record_id].several.setdefault(key, FieldState())
        field.siblings[dot] = Sibling(unpack(value), hlc, author)
    for record_id, key in connection.execute(
        "SELECT record_id, key FROM conflict WHERE record_id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    ).fetchall():
        states[record_id].conflicts.add(key)


def load_waiting(connection: Connection, states: dict[str, RecordState]) -> None:
    """Add the dots that were replaced before they were seen."""
    for record_id, key, dot in connection.execute(
        "SELECT record_id, key, dot FROM superseded"
        " WHERE record_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(states)),),
    ).fetchall():
        states[record_id].waiting.setdefault(key, set()).add(dot)
        states[record_id].waiting_before.add((key, dot))
