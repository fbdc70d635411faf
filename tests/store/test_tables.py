"""The frozen tables equal what the entities declare, and so does the catalogue."""

from __future__ import annotations

from pathlib import Path

from fsp_desktop.domain.entities import ENTITIES
from fsp_desktop.store import catalogue
from fsp_desktop.store.columns import KINDS, STAMPS
from fsp_desktop.store.tables import catalogue_source, row_class, row_table
from tests.store.desk import Desk


def test_the_file_has_exactly_the_columns_that_the_entities_declare(desk: Desk) -> None:
    for kind in ENTITIES:
        table = row_table(kind)
        rows = desk.store.connection.execute(f"PRAGMA table_info({table.name})").fetchall()
        declared = {column.name: str(column.type) for column in table.columns}
        assert {row[1]: row[2] for row in rows} == declared, kind


def test_the_catalogue_is_what_the_entities_say_today() -> None:
    path = Path(catalogue.__file__)
    assert path.read_text(encoding="utf-8") == catalogue_source(), (
        "python -m fsp_desktop.store.tables > fsp_desktop/store/catalogue.py, and add a migration"
    )


def test_every_entity_has_its_row_class_with_an_id_and_stamps() -> None:
    assert set(KINDS) == set(ENTITIES)
    for kind, entity in ENTITIES.items():
        assert issubclass(row_class(kind), entity)
        assert {"id", *STAMPS} <= set(row_table(kind).columns.keys())
