"""Lists of one kind with filters, read as tuples through SQLAlchemy Core on the same connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, Table, and_, create_engine, func, or_, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import DBAPI, Connection, known_error
from fsp_desktop.store.tables import row_table

_HAPPENED = {
    "contact": ("occurred_at",), "visit": ("actual_start", "scheduled_start"),
    "conference": ("starts_at",), "follow-up": ("due_on",), "agreement": ("due_on",),
}  # fmt: skip
_OPEN = {
    "follow-up": ("status", ("open",)), "agreement": ("state", ("open", "not_yet")),
    "conference": ("status", ("planned", "confirmed")), "family": ("status", ("active",)),
    "visit": ("status", ("to_offer", "offered", "accepted", "scheduled", "confirmed")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which records of one kind a list shows.

    Attributes:
        since: ISO 8601 moment or day; only records that happened (or were made) from then on.
        is_open: Only what still waits for something; kinds without such a state show drafts.
        order: `newest`, `oldest`, `updated`, or the name of a field.
    """

    kind: str
    family_id: str | None = None
    since: str | None = None
    is_open: bool = False
    include_deleted: bool = False
    order: str = "newest"


class Lister:
    """Builds and runs the queries; made at the first list, since SQLAlchemy loads slowly."""

    def __init__(self, connection: Connection) -> None:
        self._engine: Engine = create_engine(
            "sqlite://",
            module=DBAPI,
            creator=lambda: connection,
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
        )

    @staticmethod
    def filter(kind: str, **which: Any) -> ListFilter:
        """Return the filter that `list_rows` was asked for by words."""
        return ListFilter(kind, **which)

    def ids(self, wanted: ListFilter, limit: int, offset: int) -> list[str]:
        """Return the ids of one page of the list."""
        table = row_table(_known(wanted.kind))
        query = _where(select(table.c.id), table, wanted)
        query = query.order_by(*_order(table, wanted)).limit(limit).offset(offset)
        return [str(row[0]) for row in self._run(query)]

    def count(self, wanted: ListFilter) -> int:
        """Return how many records the list has."""
        table = row_table(_known(wanted.kind))
        query = _where(select(func.count()).select_from(table), table, wanted)
        return int(self._run(query)[0][0])

    def rows(self, query: Select[Any]) -> list[tuple[Any, ...]]:
        """Run any Core query and return plain tuples."""
        return [tuple(row) for row in self._run(query)]

    def _run(self, query: Select[Any]) -> list[Any]:
        try:
            with self._engine.connect() as connection:
                return list(connection.execute(query).all())
        except DBAPIError as error:
            known = known_error(error.orig) if error.orig is not None else None
            if known is None:
                raise
            raise known from error

    def close(self) -> None:
        """Let go of the connection without closing it."""
        self._engine.dispose(close=False)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise RefusedError("domain.unknown_kind", {"kind": kind})
    return kind


def _where(query: Select[Any], table: Table, wanted: ListFilter) -> Select[Any]:
    if not wanted.include_deleted:
        query = query.where(table.c.deleted == 0)
    if wanted.family_id is not None:
        own = table.c.id if wanted.kind == "family" else table.c.get("family_id")
        if own is None:
            raise RefusedError("store.no_family_field", {"kind": wanted.kind})
        query = query.where(own == wanted.family_id)
    if wanted.since is not None:
        happened = _happened(table, wanted.kind)
        is_undated_since = and_(happened.is_(None), table.c.created_at >= wanted.since)
        query = query.where(or_(happened >= wanted.since, is_undated_since))
    if wanted.is_open:
        query = query.where(_is_open(table, wanted.kind))
    return query


def _happened(table: Table, kind: str) -> ColumnElement[Any]:
    columns = [table.c[name] for name in _HAPPENED.get(kind, ("created_at",))]
    return func.coalesce(*columns) if len(columns) > 1 else columns[0]


def _is_open(table: Table, kind: str) -> ColumnElement[bool]:
    if kind not in _OPEN:
        return table.c.draft == 1
    name, states = _OPEN[kind]
    return or_(table.c[name].in_(states), and_(table.c.draft == 1))


def _order(table: Table, wanted: ListFilter) -> list[ColumnElement[Any]]:
    if wanted.order == "newest":
        return [_happened(table, wanted.kind).desc(), table.c.doc.desc()]
    if wanted.order == "oldest":
        return [_happened(table, wanted.kind), table.c.doc]
    if wanted.order == "updated":
        return [table.c.updated_hlc.desc(), table.c.doc.desc()]
    if wanted.order not in table.c:
        raise RefusedError("store.unknown_field", {"field": wanted.order})
    return [table.c[wanted.order], table.c.doc]
