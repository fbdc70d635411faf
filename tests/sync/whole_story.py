"""Everything that can happen to a team, over the real store and real bundles.

The oracle knows nothing of dots, bundles or branches. Each write has a value of its own, and its
clock is the set of values that its author's device had ever heard of for that field when the form
was opened. What is shown in the end must be exactly the writes that are in nobody's past. Only
after a fork (two copies of one device) more may be shown: who answered one of two writes of one
name is not taken to have answered either.
"""

from __future__ import annotations

import shutil
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from fsp_desktop.domain.changes import DELETED
from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.store.writes import Write
from fsp_desktop.sync.epochs import turn_key
from fsp_desktop.sync.identity import identity_of, member_of
from fsp_desktop.sync.names import parse_bundle
from fsp_desktop.sync.revocation import accept_quarantined, quarantined, revoke
from fsp_desktop.sync.roster_log import read_log
from fsp_desktop.sync.snapshotting import ask_for_snapshot
from tests.sync.desks import Desk, codes
from tests.sync.fake_remote import BreakingRemote
from tests.sync.real_store import RealStore
from tests.sync.story_bench import FIELDS, RECORDS, StoryBench

MOST_DESKS = 6
WHO, PLACE = st.integers(0, MOST_DESKS - 1), st.integers(0, 1)
RECORD, FIELD = st.sampled_from(RECORDS), st.sampled_from(FIELDS)


class WholeStory(StoryBench, RuleBasedStateMachine):
    """Three to six devices, a folder and a stick, and much that can go wrong."""

    def __init__(self) -> None:
        RuleBasedStateMachine.__init__(self)
        self.begin()

    # people

    @rule(who=WHO, record=RECORD, field=FIELD)
    def write(self, who: int, record: str, field: str) -> None:
        self._write(self._at(who), [(record, field)])

    @rule(who=WHO, first=RECORD, second=RECORD)
    def write_two_records_at_once(self, who: int, first: str, second: str) -> None:
        self._write(self._at(who), list(dict.fromkeys([(first, "label"), (second, "label")])))

    @rule(who=WHO, record=RECORD)
    def open_a_form(self, who: int, record: str) -> None:
        at = who % len(self.desks)
        stored = self.desks[at].store.store.load(record)
        if stored is not None:
            past = {field: self._heard_of(self.desks[at], record, field) for field in FIELDS}
            self.forms[at] = (record, dict(stored.seen), past)

    @rule(who=WHO, field=FIELD)
    def save_the_form(self, who: int, field: str) -> None:
        """What arrived while it was open was not on the form, so it must not be replaced."""
        at = who % len(self.desks)
        if at not in self.forms or at in self.restored:
            return
        record, seen, past = self.forms.pop(at)
        value = self._new_value(record, field, past[field])
        write = Write("family", record, {field: value}, seen)
        self.desks[at].store.store.save([write], author="")
        self.safe.discard(at)

    @rule(who=WHO, record=RECORD, field=FIELD)
    def save_a_form_over_what_arrives(self, who: int, record: str, field: str) -> None:
        """Somebody else's version lands between the opening of a form and its save."""
        at, other = who % len(self.desks), (who + 1) % len(self.desks)
        self.open_a_form(who, record)
        self._write(self.desks[other], [(record, field)])
        for one in (other, at):
            self.sync(one, 0, asked=True)
        self.save_the_form(who, field)

    @rule(
        who=WHO, record=RECORD, languages=st.sets(st.sampled_from(["es", "so", "vi"]), max_size=2)
    )
    def choose_languages(self, who: int, record: str, languages: set[str]) -> None:
        self._at(who).writes(record, home_languages=sorted(languages))
        self.safe.discard(who % len(self.desks))

    @rule(who=WHO, record=RECORD, deleted=st.booleans())
    def delete_or_bring_back(self, who: int, record: str, deleted: bool) -> None:
        desk = self._at(who)
        if desk.store.store.load(record) is not None:
            desk.store.store.save([Write("family", record, {DELETED: deleted})], author="")
            self.safe.discard(who % len(self.desks))

    @precondition(lambda self: not self.is_forked and not self.restored)
    @rule(who=WHO, record=RECORD)
    def purge(self, who: int, record: str) -> None:
        desk = self._at(who)
        for field in FIELDS:
            self.purged |= self._heard_of(desk, record, field)
        desk.store.store.ledger.purge([record], "")
        self.safe.discard(who % len(self.desks))

    # exchanges

    @rule(who=WHO, place=PLACE, asked=st.booleans())
    def sync(self, who: int, place: int, asked: bool) -> None:
        at = who % len(self.desks)
        self.desks[at].syncs(self.places[place], asked=asked)
        self._synced(at, place)

    @rule(who=WHO, at=st.integers(1, 25), after=st.booleans(), torn=st.booleans())
    def sync_interrupted(self, who: int, at: int, after: bool, torn: bool) -> None:
        number = who % len(self.desks)
        breaking = BreakingRemote(self.places[0], at, after=after, torn=torn)
        try:
            self.desks[number].syncs(breaking)
        except UnreachableError:
            self._restart(number)
            return
        self._synced(number, 0)

    @rule(who=WHO, bundles=st.integers(0, 3))
    def sync_stopped(self, who: int, bundles: int) -> None:
        answers = iter([False] * bundles)
        self._at(who).syncs(self.places[0], cancelled=lambda: next(answers, True))

    @rule(who=WHO, hours=st.sampled_from([-90_000, -5_000, -1, 1, 700, 5_000, 90_000]))
    def change_clock(self, who: int, hours: int) -> None:
        self._at(who).clock.advance(timedelta(hours=hours))

    # the place

    @rule(which=st.integers(0, 30), how=st.sampled_from(["cut", "flip", "lose", "empty", "copy"]))
    def spoil_a_bundle(self, which: int, how: str) -> None:
        files = self.places[0].files
        names = sorted(name for name in files if parse_bundle(name.partition("/")[2]))
        if not names or self.restored:
            return
        name = names[which % len(names)]
        data = files.pop(name)
        if how == "copy":
            files[name] = files[f"{name} (conflicted copy)"] = data
            return
        kept = {
            "cut": data[: len(data) // 2],
            "flip": data[:-1] + bytes([data[-1] ^ 1] if data else []),
        }
        if how != "lose":
            files[name] = kept.get(how, b"")
        self.was_spoilt = True

    @rule(place=PLACE)
    def empty_a_place(self, place: int) -> None:
        if not self.restored:
            self.places[place].files.clear()
            self.safe.clear()

    # devices

    @precondition(lambda self: len(self.desks) < MOST_DESKS)
    @rule(admin=st.booleans())
    def join(self, admin: bool) -> None:
        if not self.restored:
            self._let_in(self._desk(f"desk{len(self.desks)}"), admin=admin)

    @rule(who=WHO)
    def back_up(self, who: int) -> None:
        at = who % len(self.desks)
        desk = self.desks[at]
        self.backups[at] = self.folder / f"backup-{at}"
        desk.store = desk.store.copied_to(self.backups[at])

    @rule(who=WHO)
    def restore(self, who: int) -> None:
        """Only where the place has everything; what exists nowhere else is lost with its disk."""
        at = who % len(self.desks)
        if (
            at in self.backups
            and at in self.safe
            and not (self.was_spoilt or self.is_forked or self.purged)
        ):
            self.desks[at].store = self.desks[at].store.reopened_from(self.backups[at])
            self.restored.add(at)
            self.forms.pop(at, None)

    @precondition(lambda self: len(self.desks) < MOST_DESKS and not self.restored)
    @rule(who=WHO)
    def clone(self, who: int) -> None:
        desk = self._at(who)
        self.count += 1
        path = self.folder / f"clone{self.count}.fsp"
        desk.store = desk.store.copied_to(path)
        clock = FixedClock(desk.clock.now())
        self.desks.append(Desk(f"{desk.name}'", clock, RealStore(path, clock)))
        self.is_forked = True

    # administrators

    @rule()
    def ask_for_snapshot(self) -> None:
        ask_for_snapshot(self.desks[0].store)

    @rule(days=st.sampled_from([40, 95]))
    def time_passes(self, days: int) -> None:
        for desk in self.desks:
            desk.waits(days=days)
        self._settle(1)

    @rule(who=st.integers(0, 2))
    def turn_the_key(self, who: int) -> None:
        desk = self.desks[who]
        identity = identity_of(desk.store)
        entries = (data for _, data in desk.store.roster_entries())
        log = read_log(entries, member_of(identity), identity.device.box)
        turn_key(desk.store, identity, log, desk.clock)

    @precondition(lambda self: len(self.desks) > 3 and not self.gone and not self.is_forked)
    @rule()
    def revoke_the_last(self) -> None:
        if self.restored:
            return
        gone = self.desks.pop()
        self.forms.pop(len(self.desks), None)
        revoke(self.desks[0].store, identity_of(gone.store).device.id, self.desks[0].clock)
        self.gone.append(gone)

    # the end

    def teardown(self) -> None:
        try:
            self._end()
        finally:
            for desk in (*self.desks, *self.gone):
                desk.store.close()
            shutil.rmtree(self.folder)

    def _end(self) -> None:
        self._settle(3)
        for desk in self.desks:
            desk.waits(days=2)  # what is still wanted is said again once a day
        self._settle(3)
        for desk in self.gone:
            desk.syncs(self.places[0])
            self._settle(2)
            for held in quarantined(self.desks[0].store):
                accept_quarantined(self.desks[0].store, held.device, self.desks[0].clock)
        for _ in range(20):
            reports = [desk.syncs(self.places[0]) for desk in self.desks]
            if all(report.requests == 1 for report in reports):
                break
        told = [
            code for report in reports for code in codes(report) if code != "sync.foreign_files"
        ]
        assert told == []
        assert [report.requests for report in reports] == [1] * len(self.desks)
        assert len({desk.store.digest() for desk in self.desks}) == 1
        for (record, field), values in self.written.items():
            past = frozenset().union(*(self.clocks[value] for value in values)) if values else set()
            shown = self._shown(self.desks[0], record, field)
            assert values - past - self.purged <= shown
            if not self.is_forked:
                assert shown == values - past - self.purged
            heard = self._heard_of(self.desks[-1], record, field)
            assert heard == values - self.purged
        for desk in self.desks:
            assert desk.store.problems() == []
