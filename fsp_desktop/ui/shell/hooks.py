"""What the shell needs from below, as plain functions that the program's composition fills in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from fsp_desktop.domain.clock import Clock, SystemClock
from fsp_desktop.domain.plain import Frozen, Plain, fresh
from fsp_desktop.ui.shell.screen import SupportsKinds

if TYPE_CHECKING:
    from fsp_desktop.domain.views import SearchHit


class Settings(Protocol):
    """Choices of this computer, kept at once and never shared with the team.

    Keys: `ui_language` (tag or None), `theme` (system, light, dark), `text_size` (per cent),
    `lock_minutes`, `keyring_allowed`, `over_hotspot`, `only_where`.
    """

    def get(self, key: str, default: Any = None) -> Any:
        """Return a choice, or the default if none was made."""
        ...

    def set(self, key: str, value: Any) -> None:
        """Keep a choice."""
        ...


class MemorySettings:
    """Choices that are forgotten at the end, for the made-up school and for tests."""

    def __init__(self, **values: Any) -> None:
        self._values = dict(values)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a choice, or the default if none was made."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Keep a choice."""
        self._values[key] = value


class Standing(Frozen):
    """How saving and sharing stand, as facts; the status line makes the sentence.

    Args:
        last_shared_at: When changes last went out or came in; None if never.
        waiting: Changes that have not gone out yet.
        sharing: (done, total) while a sharing is under way.
        two_versions: Records with two versions to look at.
        failing_days: Whole days since sharing last worked although it was tried.
        clock_is_wrong: This computer's clock cannot be right.
        is_online: False shows "No internet right now"; None shows nothing.
        has_place: Whether a sharing place was chosen at all.
        held: `paused` by the person, `metered`: the connection is paid by the amount, or
            `elsewhere`: this is not the school's network.
        outside: Empty, `door` while the team has not let this computer in, or `out` after it was
            taken out of the team.
        places_away: Places that do not answer although another one does.
        to_look_at: Computers that were taken out of the team and wrote on; somebody has to decide.
        backup_failure: Code of what kept today's backup from being made; empty when all is well.
    """

    last_shared_at: datetime | None = None
    waiting: int = 0
    sharing: tuple[int, int] | None = None
    two_versions: int = 0
    failing_days: int = 0
    clock_is_wrong: bool = False
    is_online: bool | None = None
    has_place: bool = True
    held: str = ""
    outside: str = ""
    places_away: int = 0
    to_look_at: int = 0
    backup_failure: str = ""


class FamilyAct(Frozen):
    """Something the palette offers to do for the family it found.

    Args:
        words: Translated words with `{family}`, such as "Start visit log for {family}".
        icon: Icon of the line.
        run: Called with the family's id.
    """

    words: str
    icon: str
    run: Callable[[str], object]


def _nothing_found(_text: str, _kinds: Sequence[str] = ()) -> Sequence[SearchHit]:
    return ()


def _nothing() -> SupportsKinds | None:
    return None


class ShellHooks(Plain):
    """The functions and objects the shell works with; all functions run on the store thread.

    Args:
        workspace: What services take first; screens pass it on, the shell never looks inside.
        role_code: Code of the role, from which `role` is said in another language.
        search: Results for the palette, best first; takes the words and, if narrowed, the kinds.
        undo: Takes the last save back; returns what changed, or None when there was nothing.
        share_now: One sharing pass, run in the pool.
        standing: How saving and sharing stand.
        counts: Numbers beside the navigation, by page key.
        family_acts: What the palette offers for a family it found; screens add to it.
        make_family: Opens the form of a new family with a name, if there is one.
        open_hit: Opens a search result; without it the family's page comes up.
        run_errand: Exchanges with one place only; takes a `ui.sync.rhythm.Errand`.
        pause_sharing: Stops sharing for now (True) or goes on (False); runs on the GUI thread.
        place_chosen: Begins to share through a place that was just chosen; runs on the GUI thread.
        allow_keyring: Lets the computer's key ring open the record, or takes that way in away.
    """

    workspace: Any = None
    person: str = ""
    role: str = ""
    role_code: str = ""
    school: str = ""
    is_demo: bool = False
    clock: Clock = fresh(factory=SystemClock)
    settings: Settings = fresh(factory=MemorySettings)
    search: Callable[..., Sequence[SearchHit]] = _nothing_found
    undo: Callable[[], SupportsKinds | None] = _nothing
    share_now: Callable[[], SupportsKinds | None] = _nothing
    standing: Callable[[], Standing] = Standing
    counts: Callable[[], dict[str, int]] = dict
    family_acts: list[FamilyAct] = fresh(factory=list)
    make_family: Callable[[str], object] | None = None
    open_hit: Callable[[SearchHit], object] | None = None
    allow_keyring: Callable[[bool], None] = lambda _allowed: None
    run_errand: Callable[[Any], object] = lambda _errand: None
    pause_sharing: Callable[[bool], object] = lambda _paused: None
    place_chosen: Callable[[str], object] = lambda _place: None
