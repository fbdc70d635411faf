"""What the lists of the school's page show: records with their drafts, and what can be chosen in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fsp_desktop.ui.school_profile.record_kinds import Choices

KINDS = {
    "people": "school-person",
    "resources": "resource",
    "own_texts": "school-text",
    "pictures": "school-picture",
}
LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class SchoolLists:
    """Records by list, and the choices their sheets offer."""

    records: Mapping[str, Sequence[Mapping[str, Any]]]
    choices: Choices


def read_lists(workspace: Any) -> SchoolLists:
    """Return all lists, in the order of the packet; on the store thread."""
    from fsp_desktop.services.list_records import list_records
    from fsp_desktop.services.print_packet import packet_sections

    records = {
        part: sorted(list_records(workspace, kind), key=_place) for part, kind in KINDS.items()
    }
    photos = [
        (str(one["id"]), str(one.get("alt") or ""))
        for one in records["pictures"]
        if one.get("picture_use") == "person"
    ]
    parts = [(part.id, part.title) for part in packet_sections(("en",), workspace)]
    return SchoolLists(records, {"parts": parts, "photos": photos})


def _place(values: Mapping[str, Any]) -> tuple[int, str]:
    place = values.get("position")
    return (place if isinstance(place, int) else LAST, str(values["id"]))
