"""The tables, derived from the entities' one declaration. Importing this loads SQLAlchemy.

Only `list_rows` (through SQLAlchemy Core), tests and the writing of `catalogue` need it; the hot
roads read `columns`. `python -m fsp_desktop.store.tables` prints the catalogue anew after a change
of an entity; the change also needs a migration.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlmodel import Field, SQLModel

from fsp_desktop.domain.entities import ENTITIES
from fsp_desktop.domain.entities.record import Record
from fsp_desktop.domain.shapes import field_shapes

METADATA = MetaData()
_WIDTH, _INDENT = 100, " " * 12
_INTEGERS = frozenset({"flag", "number"})
_STAMP_TYPES: dict[str, type[Text | Integer]] = {
    "created_at": Text, "created_by": Text, "updated_at": Text, "updated_by": Text,
    "updated_hlc": Integer, "deleted": Integer, "has_conflict": Integer, "doc": Integer,
}  # fmt: skip


def table_name(kind: str) -> str:
    """Return the name of the table that holds records of `kind`."""
    return kind.replace("-", "_")


@cache
def row_class(kind: str) -> type[SQLModel]:
    """Return the table class of `kind`, for example `HomeVisitRow`, derived from the entity."""
    entity = ENTITIES[kind]
    columns: dict[str, Any] = {"id": Column(Text, nullable=False, unique=True)}
    for name, shape in field_shapes(kind).items():
        columns[name] = Column(Integer if shape.shape.type in _INTEGERS else Text)
    for name, type_ in _STAMP_TYPES.items():
        columns[name] = Column(type_, primary_key=name == "doc")
    body: dict[str, Any] = {
        "__module__": __name__,
        "__tablename__": table_name(kind),
        "__annotations__": dict.fromkeys(columns, Any),
        "metadata": METADATA,
    }
    body |= {name: Field(default=None, sa_column=column) for name, column in columns.items()}
    metaclass = cast("Any", type(SQLModel))
    made = metaclass(f"{entity.__name__}Row", (entity,), body, table=True)
    return cast("type[SQLModel]", made)


def row_table(kind: str) -> Table:
    """Return the SQLAlchemy table of `kind`."""
    return cast("Table", cast("Any", row_class(kind)).__table__)


def catalogue_source() -> str:
    """Return the text of `catalogue.py` as the entities declare it now."""
    lines = [
        '"""Written by `python -m fsp_desktop.store.tables` from the entities; do not edit."""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Any",
        "",
        "# fmt: off",
        "CATALOGUE: dict[str, dict[str, Any]] = {",
    ]
    for kind, entity in ENTITIES.items():
        lines += _kind_source(kind, entity)
    return "\n".join([*lines, "}", '"""Kind -> table, whether it travels, and its fields."""', ""])


def _kind_source(kind: str, entity: type[Record]) -> list[str]:
    lines = [
        f'    "{kind}": {{',
        f'        "table": "{table_name(kind)}", "travels": {entity.travels}, "fields": [',
    ]
    blank = entity().model_dump(mode="json")
    entries = [
        f"{_quoted((name, field.shape.type, field.group, blank[name], field.shape.kind))},"
        for name, field in field_shapes(kind).items()
    ]
    return [*lines, *_filled(entries), "        ],", "    },"]


def _filled(entries: Iterable[str]) -> list[str]:
    """Return the entries on as few lines as the width of a line allows."""
    lines = [_INDENT]
    for entry in entries:
        if len(lines[-1]) + len(entry) >= _WIDTH and lines[-1] != _INDENT:
            lines.append(_INDENT)
        lines[-1] += f"{'' if lines[-1] == _INDENT else ' '}{entry}"
    return lines


def _quoted(entry: tuple[object, ...]) -> str:
    return (
        "("
        + ", ".join(f'"{item}"' if isinstance(item, str) else repr(item) for item in entry)
        + ")"
    )


if __name__ == "__main__":
    sys.stdout.write(catalogue_source())
