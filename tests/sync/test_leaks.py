from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fsp_desktop.sync.identity import identity_of, member_of
from fsp_desktop.sync.names import parse_head
from fsp_desktop.sync.remotes import FolderRemote
from tests.sync.desks import Desk, agree

SEEDED = ("Rahmanzai", "555-0134-77", "Hoja de Ana", "desk-of-ana", "liaison")
MAGICS = ("FSPcard1", "FSProst1", "FSPaskf1", "FSPansw1")
"""Marks at the start of files; the words of an invitation are drawn from a list of short words."""
HEXADECIMAL = set("0123456789abcdef")  # a word of these letters may well be part of a hash


def every_file(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in root.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(root)), path.read_bytes()


def test_nothing_readable_ever_lies_at_the_place(tmp_path: Path) -> None:
    remote = FolderRemote(tmp_path)
    ana, ben = Desk("desk-of-ana").founds(), Desk("desk-of-ana too")
    ana.writes("f1", label="Rahmanzai", phone="555-0134-77", note="Hoja de Ana")
    ana.syncs(remote)
    code = ana.invites(str(tmp_path), role="liaison")
    spoken = code.partition("@")[0].split("-")
    for desk in (ben.asks(code), ana, ben, ana):
        desk.syncs(remote)
        words = [*SEEDED, *(word for word in spoken if not _stands_there_anyway(word))]
        secrets = [identity_of(d.store).device.sign for d in (ana, ben)]
        secrets += list(member_of(identity_of(ana.store)).keys.values())
        for name, data in every_file(tmp_path):
            for word in words:
                for spelt in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")):
                    assert spelt not in data
                assert word not in name
            assert all(bytes.fromhex(s) not in data and s.encode() not in data for s in secrets)
    assert agree(ana, ben)
    assert parse_head(next(n for n, _ in every_file(tmp_path) if "/h/" in n).partition("/")[2])


def _stands_there_anyway(word: str) -> bool:
    """Tell whether a word of the list may stand in a hash, or stands in the mark of a file."""
    return HEXADECIMAL.issuperset(word) or any(word in magic for magic in MAGICS)
