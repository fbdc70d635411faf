"""A key ring in memory, with the moods of real ones."""

from __future__ import annotations

import threading


class FakeKeyring:
    """Keeps secrets in a dictionary; may be told to hang, to forget, or to fail."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}
        self.forgets = False
        self.fails = False
        self.hangs = threading.Event()
        self.hangs.set()

    def get_password(self, service: str, username: str) -> str | None:
        self._mood()
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._mood()
        if not self.forgets:
            self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._mood()
        self.secrets.pop((service, username), None)

    def _mood(self) -> None:
        self.hangs.wait()
        if self.fails:
            raise OSError("locked")
