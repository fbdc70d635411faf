"""Is the record sound? Pages, references, journal against tables, search index."""

from __future__ import annotations

from collections.abc import Mapping

from fsp_desktop.services.workspace import Workspace

Problem = Mapping[str, object]
"""`code` and `detail` of one thing that is wrong; ids and counts only."""


def check_record(workspace: Workspace) -> tuple[Problem, ...]:
    """Return what is wrong with the record, nothing if it is sound; changes nothing."""
    return tuple({"code": one.code, "detail": one.detail} for one in workspace.store.check())


def record_digest(workspace: Workspace) -> str:
    """Return one hash of the merged state, equal on computers that have the same changes."""
    return workspace.store.digest()
