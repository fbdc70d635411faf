"""Commands of a team: share, invite, join, devices, sync, conflicts, resolve, digest."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError, Namespace
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import Commands, known_id, new_command
from fsp_desktop.cli.start_commands import add_role
from fsp_desktop.cli.team_words import (
    device_line,
    joined_lines,
    status_lines,
    sync_lines,
    trial_lines,
)
from fsp_desktop.domain.errors import UsageError
from fsp_desktop.language.labels import kind_label
from fsp_desktop.language.words import _

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session
    from fsp_desktop.domain.views import ConflictView
    from fsp_desktop.services.places import Secret
    from fsp_desktop.services.share_record import SharingStatus


def add_commands(commands: Commands) -> None:
    """Add this module's commands."""
    _add_sharing(commands)
    listing = new_command(commands, "devices", _("List the computers of the team."), run_devices)
    answer = listing.add_mutually_exclusive_group()
    answer.add_argument("--admit", metavar=_("ID"), help=_("Let in who waits at the door."))
    answer.add_argument("--turn-away", metavar=_("ID"), help=_("Do not let them in."))
    new_command(commands, "sync", _("Send and receive once."), run_sync)
    telling = new_command(
        commands, "conflicts", _("List fields that have two versions."), run_conflicts
    )
    telling.add_argument("id", nargs="?", metavar=_("ID"), help=_("Only those of one record."))
    _add_resolve(commands)
    new_command(
        commands,
        "digest",
        _("Print one number of the whole record; equal on computers with the same changes."),
        run_digest,
    )


def run_share(session: Session, options: Namespace) -> int:
    """Set the places where the team shares, try one out, or tell how sharing stands."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services import places
    from fsp_desktop.services.share_record import sharing_status

    chosen = options.url or options.also or options.test
    secret = _place_secret(session, chosen) if chosen and not options.forget else None
    if options.test:
        return _try_out(session, options.test, secret)
    with open_workspace(session) as workspace:
        if options.url:
            places.choose_place(workspace, options.url, secret)
        if options.also:
            reached = places.reach_place(options.also, secret, workspace.profile)
            places.add_place(workspace, reached)
        if options.forget:
            name = places.read_place(options.forget, profile=workspace.profile).place
            places.forget_place(workspace, name)
        document = _status(sharing_status(workspace))
    session.output.result(document, lambda: status_lines(document))
    return 0


def _try_out(session: Session, place: str, secret: Secret | None) -> int:
    from fsp_desktop.services.places import try_place

    steps = [asdict(step) for step in try_place(place, secret, session.desk.profile)]
    document = {"steps": steps, "ok": all(step["code"] is None for step in steps)}
    session.output.result(document, lambda: trial_lines(steps))
    return 0 if document["ok"] else 4


def _place_secret(session: Session, place: str) -> Secret | None:
    """Return what a server asks for: from the address, the environment or a person.

    The password never is an argument: arguments are visible to every user of a computer.
    """
    from fsp_desktop.cli.unlocking import ask_if_somebody_is_there
    from fsp_desktop.services.places import Secret, needs_secret, secret_in

    if not needs_secret(place):
        return None
    typed = secret_in(place)
    user = session.environment.get("FSP_SHARE_USER") or typed.user
    word = session.environment.get("FSP_SHARE_SECRET") or typed.secret
    if not word:
        word = ask_if_somebody_is_there(session, _("Password or key for this place: "))
    return Secret(user, word)


def run_invite(session: Session, options: Namespace) -> int:
    """Print the words with which one more computer may join."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.share_record import invite_colleague

    with open_workspace(session) as workspace:
        given = invite_colleague(
            workspace,
            role=options.role,
            admin=options.role == "admin",
            must_confirm=options.confirm,
            with_place=not options.without_place,
        )
    document = {"code": given.code, "until": given.until}
    session.output.result(document, lambda: [given.code])
    return 0


def run_join(session: Session, options: Namespace) -> int:
    """Join a team with the words of an invitation; the next sync asks to be let in."""
    from fsp_desktop.cli.unlocking import new_passphrase
    from fsp_desktop.services.share_record import place_of_code, sharing_status
    from fsp_desktop.services.start_workspace import join_workspace

    # A slip in the code is told before anybody is asked for a passphrase.
    place = options.share or place_of_code(options.code) or ""
    desk = session.desk
    started = join_workspace(
        desk.profile,
        new_passphrase(session),
        options.code,
        options.person,
        desk.clock,
        place=place,
    )
    with started.workspace as workspace:
        status = sharing_status(workspace)
    document = {
        "device_id": started.workspace.who.device_id,
        "recovery_code": started.recovery_code,
        "waiting": "admission",
        "place": status.place,
        "numbers": status.numbers,
    }
    session.output.result(document, lambda: joined_lines(document))
    return 0


def run_devices(session: Session, options: Namespace) -> int:
    """Print the computers of the team and who waits at the door; answer one who waits."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.share_record import answer_guest, guests_at_the_door, team_devices

    with open_workspace(session) as workspace:
        if options.admit or options.turn_away:
            answer_guest(workspace, options.admit or options.turn_away, agrees=bool(options.admit))
        devices = [{**asdict(device), "state": "member"} for device in team_devices(workspace)]
        guests = [_guest(asdict(guest)) for guest in guests_at_the_door(workspace)]
    session.output.records([*devices, *guests], device_line)
    return 0


def run_sync(session: Session, options: Namespace) -> int:  # noqa: ARG001 - no options of its own
    """Send and receive once."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.sync_now import sync_now

    with open_workspace(session) as workspace:
        report = sync_now(workspace).to_book()
    session.output.result(report, lambda: sync_lines(report))
    return 0


def run_conflicts(session: Session, options: Namespace) -> int:
    """Print every field with more than one version."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.name_people import names_by_id
    from fsp_desktop.services.settle_conflict import list_conflicts

    with open_workspace(session) as workspace:
        record_id = known_id(options.id) if options.id else None
        found = list_conflicts(workspace, record_id)
        names = names_by_id(workspace) if session.output.is_for_people else {}
    session.output.records(map(_conflict, found), lambda one: _conflict_line(one, names))
    return 0


def run_resolve(session: Session, options: Namespace) -> int:
    """Settle one field by keeping a version or by a value of its own."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.settle_conflict import keep_version, write_anew

    with open_workspace(session) as workspace:
        record_id = known_id(options.id)
        if options.keep is not None:
            changes = keep_version(workspace, record_id, options.field, options.keep)
        else:
            changes = write_anew(workspace, record_id, options.field, _json(options.value))
    session.output.result({"ids": list(changes.ids)}, lambda: [_("The field is settled.")])
    return 0


def run_digest(session: Session, options: Namespace) -> int:  # noqa: ARG001 - no options of its own
    """Print one hash of the merged state."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.check_record import record_digest

    with open_workspace(session) as workspace:
        digest = record_digest(workspace)
    session.output.result({"digest": digest}, lambda: [digest])
    return 0


def _add_sharing(commands: Commands) -> None:
    sharing = new_command(
        commands, "share", _("Say where the team shares, or show how it stands."), run_share
    )
    sharing.add_argument(
        "url",
        nargs="?",
        metavar="URL",
        help=_("Path of a folder, or webdav://, s3:// or azblob:// address of a server."),
    )
    sharing.add_argument("--also", metavar="URL", help=_("Share through this place as well."))
    sharing.add_argument("--forget", metavar="URL", help=_("Share through this place no more."))
    sharing.add_argument("--test", metavar="URL", help=_("Try out what works at a place."))
    sharing.add_argument("--status", action="store_true", help=_("Show how sharing stands."))
    inviting = new_command(commands, "invite", _("Invite a computer into the team."), run_invite)
    add_role(inviting)
    inviting.add_argument(
        "--confirm", action="store_true", help=_("Somebody here must agree before they are let in.")
    )
    inviting.add_argument(
        "--without-place",
        action="store_true",
        help=_("Leave out where the team shares; they say it with join --share."),
    )
    joining = new_command(commands, "join", _("Join a team with its invitation code."), run_join)
    joining.add_argument("code", metavar=_("CODE"), help=_("The words of the invitation."))
    joining.add_argument("--person", required=True, metavar=_("NAME"), help=_("Your own name."))
    joining.add_argument(
        "--share", metavar="URL", help=_("Where the team shares, if the code does not tell.")
    )


def _add_resolve(commands: Commands) -> None:
    settling = new_command(commands, "resolve", _("Settle a field with two versions."), run_resolve)
    settling.add_argument("id", metavar=_("ID"), help=_("Id of the record."))
    settling.add_argument("field", metavar=_("FIELD"), help=_("Field, as conflicts names it."))
    how = settling.add_mutually_exclusive_group(required=True)
    how.add_argument("--keep", type=_number, metavar="N", help=_("Keep version N, from 1."))
    how.add_argument("--value", metavar="JSON", help=_("A value of its own."))


def _conflict(view: ConflictView) -> dict[str, Any]:
    return {
        "id": view.record_id,
        "kind": view.kind,
        "family_id": view.family_id,
        "field": view.field,
        "versions": [
            {
                "value": one.value,
                "author": one.author,
                "device": one.device,
                "at": one.at.isoformat(timespec="milliseconds"),
            }
            for one in view.versions
        ],
    }


def _conflict_line(conflict: Mapping[str, Any], names: Mapping[str, str]) -> str:
    from fsp_desktop.cli.record_words import field_words, value_words, who_and_where

    kind, field = conflict["kind"], conflict["field"]
    lines = [f"{conflict['id']}  {kind_label(kind)}: {field_words(kind, field)} ({field})"]
    for number, version in enumerate(conflict["versions"], start=1):
        words = value_words(kind, field, version["value"])
        lines.append(f"  {number}. {words}  ({who_and_where(version, names)})")
    return "\n".join(lines)


def _guest(guest: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": guest["pairing"], **guest, "state": "at_the_door"}


def _status(status: SharingStatus) -> dict[str, Any]:
    book = _with_times(asdict(status))
    book["places"] = [_with_times(place) for place in book["places"]]
    return book


def _with_times(book: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in book.items()
    }


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ArgumentTypeError("N") from error


def _json(text: str) -> Any:  # noqa: ANN401 - any JSON value is one
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(
            "cli.wrong_value", {"command": "resolve", "argument": "--value"}
        ) from error
