"""The base of every entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig

from fsp_desktop.domain.entities.fields import Flag


class Record(SQLModel):
    """A thing the record keeps. Declared once; tables, journal, import and forms read it.

    A draft needs nothing. A complete record is checked by `domain.rules`.

    Attributes:
        kind: The name of the entity in the journal and on the command line. For ever.
        groups: Field group -> its member fields, which change together as one journal field.
        travels: False for records that never leave this computer.
    """

    model_config = SQLModelConfig(extra="forbid")

    kind: ClassVar[str]
    groups: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    travels: ClassVar[bool] = True

    draft: Flag = False
