"""A sound record has no problems; a change behind the journal's back is found."""

from __future__ import annotations

from pathlib import Path

from fsp_desktop.services.check_record import check_record, record_digest
from tests.services.real_workspace import add_family, make_workspace


def test_a_sound_record_has_no_problems(tmp_path: Path) -> None:
    with make_workspace(tmp_path / "profile") as workspace:
        add_family(workspace)
        assert check_record(workspace) == ()


def test_a_row_that_was_changed_behind_the_journal_is_found(tmp_path: Path) -> None:
    with make_workspace(tmp_path / "profile") as workspace:
        family = add_family(workspace)
        workspace.store.connection.execute("UPDATE family SET label = 'x'")
        found = check_record(workspace)
        assert {
            "code": "store.differs_from_journal",
            "detail": {"id": family, "field": "label"},
        } in found


def test_the_digest_follows_the_record(tmp_path: Path) -> None:
    with make_workspace(tmp_path / "profile") as workspace:
        before = record_digest(workspace)
        family = add_family(workspace)
        assert record_digest(workspace) != before
        workspace.store.delete(family, author=workspace.person_id)
        assert len(record_digest(workspace)) == 64
