"""When is a record right, and when is it complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.entities import ENTITIES
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.shapes import field_shapes

VISIT_TOOK_PLACE = frozenset({"completed", "met_elsewhere"})
RELATIONAL = frozenset({"relational_first", "relational_second"})


@dataclass(frozen=True)
class Refusal:
    """Why one field is not accepted: `reason` is a code such as missing or not_in_vocabulary."""

    field: str
    reason: str
    vocabulary: str | None = None


def clean_fields(kind: str, values: Mapping[str, object]) -> dict[str, Wire]:
    """Return `values` cleaned and in wire form; only the fields that were given.

    Raises:
        RefusedError: `domain.invalid_record` with `refusals` [{field, reason}] in its detail, or
            `domain.unknown_kind`.
    """
    entity = ENTITIES.get(kind)
    if entity is None:
        raise RefusedError("domain.unknown_kind", {"kind": kind})
    try:
        record = entity.model_validate(dict(values))
    except ValidationError as error:
        raise refusal_error(kind, [_refusal(entry) for entry in error.errors()]) from error
    return record.model_dump(mode="json", include=set(values))


def missing_fields(kind: str, values: Mapping[str, Wire]) -> list[Refusal]:
    """Return what a complete record of `kind` still lacks; empty for drafts and when nothing does.

    Args:
        kind: The entity's kind.
        values: All fields of the record in wire form; absent fields count as empty.
    """
    if values.get("draft"):
        return []
    wanted = [field.name for field in field_shapes(kind).values() if field.is_required]
    wanted += _wanted_by_state(kind, values)
    missing = [Refusal(name, "missing") for name in wanted if values.get(name) in (None, "", [])]
    return missing + _contradictions(kind, values)


def check_complete(kind: str, values: Mapping[str, Wire]) -> None:
    """Raise `domain.invalid_record` if a record that is no draft lacks something."""
    refusals = missing_fields(kind, values)
    if refusals:
        raise refusal_error(kind, refusals)


def refusal_error(kind: str, refusals: list[Refusal]) -> RefusedError:
    """Return the error that carries `refusals` for people and scripts."""
    listed: list[dict[str, Any]] = [
        {"field": refusal.field, "reason": refusal.reason}
        | ({"vocabulary": refusal.vocabulary} if refusal.vocabulary else {})
        for refusal in refusals
    ]
    return RefusedError("domain.invalid_record", {"kind": kind, "refusals": listed})


def _refusal(entry: ErrorDetails) -> Refusal:
    reason = "unknown_field" if entry["type"] == "extra_forbidden" else entry["type"]
    field = str(entry["loc"][0]) if entry["loc"] else ""
    return Refusal(field, reason, entry.get("ctx", {}).get("vocabulary"))


def _wanted_by_state(kind: str, values: Mapping[str, Wire]) -> list[str]:
    if kind == "visit" and values.get("status") in VISIT_TOOK_PLACE:
        return ["actual_start", "place_type", "language_used"]
    if kind == "note" and values.get("source", "told") == "told":
        return ["told_by", "told_how"]
    return []


def _contradictions(kind: str, values: Mapping[str, Wire]) -> list[Refusal]:
    """Rules between fields of one record.

    What a colleague passed on is not shared before the family confirmed it, and nothing ends
    before it begins.
    """
    found: list[Refusal] = []
    unconfirmed = values.get("told_how") == "told_by_colleague_unconfirmed"
    if kind == "note" and unconfirmed and values.get("share_with") != "me_and_family_only":
        found.append(Refusal("share_with", "confirm_with_family_first"))
    for start, end in _SPANS.get(kind, ()):
        first, last = values.get(start), values.get(end)
        if isinstance(first, str) and isinstance(last, str) and last < first:
            found.append(Refusal(end, "ends_before_start"))
    return found


_SPANS: dict[str, tuple[tuple[str, str], ...]] = {
    "visit": (("scheduled_start", "scheduled_end"), ("actual_start", "actual_end")),
    "conference": (("starts_at", "ends_at"),),
    "household": (("valid_from", "valid_to"),),
    "school-year": (("starts_on", "ends_on"),),
}
