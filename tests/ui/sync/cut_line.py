"""A line to a server that can be cut in the middle of an answer, and mended."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any


class CutLine:
    """Passes bytes between a port of its own and a server's.

    Args:
        port: Where the server listens on this computer.
    """

    def __init__(self, port: int) -> None:
        self._to = port
        self.port = 0
        self._left: int | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()

    def cut_after(self, count: int) -> None:
        """Let `count` more bytes of answers through, then cut."""
        self._left = count

    def cut(self) -> None:
        """Cut everything now; nobody answers until it is mended."""
        self._run(self._cut())

    def mend(self) -> None:
        """Listen again on the same port."""
        self._left = None
        self._run(self._listen())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def _cut(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._writers):
            writer.transport.abort()
        self._writers.clear()

    async def _end(self) -> None:
        """Cut, and wait until every connection has noticed: a loop must not die with work in it."""
        await self._cut()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        self._writers |= {writer, back}
        await asyncio.gather(
            self._pump(reader, back, counted=False), self._pump(there, writer, counted=True)
        )

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, counted: bool
    ) -> None:
        try:
            while data := await reader.read(4096):
                if counted and self._left is not None:
                    data, self._left = data[: self._left], self._left - len(data)
                writer.write(data)
                await writer.drain()
                if counted and self._left is not None and self._left <= 0:
                    await self._cut()
                    return
        except OSError:
            # The other half was cut.
            return
        finally:
            writer.close()
            self._writers.discard(writer)


@contextmanager
def line_to(port: int) -> Iterator[CutLine]:
    """Run a line to a server until the block ends."""
    line = CutLine(port)
    thread = threading.Thread(target=line._loop.run_forever, daemon=True)  # noqa: TID251
    thread.start()
    line.mend()
    try:
        yield line
    finally:
        line._run(line._end())
        line._loop.call_soon_threadsafe(line._loop.stop)
        thread.join(10)
        line._loop.close()
