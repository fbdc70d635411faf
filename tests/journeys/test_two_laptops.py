"""Rosters are read, a visit is logged with no network, and a colleague's laptop finds it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.journeys.conftest import let_in

ROSTERS = Path(__file__).parents[1] / "rosters" / "data"
HOPES = "She should feel that the library is hers too. Qalbi furan."


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only: it takes the network away")
@pytest.mark.parametrize(("roster", "families"), [("sds-v1-100-users", 50), ("sds-v2.1", 4)])
def test_a_visit_logged_offline_reaches_a_second_laptop(
    roster: str, families: int, ana: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = ana.json("import", ROSTERS / roster)
    assert read["added"]["family"] >= families
    assert sum(ana.json("import", ROSTERS / roster)["added"].values()) == 0
    family = ana.json("list", "family", "--limit", 500)[-1]["id"]
    visit = _log_visit_without_network(ana, family)

    bea = Terminal(tmp_path / "bea", monkeypatch)
    let_in(ana, bea, tmp_path / "folder")
    for desk in (bea, ana, bea):
        assert desk.json("sync")["problems"] == []

    assert bea.json("show", visit)["hopes"] == HOPES
    found = bea.json("search", "qalbi fur")
    assert [(hit["kind"], hit["id"]) for hit in found] == [("visit", visit)]
    assert bea.json("digest") == ana.json("digest")
    assert bea.json("check")["ok"]
    assert len(bea.json("list", "student", "--limit", 5000)) == len(
        ana.json("list", "student", "--limit", 5000)
    )


def _log_visit_without_network(ana: Terminal, family: str) -> str:
    fields = (
        f'{{"family_id": "{family}", "purpose": "welcome_newcomer", "status": "completed",'
        f' "actual_start": "2026-10-13T16:00:00+02:00", "place_type": "home",'
        f' "language_used": "so", "hopes": "{HOPES}"}}'
    )
    unshare = shutil.which("unshare")
    assert unshare is not None
    told = ana.process("add", "visit", "--json", given=fields.encode(), before=(unshare, "-rn"))
    assert told.code == 0, told
    return str(told.json["ids"][0])
