"""Sentences about sharing, made from facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fsp_desktop.language.formats import clock_time
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.families.words import days_ago
from fsp_desktop.ui.shell.hooks import Standing
from fsp_desktop.ui.shell.standing_words import how_long_ago

if TYPE_CHECKING:
    from fsp_desktop.services.share_record import SharingStatus


def promise_words(has_place: bool, last: datetime | None, waiting: int, now: datetime) -> str:
    """Return the sentence under the promise: when we last shared, and what waits."""
    if not has_place:
        return _(
            "It is only here so far. Choose a folder that your team can reach, and it is shared by itself."
        )
    if last is None:
        shared = _("Not shared yet.")
    else:
        ago = how_long_ago(last, now)
        time = clock_time(last.astimezone())
        shared = _("Last shared with the team {ago}, at {time}.").format(ago=ago, time=time)
    if not waiting:
        return " ".join((shared, _("Nothing is waiting.")))
    count = ngettext("{n} change is waiting.", "{n} changes are waiting.", waiting).format(
        n=waiting
    )
    by_itself = _(
        "They go out by themselves when there is a connection; you do not have to do anything."
    )
    return f"{shared} {count} {by_itself}"


def trouble_words(status: SharingStatus, standing: Standing) -> str:
    """Return what keeps sharing from being whole, most important first; empty when all is well."""
    if status.is_waiting_for_admission:
        words = _(
            "Waiting to be let in. Read these numbers to the person who invited you: {numbers}"
        )
        return words.format(numbers=status.numbers or "")
    if standing.held == "paused":
        return _("You paused sharing. It goes on when you say so, or after the next start.")
    if standing.held == "elsewhere":
        return _("Servers wait until this computer is on the school’s network, as you chose.")
    if standing.held == "metered":
        return _(
            "This connection is paid by the amount, so servers wait for another one. Your work "
            "is safe here."
        )
    of_places = {one.problem for one in status.places}
    problems = [code for code in status.problems if code not in of_places or status.failing_since]
    if problems:
        return error_sentence(problems[0])
    if standing.places_away:
        return ngettext(
            "One place does not answer; the others work. See “Where we share”.",
            "{n} places do not answer; the others work. See “Where we share”.",
            standing.places_away,
        ).format(n=standing.places_away)
    return ""


def when_words(text: str, now: datetime) -> str:
    """Return today 7:04, yesterday 17:40 or a number of days ago for a moment in ISO 8601."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        # Another computer wrote it; a page about sharing must not break on it.
        return text
    day = days_ago(moment, now)
    days = (now.astimezone().date() - moment.astimezone().date()).days
    return f"{day} {clock_time(moment.astimezone())}" if days < 2 else how_long_ago(moment, now)


def report_words(report: Mapping[str, Any]) -> str:
    """Return one line about one exchange."""
    sent, received = int(report.get("sent", 0)), int(report.get("received", 0))
    problems = report.get("problems") or []
    if not sent and not received and problems:
        return error_sentence(str(problems[0]["code"]), problems[0].get("detail") or {})
    shared = ngettext("Shared {n} change", "Shared {n} changes", sent).format(n=sent)
    got = ngettext("received {n}", "received {n}", received).format(n=received)
    return f"{shared}, {got}"
