"""Write the whole record as lines of JSON that anybody can read, and log who asked for it.

Line 1 is the header: `format` is `fsp-export`, `version` is 1, then which space and school, when
and by which program, and how many records follow. Each further line is one record with its `id`,
its `kind`, all its fields in wire form and when and by whom it was made and changed. A record with
fields that have more than one version carries them under `versions`. Left out are private notes,
visits that only their author may read, and what was deleted. There is no CSV: a table would run
what somebody typed as a formula.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from fsp_desktop import __version__
from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.list_records import Document, record_document
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.vault.durable_file import sync_folder

FORMAT = "fsp-export"
VERSION = 1
_HEADER_WIDTH = 1024
"""The header is written last, over blanks of this width, when the records have been counted."""


def export_record(workspace: Workspace, path: Path, reason: str) -> int:
    """Write the whole record to `path`, whole or not at all, and return how many records it holds.

    The access log says who did it, when and why; it is written before the file is in its place.

    Raises:
        RefusedError: `services.no_reason`, or `services.inside_profile` since nothing in the
            profile may lie there in the clear.
        OSError: The file cannot be written; nothing is left of it.
    """
    if not reason.strip():
        raise RefusedError("services.no_reason")
    need_outside_profile(workspace, path)
    with whole_file(path) as file:
        count = _write_records(workspace, file)
        detail = {"reason": reason.strip(), "records": count}
        workspace.store.log_access(workspace.person_id, "export", detail)
    return count


def need_outside_profile(workspace: Workspace, path: Path) -> None:
    """Raise `services.inside_profile` if `path` lies among the files of the record."""
    root = workspace.profile.root.resolve()
    if path.resolve().is_relative_to(root):
        raise RefusedError("services.inside_profile")


def _write_records(workspace: Workspace, file: IO[bytes]) -> int:
    file.write(b" " * (_HEADER_WIDTH - 1) + b"\n")
    count = 0
    for document in _documents(workspace):
        file.write(_line(document))
        count += 1
    file.seek(0)
    file.write(_line(_header(workspace, count)).rstrip(b"\n").ljust(_HEADER_WIDTH - 1))
    return count


def _header(workspace: Workspace, count: int) -> Document:
    return {
        "format": FORMAT,
        "version": VERSION,
        "records": count,
        "space_id": workspace.who.space_id,
        "school_id": workspace.school_id,
        "made_at": to_wire_time(workspace.clock.now()),
        "made_by": workspace.person_id,
        "program": __version__,
    }


def _documents(workspace: Workspace) -> Iterator[Document]:
    """Yield what may leave, visits before what was agreed in them.

    A visit that stays here is not even named by what came of it.
    """
    visits: set[str] = set()
    for stored in workspace.store.export_records():
        document = record_document(stored)
        if stored.kind == "visit":
            visits.add(stored.id)
        elif document.get("visit_id") not in visits:
            document |= {"visit_id": None} if "visit_id" in document else {}
        if stored.conflicts:
            document["versions"] = _versions(workspace, RecordId(stored.id))
        yield document


def _versions(workspace: Workspace, record_id: RecordId) -> dict[str, list[Any]]:
    return {
        conflict.field: [
            {"value": one.value, "author": one.author, "at": to_wire_time(one.at)}
            for one in conflict.versions
        ]
        for conflict in workspace.store.conflicts(record_id)
    }


def _line(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes the place of `path` once everything is on disk, for this user only."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


_BINARY = getattr(os, "O_BINARY", 0)
