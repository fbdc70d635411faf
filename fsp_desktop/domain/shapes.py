"""What is known of each field of each entity, read from its one declaration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fsp_desktop.domain.entities import ENTITIES
from fsp_desktop.domain.entities.fields import Required, Shape
from fsp_desktop.domain.errors import RefusedError


@dataclass(frozen=True)
class FieldShape:
    """One field: its name, its `Shape`, whether completeness needs it, its journal key."""

    name: str
    shape: Shape
    is_required: bool
    group: str | None


@cache
def field_shapes(kind: str) -> dict[str, FieldShape]:
    """Return the fields of `kind` by name, in the order of their declaration.

    Raises:
        RefusedError: `domain.unknown_kind`.
    """
    entity = ENTITIES.get(kind)
    if entity is None:
        raise RefusedError("domain.unknown_kind", {"kind": kind})
    group_of = {member: group for group, members in entity.groups.items() for member in members}
    shapes: dict[str, FieldShape] = {}
    for name, info in entity.model_fields.items():
        shape = next(mark for mark in info.metadata if isinstance(mark, Shape))
        required = any(isinstance(mark, Required) for mark in info.metadata)
        shapes[name] = FieldShape(name, shape, required, group_of.get(name))
    return shapes


@cache
def journal_keys(kind: str) -> dict[str, tuple[str, ...]]:
    """Return journal key -> the fields written under it (one, or the members of a group)."""
    keys: dict[str, tuple[str, ...]] = {}
    for name, field in field_shapes(kind).items():
        key = field.group or name
        keys[key] = (*keys.get(key, ()), name)
    return keys
