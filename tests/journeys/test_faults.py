"""Whatever goes wrong around sharing, it is told with a code, and nothing of anybody is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fsp_desktop.app import compose
from fsp_desktop.domain.clock import FixedClock
from tests.cli.terminal import Terminal
from tests.cli.test_faults import _lose_the_rights_of_root
from tests.journeys.conftest import Team, let_in

POSIX = pytest.mark.skipif(os.name == "nt", reason="Linux and macOS only")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux only: it mounts a small disk")


def _space(folder: Path) -> Path:
    spaces = list(folder.glob("fsp1-*"))
    assert len(spaces) == 1
    return spaces[0]


def _newest_bundle(folder: Path) -> Path:
    """Return the file that sharing wrote last, beside the heads that point to it."""
    files = [
        path for path in _space(folder).rglob("*") if path.is_file() and path.parent.name != "h"
    ]
    return max(files, key=lambda path: path.stat().st_mtime_ns)


def _codes(answer: dict[str, list[dict[str, str]]]) -> set[str]:
    return {problem["code"] for problem in answer["problems"]}


def test_a_half_written_bundle_is_told_and_read_once_it_is_whole(team: Team) -> None:
    family = team.ana.add("family", label="Family Osman")
    team.ana.json("sync")
    bundle = _newest_bundle(team.folder)
    whole = bundle.read_bytes()
    before = team.bea.json("digest")
    for torn in (whole[: len(whole) // 2], b"", whole[:-1] + bytes([whole[-1] ^ 1])):
        bundle.write_bytes(torn)
        answer = team.bea.json("sync")
        assert answer["received"] == 0
        assert _codes(answer) & {"sync.torn", "sync.bad_signature", "sync.not_opened"}
        assert team.bea.json("digest") == before
    bundle.write_bytes(whole)
    team.exchange()
    assert team.bea.json("show", family)["label"] == "Family Osman"
    assert team.agree()


def test_a_spoilt_bundle_is_written_anew_by_its_author(team: Team) -> None:
    team.ana.add("family", label="Family Osman")
    team.ana.json("sync")
    bundle = _newest_bundle(team.folder)
    bundle.write_bytes(bundle.read_bytes()[:10])
    assert _codes(team.bea.json("sync")) == {"sync.torn"}
    assert team.ana.json("sync")["repaired"] == 1
    team.exchange()
    assert team.agree()


def test_a_folder_that_was_emptied_is_filled_again(team: Team) -> None:
    team.ana.add("family", label="Family Osman")
    team.bea.add("family", label="Family Haddad")
    team.exchange()
    before = team.ana.json("digest")
    shutil.rmtree(_space(team.folder))
    for desk in (team.ana, team.bea, team.ana, team.bea):
        assert desk.run("sync", "--json").code in {0, 1}
    assert team.ana.json("digest") == team.bea.json("digest") == before
    team.ana.add("family", label="Family Roe")
    team.exchange()
    assert len(team.bea.json("list", "family")) == 3
    assert team.agree()


@pytest.fixture
def others(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Terminal, Path]:
    """Another team, with a folder of its own."""
    stranger = Terminal(tmp_path / "stranger", monkeypatch)
    stranger.begin("Cy Dao")
    stranger.json("share", tmp_path / "their folder")
    stranger.add("family", label="Family Strange")
    stranger.json("sync")
    return stranger, tmp_path / "their folder"


def test_a_folder_that_became_anothers_is_not_touched(
    team: Team, others: tuple[Terminal, Path]
) -> None:
    team.exchange()
    before = team.ana.json("digest")
    kept = team.folder.with_name("kept")
    team.folder.rename(kept)
    shutil.copytree(others[1], team.folder)
    theirs = sorted(path.name for path in team.folder.rglob("*"))
    team.ana.add("family", label="Family Osman")
    told = team.ana.run("sync", "--json")
    assert (told.code, told.error_code) == (1, "sync.other_space")
    assert sorted(path.name for path in team.folder.rglob("*")) == theirs
    shutil.rmtree(team.folder)
    kept.rename(team.folder)
    team.exchange()
    assert team.agree()
    assert team.ana.json("digest") != before


def test_a_bundle_of_another_space_is_not_opened(team: Team, others: tuple[Terminal, Path]) -> None:
    family = team.ana.add("family", label="Family Osman")
    team.ana.json("sync")
    foreign, ours = _newest_bundle(others[1]), _newest_bundle(team.folder)
    kept = ours.read_bytes()
    ours.write_bytes(foreign.read_bytes())
    answer = team.bea.json("sync")
    assert answer["received"] == 0
    assert answer["problems"]
    assert "Strange" not in str(team.bea.json("list", "family"))
    ours.write_bytes(kept)
    team.exchange()
    assert team.bea.json("show", family)["label"] == "Family Osman"


def test_files_of_others_in_the_folder_are_left_alone(team: Team) -> None:
    for name in ("Thumbs.db", ".DS_Store", "desktop.ini", "conflicted copy of all.txt"):
        (_space(team.folder) / name).write_bytes(b"nothing of ours")
    team.ana.add("family", label="Family Osman")
    team.exchange()
    assert team.agree()
    assert (_space(team.folder) / "Thumbs.db").read_bytes() == b"nothing of ours"


@pytest.mark.parametrize("years", [-3, 40])
def test_a_clock_that_is_wrong_loses_and_hides_nothing(
    team: Team, years: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = team.ana.add("family", label="Family Osman")
    team.exchange()
    wrong = FixedClock(datetime(2026 + years, 10, 13, 9, tzinfo=UTC))
    with monkeypatch.context() as patch:
        patch.setattr(compose, "SystemClock", lambda: wrong)
        team.ana.json("edit", family, given={"label": "Family Osman-Ali"})
        team.ana.json("sync")
    team.exchange()
    assert team.bea.json("show", family)["label"] == "Family Osman-Ali"
    assert team.bea.json("conflicts") == []
    team.bea.json("edit", family, given={"label": "Family Ali"})
    team.exchange()
    assert team.ana.json("show", family)["label"] == "Family Ali"
    assert team.ana.json("conflicts") == []
    assert team.agree()


@POSIX
def test_a_folder_nobody_may_write_to_is_told_and_nothing_is_lost(team: Team) -> None:
    family = team.ana.add("family", label="Family Osman")
    drop = _lose_the_rights_of_root if os.geteuid() == 0 else None
    with _modes(team.folder, 0o555):
        told = team.ana.process("sync", "--json", preexec_fn=drop)
    assert told.code == 4, told
    assert told.error_code == "sync.remote_read_only"
    assert team.ana.json("share", "--status")["failing_since"]
    team.exchange()
    assert team.bea.json("show", family)["label"] == "Family Osman"


@contextmanager
def _modes(folder: Path, mode: int) -> Iterator[None]:
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(mode)
    try:
        yield
    finally:
        for path in folders:
            path.chmod(0o755)


@LINUX
@pytest.mark.proof
@pytest.mark.parametrize("room_kib", [16, 120, 300])
def test_a_full_place_is_told_and_filled_once_there_is_room(
    ana: Terminal, tmp_path: Path, room_kib: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, bea = tmp_path / "small", Terminal(tmp_path / "bea", monkeypatch)
    small.mkdir()
    with _small_disk(small, "1500k"):
        let_in(ana, bea, small)
        used = sum(path.stat().st_size for path in small.rglob("*") if path.is_file())
        filler = small / "filler.bin"
        filler.write_bytes(bytes(1_400_000 - used - room_kib * 1024))
        noise = os.urandom(450_000).hex()
        lines = "\n".join(
            f'{{"label": "Family {at}", "reach_preferences": "{noise[at * 9000 : at * 9000 + 9000]}"}}'
            for at in range(100)
        )
        assert ana.run("add", "family", "--json", given=lines).code == 0
        told = ana.run("sync", "--json")
        assert (told.code, told.error_code) == (4, "sync.remote_full")
        assert bea.run("sync", "--json").code == 0
        filler.unlink()
        for desk in (ana, bea, ana, bea):
            assert desk.json("sync")["problems"] == []
        assert len(bea.json("list", "family", "--limit", 500)) == 100
        assert bea.json("digest") == ana.json("digest")


@contextmanager
def _small_disk(folder: Path, size: str) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
