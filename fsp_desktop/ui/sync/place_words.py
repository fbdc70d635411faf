"""Shared places in words: what each is, how it stands, and what was tried there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _
from fsp_desktop.ui.sync.words import when_words

if TYPE_CHECKING:
    from fsp_desktop.services.name_place import PlaceName
    from fsp_desktop.services.places import PlaceState

ICONS = {
    "folder": "folder-open",
    "stick": "usb",
    "nextcloud": "globe",
    "webdav": "globe",
    "s3": "archive",
    "azblob": "archive",
}
"""Icon by kind of place."""
AWAY = "sync.remote_unreachable"


def kind_words(kind: str) -> str:
    """Return what kind of place it is."""
    return {
        "folder": _("A folder the team can reach"),
        "stick": _("A USB stick"),
        "nextcloud": _("Nextcloud"),
        "webdav": _("Another server with WebDAV"),
        "s3": _("Storage with an S3 address"),
        "azblob": _("Azure Blob storage"),
    }[kind]


def place_title(name: PlaceName) -> str:
    """Return the name of a place; names of servers and folders keep their own direction."""
    return f"\u2068{name.name}\u2069"


def place_where(name: PlaceName) -> str:
    """Return what it is and where in it the files lie."""
    where = f"\u2068{name.inside}\u2069" if name.inside else ""
    user = f"\u2068{name.user}\u2069" if name.user else ""
    return " · ".join(part for part in (kind_words(name.kind), where, user) if part)


def is_stick_out(state: PlaceState) -> bool:
    """Tell whether a place is a stick that is not in, which is how sticks usually are."""
    from fsp_desktop.services.name_place import name_of_place

    return state.problem == AWAY and name_of_place(state.place).kind == "stick"


def state_words(state: PlaceState, now: datetime) -> str:
    """Return how sharing through a place stands, with the sentence of what keeps it from working."""
    shared = (
        _("Last shared: {when}.").format(when=when_words(state.shared_at.isoformat(), now))
        if state.shared_at
        else _("Nothing was shared here yet.")
    )
    if is_stick_out(state):
        return " ".join((_("Not in right now."), shared))
    if state.failing_since is not None and state.problem:
        since = when_words(state.failing_since.isoformat(), now)
        words = _("Not reached since: {when}. {why}")
        return words.format(when=since, why=error_sentence(state.problem))
    return shared


def step_words(step: str) -> str:
    """Return one thing that a place must be able to do."""
    return {
        "reach": _("It answers"),
        "write": _("A file can be written"),
        "read_back": _("The same file comes back"),
        "find": _("The file is in the list"),
        "delete": _("The file can be taken away"),
    }[step]
