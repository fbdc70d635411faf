"""Where the passphrase comes from: standard input, the environment, the key ring or a person."""

from __future__ import annotations

import getpass
import sys
from threading import Event
from typing import TYPE_CHECKING

from fsp_desktop.domain.errors import LockedError, RefusedError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session
    from fsp_desktop.services.workspace import Workspace

VARIABLE = "FSP_PASSPHRASE"
NEW_VARIABLE = "FSP_NEW_PASSPHRASE"
_TRIES = 3
_LONGEST_WAIT_S = 8.0
"""A script is kept waiting no longer than this after wrong passphrases; then it is told."""


def open_workspace(session: Session) -> Workspace:
    """Open the record with the first way in that is at hand.

    Raises:
        LockedError: `cli.no_passphrase`, `cli.wait_first`, or why the record stayed locked.
        RefusedError: The record is not there, damaged, newer or in use.
    """
    ways = session.desk.ways_in()
    if not ways.is_started:
        raise RefusedError("services.no_profile")
    given = given_passphrase(session)
    if given is not None:
        return _open(session, given)
    if ways.has_keyring:
        try:
            return session.desk.open_with_keyring()
        except LockedError as error:
            session.output.tell(error_sentence(error.code, error.detail))
    return _ask_and_open(session)


def given_passphrase(session: Session) -> str | None:
    """Return the passphrase from standard input or the environment, None if there is none."""
    if session.input.has_passphrase:
        return session.input.passphrase()
    return session.environment.get(VARIABLE) or None


def new_passphrase(session: Session) -> str:
    """Return the passphrase for a record that is begun now; a person types it twice."""
    given = given_passphrase(session)
    return given if given is not None else type_new_passphrase(session)


def replacement_passphrase(session: Session) -> str:
    """Return the passphrase that is to replace the present one.

    With `--passphrase-stdin` it is the second line of standard input.
    """
    if session.input.has_passphrase:
        session.input.passphrase()
        return session.input.next_secret()
    given = session.environment.get(NEW_VARIABLE)
    return given or type_new_passphrase(session)


def type_new_passphrase(session: Session) -> str:
    """Ask a person twice for a new passphrase.

    Raises:
        LockedError: `cli.no_passphrase` if nobody is there to ask.
        RefusedError: `cli.passphrases_differ`.
    """
    _need_terminal(session)
    first = _ask(_("New passphrase: "))
    if _ask(_("The same once more: ")) != first:
        raise RefusedError("cli.passphrases_differ")
    return first


def type_passphrase(session: Session) -> str:
    """Ask a person for the passphrase.

    Raises:
        LockedError: `cli.no_passphrase` if nobody is there to ask.
    """
    _need_terminal(session)
    return _ask(_("Passphrase: "))


def ask_if_somebody_is_there(session: Session, prompt: str) -> str:
    """Return what a person types without showing it; empty if no person is at a terminal."""
    if not (session.input.is_terminal() and sys.stderr.isatty()):
        return ""
    return _ask(prompt)


def _ask_and_open(session: Session) -> Workspace:
    for left in range(_TRIES - 1, -1, -1):
        try:
            return _open(session, type_passphrase(session))
        except LockedError as error:
            if not left or error.code != "vault.wrong_passphrase":
                raise
            session.output.tell(error_sentence(error.code, error.detail))
    raise LockedError("cli.no_passphrase")


def _open(session: Session, passphrase: str) -> Workspace:
    wait_s = session.desk.ways_in().retry_after_s
    if wait_s > _LONGEST_WAIT_S:
        raise LockedError("cli.wait_first", {"retry_after_s": round(wait_s)})
    if wait_s > 0:
        Event().wait(wait_s)
    return session.desk.open_with_passphrase(passphrase)


def _need_terminal(session: Session) -> None:
    if not (session.input.is_terminal() and sys.stderr.isatty()):
        raise LockedError("cli.no_passphrase")


def _ask(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise LockedError("cli.no_passphrase") from error
