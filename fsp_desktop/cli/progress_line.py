"""One line on a terminal that says how far a longer work is; nothing where no person looks on."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import IO, Self

Tell = Callable[[int, int], None]


class ProgressLine:
    """Writes over itself while the work goes on, and takes itself away at the end.

    Args:
        stream: Standard error; what is no terminal stays untouched.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._is_shown = stream.isatty()
        self._wide = 0
        self._last = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._wide:
            self._stream.write("\r" + " " * self._wide + "\r")
            self._stream.flush()

    def step(self, words: str) -> Tell:
        """Return what a part of the work calls with how much is done of how much.

        Args:
            words: What is being done, for people.
        """

        def tell(done: int, total: int) -> None:
            self._show(f"{words} {done * 100 // total} %" if total > 0 else words)

        return tell

    def _show(self, line: str) -> None:
        if not self._is_shown or line == self._last:
            return
        self._last = line
        self._stream.write("\r" + line.ljust(self._wide))
        self._stream.flush()
        self._wide = max(self._wide, len(line))
