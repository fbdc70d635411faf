"""A test of the test: with one rule of merging broken, the exchange of devices must go red."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from fsp_desktop.store import merging, saving
from tests.store.test_exchange import Exchange


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


def open_a_private_visit_without_naming_the_past(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(saving, "ancestors", lambda _journal, _id, dots, _key=None: set(dots))


@pytest.mark.proof
@pytest.mark.parametrize(
    "mutate",
    [
        forget_what_was_replaced_before_it_was_seen,
        let_the_newest_clock_win,
        open_a_private_visit_without_naming_the_past,
    ],
)
def test_a_broken_rule_is_noticed(
    mutate: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mutate(monkeypatch)
    machine = seed(1)(Exchange)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=400,
                stateful_step_count=40,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
