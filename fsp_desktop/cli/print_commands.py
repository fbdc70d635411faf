"""Commands that print: packet, handout, brief, languages."""

from __future__ import annotations

from fsp_desktop.cli.command_parser import Commands


def add_commands(commands: Commands) -> None:
    """Add this module's commands."""
