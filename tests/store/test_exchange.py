"""Devices that write, form by form, and exchange bundles in any order end in the same state."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.store.stored import Stored
from fsp_desktop.store.writes import Write
from tests.store.desk import Desk

DEVICES = 3
MOST_RECORDS = 4
WORDS = st.sampled_from(["one", "two", "three", "được", "学校"])
TAGS = st.lists(st.sampled_from(["so", "ar", "vi", "en"]), unique=True)
TIMES = st.sampled_from([None, "2026-03-02T15:00:00.000+00:00", "2026-03-03T15:00:00.000+00:00"])
WHO = st.integers(0, DEVICES - 1)


class Exchange(RuleBasedStateMachine):
    """Three devices. `forms` are records as some device showed them, possibly long ago."""

    forms = Bundle("forms")

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.desks = [Desk(self.folder / f"{one}.fsp", f"person {one}") for one in range(DEVICES)]
        self.sealed: list[list[tuple]] = [[] for _ in range(DEVICES)]
        self.taken = [[0] * DEVICES for _ in range(DEVICES)]
        self.sessions = 0
        # A few records that all devices share from the start: collisions are what we look for.
        family = self.desks[0].add("family", label="one", home_languages=["so"])
        visit = self.desks[1].add("visit", hopes="one")
        self.records: list[tuple[str, RecordId]] = [("family", family), ("visit", visit)]
        for who in range(DEVICES):
            self.seal(who)
        for who in range(DEVICES):
            self.take_all(who)

    def take_all(self, who: int) -> None:
        for whose in reversed(range(DEVICES)):
            self.take_from(who, whose)

    @rule(who=WHO, whose=WHO)
    def give(self, who: int, whose: int) -> None:
        self.seal(whose)
        self.take_from(who, whose)

    @rule(who=WHO, whose=WHO)
    def take_from(self, who: int, whose: int) -> None:
        while who != whose and self.taken[who][whose] < len(self.sealed[whose]):
            self.take_next(who, whose)

    @rule(who=WHO, word=WORDS)
    def edit_family(self, who: int, word: str) -> None:
        self.desks[who].write("family", self.records[0][1], label=word)

    @rule(who=WHO, tags=TAGS)
    def edit_set(self, who: int, tags: list[str]) -> None:
        self.desks[who].write("family", self.records[0][1], home_languages=tags)

    @rule(who=WHO, word=WORDS, start=TIMES)
    def edit_visit(self, who: int, word: str, start: str | None) -> None:
        self.desks[who].write("visit", self.records[1][1], hopes=word, scheduled_start=start)

    @rule(who=WHO, label=WORDS, languages=TAGS)
    def add_family(self, who: int, label: str, languages: list[str]) -> None:
        if len(self.records) < MOST_RECORDS:
            family = self.desks[who].add("family", label=label, home_languages=languages)
            self.records.append(("family", family))

    @rule(who=WHO, hopes=WORDS, only_me=st.booleans())
    def add_visit(self, who: int, hopes: str, only_me: bool) -> None:
        if len(self.records) < MOST_RECORDS:
            readers = "only_me" if only_me else "team"
            family = self.records[0][1]
            visit = self.desks[who].add("visit", hopes=hopes, readers=readers, family_id=family)
            self.records.append(("visit", visit))

    @rule(target=forms, who=WHO, which=st.integers(0, 50))
    def open_form(self, who: int, which: int) -> tuple[int, Stored | None]:
        _, record_id = self.records[which % len(self.records)]
        return who, self.desks[who].store.load(record_id)

    @rule(form=forms, word=WORDS, tags=TAGS, start=TIMES, end=TIMES, parts=st.integers(1, 7))
    def save_form(self, form, word, tags, start, end, parts) -> None:
        who, stored = form
        if stored is None:
            return
        if stored.kind == "family":
            fields = {"label": word, "home_languages": tags, "reach_preferences": word * 2}
        else:
            fields = {"hopes": word, "scheduled_start": start, "scheduled_end": end}
        some = {name: fields[name] for place, name in enumerate(fields) if parts >> place & 1}
        write = Write(stored.kind, stored.id, some, stored.seen)
        self.desks[who].store.save([write], author=self.desks[who].name)

    @rule(form=forms, words=st.lists(WORDS, min_size=1, max_size=4))
    def type_on(self, form, words) -> None:
        who, stored = form
        if stored is None or stored.kind != "family":
            return
        self.sessions += 1
        seen = stored.seen
        for word in words:
            write = Write("family", stored.id, {"meeting_preferences": word}, seen)
            saved = self.desks[who].store.save(
                [write], author="typist", session=f"session {self.sessions}"
            )
            seen = {**seen, **saved.seen[stored.id]}

    @rule(who=WHO, which=st.integers(0, 50), readers=st.sampled_from(["team", "only_me"]))
    def change_readers(self, who: int, which: int, readers: str) -> None:
        visits = [one for kind, one in self.records if kind == "visit"]
        if self.desks[who].store.load(visits[which % len(visits)]):
            self.desks[who].write("visit", visits[which % len(visits)], readers=readers)

    @rule(form=forms, is_fresh=st.booleans())
    def delete(self, form, is_fresh: bool) -> None:
        who, stored = form
        if stored is not None:
            seen = None if is_fresh else stored.seen
            self.desks[who].store.delete(stored.id, author="cleaner", seen=seen)

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        try:
            self.desks[who].store.undo_last("person")
        except RefusedError as refused:
            if refused.code not in {"store.nothing_to_undo", "store.changed_since"}:
                raise

    @rule(who=WHO, choice=st.integers(0, 9))
    def resolve(self, who: int, choice: int) -> None:
        store = self.desks[who].store
        conflicts = store.conflicts()
        if conflicts:
            one = conflicts[choice % len(conflicts)]
            value = one.versions[choice % len(one.versions)].value
            store.resolve(one.record_id, one.field, value, author="judge")
            left = {(c.record_id, c.field) for c in store.conflicts(one.record_id)}
            assert (one.record_id, one.field) not in left

    @rule(who=WHO)
    def seal(self, who: int) -> None:
        bundle = self.desks[who].seal()
        if bundle is not None:
            self.sealed[who].append(bundle)

    @rule(who=WHO, whose=WHO)
    def take_next(self, who: int, whose: int) -> None:
        if who != whose and self.taken[who][whose] < len(self.sealed[whose]):
            self.desks[who].take(self.sealed[whose][self.taken[who][whose]])
            self.taken[who][whose] += 1

    @rule(who=WHO, whose=WHO, which=st.integers(0, 9))
    def take_again(self, who: int, whose: int, which: int) -> None:
        done = self.taken[who][whose]
        if who != whose and done:
            before = self.desks[who].store.digest()
            self.desks[who].take(self.sealed[whose][which % done])
            assert self.desks[who].store.digest() == before

    @rule(who=WHO)
    def restart(self, who: int) -> None:
        before = self.desks[who].store.digest()
        self.desks[who].reopen()
        assert self.desks[who].store.digest() == before

    @rule(who=WHO)
    def rebuild(self, who: int) -> None:
        before = self.desks[who].store.digest()
        self.desks[who].store.rebuild()
        assert self.desks[who].store.digest() == before

    @invariant()
    def tables_follow_from_the_journal(self) -> None:
        for desk in getattr(self, "desks", []):
            assert desk.store.check() == []

    def teardown(self) -> None:
        if not hasattr(self, "desks"):
            return
        try:
            self._settle()
        finally:
            for desk in self.desks:
                desk.store.close()
            shutil.rmtree(self.folder)

    def _settle(self) -> None:
        for who in range(DEVICES):
            self.seal(who)
        for who in range(DEVICES):
            self.take_all(who)
        assert len({desk.store.digest() for desk in self.desks}) == 1
        for desk in self.desks:
            assert desk.store.check() == []
        shared = [
            [(one.record_id, one.field) for one in desk.store.conflicts() if one.kind == "family"]
            for desk in self.desks
        ]
        assert shared[0] == shared[1] == shared[2]


TestExchange = Exchange.TestCase
TestExchange.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
