"""All pages and dialogs of the window, and one way to open any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.screen import PageSpec, Screen
from fsp_desktop.ui.shell.shell import Shell

if TYPE_CHECKING:
    from fsp_desktop.domain.changes import Dot
    from fsp_desktop.services.edit_record import Changes

DialogFactory = Callable[..., QDialog]


def add_pages(shell: Shell) -> None:
    """Register every page; a page's module is imported when it first comes up."""
    for page in (
        PageSpec("today", _("Today"), "sun", _make_today),
        PageSpec("families", _("Families"), "users", _make_families),
        PageSpec("follow-ups", _("Follow-ups"), "list-checks", _make_follow_ups),
        PageSpec("conferences", _("Conferences"), "handshake", _make_conferences, "doing"),
        PageSpec("visit-log", _("Visit log"), "house", _make_visit_log, "hidden"),
        PageSpec("packets", _("Packets"), "package-open", _make_packets, "paper"),
        PageSpec("handouts", _("Handouts & cards"), "printer", _make_handouts, "paper"),
        PageSpec("translations", _("Translations"), "languages", _make_translations, "paper"),
        PageSpec("school-profile", _("The school’s own data"), "school", _make_school, "hidden"),
        PageSpec("sync", _("Sync & devices"), "refresh-cw", _make_sync, "bottom"),
        PageSpec("versions", _("Two versions"), "columns-2", _make_versions, "hidden"),
        PageSpec("needs-look", _("Needs a look"), "columns-2", _make_needs_look, "hidden"),
    ):
        shell.pages.add(page)


def add_new_actions(shell: Shell) -> None:
    """Register what the New menu offers (Ctrl+N, then the letter), and the program's own dialogs."""
    book = shell.actions_book
    for key, words, icon, letter, place in (
        ("contact.new", _("Contact"), "message-circle", "C", "contact"),
        ("visit.new", _("Visit log"), "house", "V", "visit-log"),
        ("follow-up.new", _("Follow-up"), "list-checks", "F", "follow-up"),
        ("note.new", _("Cultural note"), "quote", "N", "note"),
        ("family.new", _("Family"), "users", "M", "family-form"),
        ("conference.new", _("Conference"), "handshake", "K", "conference-form"),
        ("packet.new", _("Packet"), "package-open", "P", "packets"),
    ):
        run = _opener(shell, place)
        book.add(key, words, run, menu="new", section="new", icon=icon, letter=letter)
    for key, words, icon, place in (
        ("roster.import", _("Bring in a class list…"), "download", "roster-import"),
        ("recovery.check", _("Check your recovery sheet…"), "key-round", "recovery-check"),
        ("recovery.sheet", _("A new recovery sheet…"), "key-round", "recovery"),
        ("school.profile", _("The school’s own data"), "school", "school-profile"),
    ):
        book.add(key, words, _opener(shell, place), menu="program", icon=icon)


def _opener(shell: Shell, place: str) -> Callable[[], None]:
    return lambda: open_place(shell, place, family_id=family_in_sight(shell, place))


def family_in_sight(shell: Shell, place: str) -> str | None:
    """Return the family whose page is up, so that a new record can be about it; else None."""
    if place in _NOT_ABOUT_ONE:
        return None
    key, where = shell.trail()[-1] if shell.trail() else ("", {})
    return where.get("family_id") if key in ("families", "visit-log") else None


def open_place(shell: Shell, key: str, **place: Any) -> None:
    """Bring a page up or open a dialog, whichever `key` names."""
    if key in shell.pages:
        shell.go(key, **place)
        return
    shell.open_dialog(_DIALOGS[key](shell, **place))


def taker_back(shell: Shell, changes: Changes) -> Callable[[], object] | None:
    """Return what takes back just the save that made `changes`, for the Undo of its toast.

    Later saves stay as they are; where one of them stands on this save, it is said in words.
    None if the save wrote nothing.
    """
    dots = changes.dots
    return (lambda: take_back(shell, dots)) if dots else None


def take_back(shell: Shell, dots: Sequence[Dot]) -> None:
    """Take back the save, or the import, that wrote these operations, and show what changed."""
    from fsp_desktop.services.settle_conflict import undo_save

    workspace = shell.workspace
    shell.runner.store(lambda: undo_save(workspace, dots), owner=shell).then(shell.announce).failed(
        shell.tell_failure
    )


def _make_today(shell: Shell) -> Screen:
    from fsp_desktop.ui.today.screen import TodayScreen

    return TodayScreen(shell)


def _make_families(shell: Shell) -> Screen:
    from fsp_desktop.ui.families.screen import FamiliesScreen

    return FamiliesScreen(shell)


def _make_follow_ups(shell: Shell) -> Screen:
    from fsp_desktop.ui.follow_ups.screen import FollowUpsScreen

    return FollowUpsScreen(shell)


def _make_conferences(shell: Shell) -> Screen:
    from fsp_desktop.ui.conference.screen import ConferenceScreen

    return ConferenceScreen(shell)


def _make_visit_log(shell: Shell) -> Screen:
    from fsp_desktop.ui.visit_log.screen import VisitLogScreen

    return VisitLogScreen(shell)


def _make_packets(shell: Shell) -> Screen:
    from fsp_desktop.ui.packet_builder.screen import PacketScreen

    return PacketScreen(shell)


def _make_handouts(shell: Shell) -> Screen:
    from fsp_desktop.ui.handouts.screen import HandoutsScreen

    return HandoutsScreen(shell)


def _make_school(shell: Shell) -> Screen:
    from fsp_desktop.ui.school_profile.screen import SchoolScreen

    return SchoolScreen(shell)


def _make_translations(shell: Shell) -> Screen:
    from fsp_desktop.ui.translation_desk.screen import TranslationScreen

    return TranslationScreen(shell)


def _make_sync(shell: Shell) -> Screen:
    from fsp_desktop.ui.sync.screen import SyncScreen

    return SyncScreen(shell)


def _make_versions(shell: Shell) -> Screen:
    from fsp_desktop.ui.versions.screen import VersionsScreen

    return VersionsScreen(shell)


def _make_needs_look(shell: Shell) -> Screen:
    from fsp_desktop.ui.versions.needs_look import NeedsLookScreen

    return NeedsLookScreen(shell)


def _contact(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.contact.dialog import ContactDialog

    return ContactDialog(shell, **place)


def _note(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.cultural_note.dialog import NoteDialog

    return NoteDialog(shell, **place)


def _follow_up(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.follow_ups.dialog import FollowUpDialog

    return FollowUpDialog(shell, **place)


def _family_form(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.family_form.dialog import FamilyDialog

    return FamilyDialog(shell, **place)


def _conference_form(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.conference.plan_dialog import ConferenceDialog

    return ConferenceDialog(shell, **place)


def _history(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.history.sheet import HistorySheet

    return HistorySheet(shell, **place)


def _recovery(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.recovery.dialog import RecoveryDialog

    return RecoveryDialog(shell, **place)


def _recovery_check(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.recovery.check_dialog import RecoveryCheckDialog

    return RecoveryCheckDialog(shell, **place)


def _roster_import(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.roster_import.dialog import RosterDialog

    return RosterDialog(shell, **place)


def _packet_batch(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.packet_batch.dialog import BatchDialog

    return BatchDialog(shell, **place)


def _papers_given(shell: Shell, **place: Any) -> QDialog:
    from fsp_desktop.ui.paper.given_sheet import GivenSheet

    return GivenSheet(shell, **place)


_DIALOGS: dict[str, DialogFactory] = {
    "contact": _contact,
    "note": _note,
    "follow-up": _follow_up,
    "family-form": _family_form,
    "conference-form": _conference_form,
    "history": _history,
    "recovery": _recovery,
    "recovery-check": _recovery_check,
    "roster-import": _roster_import,
    "packet-batch": _packet_batch,
    "papers-given": _papers_given,
}
"""Dialogs by key. All take `family_id` (None lets the person choose) and some `record_id`."""

_NOT_ABOUT_ONE = frozenset(
    {
        "family-form",
        "packet-batch",
        "recovery",
        "recovery-check",
        "roster-import",
    }
)
"""Dialogs that are not about the family whose page is up."""
