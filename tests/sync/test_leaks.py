from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fsp_desktop.sync.identity import identity_of, member_of
from fsp_desktop.sync.names import parse_head
from fsp_desktop.sync.recovery import make_sheet
from fsp_desktop.sync.remotes import FolderRemote
from fsp_desktop.sync.revocation import revoke
from fsp_desktop.sync.snapshotting import ask_for_snapshot
from tests.sync.desks import Desk, agree

SEEDED = ("Rahmanzai", "555-0134-77", "Hoja de Ana", "desk-of-ana", "liaison")
MAGICS = (
    "FSPcard1",
    "FSProst1",
    "FSPaskf1",
    "FSPansw1",
    "FSPhead1",
    "FSPbndl1",
    "FSPsnap1",
    "FSPmani1",
)
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


def test_turned_keys_sheets_and_snapshots_tell_nothing(tmp_path: Path) -> None:
    remote = FolderRemote(tmp_path)
    ana, ben = Desk("desk-of-ana").founds(), Desk("desk-of-ana too")
    ana.syncs(remote)
    for desk in (ben.asks(ana.invites()), ana, ben):
        desk.syncs(remote)
    ana.writes("f1", label="Rahmanzai", phone="555-0134-77", note="Hoja de Ana")
    words = make_sheet(ana.store, ana.clock)
    ask_for_snapshot(ana.store)
    for desk in (ana, ben, ana):
        desk.syncs(remote)
    revoke(ana.store, identity_of(ben.store).device.id, ana.clock)
    ana.writes("f1", label="Rahmanzai again")
    ask_for_snapshot(ana.store)
    ana.syncs(remote)
    keys = member_of(identity_of(ana.store)).keys
    assert len(keys) == 2
    secret = [identity_of(ana.store).device.box, *keys.values()]
    spoken = [word for word in words if not _stands_there_anyway(word)]
    files = list(every_file(tmp_path))
    assert any("/s/" in name for name, _ in files)
    for name, data in files:
        assert not any(word.encode() in data or word in name for word in (*SEEDED, *spoken))
        assert not any(bytes.fromhex(one) in data or one.encode() in data for one in secret)


def _stands_there_anyway(word: str) -> bool:
    """Tell whether a word of the list may stand in a hash, or stands in the mark of a file."""
    return HEXADECIMAL.issuperset(word) or any(word in magic for magic in MAGICS)
