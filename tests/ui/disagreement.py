"""A colleague's change that arrives beside one's own: two versions of one record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from fsp_desktop.domain.changes import FieldWrite, Op, RecordWrite, make_dot, next_hlc, pack_op
from fsp_desktop.domain.clock import epoch_ms
from fsp_desktop.domain.ids import Incarnation, RecordId
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write

DANIEL = RecordId("01a20a46-5ab3-76df-b506-1da020e7bf91")


def disagree(
    workspace: Workspace,
    kind: str,
    record_id: RecordId,
    mine: Mapping[str, object],
    theirs: Mapping[str, object],
    *,
    colleague: str = "ab",
) -> None:
    """Write `mine` here and let `theirs`, written without having heard of it, arrive after it."""
    seen = dict(workspace.store.need(record_id).seen)
    workspace.store.save([Write(kind, record_id, mine, seen)], author=workspace.person_id)
    incarnation = Incarnation(colleague * 16)
    at = epoch_ms(workspace.clock.now() + timedelta(minutes=1))
    fields = {name: FieldWrite(value, seen.get(name, ())) for name, value in theirs.items()}
    op = Op(
        make_dot(incarnation, 1),
        next_hlc(0, at),
        DANIEL,
        "edit",
        (
            RecordWrite("staff", DANIEL, {"name": FieldWrite("Daniel Cho")}),
            RecordWrite(kind, record_id, fields),
        ),
    )
    workspace.ledger.apply_bundle(incarnation, 1, "0" * 64, b"bundle", [pack_op(op)])
