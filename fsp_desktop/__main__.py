"""`python -m fsp_desktop`, `fsp-desktop`: a command on the terminal, or the window without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from fsp_desktop import __version__
from fsp_desktop.cli.early_options import (
    EverywhereOptions,
    form_of,
    read_everywhere_options,
)
from fsp_desktop.cli.output import Output
from fsp_desktop.domain.errors import FspError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from fsp_desktop.app.compose import Desk
    from fsp_desktop.services.profile import Profile

STOPPED = 130
"""Exit code after Ctrl+C, as shells expect it."""
READER_LEFT = 4


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in `argv` (else that of the process) and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    early = read_everywhere_options(words)
    output = Output(sys.stdout, sys.stderr, form_of(early))
    try:
        code = _run(words, early, output)
        output.flush()
        return code
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        from fsp_desktop.cli.refusals import tell_stopped

        tell_stopped(output)
        return STOPPED
    except (FspError, OSError) as error:
        return _refused(output, error)
    except Exception as error:
        return _bug(output, error)


def _run(words: Sequence[str], early: EverywhereOptions, output: Output) -> int:
    from fsp_desktop.app.compose import build_desk, install_language

    desk = build_desk(early.profile, os.environ)
    install_language(desk, early.ui_language, os.environ)
    if not words:
        return _open_window(desk, early)
    from fsp_desktop.cli.program import build_parser

    try:
        options = build_parser(__version__).parse_args(words)
    except SystemExit as stop:
        return int(stop.code or 0)
    if options.command is None:
        return _open_window(desk, early)
    return _run_command(desk, options, output)


def _run_command(desk: Desk, options: Namespace, output: Output) -> int:
    from fsp_desktop.cli.session import Session
    from fsp_desktop.cli.standard_input import StandardInput

    has_passphrase = getattr(options, "passphrase_stdin", False)
    given = StandardInput(sys.stdin.buffer, has_passphrase)
    session = Session(desk, given, output, os.environ, _take_pictures, _show_window)
    code: int = options.run(session, options)
    return code


def _take_pictures(profile: Profile, passphrase: str, out: Path) -> Sequence[Path]:
    from fsp_desktop.app.pictures import take_pictures

    return take_pictures(profile, passphrase, out)


def _show_window(profile: Profile, passphrase: str) -> int:
    from fsp_desktop.app.compose import build_desk
    from fsp_desktop.app.gui import run_window_on

    return run_window_on(build_desk(str(profile.root), os.environ), passphrase)


def _open_window(desk: Desk, early: EverywhereOptions) -> int:
    if early.json or early.jsonl or early.passphrase_stdin:
        raise UsageError("cli.missing_argument", {"command": "fsp-desktop", "argument": ""})
    import gc

    # A start makes many things and no rubbish; looking for some would be a good part of it.
    gc.disable()
    from fsp_desktop.app.gui import run_window

    return run_window(desk)


def _refused(output: Output, error: FspError | OSError) -> int:
    from fsp_desktop.cli.refusals import known_trouble, tell_refusal

    known = error if isinstance(error, FspError) else known_trouble(error)
    _show_trace(error)
    tell_refusal(output, known)
    return known.exit_code


def _bug(output: Output, error: Exception) -> int:
    from fsp_desktop.cli.refusals import BUG, tell_bug

    _show_trace(error)
    tell_bug(output, type(error).__name__)
    return BUG


def _show_trace(error: BaseException) -> None:
    """Print where it happened, for those who mend the program and asked for it."""
    if os.environ.get("FSP_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)


def _reader_left() -> int:
    """Send what is still to be printed nowhere, since nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return READER_LEFT


def _speak_utf8() -> None:
    """Print UTF-8 whatever the terminal or Windows' code page is, and never fail over a letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
