"""Commands that begin something: init, demo, passphrase."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from fsp_desktop.cli.command_parser import Commands, new_command
from fsp_desktop.cli.demo_command import run_demo
from fsp_desktop.domain.vocabularies import VOCABULARIES
from fsp_desktop.language.words import _

if TYPE_CHECKING:
    from fsp_desktop.cli.command_parser import CommandParser
    from fsp_desktop.cli.session import Session
    from fsp_desktop.services.workspace import Workspace


def add_commands(commands: Commands) -> None:
    """Add this module's commands."""
    _add_demo(commands)
    starting = new_command(commands, "init", _("Begin a new record and a new team."), run_init)
    starting.add_argument(
        "--space", required=True, metavar=_("NAME"), help=_("Name of the team that shares.")
    )
    starting.add_argument(
        "--school", required=True, metavar=_("NAME"), help=_("Name of the school.")
    )
    starting.add_argument("--person", required=True, metavar=_("NAME"), help=_("Your own name."))
    add_role(starting)
    changing = new_command(
        commands, "passphrase", _("Change the passphrase, and who else may unlock."), run_passphrase
    )
    ways = changing.add_mutually_exclusive_group()
    ways.add_argument(
        "--new-recovery-code",
        action="store_true",
        help=_("Print a new recovery code; the old one stops working."),
    )
    ways.add_argument(
        "--keyring",
        choices=("allow", "forbid"),
        help=_("Let this computer's key ring unlock the record, or stop that."),
    )


def add_role(parser: CommandParser) -> None:
    """Add the option that says what somebody does at the school."""
    parser.add_argument(
        "--role",
        choices=VOCABULARIES["role"],
        default="liaison",
        metavar=_("ROLE"),
        help=_("What the person does: {roles}.").format(roles=", ".join(VOCABULARIES["role"])),
    )


def run_init(session: Session, options: Namespace) -> int:
    """Make profile, keys and space; print the recovery code once."""
    from fsp_desktop.cli.unlocking import new_passphrase
    from fsp_desktop.services.start_workspace import Beginning, start_workspace

    beginning = Beginning(options.space, options.school, options.person, options.role)
    started = start_workspace(
        session.desk.profile, new_passphrase(session), beginning, session.desk.clock
    )
    started.workspace.close()
    if hasattr(options, "ui_language"):
        session.desk.choose_language(options.ui_language)
    who = started.workspace.who
    document = {
        "space_id": who.space_id,
        "device_id": who.device_id,
        "recovery_code": started.recovery_code,
    }
    session.output.result(document, lambda: code_lines(started.recovery_code))
    return 0


def run_passphrase(session: Session, options: Namespace) -> int:
    """Change one of the ways in."""
    from fsp_desktop.cli.unlocking import open_workspace

    with open_workspace(session) as workspace:
        if options.new_recovery_code:
            return _renew_code(session, workspace)
        if options.keyring:
            return _set_keyring(session, workspace, options.keyring == "allow")
        return _change(session, workspace)


def _add_demo(commands: Commands) -> None:
    telling = new_command(
        commands,
        "demo",
        _("Play the whole story on invented families, then open the window."),
        run_demo,
    )
    telling.add_argument("--out", metavar=_("DIR"), help=_("Folder for the PDF and the pictures."))
    telling.add_argument("--no-window", action="store_true", help=_("Open no window at the end."))


def _change(session: Session, workspace: Workspace) -> int:
    from fsp_desktop.cli.unlocking import given_passphrase, replacement_passphrase, type_passphrase
    from fsp_desktop.services.unlock import change_passphrase

    old = given_passphrase(session)
    if old is None:
        old = type_passphrase(session)
    change_passphrase(workspace, old, replacement_passphrase(session))
    session.output.result({"changed": "passphrase"}, lambda: [_("The passphrase is changed.")])
    return 0


def _renew_code(session: Session, workspace: Workspace) -> int:
    from fsp_desktop.services.unlock import new_recovery_code

    code = new_recovery_code(workspace)
    session.output.result({"recovery_code": code}, lambda: code_lines(code))
    return 0


def _set_keyring(session: Session, workspace: Workspace, allowed: bool) -> int:
    from fsp_desktop.services.unlock import allow_keyring

    allow_keyring(workspace, allowed)
    words = (
        _("This computer's key ring may open the record now.")
        if allowed
        else _("This computer's key ring does not open the record any more.")
    )
    session.output.result({"keyring": allowed}, lambda: [words])
    return 0


def code_lines(code: str) -> list[str]:
    """Return what a person must do with a recovery code."""
    return [
        _("Recovery code: {code}").format(code=code),
        _("Write it on paper and keep it where you keep keys. It is shown only now."),
    ]
