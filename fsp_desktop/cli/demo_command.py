"""The demo: the whole story on invented families, told line by line."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from fsp_desktop.cli.session import Session
from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.language.words import _


def run_demo(session: Session, options: Namespace) -> int:
    """Play the story, write its PDFs and pictures, and open the window if there is a display."""
    from fsp_desktop.services.demo_data import DEMO_PASSPHRASE
    from fsp_desktop.services.demo_story import tell_demo_story

    out = _folder(options.out)
    with tempfile.TemporaryDirectory(prefix="fsp-demo-", ignore_cleanup_errors=True) as place:
        story = tell_demo_story(
            Path(place),
            out,
            session.desk.clock,
            lambda step, numbers: _tell(session, step, numbers),
        )
        pictures = session.take_pictures(story.profile, DEMO_PASSPHRASE, out)
        files = [str(path) for path in (*story.files, *pictures)]
        session.output.result({"out": str(out), "files": files}, lambda: _lines(out, len(files)))
        session.output.flush()
        if not options.no_window and _has_display():
            return session.show_window(story.profile, DEMO_PASSPHRASE)
    return 0


def _folder(chosen: str | None) -> Path:
    out = (
        Path(chosen).expanduser().absolute()
        if chosen
        else Path(tempfile.mkdtemp(prefix="fsp-demo-out-"))
    )
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreachableError("vault.not_writable", {"errno": error.errno or 0}) from error
    return out


def _tell(session: Session, step: str, numbers: Mapping[str, object]) -> None:
    words = {
        "roster_read": _(
            "A class list was read: {student} children, {adult} adults, {family} families."
        ),
        "visit_logged": _("A home visit with the {family} family was logged, with no network."),
        "shared": _("{sent} changes went into the school’s folder, sealed."),
        "received": _(
            "A counselor’s computer joined and received {received} changes; the visit is found there."
        ),
        "printed": _("{file}: {pages} pages."),
    }[step]
    session.output.tell(words.format(**numbers))


def _lines(out: Path, count: int) -> list[str]:
    return [_("{count} files in {folder}").format(count=count, folder=out)]


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
