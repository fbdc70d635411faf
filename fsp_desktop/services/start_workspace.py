"""Start a record: a new space for a school, or a place in a team's space that exists."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.services.administrator import read_administrator
from fsp_desktop.services.places import keep_first_place, open_place, read_place
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.workspace import Who, Workspace, open_workspace, write_who
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.saving import Write
from fsp_desktop.sync.invitation import request_to_join
from fsp_desktop.sync.pairing import parse_code
from fsp_desktop.sync.recovery import recover
from fsp_desktop.sync.remotes import Remote
from fsp_desktop.sync.space import found_space
from fsp_desktop.vault import slots


@dataclass(frozen=True)
class Beginning:
    """What a new workspace is made of; names as people write them."""

    space_name: str
    school_name: str
    person_name: str
    role: str = "liaison"
    is_demo: bool = False


@dataclass(frozen=True)
class Started:
    """An open workspace and the recovery code to print, which is shown this once."""

    workspace: Workspace
    recovery_code: str


def start_workspace(
    profile: Profile, passphrase: str, beginning: Beginning, clock: Clock
) -> Started:
    """Make the encrypted record, a space with its first key, the school and the person.

    Raises:
        RefusedError: `services.already_started`, `domain.invalid_record` for an empty name,
            `vault.passphrase_empty`.
        UnreachableError: `store.read_only_place`, `store.disk_full`.
    """
    fields = _first_fields(beginning)
    key, recovery_code = _make_files(profile, passphrase, clock)
    with _closing_on_error(RecordStore.open(profile.record_path, key, clock)) as store:
        identity = found_space(store.ledger, _device_name(beginning), clock, beginning.role)
        assert identity.space is not None  # noqa: S101 - found_space has just made it
        school_id, person_id = new_record_id(clock), new_record_id(clock)
        year_id = new_record_id(clock)
        staff = {**fields["staff"], "school_id": school_id}
        year = {**fields["school-year"], "school_id": school_id, **_school_year(clock)}
        store.save(
            [
                Write("school", school_id, fields["school"], None),
                Write("staff", person_id, staff, None),
                Write("school-year", year_id, year, None),
            ],
            author=person_id,
            why="create",
        )
        who = _who(beginning, identity.space.id, identity.device.id, person_id, school_id)
        write_who(store, who)
        store.close()
    return _finish(profile, key, recovery_code, clock)


def join_workspace(
    profile: Profile,
    passphrase: str,
    code: str,
    person_name: str,
    clock: Clock,
    role: str = "liaison",
    place: str = "",
) -> Started:
    """Make the encrypted record of a newcomer; the next sync knocks at the team's door.

    Args:
        profile: Where the record is made.
        passphrase: Locks it.
        code: The words of the invitation.
        person_name: The newcomer.
        clock: Dates the record.
        role: Code of their role.
        place: Where the team shares; empty takes what the code says. It need not be in reach now.

    Raises:
        RefusedError: As `start_workspace`, a slip in the code (`vault.unknown_word`,
            `vault.word_count`, `vault.wrong_code`), or `sync.unsupported_remote`.
    """
    beginning = Beginning("", "", person_name, role)
    parts = parse_code(code)
    where = place.strip() or parts.place
    shared = read_place(where, profile=profile) if where else None
    fields = _first_fields(Beginning("-", "-", person_name, role))
    key, recovery_code = _make_files(profile, passphrase, clock)
    with _closing_on_error(RecordStore.open(profile.record_path, key, clock)) as store:
        identity = request_to_join(store.ledger, code, _device_name(beginning), clock)
        keep_first_place(store.ledger, shared)
        person_id = new_record_id(clock)
        staff = Write("staff", person_id, fields["staff"], None)
        store.save([staff], author=person_id, why="create")
        device_id, nowhere = identity.device.id, RecordId("")
        write_who(store, _who(beginning, parts.space or "", device_id, person_id, nowhere))
        store.close()
    return _finish(profile, key, recovery_code, clock)


def recover_workspace(
    profile: Profile,
    passphrase: str,
    sheet_words: str,
    person_name: str,
    place: str,
    clock: Clock,
    role: str = "liaison",
) -> Started:
    """Make the record of a computer that enters a team as administrator, with its recovery sheet.

    Args:
        profile: Where the record is made.
        passphrase: Locks it.
        sheet_words: The twelve words of the team's recovery sheet.
        person_name: Who works here.
        place: Where the team shares; it must be in reach now.
        clock: Dates the record.
        role: Code of the person's role.

    Raises:
        RefusedError: As `start_workspace`, or as `sync.recovery.recover`.
        UnreachableError: The place is away.
    """
    beginning = Beginning("-", "-", person_name, role)
    shared = read_place(place, profile=profile)
    key, recovery_code = _make_files(profile, passphrase, clock)
    try:
        with _closing_on_error(RecordStore.open(profile.record_path, key, clock)) as store:
            keep_first_place(store.ledger, shared)
            decided = read_administrator(profile.administrator_path)
            remote = open_place(store.ledger, shared.place, decided)
            _enter_with_sheet(store, remote, sheet_words, beginning, clock)
            store.close()
    except FspError:
        # Wrong words or a place that is away leave nothing behind, so that one can try again.
        forget_unfinished_start(profile)
        raise
    return _finish(profile, key, recovery_code, clock)


def _enter_with_sheet(
    store: RecordStore, remote: Remote, sheet_words: str, beginning: Beginning, clock: Clock
) -> None:
    name = _device_name(beginning)
    identity = recover(store.ledger, remote, sheet_words, name, clock, beginning.role)
    assert identity.space is not None  # noqa: S101 - recover has just found it
    person_id = new_record_id(clock)
    fields = _first_fields(beginning)["staff"]
    store.save([Write("staff", person_id, fields, None)], author=person_id, why="create")
    unnamed = replace(beginning, space_name="", school_name="")
    space_id, device_id = identity.space.id, identity.device.id
    write_who(store, _who(unnamed, space_id, device_id, person_id, RecordId("")))


def _make_files(profile: Profile, passphrase: str, clock: Clock) -> tuple[bytes, str]:
    mark = profile.starting_mark
    forget_unfinished_start(profile)
    if profile.exists() or slots.is_made(profile.root):
        raise RefusedError("services.already_started")
    profile.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark.touch()
    try:
        created = slots.create(profile.root, passphrase, clock)
    except BaseException:
        mark.unlink()
        raise
    RecordStore.create(profile.record_path, created.key, clock).close()
    return created.key, created.recovery_code


def _finish(profile: Profile, key: bytes, recovery_code: str, clock: Clock) -> Started:
    profile.starting_mark.unlink()
    return Started(open_workspace(profile, key, clock), recovery_code)


def forget_unfinished_start(profile: Profile) -> None:
    """Take away what an interrupted start left; it holds nothing of anybody.

    The last step of a start takes its mark away, so nothing whole is ever touched.
    """
    mark = profile.starting_mark
    if not mark.exists():
        return
    for path in (*profile.root.glob("record.fsp*"), profile.root / "vault.json"):
        with suppress(FileNotFoundError):
            path.unlink()
    shutil.rmtree(profile.backups_path, ignore_errors=True)
    mark.unlink()


def _first_fields(beginning: Beginning) -> dict[str, dict[str, object]]:
    from fsp_desktop.domain.rules import check_complete, clean_fields

    given: Mapping[str, Mapping[str, object]] = {
        "school": {"name": beginning.school_name},
        "staff": {"name": beginning.person_name, "role": beginning.role, "left": False},
        "school-year": {"title": "-"},
    }
    cleaned = {kind: clean_fields(kind, values) for kind, values in given.items()}
    for kind, values in cleaned.items():
        check_complete(kind, values)
    return cleaned


def _school_year(clock: Clock) -> dict[str, object]:
    """Return the school year around today; it turns on the first of July."""
    today = clock.today()
    first = today.year if today.month >= 7 else today.year - 1
    return {"title": f"{first}-{(first + 1) % 100:02d}"}


def _device_name(beginning: Beginning) -> str:
    import platform

    return f"{beginning.person_name} · {platform.node() or 'computer'}"


def _who(
    beginning: Beginning, space_id: str, device_id: str, person_id: RecordId, school_id: RecordId
) -> Who:
    return Who(
        space_id=space_id,
        space_name=beginning.space_name,
        device_id=device_id,
        person_id=person_id,
        person_name=beginning.person_name,
        role=beginning.role,
        school_id=school_id,
        school_name=beginning.school_name,
        is_demo=beginning.is_demo,
    )


@contextmanager
def _closing_on_error(store: RecordStore) -> Iterator[RecordStore]:
    try:
        yield store
    except BaseException:
        store.close()
        raise
