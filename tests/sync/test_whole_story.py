"""Whatever happens, in whatever order: all devices end the same, and no change is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

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
