"""Opens the work area on a record: pages, new menu, palette, sharing and its standing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.views import SearchHit
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.ui.daily_backup import DailyBackup
from fsp_desktop.ui.places import add_new_actions, add_pages, open_place
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import FamilyAct, Settings, ShellHooks, Standing
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.shell.window import MainWindow
from fsp_desktop.ui.sync.sharing import Sharing

if TYPE_CHECKING:
    from fsp_desktop.services.edit_record import Changes
    from fsp_desktop.services.workspace import Workspace

WARM_UP_MS = 250
CLOCK_SLACK = timedelta(minutes=2)
"""A clock that was set right by the network jumps back by less than this."""


def open_work(
    window: MainWindow,
    runner: Runner,
    workspace: Workspace,
    settings: Settings,
    clock: Clock,
) -> Sharing:
    """Show the work area of an open record; returns what shares it by itself.

    `workspace` is an open `services.workspace.Workspace`; its store belongs to the store thread.
    """
    rhythm = Sharing(runner, workspace, window)
    daily = DailyBackup(runner, workspace, rhythm)
    hooks = make_hooks(workspace, settings, clock, lambda: daily.failure, rhythm)
    rhythm.shell = lambda: window.shell
    rhythm.learnt_school = lambda name: _name_school(window, hooks, name)
    rhythm.learnt_role = lambda role: _name_role(window, hooks, role)
    hooks.place_chosen = rhythm.take_place
    hooks.run_errand = rhythm.run_errand
    hooks.pause_sharing = rhythm.set_paused
    rhythm.use_settings(settings)
    hooks.share_now = rhythm.share_from_pool
    # All of these run again when another language is chosen and the work area is built anew.
    register = [add_pages, add_new_actions, _add_words, lambda one: _add_banner_soon(one, window)]
    shell: Shell = window.open_work(hooks, register)
    # The store does one thing after another: when this nothing is done, the first page has its rows.
    runner.store(lambda: None, owner=shell).then(
        lambda _done: QTimer.singleShot(WARM_UP_MS, shell, lambda: _warm_up(runner, rhythm))
    )
    daily.begin()
    return rhythm


def _name_school(window: MainWindow, hooks: ShellHooks, name: str) -> None:
    """Tell a newcomer's window the name of the school that has just arrived."""
    hooks.school = name
    window.setWindowTitle(_("{school} — FSP Desktop").format(school=name))


def _name_role(window: MainWindow, hooks: ShellHooks, role: str) -> None:
    """Say the role that the team has given a newcomer."""
    hooks.role_code, hooks.role = role, label("role", role)
    if window.shell is not None:
        window.shell.navigation.set_role(hooks.role)


def _add_words(shell: Shell) -> None:
    hooks = shell.hooks
    hooks.role = label("role", hooks.role_code)
    hooks.open_hit = lambda hit: _open_hit(shell, hit)
    hooks.make_family = lambda name: open_place(shell, "family-form", family_id=None, name=name)
    hooks.family_acts = [
        FamilyAct(words, icon, _opener(shell, key))
        for words, icon, key in (
            (_("Start visit log for {family}"), "house", "visit-log"),
            (_("Log contact with {family}"), "message-circle", "contact"),
            (_("Print a packet for {family}"), "package-open", "packets"),
            (_("Papers given to {family}"), "history", "papers-given"),
        )
    ]


def _opener(shell: Shell, key: str) -> Callable[[str], object]:
    return lambda family_id: open_place(shell, key, family_id=family_id)


def _add_banner_soon(shell: Shell, window: MainWindow) -> None:
    # The place for banners is made after everything was registered.
    QTimer.singleShot(0, shell, lambda: _add_banner(shell, window))


def _add_banner(shell: Shell, window: MainWindow) -> None:
    if shell.hooks.is_demo:
        from fsp_desktop.ui.entrance.demo_banner import demo_banner

        banner = demo_banner()
        banner.acted.connect(window.lock_now)
        shell.add_banner(banner)
    elif shell.hooks.settings.get("recovery_sheet") == "later":
        words = _(
            "Your recovery sheet is not printed yet. Without it and the passphrase, all is lost."
        )
        _remind_of_recovery(shell, words, _("Make one now"), "recovery")
    elif shell.hooks.settings.get("recovery_sheet") == "unchecked":
        words = _("You have not checked yet that your recovery sheet is right.")
        _remind_of_recovery(shell, words, _("Check it now"), "recovery-check")


def _remind_of_recovery(shell: Shell, words: str, act: str, place: str) -> None:
    from fsp_desktop.ui.widgets.cards import Banner

    banner = Banner(words, act, kind="plain", icon="key-round", flush=True)
    banner.acted.connect(lambda: open_place(shell, place))
    banner.acted.connect(banner.hide)
    shell.add_banner(banner)


def _warm_up(runner: Runner, rhythm: Sharing) -> None:
    """Load what the first page can do without, once it is on the glass."""
    if runner.is_closed:
        return
    runner.hand_over_soon()
    rhythm.begin()
    runner.store(_load_entities)


def make_hooks(
    workspace: Workspace,
    settings: Settings,
    clock: Clock,
    backup_failure: Callable[[], str] = str,
    sharing: Sharing | None = None,
) -> ShellHooks:
    """Return what the shell asks of an open record."""
    who = workspace.who
    return ShellHooks(
        workspace=workspace,
        person=who.person_name,
        role=label("role", who.role),
        role_code=who.role,
        school=who.school_name,
        is_demo=who.is_demo,
        clock=clock,
        settings=settings,
        search=lambda text, kinds=(): _search(workspace, text, kinds),
        undo=lambda: _undo(workspace),
        standing=lambda: read_standing(workspace, clock, backup_failure(), sharing),
        counts=lambda: _counts(workspace),
        allow_keyring=lambda allowed: _allow_keyring(workspace, allowed),
    )


def _search(workspace: Workspace, text: str, kinds: Sequence[str]) -> Sequence[SearchHit]:
    from fsp_desktop.services.find_anything import SHOWN_AT_ONCE, find_anything

    return find_anything(workspace, text, limit=SHOWN_AT_ONCE, kinds=tuple(kinds))


def read_standing(
    workspace: Workspace, clock: Clock, backup_failure: str = "", sharing: Sharing | None = None
) -> Standing:
    """Return how saving and sharing stand; runs on the store thread."""
    from fsp_desktop.services.needs_look import count_quarantined
    from fsp_desktop.services.settle_conflict import count_in_conflict
    from fsp_desktop.services.share_record import sharing_status
    from fsp_desktop.ui.sync.place_words import is_stick_out

    status = sharing_status(workspace)
    now, last = clock.now(), status.last_shared_at
    is_out = "sync.revoked_here" in status.problems
    away = sum(one.problem is not None and not is_stick_out(one) for one in status.places)
    return Standing(
        last_shared_at=last,
        waiting=status.waiting,
        two_versions=count_in_conflict(workspace),
        failing_days=_days(last or status.failing_since, now) if status.failing_since else 0,
        clock_is_wrong=last is not None and last > now + CLOCK_SLACK,
        is_online=sharing.is_online if sharing else None,
        has_place=status.place is not None,
        held=sharing.held if sharing else "",
        outside="door" if status.is_waiting_for_admission else ("out" if is_out else ""),
        places_away=0 if status.failing_since else away,
        to_look_at=count_quarantined(workspace),
        backup_failure=backup_failure,
    )


def _days(since: datetime | None, now: datetime) -> int:
    return 0 if since is None else max(0, (now - since).days)


def _undo(workspace: Workspace) -> Changes | None:
    from fsp_desktop.services.settle_conflict import undo_last_save

    try:
        return undo_last_save(workspace)
    except FspError as error:
        if error.code == "store.nothing_to_undo":
            return None
        raise


def _counts(workspace: Workspace) -> dict[str, int]:
    from fsp_desktop.services.show_today import nav_counts

    counts = nav_counts(workspace)
    return {
        "today": counts.today,
        "follow-ups": counts.follow_ups,
        "conferences": counts.conferences,
        "sync": counts.waiting,
    }


def _allow_keyring(workspace: Workspace, allowed: bool) -> None:
    from fsp_desktop.services.unlock import allow_keyring

    allow_keyring(workspace, allowed)


_PLACES = {
    "visit": "visit-log",
    "note": "note",
    "contact": "contact",
    "follow-up": "follow-up",
    "conference": "conferences",
}
"""Kind of a result of the search -> where it is opened; others lead to their family."""


def _open_hit(shell: Shell, hit: SearchHit) -> None:
    key = _PLACES.get(hit.kind)
    family_id = hit.id if hit.kind == "family" else hit.family_id
    if key is not None and family_id is not None:
        open_place(shell, key, family_id=family_id, record_id=hit.id)
    elif family_id is not None:
        shell.go("families", family_id=family_id)
    else:
        shell.toast(
            _("{title} belongs to no family, so there is no page to open.").format(title=hit.title)
        )


def _load_entities() -> None:
    # The first save would otherwise wait half a second for these to load.
    import fsp_desktop.domain.rules  # noqa: F401 - loaded for its effect
