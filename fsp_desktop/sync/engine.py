"""One exchange with the shared place, from the first look to the last word.

The order makes every step safe to stop after: what others published is applied first, own changes
are sealed and kept before they leave, bundles are read back before a head names them, and whatever
a pass did not finish the next one does. Nothing that is missing at the place deletes anything here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.admission import attend_door, knock
from fsp_desktop.sync.attachments import collect_pieces, fetch_pieces
from fsp_desktop.sync.compaction import choose_floor, sweep
from fsp_desktop.sync.epochs import tend_keys
from fsp_desktop.sync.exchange import Cancelled, CancelledError, Exchange, Progress
from fsp_desktop.sync.identity import Identity, identity_of
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.memory import Troubles, keep_memory, load_memory
from fsp_desktop.sync.metered import MeteredRemote
from fsp_desktop.sync.names import CARD, HEADS, Numbered, parse_head, space_folder, space_of
from fsp_desktop.sync.publishing import announce, publish, seal_new
from fsp_desktop.sync.purged import finish_purges, tend_purges
from fsp_desktop.sync.receiving import receive, receive_safely
from fsp_desktop.sync.remotes import MissingFileError, Remote
from fsp_desktop.sync.repair import relay, went_back
from fsp_desktop.sync.report import ADMISSION, SyncReport, Tally
from fsp_desktop.sync.restored import go_on_anew, own_heads
from fsp_desktop.sync.revocation import tend_quarantine
from fsp_desktop.sync.snapshotting import tend_snapshots
from fsp_desktop.sync.space import check_card

Heads = Mapping[str, Sequence[Numbered]]


def _no_progress(_step: str, _done: int, _total: int) -> None:
    return


def _never() -> bool:
    return False


def sync_once(
    store: SyncStore,
    remote: Remote,
    clock: Clock,
    *,
    progress: Progress = _no_progress,
    cancelled: Cancelled = _never,
    asked: bool = True,
    app: str = "",
) -> SyncReport:
    """Exchange everything that is new with the shared place, once.

    Args:
        store: Of this device. Called from this thread only, one short transaction at a time.
        remote: The shared place.
        clock: Dates heads and pauses; it never decides which value survives.
        progress: Told how many bundles are done.
        cancelled: Asked between bundles; yes ends the pass with `sync.cancelled` in the report.
        asked: Whether a person asked for this pass; then files in trouble are tried at once,
            else only after their pause.
        app: Version of the program, told to the other devices.

    Raises:
        UnreachableError: The place is away, full or read-only; what was done so far stays done.
        RefusedError: `sync.no_space`, `sync.other_space`, or a refusal at the door.
    """
    tally = Tally()
    identity = identity_of(store)
    if identity.space is None:
        if identity.joining is None:
            raise RefusedError("sync.no_space")
        entered = knock(store, remote, identity, identity.joining, tally)
        if entered is None:
            return tally.report(ADMISSION)
        identity = entered
    ex = _exchange(store, remote, clock, identity, tally, asked=asked, app=app)
    ex.progress, ex.cancelled = progress, cancelled
    return _run(ex)


def _exchange(
    store: SyncStore,
    remote: Remote,
    clock: Clock,
    identity: Identity,
    tally: Tally,
    *,
    asked: bool,
    app: str,
) -> Exchange:
    space = identity.space
    folder = space_folder(space.id) if space else ""
    ex = Exchange(
        store=store,
        remote=MeteredRemote(remote, folder, tally),
        top=MeteredRemote(remote, "", tally),
        clock=clock,
        identity=identity,
        tally=tally,
        memory=load_memory(store, remote.place),
        troubles=Troubles(store, clock, asked=asked),
        progress=_no_progress,
        cancelled=_never,
        app=app,
    )
    ex.load()
    return ex


def _run(ex: Exchange) -> SyncReport:
    try:
        _pass(ex)
    except CancelledError:
        ex.tally.tell("sync.cancelled")
    finally:
        keep_memory(ex.store, ex.remote.place, ex.memory)
        ex.troubles.keep()
    if not ex.is_revoked:
        ex.troubles.tell(ex.tally)
    report = ex.tally.report(ex.store.unsealed_count())
    if not report.is_quiet:
        ex.store.log_sync(to_wire_time(ex.clock.now()), report.to_book())
    return report


def _pass(ex: Exchange) -> None:
    heads = _look(ex)
    _check_place(ex, heads)
    if went_back(ex, heads):
        ex.tally.tell("sync.remote_went_back")
    receive(ex, heads)
    mine = own_heads(ex, heads.get(ex.own, ()))
    if go_on_anew(ex, mine):
        _read_old_self(ex, heads)
        mine = own_heads(ex, ())
    if ex.is_revoked:
        # What was written since still leaves, so that an administrator may take it in.
        ex.tally.tell("sync.revoked_here")
    tend_quarantine(ex)
    tend_keys(ex)
    seal_new(ex)
    if ex.is_admin:
        attend_door(ex, heads.keys())
    publish(ex, heads.get(ex.own, ()), mine.sound)
    tend_purges(ex)
    tend_snapshots(ex)
    takes_away = choose_floor(ex)
    announce(ex, heads.get(ex.own, ()))
    if takes_away:
        sweep(ex)
    collect_pieces(ex)
    finish_purges(ex)
    fetch_pieces(ex)
    relay(ex, heads)


def _look(ex: Exchange) -> Heads:
    """Return the heads at the place by incarnation, the newest first; one request."""
    heads: dict[str, list[Numbered]] = {}
    strange = 0
    for entry in ex.remote.list(HEADS):
        named = parse_head(entry.name)
        if named is None:
            strange += 1
        else:
            heads.setdefault(named.inc, []).append(named)
    ex.names_here = {one.name for names in heads.values() for one in names}
    ex.memory.also_read = [name for name in ex.memory.also_read if name in ex.names_here]
    if strange:
        ex.tally.tell("sync.foreign_files", count=strange)
    for names in heads.values():
        names.sort(key=lambda one: (one.n, one.name == ex.memory.own_head), reverse=True)
    return heads


def _check_place(ex: Exchange, heads: Heads) -> None:
    """Make sure that the place is ours: at the first contact, and when it looks empty.

    Raises:
        RefusedError: `sync.other_space` if another team's files lie there instead.
    """
    if heads and ex.memory.has_card:
        return
    try:
        check_card(ex.remote.get(CARD), ex.space.id)
    except MissingFileError:
        if not heads:
            _refuse_other_space(ex)
    except RefusedError as error:
        if error.code == "sync.other_space":
            raise
        # A torn card is written again: its bytes are the same on every device of the space.
        ex.tally.tell(error.code, file=CARD)
    else:
        ex.memory.has_card = True
    if not heads and ex.memory.own_head:
        ex.tally.tell("sync.folder_emptied")
        ex.memory.forget()


def _refuse_other_space(ex: Exchange) -> None:
    spaces = [space for folder in ex.top.folders("") if (space := space_of(folder))]
    if spaces and ex.space.id not in spaces:
        raise RefusedError("sync.other_space", {"spaces": len(spaces)})


def _read_old_self(ex: Exchange, heads: Heads) -> None:
    for inc, names in heads.items():
        if inc in ex.members and inc != ex.own and ex.members[inc].device == ex.device.id:
            receive_safely(ex, inc, names)
