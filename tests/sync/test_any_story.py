"""Whatever happens, in whatever order: every device ends the same and no change is lost.

The oracle knows nothing of dots or bundles: each write has a value of its own, and notes which
values its author was looking at. What is left must be exactly what nobody replaced knowingly.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.sync.names import parse_bundle
from tests.sync.desks import Desk, agree, codes, team
from tests.sync.fake_remote import BreakingRemote, FakeRemote

RECORDS, FIELDS = ("f1", "f2"), ("label", "phone")
WHO = st.integers(0, 2)
BUSY = [HealthCheck.too_slow, HealthCheck.filter_too_much]


class AnyStory(RuleBasedStateMachine):
    """Three desks, one place, and much that can go wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.remote = FakeRemote()
        self.desks = team(self.remote, "ana", "ben", "cem")
        self.backups: list[Any] = [desk.store.backup() for desk in self.desks]
        self.written: dict[str, set[str]] = {key: set() for key in self._keys()}
        self.replaced: dict[str, set[str]] = {key: set() for key in self._keys()}
        self.is_safe = [True] * 3
        self.count = 0
        self.was_spoilt = False
        self.was_restored = [False] * 3

    def _keys(self) -> list[str]:
        return [f"{record} {field}" for record in RECORDS for field in FIELDS]

    @rule(who=WHO, record=st.sampled_from(RECORDS), field=st.sampled_from(FIELDS))
    def write(self, who: int, record: str, field: str) -> None:
        self.count += 1
        value, desk = f"v{self.count}", self.desks[who]
        key = f"{record} {field}"
        self.replaced[key] |= desk.store.siblings(record, field)
        self.written[key].add(value)
        desk.writes(record, **{field: value})
        self.is_safe[who] = False

    @rule(who=WHO, asked=st.booleans())
    def sync(self, who: int, asked: bool) -> None:
        self.desks[who].syncs(self.remote, asked=asked)
        self._synced(who)

    def _synced(self, who: int) -> None:
        self.is_safe[who], self.was_restored[who] = True, False

    @rule(who=WHO, at=st.integers(1, 12), after=st.booleans(), torn=st.booleans())
    def sync_interrupted(self, who: int, at: int, after: bool, torn: bool) -> None:
        try:
            self.desks[who].syncs(BreakingRemote(self.remote, at, after=after, torn=torn))
        except UnreachableError:
            return
        self._synced(who)

    @rule(who=WHO, bundles=st.integers(0, 2))
    def sync_stopped(self, who: int, bundles: int) -> None:
        answers = iter([False] * bundles)
        self.desks[who].syncs(self.remote, cancelled=lambda: next(answers, True))

    @rule(who=WHO, hours=st.integers(-1000, 1000))
    def change_clock(self, who: int, hours: int) -> None:
        self.desks[who].clock.advance(timedelta(hours=hours))

    @rule(which=st.integers(0, 20), how=st.sampled_from(["cut", "flip", "lose", "empty"]))
    def spoil(self, which: int, how: str) -> None:
        names = [n for n in self.remote.files if parse_bundle(n.partition("/")[2])]
        if not names or any(self.was_restored):
            return
        name = sorted(names)[which % len(names)]
        data = self.remote.files.pop(name)
        if how == "cut":
            self.remote.files[name] = data[: len(data) // 2]
        elif how == "flip" and data:
            self.remote.files[name] = data[:-1] + bytes([data[-1] ^ 1])
        elif how == "empty":
            self.remote.files[name] = b""
        self.was_spoilt = True

    @rule()
    def empty_the_place(self) -> None:
        if any(self.was_restored):
            return
        self.remote.files.clear()
        self.is_safe = [False] * 3

    @rule(who=WHO)
    def back_up(self, who: int) -> None:
        self.backups[who] = self.desks[who].store.backup()

    @rule(who=WHO)
    def restore(self, who: int) -> None:
        """Only where the place has everything; what exists nowhere else is lost with its disk."""
        if self.is_safe[who] and not self.was_spoilt:
            self.desks[who].store.restore(self.backups[who])
            self.was_restored[who] = True

    def teardown(self) -> None:
        for desk in self.desks * 4:
            desk.syncs(self.remote)
        newcomer = Desk("dia").asks(self.desks[0].invites())
        everyone = [newcomer, *self.desks]
        for _ in range(15):  # a newcomer meets one spoilt file of a device at a time
            reports = [desk.syncs(self.remote) for desk in everyone]
        assert [codes(report) for report in reports] == [[]] * 4
        assert [report.requests for report in reports] == [1] * 4
        assert agree(*self.desks, newcomer)
        for key in self._keys():
            record, _, field = key.partition(" ")
            expected = self.written[key] - self.replaced[key]
            assert self.desks[0].store.siblings(record, field) == expected


TestAnyStory = AnyStory.TestCase
TestAnyStory.settings = settings(
    max_examples=120,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=BUSY,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
