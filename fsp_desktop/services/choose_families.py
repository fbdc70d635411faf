"""Which families a batch of packets is for."""

from __future__ import annotations

from dataclasses import dataclass

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.languages import find_language
from fsp_desktop.services.read_family import FamilyFacts, family_facts
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

_MOST = 100_000
_NEW = (None, "new", "ask")


@dataclass(frozen=True)
class FamilyChoice:
    """Families of this school; each condition that is given narrows the choice.

    Attributes:
        new_only: Those that have not been given a packet yet.
        languages: Tags; those whose packet is printed in one of them.
        grades: As the school writes them; those with a child in one of them.
        ids: Ids of families, or of children, adults, conferences and visits of theirs; None for all.
    """

    new_only: bool = False
    languages: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None


def chosen_families(workspace: Workspace, choice: FamilyChoice) -> tuple[RecordId, ...]:
    """Return the ids of the chosen families, by grade and name, each once.

    Families that moved away, were merged or are drafts are left out unless they are named by id.

    Raises:
        RefusedError: `services.no_such_record` for an id that is none, `language.unknown`.
    """
    tags = {_tag(one) for one in choice.languages}
    found = []
    for family_id in _candidates(workspace, choice):
        facts = family_facts(workspace, family_id)
        if tags and not tags & set(facts.languages):
            continue
        if choice.grades and not set(choice.grades) & set(facts.grades):
            continue
        found.append((_place(facts), family_id))
    return tuple(family_id for _order, family_id in sorted(found))


def newcomer_families(workspace: Workspace) -> tuple[tuple[RecordId, str], ...]:
    """Return id and label of families at this school that have not been given a packet yet."""
    return tuple(
        (RecordId(row.id), str(row.values.get("label") or ""))
        for row in _here(workspace)
        if row.values.get("welcome_stage") in _NEW
    )


def _candidates(workspace: Workspace, choice: FamilyChoice) -> list[RecordId]:
    if choice.ids is not None:
        named = [_family_of(workspace, one) for one in choice.ids]
        return list(dict.fromkeys(named))
    return [
        RecordId(row.id)
        for row in _here(workspace)
        if not choice.new_only or row.values.get("welcome_stage") in _NEW
    ]


def _here(workspace: Workspace) -> list[Stored]:
    rows = workspace.store.list_rows("family", limit=_MOST, order="oldest")
    return [
        row
        for row in rows
        if row.values.get("status") in (None, "active")
        and not row.values.get("merged_into_id")
        and not row.values.get("draft")
    ]


def _family_of(workspace: Workspace, record_id: str) -> RecordId:
    stored = workspace.store.load(RecordId(record_id))
    if stored is None or stored.deleted:
        raise RefusedError("services.no_such_record", {"id": record_id})
    family = stored.id if stored.kind == "family" else stored.values.get("family_id")
    if not family:
        raise RefusedError("services.no_such_record", {"id": record_id})
    return RecordId(str(family))


def _place(facts: FamilyFacts) -> tuple[str, str]:
    return (min(facts.grades, default="").rjust(4), facts.label.casefold())


def _tag(wanted: str) -> str:
    known = find_language(wanted)
    if known is None:
        raise RefusedError("language.unknown", {"tag": wanted})
    return known.tag
