"""A key ring that lies in a file, with the import cost of the real one, for measuring."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path


class KeyInAFile:
    """Keeps secrets beside the profile it opens; never for anything but measuring."""

    def __init__(self, folder: Path) -> None:
        self._path = folder.with_name(f"{folder.name}.ring")

    def get_password(self, service: str, username: str) -> str | None:
        """Return the secret; loads what a real key ring would load."""
        import_module("fsp_desktop.vault.secret_service")
        secrets: dict[str, str] = json.loads(self._path.read_text())
        return secrets.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the secret."""
        known = json.loads(self._path.read_text()) if self._path.exists() else {}
        self._path.write_text(json.dumps({**known, username: password}))

    def delete_password(self, service: str, username: str) -> None:
        """Forget the secret."""
        known = json.loads(self._path.read_text())
        known.pop(username, None)
        self._path.write_text(json.dumps(known))
