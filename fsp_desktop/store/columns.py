"""The columns of each kind of record, light enough for the first screen.

`catalogue` is written from the entities (see `store.tables`) and a test keeps both equal; reading
the entities themselves would load SQLModel, which costs half a second.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store.catalogue import CATALOGUE

STAMPS = (
    "created_at", "created_by", "updated_at", "updated_by", "updated_hlc", "deleted",
    "has_conflict", "doc",
)  # fmt: skip
"""Columns every table has besides `id` and its fields; `doc` is the key of the row.

It is also the number of the record in the search index, and grows with the time the record is
about: what is found together, and what a list shows together, lies together on disk."""
NAME_SQL = (
    "trim(coalesce({t}.preferred_name, {t}.given_name, '') || ' ' || coalesce({t}.family_name, ''))"
)
"""How an adult or a student is called, in SQL; `{t}` is the table or its alias."""
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_TEXTS = frozenset({"line", "text", "code", "day", "moment", "reference"})


class Column(Frozen):
    """One field: its type (see `domain.entities.fields.Shape`), group and declared default."""

    name: str
    type: str
    group: str | None
    default: Wire
    kind: str | None


class Kind(Frozen):
    """One kind of record and its table.

    Attributes:
        keys: Journal key -> the fields written under it; sets are listed by their field name.
        sets: Names of the set fields.
        texts: Journal keys that stand for one field of text each.
    """

    name: str
    table: str
    travels: bool
    columns: Mapping[str, Column]
    keys: Mapping[str, tuple[str, ...]]
    sets: frozenset[str]
    texts: frozenset[str]
    defaults: Mapping[str, Wire]
    names: tuple[str, ...] = ()


def fits(column: Column, value: Wire) -> bool:
    """Tell whether `value` can be kept in `column`; what does not fit is kept beside the table."""
    if column.type == "set":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if value is None:
        return True
    if column.type == "flag":
        return isinstance(value, bool)
    if column.type == "number":
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 62
    return column.type in _TEXTS and isinstance(value, str)


def to_column(column: Column, value: Wire) -> str | int | None:
    """Return the wire value as SQLite keeps it."""
    if column.type == "set":
        return _ENCODE(value) if value else "[]"
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, str | int) else None


def from_column(column: Column, kept: str | int | None) -> Wire:
    """Return what SQLite kept as a wire value."""
    if column.type == "set":
        return json.loads(kept) if isinstance(kept, str) else []
    if column.type == "flag" and kept is not None:
        return bool(kept)
    return kept


def _read(name: str, entry: dict[str, Any]) -> Kind:
    columns = {one[0]: Column(*one) for one in entry["fields"]}
    keys: dict[str, tuple[str, ...]] = {}
    for one in columns.values():
        key = one.group or one.name
        keys[key] = (*keys.get(key, ()), one.name)
    return Kind(
        name=name,
        table=entry["table"],
        travels=entry["travels"],
        columns=columns,
        keys=keys,
        texts=frozenset(
            one.name for one in columns.values() if one.type in _TEXTS and one.group is None
        ),
        sets=frozenset(one.name for one in columns.values() if one.type == "set"),
        defaults={one.name: one.default for one in columns.values()},
        names=tuple(columns),
    )


class _Kinds(Mapping[str, Kind]):
    """Reads each kind when it is first asked for: a start needs a few of them only."""

    def __init__(self) -> None:
        self._read: dict[str, Kind] = {}

    def __getitem__(self, name: str) -> Kind:
        try:
            return self._read[name]
        except KeyError:
            kind = self._read[name] = _read(name, CATALOGUE[name])
            return kind

    def __contains__(self, name: object) -> bool:
        return name in CATALOGUE

    def __iter__(self) -> Iterator[str]:
        return iter(CATALOGUE)

    def __len__(self) -> int:
        return len(CATALOGUE)


KINDS: Mapping[str, Kind] = _Kinds()
"""Kind of record -> its columns, for the kinds this version knows."""
