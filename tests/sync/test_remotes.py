from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.sync.remotes import FolderRemote, no_replace, open_remote
from fsp_desktop.sync.remotes import folder as folder_module
from fsp_desktop.sync.remotes.patience import patiently
from fsp_desktop.sync.remotes.remote import MOST_FILE_BYTES
from tests.sync.fake_remote import FakeRemote
from tests.sync.remote_contract import RemoteContract


def code_of(work: object, *args: object) -> str:
    with pytest.raises(FspError) as caught:
        work(*args)  # type: ignore[operator]
    return caught.value.code


class TestMemory(RemoteContract):
    @pytest.fixture
    def remote(self) -> FakeRemote:
        return FakeRemote()


class TestFolder(RemoteContract):
    @pytest.fixture
    def remote(self, tmp_path: Path) -> FolderRemote:
        return FolderRemote(tmp_path)


class TestFolderWithoutRename(TestFolder):
    """A system that knows hard links only."""

    @pytest.fixture(autouse=True)
    def _no_kernel_call(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(no_replace, "_renameat2", lambda: None)


class TestFolderWithoutLinks(TestFolderWithoutRename):
    """A stick with FAT: neither a careful rename nor links."""

    @pytest.fixture(autouse=True)
    def _no_links(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(Path, "hardlink_to", refuse)


def test_nothing_unfinished_is_left_or_listed(tmp_path: Path) -> None:
    remote = FolderRemote(tmp_path)
    remote.put("h/one", b"1")
    (tmp_path / "h" / ".part-0123").write_bytes(b"half")
    assert [entry.name for entry in remote.list("h/")] == ["h/one"]
    assert sorted(path.name for path in (tmp_path / "h").iterdir()) == [".part-0123", "one"]


def test_leftovers_of_a_killed_program_are_swept_after_a_day(tmp_path: Path) -> None:
    remote = FolderRemote(tmp_path)
    (tmp_path / "h").mkdir()
    old, young = tmp_path / "h" / ".part-old", tmp_path / "h" / ".part-young"
    for path in (old, young):
        path.write_bytes(b"half")
    now = young.stat().st_mtime
    os.utime(old, (now - 90_000, now - 90_000))
    remote.put("h/one", b"1")
    assert not old.exists()
    assert young.exists()


def test_files_and_folders_are_synced_before_a_put_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def note(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)
        real(handle)

    if not Path("/proc/self/fd").exists():
        pytest.skip("this system does not tell what a handle belongs to")
    monkeypatch.setattr(os, "fsync", note)
    FolderRemote(tmp_path).put("b/one/file", b"x")
    assert synced[0].startswith(".part-")
    assert synced[1:] == ["one", "b", tmp_path.name]


def test_a_folder_that_is_gone_is_unreachable_and_never_made(tmp_path: Path) -> None:
    gone = FolderRemote(tmp_path / "stick")
    calls = [
        (gone.list, "h/"),
        (gone.list, ""),
        (gone.folders, ""),
        (gone.get, "space"),
        (gone.put, "space", b"x"),
    ]
    for call, *args in calls:
        assert code_of(call, *args) == "sync.remote_unreachable"
    assert not (tmp_path / "stick").exists()
    (tmp_path / "stick").write_bytes(b"a file, not a folder")
    for call, *args in calls:
        assert code_of(call, *args) == "sync.remote_unreachable"


@pytest.mark.parametrize("name", ["../x", "h/../../x", "/etc/x", "", "h//x", "h/A", "h/.x", "h\\x"])
def test_odd_names_never_leave_the_folder(tmp_path: Path, name: str) -> None:
    remote = FolderRemote(tmp_path)
    assert code_of(remote.put, name, b"x") == "sync.odd_name"
    assert code_of(remote.get, name) == "sync.odd_name"


def test_foreign_names_are_listed_as_they_are(tmp_path: Path) -> None:
    remote = FolderRemote(tmp_path)
    (tmp_path / "h").mkdir()
    names = [
        "desktop.ini",
        "one (Ana's conflicted copy 2026-09-14)",
        "\u0645\u0644\u0641",
        ".DS_Store",
    ]
    for name in names:
        (tmp_path / "h" / name).write_bytes(b"x")
    assert sorted(entry.name for entry in remote.list("h/")) == sorted(f"h/{n}" for n in names)


def test_a_pipe_or_a_folder_under_a_files_name_does_not_hang(tmp_path: Path) -> None:
    remote = FolderRemote(tmp_path)
    (tmp_path / "space").mkdir()
    assert code_of(remote.get, "space") == "sync.missing_file"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert code_of(remote.get, "pipe") == "sync.missing_file"
        assert list(remote.list("")) == []


def test_an_endless_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MOST_FILE_BYTES + 1)
    assert code_of(FolderRemote(tmp_path).get, "large") == "sync.too_large"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "sync.remote_full"),
        (errno.EROFS, "sync.remote_read_only"),
        (errno.EACCES, "sync.remote_read_only"),
        (errno.EIO, "sync.remote_unreachable"),
        (errno.ENODEV, "sync.remote_unreachable"),
    ],
)
def test_failures_while_writing_have_codes_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, "as told")

    monkeypatch.setattr(folder_module.os, "fsync", fail)
    with pytest.raises(UnreachableError) as caught:
        FolderRemote(tmp_path).put("h/one", b"x")
    assert (caught.value.code, caught.value.detail) == (code, {"errno": number})
    assert list((tmp_path / "h").iterdir()) == []


def test_one_unreadable_file_is_not_the_whole_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote = FolderRemote(tmp_path)
    remote.put("space", b"x")

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "placeholder of a cloud client that is offline")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(RefusedError) as caught:
        remote.get("space")
    assert caught.value.code == "sync.unreadable_file"


def test_a_full_disk_for_real(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = shutil.which("mount")
    if not mount or os.name == "nt" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        remote = FolderRemote(small)
        remote.put("h/one", b"1")
        assert code_of(remote.put, "h/two", bytes(200_000)) == "sync.remote_full"
        assert [entry.name for entry in remote.list("h/")] == ["h/one"]
        assert [path.name for path in (small / "h").iterdir()] == ["one"]
    finally:
        subprocess.run(["umount", str(small)], check=True)


def windows_error(number: int) -> OSError:
    error = OSError(errno.EACCES, "busy")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize("number", [5, 32, 33])
def test_busy_files_are_tried_again_for_a_while(number: int) -> None:
    pauses: list[float] = []
    tries = iter([windows_error(number)] * 3)

    def work() -> str:
        for error in tries:
            raise error
        return "done"

    assert patiently(work, pauses.append) == "done"
    assert len(pauses) == 3

    def always() -> None:
        raise windows_error(number)

    with pytest.raises(OSError, match="busy"):
        patiently(always, pauses.append)
    assert len(pauses) == 9
    assert sum(pauses) < 5


def test_other_errors_are_not_tried_again() -> None:
    pauses: list[float] = []

    def work() -> None:
        raise windows_error(112)

    with pytest.raises(OSError, match="busy"):
        patiently(work, pauses.append)
    assert pauses == []


def test_places_as_people_type_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    expected = str(tmp_path / "our team")
    for text in (expected, f"  {expected}\n", "~/our team", "our team"):
        assert open_remote(text).place == expected
    url = (tmp_path / "our team").as_uri()
    assert open_remote(url).place == expected
    assert open_remote(url.replace("file://", "file://localhost")).place == expected
    assert not (tmp_path / "our team").exists()
    open_remote(expected, create=True)
    assert (tmp_path / "our team").is_dir()


@pytest.mark.parametrize("text", ["sftp://x/y", "gdrive://x", "https://x", "ftp:/x"])
def test_places_of_later_versions_are_refused_clearly(text: str) -> None:
    assert code_of(open_remote, text) == "sync.unsupported_remote"
    assert code_of(open_remote, " ") == "sync.no_place"


@pytest.mark.skipif(sys.platform == "win32", reason="drives mean something there")
def test_a_drive_letter_is_a_path_not_a_scheme() -> None:
    assert open_remote(r"C:\team").place.endswith(r"C:\team")
    assert open_remote("file:///C:/team").place == "C:/team"
