"""Show two versions of a long text as one where they changed different paragraphs."""

from __future__ import annotations

from fsp_desktop.domain.paragraphs import Part, combine, text_of
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.domain.views import ConflictView, VersionOf
from fsp_desktop.services.settle_conflict import can_be_joined
from fsp_desktop.services.workspace import Workspace


class Combined(Frozen):
    """Two versions as one text; nothing of it is saved until a person does.

    Attributes:
        text: The whole; what to write when a person keeps it.
        parts: Its paragraphs, each with whose it is: `both`, `one` or `other`.
        one, other: The versions; `one` is the one shown first elsewhere.
    """

    text: str
    parts: tuple[Part, ...]
    one: VersionOf
    other: VersionOf


def combined_text(workspace: Workspace, conflict: ConflictView) -> Combined | None:
    """Return both versions of a conflict as one text, or None where a person has to choose.

    Only long texts with exactly two versions over one common text are combined, and never within
    a paragraph.
    """
    if len(conflict.versions) != 2 or not can_be_joined(conflict):
        return None
    one, other = conflict.versions
    before = workspace.store.common_value(conflict.record_id, conflict.field, one.dot, other.dot)
    texts = (before, one.value, other.value)
    if not all(isinstance(text, str) for text in texts):
        return None
    parts = combine(str(before), str(one.value), str(other.value))
    if parts is None:
        return None
    return Combined(text=text_of(parts), parts=parts, one=one, other=other)
