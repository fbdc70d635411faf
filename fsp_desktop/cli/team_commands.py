"""Commands of a team: share, invite, join, devices, sync, conflicts, resolve, digest."""

from __future__ import annotations

from fsp_desktop.cli.command_parser import Commands


def add_commands(commands: Commands) -> None:
    """Add this module's commands."""
