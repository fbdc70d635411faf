"""The open record for work in the pool: each question is asked on the store thread, one by one.

A long piece of work, such as three hundred packets, reads the record again and again. Done on the
store thread as a whole it would hold up every save; this way a save waits for one question at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fsp_desktop.domain.errors import FspError, UnreachableError
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.ui.runner import Runner

PATIENCE_S = 120.0
"""How long one question may wait behind other work of the store."""


class FarStore:
    """Stands for the store in another thread; what it returns is data.

    Args:
        runner: Whose store thread is asked.
        store: The store.
        is_gone: Asked when a question fails: whether the record was closed meanwhile, as by the lock.
    """

    def __init__(
        self, runner: Runner, store: Any, is_gone: Callable[[], bool] = lambda: False
    ) -> None:
        self._runner, self._store, self._is_gone = runner, store, is_gone

    def __getattr__(self, name: str) -> Any:
        store = self._store
        if not callable(getattr(type(store), name, None)):
            return self._ask(lambda: getattr(store, name))
        return lambda *given, **named: self._ask(
            lambda: _whole(getattr(store, name)(*given, **named))
        )

    def _ask(self, question: Callable[[], Any]) -> Any:
        try:
            return self._runner.store_now(question, PATIENCE_S)
        except FspError:
            raise
        # A record that was closed meanwhile fails in ways of its own; with an open one it is a bug.
        except Exception:
            if self._is_gone():
                raise UnreachableError("program.closing") from None
            raise


def far_workspace(
    runner: Runner, workspace: Workspace, is_gone: Callable[[], bool] = lambda: False
) -> Workspace:
    """Return the workspace for use in the pool.

    Every call of its store may raise `program.still_waiting` or `program.closing`.
    """
    store: Any = FarStore(runner, workspace.store, is_gone)
    return Workspace(workspace.profile, store, workspace.clock, workspace.who, workspace.key)


def _whole(answer: Any) -> Any:
    """Return an answer that is read by and by as a whole: reading on would happen in the wrong thread."""
    return list(answer) if isinstance(answer, Iterator) else answer
