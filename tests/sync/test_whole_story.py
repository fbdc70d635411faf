"""Whatever happens, in whatever order: all devices end the same, and no change is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from fsp_desktop.domain.errors import FspError
from fsp_desktop.store import applying, merging, writes
from fsp_desktop.sync import chains, compaction, epochs, receiving, restored, roster
from fsp_desktop.sync.known_snapshots import KnownSnapshot
from tests.sync.whole_story import WholeStory


def how(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def test_a_few_stories() -> None:
    run_state_machine_as_test(seed(20260914)(WholeStory), settings=how(12, 20))


@pytest.mark.proof
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("start", range(4))
def test_thousands_of_stories(start: int) -> None:
    run_state_machine_as_test(seed(start)(WholeStory), settings=how(500, 40))


def never_notice_a_restored_backup(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(restored, "_continued", lambda *_: None)


def forget_what_was_replaced_before_it_was_seen(patch: pytest.MonkeyPatch) -> None:
    whole = merging.apply_write

    def forgetful(state, op, write, was_seen) -> None:
        whole(state, op, write, was_seen)
        state.superseded.clear()

    patch.setattr(merging, "apply_write", forgetful)


def let_the_newest_clock_win(patch: pytest.MonkeyPatch) -> None:
    whole = merging.apply_write

    def newest(state, op, write, was_seen) -> None:
        whole(state, op, write, was_seen)
        if len(state.siblings) > 1:
            best = max(state.siblings, key=lambda dot: (state.siblings[dot].hlc, dot))
            state.siblings = {best: state.siblings[best]}

    patch.setattr(merging, "apply_write", newest)


def replace_what_arrived_while_the_form_was_open(patch: pytest.MonkeyPatch) -> None:
    def present(self, key):
        return self._state.dots.get(key, ())

    patch.setattr(writes._Difference, "_dots", present)


def step_over_a_bundle_that_cannot_be_read(patch: pytest.MonkeyPatch) -> None:
    whole = chains._take
    patch.setattr(chains, "_take", lambda *given: whole(*given) or True)


def read_every_branch_as_the_same_chain(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(receiving, "chain_of_head", lambda _ex, head: head.inc)


def take_bundles_away_that_are_in_no_snapshot(patch: pytest.MonkeyPatch) -> None:
    def anything(ex):
        vector = {chain: have.n for chain, have in ex.known.items()}
        return KnownSnapshot(ex.own, ("x",), "2020-01-01T00:00:00+00:00", vector)

    patch.setattr(compaction, "usable_snapshot", anything)


def let_a_purge_forget_what_comes_late(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(applying, "carry_out", lambda *_: None)


def hand_no_key_to_those_who_were_let_in_meanwhile(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(roster, "wrap_key", lambda _key, _boxes: [])
    patch.setattr(epochs, "wrap_key", lambda _key, _boxes: [])


MUTATIONS = [
    never_notice_a_restored_backup,
    forget_what_was_replaced_before_it_was_seen,
    let_the_newest_clock_win,
    replace_what_arrived_while_the_form_was_open,
    step_over_a_bundle_that_cannot_be_read,
    read_every_branch_as_the_same_chain,
    take_bundles_away_that_are_in_no_snapshot,
    let_a_purge_forget_what_comes_late,
    hand_no_key_to_those_who_were_let_in_meanwhile,
]


@pytest.mark.proof
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("mutate", MUTATIONS)
def test_a_broken_rule_is_noticed(
    mutate: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mutate(monkeypatch)
    with pytest.raises((AssertionError, ExceptionGroup, FspError)):
        run_state_machine_as_test(seed(1)(WholeStory), settings=how(400, 40))
