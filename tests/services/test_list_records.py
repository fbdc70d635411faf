"""Records leave with every field, in pages that fit together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services import list_records as listing
from fsp_desktop.services.list_records import (
    list_records,
    record_history,
    record_kind,
    show_record,
)
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write
from tests.services.real_workspace import add_family, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with make_workspace(tmp_path / "profile") as opened:
        yield opened


def test_pages_fit_together(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE", 3)
    families = {add_family(workspace, f"Family {number}") for number in range(7)}
    listed = [one["id"] for one in list_records(workspace, "family")]
    assert len(listed) == 7
    assert set(listed) == families
    for limit in (0, 1, 3, 4, 7, 50):
        some = [one["id"] for one in list_records(workspace, "family", limit=limit)]
        assert some == listed[:limit]


def test_since_is_a_day_of_this_computer(workspace: Workspace) -> None:
    family = add_family(workspace)
    contact = RecordId("018f0000-0000-7000-8000-0000000000aa")
    noon = "2025-03-10T12:00:00.000+00:00"
    write = Write("contact", contact, {"family_id": family, "occurred_at": noon})
    workspace.store.save([write], author=workspace.person_id)

    def since(day: date) -> list[str]:
        return [one["id"] for one in list_records(workspace, "contact", since=day)]

    assert since(date(2025, 3, 9)) == [contact]
    assert since(date(2025, 3, 12)) == []


def test_a_kind_without_families_cannot_be_asked_by_family(workspace: Workspace) -> None:
    with pytest.raises(RefusedError, match=r"store\.no_family_field"):
        list(list_records(workspace, "school", family_id=add_family(workspace)))


def test_history_outlives_the_record(workspace: Workspace) -> None:
    family = add_family(workspace)
    workspace.store.delete(family, author=workspace.person_id)
    with pytest.raises(RefusedError):
        show_record(workspace, family)
    history = record_history(workspace, family)
    assert history[0]["why"] == "delete"
    assert history[0]["at"].endswith("+00:00")
    assert record_kind(workspace, family) == "family"
    with pytest.raises(RefusedError, match=r"services\.no_such_record"):
        record_history(workspace, RecordId("018f0000-0000-7000-8000-000000000000"))
