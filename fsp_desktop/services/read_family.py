"""What may be printed about one family: names, languages, homes, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.languages import find_language
from fsp_desktop.packets.content.family_values import (
    PRINTABLE_FIELDS,
    FamilyValues,
    family_values,
)
from fsp_desktop.services.open_conflicts import OpenConflict, conflicts_of
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

MOST_FAMILY_LANGUAGES = 3
"""Beside English; a page with more columns than four helps nobody."""
_MOST = 100
NOBODY = FamilyValues()


@dataclass(frozen=True)
class Home:
    """One home of a family: what the family calls it. Its address is not even read."""

    id: RecordId
    label: str


@dataclass(frozen=True)
class FamilyFacts:
    """What may be printed about a family.

    Attributes:
        label: Name of the family, for lists that staff read.
        values: What stands on its pages.
        languages: To print beside English: what each adult reads, else what is spoken.
        homes: More than one if the family lives in two homes; each gets its own copy.
        grades: Of its children, as the school writes them; for lists that staff read.
        conflicts: Fields on these pages that have two versions.
    """

    label: str = ""
    values: FamilyValues = NOBODY
    languages: tuple[str, ...] = ("en",)
    homes: tuple[Home, ...] = ()
    grades: tuple[str, ...] = ()
    conflicts: tuple[OpenConflict, ...] = ()


def family_facts(workspace: Workspace, family_id: RecordId) -> FamilyFacts:
    """Return what may be printed about a family.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    family = workspace.store.load(family_id)
    if family is None or family.deleted or family.kind != "family":
        raise RefusedError("services.no_such_record", {"id": family_id})
    people = {kind: _people(workspace, kind, family_id) for kind in PRINTABLE_FIELDS}
    homes = _people(workspace, "household", family_id)
    conflicts = [
        *conflicts_of([family], ("home_languages",)),
        *(
            one
            for kind, rows in people.items()
            for one in conflicts_of(rows, PRINTABLE_FIELDS[kind])
        ),
    ]
    grades = (str(row.values.get("grade") or "") for row in people["student"])
    return FamilyFacts(
        label=str(family.values.get("label") or ""),
        values=family_values(_allowed(people["student"]), _allowed(people["adult"])),
        languages=_languages(family, people["adult"]),
        homes=tuple(
            Home(RecordId(row.id), str(row.values.get("label") or ""))
            for row in homes
            if not row.values.get("valid_to")
        ),
        grades=tuple(dict.fromkeys(grade for grade in grades if grade)),
        conflicts=tuple(conflicts),
    )


def _people(workspace: Workspace, kind: str, family_id: RecordId) -> list[Stored]:
    return workspace.store.list_rows(kind, family_id=family_id, limit=_MOST, order="oldest")


def _allowed(rows: list[Stored]) -> list[dict[str, object]]:
    """Return the printable fields of each person; everything else stays where it is."""
    return [{name: row.values.get(name) for name in PRINTABLE_FIELDS[row.kind]} for row in rows]


def _languages(family: Stored, adults: list[Stored]) -> tuple[str, ...]:
    """Return what each adult reads, else what is spoken; English alone for those who read that."""
    reads = [
        str(row.values["reads_language"]) for row in adults if row.values.get("reads_language")
    ]
    at_home = family.values.get("home_languages")
    spoken = [str(row.values.get("speaks_language") or "") for row in adults]
    wanted = reads or (list(map(str, at_home)) if isinstance(at_home, list) else []) or spoken
    known = [find_language(tag) for tag in wanted if tag not in ("ask", "")]
    tags = [one.tag for one in known if one is not None and one.serves("read")]
    return tuple(dict.fromkeys(tags))[:MOST_FAMILY_LANGUAGES] or ("en",)
