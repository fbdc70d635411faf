"""Encrypted backups in one file, and the way back from them with the passphrase alone.

A backup is one line `FSPBACKUP1`, one line of JSON (when and by which program it was made, the key
file with its sealed slots, length, hash and digest of the record), and the bytes of the encrypted
record. The line of JSON opens nothing without the passphrase or the recovery code.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

from fsp_desktop import __version__
from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.services.check_record import check_record
from fsp_desktop.services.export_record import whole_file
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.unlock import unlock
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.snapshot import open_snapshot
from fsp_desktop.vault.durable_file import write_durably
from fsp_desktop.vault.key_file import KEY_FILE

MARK = b"FSPBACKUP1\n"
VERSION = 1
SUFFIX = ".fspbackup"
KEPT = 14
"""Dated backups that stay; older ones are removed."""
_LONGEST_HEADER = 1024 * 1024
_CHUNK = 1024 * 1024
_STAGING = ".restoring"
_HARMLESS = frozenset({"settings.json", _STAGING})
"""What may lie in a profile that counts as empty."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """One finished backup. `digest` tells which state of the record it holds."""

    path: Path
    size_bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the digest of the record, and when the backup was made (ISO 8601)."""

    digest: str
    made_at: str


def back_up(
    workspace: Workspace, path: Path, cancelled: Callable[[], bool] = lambda: False
) -> BackedUp:
    """Write an encrypted backup to `path`, whole or not at all, and read it back.

    It is read over a connection of its own, so that it may run beside the store thread: saves go
    on meanwhile, and the backup holds the record as it was when it began.

    Args:
        workspace: The open record; only its files and its key are used.
        path: The backup.
        cancelled: Asked many times a second.

    Raises:
        RefusedError: `services.inside_profile` if it would lie among the record's own files,
            `services.damaged_backup` if what was read back differs, or `store.cancelled`.
        UnreachableError: `store.disk_full` and the like; nothing is left of it.
    """
    if _is_own_file(workspace.profile, path):
        raise RefusedError("services.inside_profile")
    copy = path.with_name(f".{path.name}.{os.getpid()}.record")
    with _known_failures():
        _need_room(workspace.profile.record_path, path.parent)
        try:
            digest = _copy_record(workspace, copy, cancelled)
            _pack(copy, path, _header(workspace, copy, digest))
        finally:
            copy.unlink(missing_ok=True)
        with path.open("rb") as file:
            _check_bytes(file, _read_header(file))
        return BackedUp(path, path.stat().st_size, digest)


def _copy_record(workspace: Workspace, copy: Path, cancelled: Callable[[], bool]) -> str:
    """Copy the record as it is now, and return the digest of what was copied."""
    record, key = workspace.profile.record_path, workspace.key
    with open_snapshot(record, key, workspace.clock, cancelled) as moment:
        moment.copy_to(copy, key)
        return moment.digest()


def _need_room(record: Path, folder: Path) -> None:
    """Refuse before anything is written: a disk that is filled to the last takes no saves either."""
    if shutil.disk_usage(folder).free < 3 * record.stat().st_size:
        raise UnreachableError("store.disk_full")


@contextmanager
def _known_failures() -> Iterator[None]:
    """Turn failures of the disk into our own codes."""
    try:
        yield
    except OSError as error:
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        is_shut = error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT}
        code = "disk_full" if is_full else "read_only_place" if is_shut else "disk_failed"
        raise UnreachableError(f"store.{code}") from error


def back_up_dated(
    workspace: Workspace, kept: int = KEPT, cancelled: Callable[[], bool] = lambda: False
) -> BackedUp:
    """Write today's backup into the profile, in the place of an earlier one of today.

    All but the newest `kept` dated backups are removed afterwards; other files stay. What a
    program that was killed had left unfinished is removed first; it never had a backup's name.

    Raises:
        UnreachableError: As `back_up`; the older backups stay.
    """
    path = _path_of_today(workspace)
    with _known_failures():
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in path.parent.glob(f".*{SUFFIX}.*"):
            left.unlink(missing_ok=True)
    made = back_up(workspace, path, cancelled)
    for old in sorted(_dated(path.parent))[:-kept]:
        old.unlink()
    return made


def back_up_if_due(
    workspace: Workspace, kept: int = KEPT, cancelled: Callable[[], bool] = lambda: False
) -> BackedUp | None:
    """Write today's dated backup unless it is there already; see `back_up_dated`.

    May be called from any thread while the store thread works on the same record.
    """
    if _path_of_today(workspace).exists():
        return None
    return back_up_dated(workspace, kept, cancelled)


def restore(path: Path, profile: Profile, passphrase: str, clock: Clock) -> Restored:
    """Bring the backup at `path` back into an empty profile, after checking all of it.

    Raises:
        RefusedError: `services.profile_not_empty`, `services.not_a_backup`,
            `services.newer_backup` or `services.damaged_backup`; the profile stays empty.
        LockedError: `vault.wrong_passphrase`.
    """
    need_empty(profile)
    profile.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    staging = profile.root / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    try:
        with path.open("rb") as file:
            header = _read_header(file)
            _unpack(file, header, staging)
        digest = _prove(Profile(staging), passphrase, clock, header)
        _move_in(staging, profile.root)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Restored(digest, str(header["made_at"]))


def need_empty(profile: Profile) -> None:
    """Raise `services.profile_not_empty` if anything but settings is in the profile's folder."""
    root = profile.root
    if root.exists() and any(entry.name not in _HARMLESS for entry in root.iterdir()):
        raise RefusedError("services.profile_not_empty")


def _is_own_file(profile: Profile, path: Path) -> bool:
    target, root = path.resolve(), profile.root.resolve()
    return target.is_relative_to(root) and target.parent != profile.backups_path.resolve()


def _path_of_today(workspace: Workspace) -> Path:
    return workspace.profile.backups_path / f"{workspace.clock.today().isoformat()}{SUFFIX}"


def _dated(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"*{SUFFIX}") if _is_day(path.name.removesuffix(SUFFIX))]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _header(workspace: Workspace, copy: Path, digest: str) -> dict[str, Any]:
    return {
        "format": "fsp-backup",
        "version": VERSION,
        "made_at": to_wire_time(workspace.clock.now()),
        "program": __version__,
        "digest": digest,
        "key_file": (workspace.profile.root / KEY_FILE).read_text(encoding="utf-8"),
        "record_bytes": copy.stat().st_size,
        "record_hash": _hash_of(copy),
    }


def _hash_of(path: Path) -> str:
    found = blake2b(digest_size=32)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _pack(copy: Path, path: Path, header: Mapping[str, Any]) -> None:
    with whole_file(path) as file, copy.open("rb") as record:
        file.write(MARK + json.dumps(header).encode() + b"\n")
        shutil.copyfileobj(record, file, _CHUNK)


def _read_header(file: IO[bytes]) -> dict[str, Any]:
    if file.readline(len(MARK)) != MARK:
        raise RefusedError("services.not_a_backup")
    try:
        header = json.loads(file.readline(_LONGEST_HEADER))
        version, size = int(header["version"]), int(header["record_bytes"])
        texts = [header[name] for name in ("made_at", "digest", "key_file", "record_hash")]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RefusedError("services.damaged_backup", {"part": "header"}) from error
    if version > VERSION:
        raise RefusedError("services.newer_backup", {"version": version})
    if size < 0 or not all(isinstance(text, str) for text in texts):
        raise RefusedError("services.damaged_backup", {"part": "header"})
    return dict(header)


def _check_bytes(
    file: IO[bytes], header: Mapping[str, Any], target: IO[bytes] | None = None
) -> None:
    """Read the record to the end, copying it if asked to, and compare length and hash."""
    found, size = blake2b(digest_size=32), 0
    while chunk := file.read(_CHUNK):
        found.update(chunk)
        size += len(chunk)
        if size > header["record_bytes"]:
            break
        if target is not None:
            target.write(chunk)
    if (size, found.hexdigest()) != (header["record_bytes"], header["record_hash"]):
        raise RefusedError("services.damaged_backup", {"part": "record"})


def _unpack(file: IO[bytes], header: Mapping[str, Any], staging: Path) -> None:
    with whole_file(Profile(staging).record_path) as target:
        _check_bytes(file, header, target)
    write_durably(staging / KEY_FILE, header["key_file"].encode())


def _prove(profile: Profile, passphrase: str, clock: Clock, header: Mapping[str, Any]) -> str:
    """Open what was unpacked and compare it with what the backup says of itself."""
    with unlock(profile, passphrase, clock) as workspace:
        digest = workspace.store.digest()
        if digest != header["digest"] or check_record(workspace):
            raise RefusedError("services.damaged_backup", {"part": "content"})
    return digest


def _move_in(staging: Path, root: Path) -> None:
    # The key file last: a profile counts as begun only when everything is there.
    for source in sorted(staging.iterdir(), key=lambda entry: entry.name == KEY_FILE):
        source.replace(root / source.name)
