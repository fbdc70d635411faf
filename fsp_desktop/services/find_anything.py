"""Find a family, a person or a word, as it is typed."""

from __future__ import annotations

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyCounts, FamilyPage, FamilyRow, SearchHit, ThreadItem
from fsp_desktop.services.workspace import Workspace

SHOWN_AT_ONCE = 10
"""How many results a person sees without scrolling: what is asked for while they type."""


def find_anything(
    workspace: Workspace, text: str, *, limit: int = 50, kinds: tuple[str, ...] = ()
) -> tuple[SearchHit, ...]:
    """Return what fits `text`, families first, then people, then the newest notes."""
    return workspace.store.search(text, limit=limit, kinds=kinds)


def list_families(
    workspace: Workspace,
    *,
    text: str = "",
    which: str = "all",
    limit: int = 256,
    offset: int = 0,
) -> tuple[FamilyRow, ...]:
    """Return a page of the list of families, by label; `which` is all, mine or our_turn.

    `text` are letters of a name, a child or a language. Families that somebody has begun and not
    finished yet wait on Today; only `which` = with_drafts shows them here too.
    """
    return workspace.store.families(
        text=text,
        filter=which,
        person_id=workspace.person_id,
        now=workspace.clock.now(),
        limit=limit,
        offset=offset,
    )


def count_families(workspace: Workspace, *, text: str = "") -> FamilyCounts:
    """Return how many families each filter would show."""
    return workspace.store.family_counts(
        text=text, person_id=workspace.person_id, now=workspace.clock.now()
    )


def show_family(workspace: Workspace, family_id: RecordId) -> FamilyPage:
    """Return everything about one family but its thread.

    Raises:
        RefusedError: `store.no_such_record`.
    """
    return workspace.store.family_page(family_id)


def show_thread(
    workspace: Workspace,
    family_id: RecordId,
    *,
    kinds: tuple[str, ...] = (),
    limit: int = 256,
    offset: int = 0,
) -> tuple[ThreadItem, ...]:
    """Return a page of the family's thread, newest first; `kinds` empty means everything."""
    return workspace.store.thread(family_id, kinds=kinds, limit=limit, offset=offset)
