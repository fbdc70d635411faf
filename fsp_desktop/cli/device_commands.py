"""Commands about the computers of a team: revoke, quarantine, recovery-sheet, recover."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from fsp_desktop.cli.command_parser import Commands, new_command
from fsp_desktop.language.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fsp_desktop.cli.session import Session


def add_commands(commands: Commands) -> None:
    """Add this module's commands."""
    revoking = new_command(
        commands, "revoke", _("Take a computer out of the team, for good."), run_revoke
    )
    revoking.add_argument("device", metavar=_("DEVICE"), help=_("Its id or name, as in devices."))
    held = new_command(
        commands,
        "quarantine",
        _("List what computers shared after they were taken out; decide about it."),
        run_quarantine,
    )
    answer = held.add_mutually_exclusive_group()
    answer.add_argument("--take-in", metavar=_("DEVICE"), help=_("Make it part of the record."))
    answer.add_argument("--throw-away", metavar=_("DEVICE"), help=_("Drop it for the whole team."))
    new_command(
        commands,
        "recovery-sheet",
        _("Make new words that open the team when the last administrator is lost."),
        run_recovery_sheet,
    )
    entering = new_command(
        commands, "recover", _("Enter a team with its recovery sheet."), run_recover
    )
    entering.add_argument("words", metavar=_("WORDS"), help=_("The words of the sheet, in quotes."))
    entering.add_argument("--person", required=True, metavar=_("NAME"), help=_("Your own name."))
    entering.add_argument("--share", required=True, metavar="URL", help=_("Where the team shares."))


def run_recover(session: Session, options: Namespace) -> int:
    """Enter a team with its recovery sheet, as an administrator."""
    from fsp_desktop.cli.start_commands import code_lines
    from fsp_desktop.cli.unlocking import new_passphrase
    from fsp_desktop.services.start_workspace import recover_workspace

    desk = session.desk
    passphrase = new_passphrase(session)
    started = recover_workspace(
        desk.profile, passphrase, options.words, options.person, options.share, desk.clock
    )
    with started.workspace as workspace:
        device_id = workspace.who.device_id
    document = {"device_id": device_id, "recovery_code": started.recovery_code}
    session.output.result(document, lambda: code_lines(started.recovery_code))
    return 0


def run_revoke(session: Session, options: Namespace) -> int:
    """Take a computer out of the team."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.manage_devices import device_called, revoke_device

    with open_workspace(session) as workspace:
        device = device_called(workspace, options.device)
        revoke_device(workspace, device)
    session.output.result({"revoked": device}, _revoked_lines)
    return 0


def run_quarantine(session: Session, options: Namespace) -> int:
    """List what lies in quarantine, or decide about one computer's."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services import manage_devices as team

    with open_workspace(session) as workspace:
        if options.take_in:
            team.take_in_quarantined(workspace, team.device_called(workspace, options.take_in))
        if options.throw_away:
            device = team.device_called(workspace, options.throw_away)
            team.throw_away_quarantined(workspace, device)
        held = [asdict(one) for one in team.quarantine(workspace)]
    session.output.records(held, _held_line)
    return 0


def run_recovery_sheet(session: Session, options: Namespace) -> int:  # noqa: ARG001 - no options of its own
    """Print the words of a new recovery sheet."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.manage_devices import new_recovery_sheet

    with open_workspace(session) as workspace:
        words = " ".join(new_recovery_sheet(workspace))
    session.output.result({"recovery_sheet": words}, lambda: _sheet_lines(words))
    return 0


def _revoked_lines() -> list[str]:
    return [
        _("It is out of the team. The next exchange tells the others."),
        _("What it has copied stays on it; only its passphrase protects that."),
    ]


def _held_line(held: Mapping[str, object]) -> str:
    count = int(str(held["changes"]))
    changes = ngettext("{count} change", "{count} changes", count).format(count=count)
    return f"{held['name']}  {changes}  {held['device']}"


def _sheet_lines(words: str) -> list[str]:
    return [
        words,
        _("Print these words and keep them in a sealed envelope at the school office."),
        _("They open your team's record. An older sheet opens it no more."),
    ]
