"""The team's own wordings of the packet texts, put before the shipped ones while a document is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.packets.content.team_texts import TeamTexts, Wording, read_sign_off
from fsp_desktop.packets.content.texts import is_in_use, team_texts
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.readings.wordings import WordingRow

Given = ParamSpec("Given")
Made = TypeVar("Made")


def read_team_words(workspace: Workspace) -> TeamTexts:
    """Return the team's wordings; each language is read when it is first asked for.

    To be used on the thread of the workspace, while it is open.
    """
    store, names = workspace.store, workspace.store.staff_names()

    def read(language: str) -> dict[str, Wording]:
        rows = store.packet_wordings(language)
        return {row.text_id: _wording(workspace, row, names) for row in rows}

    return TeamTexts(store.packet_text_languages(), read)


@contextmanager
def team_words(workspace: Workspace) -> Iterator[None]:
    """Let everything made meanwhile use the team's words; inside itself it changes nothing."""
    if is_in_use():
        yield
        return
    with team_texts(read_team_words(workspace)):
        yield


def in_team_words(
    make: Callable[Concatenate[Workspace, Given], Made],
) -> Callable[Concatenate[Workspace, Given], Made]:
    """Return `make`, a function of a workspace, as one that uses the team's words."""

    @wraps(make)
    def made(workspace: Workspace, *given: Given.args, **named: Given.kwargs) -> Made:
        with team_words(workspace):
            return make(workspace, *given, **named)

    return cast("Callable[Concatenate[Workspace, Given], Made]", made)


def _wording(workspace: Workspace, row: WordingRow, names: dict[str, str]) -> Wording:
    sign_offs = (read_sign_off(line, names) for line in row.signed_off)
    return Wording(
        text_id=row.text_id,
        language=row.language,
        text=row.text,
        status=row.status or "human_translated",
        writer=row.written_by,
        writer_name=names.get(row.written_by, row.written_by),
        written_on=row.written_on,
        source_text=row.source_text,
        sign_offs=tuple(one for one in sign_offs if one is not None),
        is_disputed=row.is_disputed and _really_differ(workspace, row.id),
    )


def _really_differ(workspace: Workspace, record_id: str) -> bool:
    """Tell whether the versions have other words, not only another writer or day."""
    said = {
        (words.get("text"), words.get("source_text"))
        for conflict in workspace.store.conflicts(RecordId(record_id))
        if conflict.field == "wording"
        for words in (cast("dict[str, str]", version.value) for version in conflict.versions)
    }
    return len(said) > 1
