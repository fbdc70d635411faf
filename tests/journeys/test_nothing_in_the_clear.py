"""After a whole working day nothing of a family can be read on the disk or in the shared folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import PASSPHRASE, Terminal, make_unlocking_quick
from tests.journeys.driven_window import WORDS
from tests.journeys.window_process import WindowProcess

FAMILY = "Quillfeather"
NUMBER = "555-0142-877"
WRITTEN = {
    "family": FAMILY,
    "own script": "Кристаллова",
    "number": NUMBER,
    "hopes": "zanzibarlight",
    "note": "marigoldteaching",
    "private": "heronsecret",
    "search": "zanzibarli",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A computer whose every folder for files in passing lies under the test's own."""
    folders = {}
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"):
        folder = tmp_path / name.lower()
        folder.mkdir(mode=0o700)
        folders[name] = str(folder)
    return Terminal(tmp_path / "profile", monkeypatch, more=folders)


@pytest.mark.skipif(os.name == "nt", reason="Linux and macOS only")
def test_after_a_working_day_nothing_can_be_read(desk: Terminal, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    family, secrets = _work(desk, tmp_path / "folder", exports)
    with WindowProcess(desk, "lock", family) as window:
        window.hear("locked")
        _assert_unreadable(tmp_path, exports, secrets)
        window.kill()
    with WindowProcess(desk, "type_on", family) as window:
        window.hear("on disk")
        window.kill()
    _assert_unreadable(tmp_path, exports, secrets)
    assert _found_in(exports / "all.jsonl", [FAMILY.encode()])


def _work(desk: Terminal, folder: Path, exports: Path) -> tuple[str, list[str]]:
    """Do all there is to do, each time in a process of its own; return what must stay secret."""
    made = _done(desk, "init", "--space", "Lincoln", "--school", "Lincoln", "--person", "Ana Reyes")
    make_unlocking_quick(desk.profile)
    family = _added(desk, "family", f'{{"label": "{FAMILY}", "label_own_script": "Кристаллова"}}')
    adult = _added(desk, "adult", f'{{"family_id": "{family}", "given_name": "Amina"}}')
    _added(desk, "contact-point", f'{{"adult_id": "{adult}", "contact_kind": "mobile",'
           f' "value": "{NUMBER}"}}')  # fmt: skip
    _added(desk, "visit", f'{{"family_id": "{family}", "draft": true, "hopes": "zanzibarlight"}}')
    _added(desk, "note", f'{{"family_id": "{family}", "draft": true, "text": "marigoldteaching"}}')
    _added(desk, "private-note", f'{{"family_id": "{family}", "text": "heronsecret"}}')
    assert _done(desk, "search", "zanzibarli")
    _done(desk, "share", folder)
    code = _done(desk, "invite")["code"]
    assert _done(desk, "sync")["problems"] == []
    printed = _done(desk, "packet", "--family", family, "--language", "es",
                    "--out", exports / "packet.pdf")  # fmt: skip
    assert printed["pages"]
    _done(desk, "export", "--out", exports / "all.jsonl", "--reason", "A test of the day's end")
    _done(desk, "backup", exports.parent / "all.fspbackup")
    recovery = made["recovery_code"]
    return family, [*WRITTEN.values(), PASSPHRASE, recovery, code, " ".join(WORDS[:6])]


def _done(desk: Terminal, *words: object, given: bytes = b"") -> dict[str, object]:
    told = desk.process(*words, "--json", given=given)
    assert told.code == 0, told
    answer: dict[str, object] = told.json
    return answer


def _added(desk: Terminal, kind: str, fields: str) -> str:
    ids = _done(desk, "add", kind, given=fields.encode())["ids"]
    assert isinstance(ids, list)
    return str(ids[0])


def _assert_unreadable(root: Path, exports: Path, secrets: list[str]) -> None:
    needles = [
        secret.encode(coding)
        for secret in secrets
        for coding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    files = [path for path in _files(root) if exports not in path.parents]
    assert any(path.name == "record.fsp" for path in files)
    assert any("fsp1-" in str(path) for path in files)
    assert any(path.suffix == ".fspbackup" for path in files)
    readable = {str(path): found for path in files if (found := _found_in(path, needles))}
    assert readable == {}


def _files(root: Path) -> Iterator[Path]:
    for folder, _folders, names in os.walk(root):
        for name in names:
            path = Path(folder) / name
            if path.is_file():
                yield path


def _found_in(path: Path, needles: list[bytes]) -> list[bytes]:
    """Return which of `needles` lie in a file, whatever their case."""
    data = path.read_bytes().lower()
    return [needle for needle in needles if needle.lower() in data]
