"""Attach a file to a family's record, and open it again; it is never on disk in clear."""

from __future__ import annotations

from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.domain.rules import check_complete, clean_fields
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write
from fsp_desktop.sync.attachments import open_pieces, read_pieces, seal_file


def attach_file(
    workspace: Workspace,
    family_id: RecordId,
    title: str,
    data: bytes,
    *,
    media_type: str = "",
    visit_id: RecordId | None = None,
) -> RecordId:
    """Keep a file with a family's record; returns the id of its record.

    The pieces are sealed and kept before the record names them, and leave before it does.

    Raises:
        RefusedError: `sync.file_too_large` over 64 MB, or `domain.invalid_record` without a title.
    """
    pieces, sealed = seal_file(data)
    values = {
        "family_id": family_id,
        "visit_id": visit_id,
        "title": title,
        "media_type": media_type or None,
        "size_bytes": len(data),
        "pieces": pieces.to_text(),
    }
    fields = clean_fields("attachment", values)
    check_complete("attachment", fields)
    for piece_hash, piece in sealed:
        workspace.ledger.keep_piece(piece_hash, piece, is_own=True)
    record_id = new_record_id(workspace.clock)
    write = Write("attachment", record_id, fields)
    workspace.store.save([write], author=workspace.person_id, why="create")
    return record_id


def open_file(workspace: Workspace, record_id: RecordId) -> bytes:
    """Return the contents of an attached file, in memory only.

    Raises:
        RefusedError: `services.no_such_record`, or the code that says what is wrong with a piece.
        UnreachableError: `sync.file_on_its_way` if pieces are not here yet; the next exchanges
            fetch them.
    """
    stored = workspace.store.load(record_id)
    if stored is None or stored.kind != "attachment":
        raise RefusedError("services.no_such_record", {"id": record_id})
    pieces = read_pieces(stored.values["pieces"])
    missing = workspace.ledger.want_pieces(pieces.hashes)
    if missing:
        detail = {"missing": len(missing), "pieces": len(pieces.hashes)}
        raise UnreachableError("sync.file_on_its_way", detail)
    sealed = [workspace.ledger.piece(one) or b"" for one in pieces.hashes]
    return open_pieces(pieces, sealed)
