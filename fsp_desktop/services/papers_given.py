"""What a family was given on paper: kept as a record that every colleague sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.packets.document import drafts
from fsp_desktop.packets.reading import without_marks
from fsp_desktop.packets.text.spans import plain
from fsp_desktop.services.draw_pages import Composed
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored
from fsp_desktop.store.writes import Write

How = Literal["printed", "saved"]
_TOGETHER = 200


@dataclass(frozen=True)
class Paper:
    """What is kept of a document that was made for a family; small, while the document is not.

    Attributes:
        values: Fields of the record that the document decides.
        pages: How many were drawn.
    """

    values: Mapping[str, object]
    pages: int


@dataclass(frozen=True)
class PaperGiven:
    """One line of what a family was given.

    Attributes:
        document: Code of `document_kind`.
        given_at: ISO 8601 moment.
        given_how: Code of `given_how`.
        version: Equal versions said the same on every page.
    """

    id: RecordId
    document: str
    title: str
    languages: tuple[str, ...]
    sections: tuple[str, ...]
    version: str
    pages: int
    is_draft: bool
    given_at: str
    given_how: str
    given_by: str
    household_id: RecordId | None


def note_given(
    workspace: Workspace, composed: Composed, pages: int, how: How
) -> tuple[RecordId, ...]:
    """Keep that a document was printed or saved for its family; one for nobody leaves no trace.

    A welcome packet that was printed moves a new family on to `packet_given`.

    Returns:
        Id of the record, or nothing.
    """
    given = note_all_given(workspace, [paper_of(composed, pages)], how)
    family = composed.about.family_id
    if family and how == "printed" and composed.about.kind == "welcome_packet":
        note_packet_given(workspace, family)
    return given


def note_all_given(workspace: Workspace, papers: Iterable[Paper], how: How) -> tuple[RecordId, ...]:
    """Keep that many documents were printed or saved, in few steps of the history."""
    writes = [
        _write(workspace, paper, how)
        for paper in papers
        if paper.values["family_id"] and paper.values["document"]
    ]
    for first in range(0, len(writes), _TOGETHER):
        workspace.store.save(
            writes[first : first + _TOGETHER], author=workspace.person_id, why="create"
        )
    return tuple(RecordId(write.record_id) for write in writes)


def paper_of(composed: Composed, pages: int) -> Paper:
    """Return what is kept of a document."""
    document, about = composed.document, composed.about
    title = document.title.get("en") or next(iter(document.title.values()), ())
    return Paper(
        {
            "family_id": about.family_id,
            "household_id": about.household_id,
            "document": about.kind,
            "title": without_marks(plain(title)),
            "languages": list(document.languages),
            "sections": [section.id for section in document.sections],
            "version": document.key,
            "is_draft": bool(drafts(document)),
        },
        pages,
    )


def papers_given(workspace: Workspace, family_id: RecordId) -> list[PaperGiven]:
    """Return what a family was given, newest first."""
    rows = workspace.store.list_rows("packet-given", family_id=family_id, limit=1_000)
    return sorted(map(_given, rows), key=lambda one: one.given_at, reverse=True)


def note_packet_given(workspace: Workspace, family_id: RecordId) -> None:
    """Move a newcomer family on from `new` to `packet_given`."""
    form = open_form(workspace, family_id)
    if form.values.get("welcome_stage") in (None, "new", "ask"):
        save_form(workspace, form, {"welcome_stage": "packet_given"})


def _write(workspace: Workspace, paper: Paper, how: How) -> Write:
    from fsp_desktop.domain.rules import check_complete, clean_fields

    values = {
        **paper.values,
        "pages": paper.pages,
        "given_at": to_wire_time(workspace.clock.now()),
        "given_how": how,
        "given_by": workspace.person_id,
    }
    fields = clean_fields("packet-given", values)
    check_complete("packet-given", fields)
    return Write("packet-given", new_record_id(workspace.clock), fields, {})


def _given(row: Stored) -> PaperGiven:
    values = row.values
    home = values.get("household_id")
    return PaperGiven(
        id=RecordId(row.id),
        document=str(values.get("document") or ""),
        title=str(values.get("title") or ""),
        languages=_words(values.get("languages")),
        sections=_words(values.get("sections")),
        version=str(values.get("version") or ""),
        pages=int(str(values.get("pages") or 0)),
        is_draft=bool(values.get("is_draft")),
        given_at=str(values.get("given_at") or ""),
        given_how=str(values.get("given_how") or ""),
        given_by=str(values.get("given_by") or ""),
        household_id=RecordId(str(home)) if home else None,
    )


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, Sequence | set) else ()
