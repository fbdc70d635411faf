"""How sharing stands, as lines that a person reads on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fsp_desktop.cli.start_commands import code_lines
from fsp_desktop.language.labels import error_sentence, label
from fsp_desktop.language.words import _, ngettext

Facts = Mapping[str, Any]


def status_lines(status: Facts) -> Iterator[str]:
    """Yield where the team shares and what waits."""
    if not status["place"]:
        yield _("The team shares nowhere yet. Name a place with: share FOLDER")
        return
    yield _("The team shares through {place}").format(place=status["place"])
    for other in status["places"][1:]:
        yield _("and through {place}").format(place=other["place"])
    if status["is_waiting_for_admission"]:
        yield from _waiting_lines(status["numbers"])
    if status["last_shared_at"]:
        yield _("Shared last: {at}").format(at=status["last_shared_at"])
    count = status["waiting"]
    yield ngettext(
        "{count} change waits to be shared.", "{count} changes wait to be shared.", count
    ).format(count=count)
    yield from (error_sentence(code) for code in status["problems"])


def trial_lines(steps: Sequence[Facts]) -> Iterator[str]:
    """Yield what works at a place and what does not."""
    words = {
        "reach": _("The place answers."),
        "write": _("A file can be written there."),
        "read_back": _("It comes back as it was."),
        "find": _("It is in the list at once."),
        "delete": _("It can be taken away again."),
    }
    for step in steps:
        yield words[step["name"]] if step["code"] is None else error_sentence(step["code"])


def joined_lines(joined: Facts) -> Iterator[str]:
    """Yield what a newcomer does next."""
    yield from code_lines(joined["recovery_code"])
    if not joined["place"]:
        yield _("The code does not tell where the team shares. Name it with: share FOLDER")
    yield from _waiting_lines(joined["numbers"])


def device_line(device: Facts) -> str:
    """Return one computer of the team, or one that waits at the door, on one line."""
    if device["state"] == "at_the_door":
        return _(
            "At the door: {name}, numbers {numbers}. Let in with: devices --admit {id}"
        ).format(name=device["name"], numbers=device["numbers"], id=device["id"])
    heard = device["last_seen"][:10] or _("never heard of")
    marks = [_("this computer")] if device["is_here"] else []
    marks += [_("silent for long")] if device["is_silent"] else []
    marks += [_("taken out of the team")] if device["revoked_since"] else []
    role = label("role", device["role"]) if device["role"] else ""
    return "  ".join(part for part in (device["name"], role, heard, *marks) if part)


def sync_lines(report: Facts) -> Iterator[str]:
    """Yield what one exchange did."""
    from fsp_desktop.cli.refusals import sentences

    yield _("Sent: {sent}, received: {received}, new double versions: {conflicts}").format(
        sent=report["sent"], received=report["received"], conflicts=report["conflicts"]
    )
    if report["waiting"] == "admission":
        yield from _waiting_lines(None)
    for problem in report["problems"]:
        yield from sentences(problem["code"], problem["detail"])


def _waiting_lines(numbers: str | None) -> Iterator[str]:
    yield _("Waiting to be let in by the computer that invited this one.")
    if numbers:
        yield _("If they ask, read these numbers aloud: {numbers}").format(numbers=numbers)
