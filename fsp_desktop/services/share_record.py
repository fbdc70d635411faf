"""Where the team shares, who belongs to it, and letting somebody in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.places import PLACE, PlaceState, place_states
from fsp_desktop.services.workspace import Workspace, read_who, write_who
from fsp_desktop.store.stored import Stored
from fsp_desktop.store.writes import Write
from fsp_desktop.sync.devices import Device, list_devices
from fsp_desktop.sync.invitation import (
    Given,
    Guest,
    decide,
    invite,
    own_numbers,
    waiting_guests,
    withdraw,
)
from fsp_desktop.sync.pairing import parse_code
from fsp_desktop.vault.code_words import typed_words

__all__ = [
    "Device",
    "Given",
    "Guest",
    "SharingPage",
    "SharingStatus",
    "WaitingRecord",
    "answer_guest",
    "guests_at_the_door",
    "invite_colleague",
    "learn_role",
    "learn_school",
    "place_of_code",
    "sharing_page",
    "sharing_status",
    "team_devices",
    "withdraw_invitation",
    "words_of_code",
]
LAST_SHARED = "last_shared_at"


@dataclass(frozen=True)
class SharingStatus:
    """How sharing stands, as facts; words are made where it is shown.

    Attributes:
        place: The first place, or None.
        places: How each place stands, the first one first.
        last_shared_at: End of the last exchange that reached the place.
        waiting: Own changes that have not left this computer.
        is_waiting_for_admission: A newcomer whose request nobody has answered yet.
        numbers: Four numbers to read aloud while waiting to be let in, else None.
        failing_since: First failure after the last success, or None.
        problems: Codes of what the last exchange could not settle.
    """

    place: str | None
    places: tuple[PlaceState, ...]
    last_shared_at: datetime | None
    waiting: int
    is_waiting_for_admission: bool
    numbers: str | None
    failing_since: datetime | None
    problems: tuple[str, ...]


@dataclass(frozen=True)
class WaitingRecord:
    """A record with changes that have not left this computer."""

    record_id: str
    kind: str
    family_label: str | None
    changed_at: str


@dataclass(frozen=True)
class SharingPage:
    """Everything the page about sharing shows.

    Attributes:
        lately: Recent exchanges, newest first: when, and the report as a JSON-able object.
    """

    status: SharingStatus
    waiting: tuple[WaitingRecord, ...]
    devices: tuple[Device, ...]
    guests: tuple[Guest, ...]
    lately: tuple[tuple[str, dict[str, Any]], ...]
    conflicts: int


def sharing_page(workspace: Workspace) -> SharingPage:
    """Return how sharing stands, what waits, who belongs to the team, and what happened lately."""
    status = sharing_status(workspace)
    conflicts = {conflict.record_id for conflict in workspace.store.conflicts()}
    return SharingPage(
        status,
        _waiting(workspace),
        tuple(team_devices(workspace)),
        () if status.is_waiting_for_admission else tuple(guests_at_the_door(workspace)),
        tuple(workspace.ledger.sync_log(8)),
        len(conflicts),
    )


def _waiting(workspace: Workspace, limit: int = 12) -> tuple[WaitingRecord, ...]:
    stored = workspace.store.load_many(workspace.ledger.waiting_record_ids(limit))
    family_ids = {str(one.values["family_id"]) for one in stored if one.values.get("family_id")}
    families = {one.id: one.values for one in workspace.store.load_many(family_ids)}
    return tuple(
        WaitingRecord(one.id, one.kind, _label_of(one, families), str(one.updated_at))
        for one in stored
    )


def _label_of(stored: Stored, families: Mapping[str, Mapping[str, object]]) -> str | None:
    values = (
        stored.values
        if stored.kind == "family"
        else families.get(str(stored.values.get("family_id")), {})
    )
    label = values.get("label")
    return str(label) if label else None


def place_of_code(code: str) -> str | None:
    """Return the place an invitation carries, or None.

    Raises:
        RefusedError: The code has a slip (`vault.unknown_word` and others).
    """
    return parse_code(code).place


def words_of_code(code: str) -> list[str]:
    """Return the words of an invitation or a recovery code, as errors about them count them."""
    return typed_words(code.partition("@")[0])


def sharing_status(workspace: Workspace) -> SharingStatus:
    """Return how sharing stands."""
    ledger = workspace.ledger
    identity = ledger.identity() or {}
    waiting_outside = not identity.get("space") and bool(identity.get("joining"))
    problems = ledger.sync_setting("problems") or ""
    return SharingStatus(
        place=ledger.sync_setting(PLACE),
        places=place_states(workspace),
        last_shared_at=_moment(ledger.sync_setting(LAST_SHARED)),
        waiting=ledger.unshared_count(),
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


def withdraw_invitation(workspace: Workspace, pairing: str) -> None:
    """Stop an invitation that nobody has used yet.

    Raises:
        RefusedError: `sync.no_such_invitation`.
    """
    withdraw(workspace.ledger, pairing)


def guests_at_the_door(workspace: Workspace) -> list[Guest]:
    """Return who asks to be let in and waits for a person here."""
    return waiting_guests(workspace.ledger)


def answer_guest(workspace: Workspace, pairing: str, *, agrees: bool) -> None:
    """Let a guest in at the next exchange, or turn them away."""
    decide(workspace.ledger, pairing, agrees=agrees)


def team_devices(workspace: Workspace) -> list[Device]:
    """Return the computers of the team, this one first."""
    return list_devices(workspace.ledger, workspace.clock)


def learn_school(workspace: Workspace) -> str | None:
    """Note the team's school in a newcomer's profile, as soon as it has arrived.

    Returns:
        The school's name, or None if it is not here yet.
    """
    who = read_who(workspace.store)
    if not who.school_id:
        schools = workspace.store.list_rows("school", limit=1, order="oldest")
        if not schools:
            return None
        name = str(schools[0].values.get("name") or "")
        who = replace(who, school_id=RecordId(schools[0].id), school_name=name)
        write_who(workspace.store, who)
    return who.school_name


def learn_role(workspace: Workspace) -> str | None:
    """Take over the role that the team gave this computer's person, as soon as it is known.

    Returns:
        The role's code, or None if nobody has let this computer in with a role yet.
    """
    here = next((one for one in team_devices(workspace) if one.is_here), None)
    if here is None or not here.role:
        return None
    who = read_who(workspace.store)
    if who.role != here.role:
        fields = {"role": here.role}
        workspace.store.save([Write("staff", who.person_id, fields)], author=who.person_id)
        write_who(workspace.store, replace(who, role=here.role))
    return here.role


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
