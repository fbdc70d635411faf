"""The invented school: it can be looked at, and its whole story can be played."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.services.demo_data import DEMO_PASSPHRASE, demo_story, fill_demo
from fsp_desktop.services.demo_story import tell_demo_story
from fsp_desktop.services.find_anything import count_families, find_anything, list_families
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.show_today import show_today
from fsp_desktop.services.unlock import unlock
from tests.services.real_workspace import make_workspace

MORNING = datetime(2026, 10, 13, 13, 0, tzinfo=UTC)


def test_every_page_of_the_invented_school_has_something_to_show(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    steps: list[tuple[int, int]] = []
    with make_workspace(tmp_path / "demo", clock) as demo:
        fill_demo(demo, lambda done, total: steps.append((done, total)))
        today = show_today(demo)
        assert {item.kind for item in today.agenda} == {"visit", "conference"}
        assert today.follow_ups
        assert today.quiet
        assert today.unfinished
        counts = count_families(demo)
        assert counts.everyone >= 8
        assert len(list_families(demo, which="our_turn")) == counts.our_turn
        assert [hit.title for hit in find_anything(demo, "osm", limit=1)] == ["Osman"]
        assert demo.store.check() == []
    total = len(demo_story()["records"])
    assert steps == [(done, total) for done in range(1, total + 1)]


@pytest.mark.usefixtures("quick_stretching")
def test_the_story_is_told_to_its_end(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    told: dict[str, Mapping[str, object]] = {}
    (tmp_path / "out").mkdir()
    story = tell_demo_story(tmp_path / "place", tmp_path / "out", clock, told.__setitem__)
    assert list(told) == ["roster_read", "visit_logged", "shared", "received", "printed"]
    assert told["received"]["found"] == 1
    names = {path.name for path in story.files}
    assert {"packet-ar.pdf", "packet-es.pdf", "conference-brief.pdf"} <= names
    assert all(path.stat().st_size > 1000 for path in story.files)
    with unlock(story.profile, DEMO_PASSPHRASE, clock) as first:
        assert first.who.is_demo
        assert first.store.check() == []
    with unlock(Profile(tmp_path / "place" / "second-computer"), DEMO_PASSPHRASE, clock) as second:
        assert [hit.kind for hit in find_anything(second, "sings window", limit=1)] == ["visit"]
