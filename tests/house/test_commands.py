"""Every command, and every option of it, says what it does."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from fsp_desktop import __version__
from fsp_desktop.cli.program import build_parser

if TYPE_CHECKING:
    from collections.abc import Iterator


def _groups_of_commands(parser: argparse.ArgumentParser) -> Iterator[argparse._SubParsersAction]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield action


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for group in _groups_of_commands(parser):
        for below in group.choices.values():
            yield from _parsers(below)


def test_every_command_is_explained_in_the_list() -> None:
    parser = build_parser(__version__)
    groups = [group for each in _parsers(parser) for group in _groups_of_commands(each)]
    assert groups
    for group in groups:
        explained = {choice.dest for choice in group._choices_actions if choice.help}
        assert set(group.choices) - explained == set()


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{parser.prog} {action.option_strings or action.dest}"
        for parser in _parsers(build_parser(__version__))
        for action in parser._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert not silent
