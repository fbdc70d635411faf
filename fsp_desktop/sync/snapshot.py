"""Snapshots: everything that a set of chains says up to certain bundles, as a list of pieces.

The pieces hold the operations themselves, each verbatim and in one order that every device finds,
cut where the records say so. Equal chains therefore give equal pieces on every device, which is
how one device attests what another made; and what did not change since the last snapshot is not
written again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from fsp_desktop.domain.changes import split_dot, unpack_op
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.bundle import pack_ops, unpack_ops
from fsp_desktop.sync.envelope import read_envelope, seal_envelope
from fsp_desktop.sync.identity import DeviceSecrets, SpaceSecrets
from fsp_desktop.sync.ledger import Reached, SyncStore
from fsp_desktop.sync.names import chunk_name, manifest_name
from fsp_desktop.sync.padding import MOST_PLAIN_BYTES, squeeze, unsqueeze
from fsp_desktop.sync.wire import hash_of, pack, unpack

CHUNK_MAGIC, MANIFEST_MAGIC = b"FSPsnap1", b"FSPmani1"
MOST_CHUNK_BYTES = MOST_PLAIN_BYTES + 16 * 1024 * 1024
MOST_MANIFEST_BYTES = 16 * 1024 * 1024
MAKE_AFTER = 1_000
"""A snapshot is made when so many bundles are in none."""
LINKS_KEPT = 16
"""Of each chain; a fork further back than this is reported as a broken chain to newcomers."""
_PAGE = 250


@dataclass(frozen=True, slots=True)
class Cut:
    """Where pieces end.

    Attributes:
        least: A piece may end from this many bytes on.
        most: It ends here at the latest.
        one_in: Of so many records, one ends a piece that is long enough.
    """

    least: int = 1 << 20
    most: int = 4 << 20
    one_in: int = 1024


USUAL_CUT = Cut()


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece as the manifest lists it: hash of its contents, and of its file."""

    plain: str
    file: str
    count: int

    @property
    def name(self) -> str:
        """Return the name of its file."""
        return chunk_name(self.file)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot holds.

    Attributes:
        maker: Incarnation that made it.
        vector: Chain -> its last bundle in the snapshot.
        links: Chain -> its last bundles, by which a fork is recognised later.
        forks: The branches among those chains, as `forks.forks_text` writes them.
        at: When it was made, by the maker's clock.
    """

    maker: str
    vector: Mapping[str, Reached]
    chunks: tuple[Chunk, ...]
    forks: str
    at: str
    links: Mapping[str, tuple[Reached, ...]] = field(default_factory=dict)


def pieces(
    store: SyncStore, vector: Mapping[str, Reached], cut: Cut = USUAL_CUT
) -> Iterator[bytes]:
    """Yield the contents of the pieces of the snapshot at `vector`, one in memory at a time."""
    last_ops = {chain: one.last_op for chain, one in vector.items()}
    held: list[bytes] = []
    size, after = 0, ""
    while True:
        page = store.snapshot_page(after, _PAGE, last_ops)
        for record_id, ops in page.records:
            for op in ops:
                if held and size + len(op) > cut.most:
                    yield pack_ops(held)
                    held, size = [], 0
                held.append(op)
                size += len(op)
            if size >= cut.least and _ends_piece(record_id, cut.one_in):
                yield pack_ops(held)
                held, size = [], 0
        after = page.after
        if not after:
            break
    if held:
        yield pack_ops(held)


def _ends_piece(record_id: str, one_in: int) -> bool:
    digest = blake2b(record_id.encode(), digest_size=4, person=b"fsp piece end").digest()
    return int.from_bytes(digest, "big") % one_in == 0


def seal_piece(plain: bytes, device: DeviceSecrets, space: SpaceSecrets) -> tuple[Chunk, bytes]:
    """Return a piece as the manifest lists it, and the bytes of its file."""
    header = _header(device.inc, space)
    data = seal_envelope(CHUNK_MAGIC, header, squeeze(plain), space.key, device.sign_seed)
    return Chunk(hash_of(plain), hash_of(data), len(unpack_ops(plain))), data


def open_piece(data: bytes, chunk: Chunk, space: SpaceSecrets, verify_key: bytes) -> bytes:
    """Return the contents of a piece, after checking everything about it.

    Raises:
        RefusedError: The code says what is wrong.
    """
    if hash_of(data) != chunk.file:
        raise RefusedError("sync.wrong_name")
    plain = unsqueeze(_opened(data, CHUNK_MAGIC, MOST_CHUNK_BYTES, space, verify_key)[1])
    if hash_of(plain) != chunk.plain:
        raise RefusedError("sync.malformed", {"part": "piece"})
    return plain


def ops_of_piece(plain: bytes, vector: Mapping[str, Reached]) -> list[bytes]:
    """Return the operations of a piece.

    Raises:
        RefusedError: `sync.malformed` or `changes.malformed`, also for an operation beyond the
            snapshot's vector.
    """
    ops = unpack_ops(plain)
    for op in ops:
        chain, number = split_dot(unpack_op(op).dot)
        if chain not in vector or not 0 < number <= vector[chain].last_op:
            raise RefusedError("sync.malformed", {"part": "piece"})
    return ops


def sign_manifest(
    manifest: Manifest, device: DeviceSecrets, space: SpaceSecrets
) -> tuple[str, bytes]:
    """Return name and bytes of a manifest."""
    body = {
        "vector": [
            [bytes.fromhex(chain), one.n, bytes.fromhex(one.hash), one.last_op]
            for chain, one in sorted(manifest.vector.items())
        ],
        "chunks": [
            [bytes.fromhex(one.plain), bytes.fromhex(one.file), one.count]
            for one in manifest.chunks
        ],
        "forks": manifest.forks,
        "at": manifest.at,
        "links": [
            [bytes.fromhex(chain), [[one.n, bytes.fromhex(one.hash), one.last_op] for one in some]]
            for chain, some in sorted(manifest.links.items())
        ],
    }
    header = _header(device.inc, space)
    plain = squeeze(pack(body))
    data = seal_envelope(MANIFEST_MAGIC, header, plain, space.key, device.sign_seed)
    return manifest_name(vector_hash(manifest.vector), hash_of(data)), data


def open_manifest(
    name: str, data: bytes, space: SpaceSecrets, verify_keys: Mapping[str, bytes]
) -> Manifest:
    """Return the manifest in `data`, after checking name, signature and space.

    Args:
        name: Its name at the place.
        data: The file.
        space: It must belong to.
        verify_keys: Incarnation -> public key of those who may make snapshots.

    Raises:
        RefusedError: The code says what is wrong.
    """
    header = read_envelope(data, MANIFEST_MAGIC, MOST_MANIFEST_BYTES).header
    maker = header["inc"].hex() if isinstance(header.get("inc"), bytes) else ""
    if maker not in verify_keys:
        raise RefusedError("sync.unknown_device")
    _, plain = _opened(data, MANIFEST_MAGIC, MOST_MANIFEST_BYTES, space, verify_keys[maker])
    body = unpack(unsqueeze(plain), MOST_PLAIN_BYTES, "manifest")
    try:
        manifest = _manifest_from(maker, body)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RefusedError("sync.malformed", {"part": "manifest"}) from error
    if name != manifest_name(vector_hash(manifest.vector), hash_of(data)):
        raise RefusedError("sync.wrong_name")
    return manifest


def vector_hash(vector: Mapping[str, Reached]) -> str:
    """Return the hash that names a vector; equal for equal chains."""
    told = [[chain, one.n, one.hash, one.last_op] for chain, one in sorted(vector.items())]
    return hash_of(pack({"vector": told}))


def _header(inc: str, space: SpaceSecrets) -> dict[str, object]:
    return {
        "space": bytes.fromhex(space.id),
        "inc": bytes.fromhex(inc),
        "epoch": space.epoch,
    }


def _opened(
    data: bytes, magic: bytes, limit: int, space: SpaceSecrets, verify_key: bytes
) -> tuple[dict[str, Any], bytes]:
    envelope = read_envelope(data, magic, limit)
    if envelope.header.get("space") != bytes.fromhex(space.id):
        raise RefusedError("sync.wrong_space")
    envelope.verify(verify_key)
    return envelope.header, envelope.open(space.key_of(envelope.header.get("epoch")))


def _manifest_from(maker: str, body: Mapping[str, Any]) -> Manifest:
    vector = {
        chain.hex(): Reached(int(n), link.hex(), int(last_op))
        for chain, n, link, last_op in body["vector"]
    }
    chunks = tuple(
        Chunk(plain.hex(), file.hex(), int(count)) for plain, file, count in body["chunks"]
    )
    links = {
        chain.hex(): tuple(Reached(int(n), link.hex(), int(last)) for n, link, last in some)
        for chain, some in body["links"]
    }
    return Manifest(maker, vector, chunks, str(body["forks"]), str(body["at"]), links)
