"""Where the team shares, who belongs to it, and letting somebody in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.workspace import Workspace, write_who
from fsp_desktop.sync.devices import Device, list_devices
from fsp_desktop.sync.invitation import Given, Guest, decide, invite, own_numbers, waiting_guests
from fsp_desktop.sync.pairing import parse_code
from fsp_desktop.sync.remotes import open_remote

PLACE = "place"
LAST_SHARED = "last_shared_at"


@dataclass(frozen=True)
class SharingStatus:
    """How sharing stands, as facts; words are made where it is shown.

    Attributes:
        place: What `choose_place` was given, or None.
        last_shared_at: End of the last exchange that reached the place.
        waiting: Own changes that have not left this computer.
        is_waiting_for_admission: A newcomer whose request nobody has answered yet.
        numbers: Four numbers to read aloud while waiting to be let in, else None.
        failing_since: First failure after the last success, or None.
        problems: Codes of what the last exchange could not settle.
    """

    place: str | None
    last_shared_at: datetime | None
    waiting: int
    is_waiting_for_admission: bool
    numbers: str | None
    failing_since: datetime | None
    problems: tuple[str, ...]


def choose_place(workspace: Workspace, place: str) -> None:
    """Share through `place` from now on; a folder that is missing is made.

    Raises:
        RefusedError: `sync.unsupported_remote`, `sync.no_place`.
        UnreachableError: The folder cannot be made or written.
    """
    open_remote(place, create=True)
    workspace.ledger.set_sync_setting(PLACE, place.strip())


def place_of_code(code: str) -> str | None:
    """Return the place an invitation carries, or None.

    Raises:
        RefusedError: The code has a slip (`vault.unknown_word` and others).
    """
    return parse_code(code).place


def sharing_status(workspace: Workspace) -> SharingStatus:
    """Return how sharing stands."""
    ledger = workspace.ledger
    identity = ledger.identity() or {}
    waiting_outside = not identity.get("space") and bool(identity.get("joining"))
    problems = ledger.sync_setting("problems") or ""
    return SharingStatus(
        place=ledger.sync_setting(PLACE),
        last_shared_at=_moment(ledger.sync_setting(LAST_SHARED)),
        waiting=ledger.unsealed_count() + len(ledger.unpublished_bundles()),
        is_waiting_for_admission=waiting_outside,
        numbers=own_numbers(ledger) if waiting_outside else None,
        failing_since=_moment(ledger.sync_setting("failing_since")),
        problems=tuple(code for code in problems.split(",") if code),
    )


def invite_colleague(
    workspace: Workspace,
    *,
    role: str = "",
    admin: bool = False,
    must_confirm: bool = False,
    with_place: bool = True,
) -> Given:
    """Make an invitation: a one-time code of words, which carries the place unless told otherwise.

    Raises:
        RefusedError: `sync.not_an_administrator`, `sync.no_space`.
    """
    ledger = workspace.ledger
    place = ledger.sync_setting(PLACE) if with_place else None
    return invite(ledger, workspace.clock, place, role=role, admin=admin, must_confirm=must_confirm)


def guests_at_the_door(workspace: Workspace) -> list[Guest]:
    """Return who asks to be let in and waits for a person here."""
    return waiting_guests(workspace.ledger)


def answer_guest(workspace: Workspace, pairing: str, *, agrees: bool) -> None:
    """Let a guest in at the next exchange, or turn them away."""
    decide(workspace.ledger, pairing, agrees=agrees)


def team_devices(workspace: Workspace) -> list[Device]:
    """Return the computers of the team, this one first."""
    return list_devices(workspace.ledger, workspace.clock)


def learn_school(workspace: Workspace) -> None:
    """Note the team's school in a newcomer's profile, as soon as it has arrived."""
    if workspace.who.school_id:
        return
    schools = workspace.store.list_rows("school", limit=1, order="oldest")
    if schools:
        name = str(schools[0].values.get("name") or "")
        who = replace(workspace.who, school_id=RecordId(schools[0].id), school_name=name)
        write_who(workspace.store, who)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
