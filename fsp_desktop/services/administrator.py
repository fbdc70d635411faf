"""What a district's administrator decided for every profile of this computer, in one small file.

The file is JSON, for example
`{"place": "webdav://cloud.district.example/team", "hold_metered": true, "set_by": "District IT"}`.
It lies where the platform keeps settings of all users (`app/paths.py`) and holds no secrets.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path

from fsp_desktop.domain.errors import RefusedError

_MOST_BYTES = 64 * 1024


@dataclass(frozen=True)
class Administrator:
    """Decisions for this computer.

    Attributes:
        place: Where a new team shares if nobody says otherwise; empty if not decided.
        allow_plain_http: Servers of other computers may be reached without TLS.
        hold_metered: Nothing is exchanged with a server over a connection paid by the amount.
        set_by: Who decided, as people are to read it; empty if the file does not say.
    """

    place: str = ""
    allow_plain_http: bool = False
    hold_metered: bool = False
    set_by: str = ""


def read_administrator(path: Path | None) -> Administrator:
    """Return the decisions in the file at `path`; without a file, the usual ones.

    Raises:
        RefusedError: `services.broken_administrator_file` with the `key` that is wrong. A file
            with a slip is never half followed.
    """
    if path is None or not path.is_file():
        return Administrator()
    try:
        data = path.read_bytes()[:_MOST_BYTES]
        book = json.loads(data)
    except (OSError, ValueError, RecursionError) as error:
        raise RefusedError("services.broken_administrator_file", {"key": "-"}) from error
    if not isinstance(book, dict):
        raise RefusedError("services.broken_administrator_file", {"key": "-"})
    known = {one.name: type(one.default) for one in fields(Administrator)}
    for key, value in book.items():
        if key not in known or type(value) is not known[key]:
            raise RefusedError("services.broken_administrator_file", {"key": str(key)[:40]})
    return Administrator(**book)
