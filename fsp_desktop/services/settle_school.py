"""Two colleagues wrote the school's values at the same time: join what both wrote, value by value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.views import ConflictView
from fsp_desktop.packets.content.school_profile import profile_from_json
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.read_school import profile_object
from fsp_desktop.services.settle_conflict import list_conflicts, write_anew
from fsp_desktop.services.workspace import Workspace

_FIELD = "profile"


@dataclass(frozen=True)
class ProfileDifference:
    """A value that the versions give differently.

    Attributes:
        field: Name of a field of `SchoolProfile`; for a text of the school with its language, as in
            "lunch_cost.es".
        values: In JSON form, one for each version in the order of `list_conflicts`; None where a
            version says nothing.
    """

    field: str
    values: tuple[object, ...]


def profile_differences(workspace: Workspace) -> tuple[ProfileDifference, ...]:
    """Return the values somebody has to choose; empty if there are no two versions, or none differ.

    What only one version says differs from nothing: it is kept.

    Raises:
        RefusedError: `packets.bad_profile`.
    """
    conflict = _conflict(workspace)
    versions = _versions(conflict) if conflict else []
    names = dict.fromkeys(name for version in versions for name in version)
    found = (
        ProfileDifference(name, tuple(version.get(name) for version in versions)) for name in names
    )
    return tuple(one for one in found if len(_said(one)) > 1)


def settle_profile(workspace: Workspace, chosen: Mapping[str, int]) -> Changes:
    """Join the versions of the school's values into one.

    Args:
        workspace: The open record.
        chosen: For each difference the number of the version to take, counted from 1.

    Raises:
        RefusedError: `services.no_conflict`; `services.choose_first` with the fields that nobody
            has chosen yet; `services.no_such_version`; `packets.bad_profile`.
    """
    conflict = _conflict(workspace)
    if conflict is None:
        raise RefusedError("services.no_conflict", {"field": _FIELD})
    differences = {one.field: one for one in profile_differences(workspace)}
    if open_fields := [name for name in differences if name not in chosen]:
        raise RefusedError("services.choose_first", {"fields": ", ".join(open_fields)})
    joined: dict[str, object] = {}
    for version in _versions(conflict):
        joined = {**version, **joined}
    for name, one in differences.items():
        number = chosen[name]
        if not 1 <= number <= len(one.values):
            raise RefusedError(
                "services.no_such_version", {"number": number, "versions": len(one.values)}
            )
        joined[name] = one.values[number - 1]
    whole = _unfolded({name: value for name, value in joined.items() if value is not None})
    profile_from_json(whole)
    text = json.dumps(whole, ensure_ascii=False)
    return write_anew(workspace, workspace.school_id, _FIELD, text)


def _conflict(workspace: Workspace) -> ConflictView | None:
    found = list_conflicts(workspace, workspace.school_id)
    return next((one for one in found if one.field == _FIELD), None)


def _versions(conflict: ConflictView) -> list[dict[str, object]]:
    return [_folded_out(profile_object(one.value)) for one in conflict.versions]


def _folded_out(profile: Mapping[str, object]) -> dict[str, object]:
    """Return a profile with each language of a text of the school as a value of its own."""
    flat: dict[str, object] = {}
    for name, value in profile.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{tag}": words for tag, words in value.items()}
        else:
            flat[name] = value
    return flat


def _unfolded(flat: Mapping[str, object]) -> dict[str, object]:
    whole: dict[str, object] = {}
    for name, value in flat.items():
        field, dot, tag = name.partition(".")
        if dot:
            texts = whole.setdefault(field, {})
            if isinstance(texts, dict):
                texts[tag] = value
        else:
            whole[field] = value
    return whole


def _said(one: ProfileDifference) -> set[str]:
    return {json.dumps(value, sort_keys=True) for value in one.values if value is not None}
