"""A server that answers what a test tells it to: busy, full, a sign-in page, half a file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


@dataclass
class OddServer:
    """What the server does with each request, and the methods it was asked."""

    answer: Answer
    port: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"webdav+http://127.0.0.1:{self.port}/team"


class Handler(BaseHTTPRequestHandler):
    """Passes each request to the answer of the moment."""

    odd: OddServer

    def _any(self) -> None:
        self.odd.asked.append(self.command)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.odd.answer(self)

    do_GET = do_PUT = do_DELETE = do_PROPFIND = do_MKCOL = _any  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    """Return an answer with one status and body."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def hangs_up(handler: Handler) -> None:
    """Close the connection in the middle of the answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.close_connection = True


@contextmanager
def odd_server(answer: Answer) -> Iterator[OddServer]:
    """Run a server that gives one answer; the answer may be changed meanwhile."""
    odd = OddServer(answer)
    handler = type("OneHandler", (Handler,), {"odd": odd})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    odd.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)  # noqa: TID251
    thread.start()
    try:
        yield odd
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
