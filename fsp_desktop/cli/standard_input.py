"""Standard input: a passphrase on the first line if asked for, the rest is the command's."""

from __future__ import annotations

from typing import BinaryIO

from fsp_desktop.domain.errors import LockedError, UsageError

MOST_BYTES = 512 * 1024 * 1024
_LONGEST_PASSPHRASE = 4096
_MARK = b"\xef\xbb\xbf"


class StandardInput:
    """Reads standard input in order: secrets line by line, then everything else.

    Args:
        stream: The bytes of standard input.
        has_passphrase: The first line is the passphrase (`--passphrase-stdin`).
    """

    def __init__(self, stream: BinaryIO, has_passphrase: bool) -> None:
        self._stream = stream
        self.has_passphrase = has_passphrase
        self._passphrase: str | None = None

    def passphrase(self) -> str:
        """Return the first line, without its end; the same one however often it is asked for.

        Raises:
            LockedError: `cli.no_passphrase` if there is no such line.
        """
        if self._passphrase is None:
            self._passphrase = self.next_secret()
        return self._passphrase

    def next_secret(self) -> str:
        """Return the next line as a secret.

        Raises:
            LockedError: `cli.no_passphrase` if the line is absent, empty or no UTF-8.
        """
        line = self._stream.readline(_LONGEST_PASSPHRASE).removeprefix(_MARK).rstrip(b"\r\n")
        try:
            secret = line.decode()
        except UnicodeDecodeError as error:
            raise LockedError("cli.no_passphrase", {"part": "encoding"}) from error
        if not secret:
            raise LockedError("cli.no_passphrase")
        return secret

    def rest(self) -> bytes:
        """Return everything after the passphrase, without a byte order mark.

        Raises:
            UsageError: `cli.too_much_input`, above half a gibibyte.
        """
        if self.has_passphrase:
            self.passphrase()
        data = self._stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise UsageError("cli.too_much_input", {"most_bytes": MOST_BYTES})
        return data.removeprefix(_MARK)

    def is_terminal(self) -> bool:
        """Tell whether a person types here."""
        return self._stream.isatty()
