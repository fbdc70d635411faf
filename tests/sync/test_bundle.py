from __future__ import annotations

import contextlib
import struct

import msgpack
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync import bundle, envelope, padding
from fsp_desktop.sync.bundle import BundleHeader, open_bundle, read_header, seal
from fsp_desktop.sync.names import parse_bundle
from fsp_desktop.sync.wire import hash_of, pack, unpack
from tests.sync.desks import key_pair

SPACE, INC = "5a" * 16, "1c" * 16
KEY = bytes(range(32))
SEED, VERIFY = key_pair(b"a")


def header(count: int, **changes: object) -> BundleHeader:
    values: dict[str, object] = {
        "space": SPACE,
        "inc": INC,
        "n": 1,
        "prev": bundle.NO_HASH,
        "epoch": 1,
        "first": 1,
        "last": count,
    }
    return BundleHeader(**{**values, **changes})  # type: ignore[arg-type]


def opened(data: bytes) -> tuple[list[bytes], BundleHeader]:
    return open_bundle(data, SPACE, {1: KEY}, VERIFY)


def refusal(data: bytes, **changes: object) -> str:
    arguments: dict[str, object] = {"space": SPACE, "keys": {1: KEY}, "verify_key": VERIFY}
    with pytest.raises(RefusedError) as caught:
        open_bundle(data, **{**arguments, **changes})  # type: ignore[arg-type]
    return caught.value.code


def seal_plain(plain: bytes, count: int = 1, *, squeezed: bytes | None = None) -> bytes:
    """A bundle by a member who is hostile or broken: sealed and signed, but odd inside."""
    clear = {
        "space": bytes.fromhex(SPACE),
        "inc": bytes.fromhex(INC),
        "n": 1,
        "prev": bytes(32),
        "epoch": 1,
        "first": 1,
        "last": count,
    }
    body = padding.squeeze(plain) if squeezed is None else squeezed
    return envelope.seal_envelope(bundle.MAGIC, clear, body, KEY, SEED)


@given(ops=st.lists(st.binary(max_size=400), min_size=1, max_size=40))
def test_what_is_sealed_comes_back(ops: list[bytes]) -> None:
    sealed = seal(header(len(ops)), ops, KEY, SEED)
    assert opened(sealed.data) == (ops, header(len(ops)))
    assert read_header(sealed.data) == header(len(ops))
    assert sealed.hash == hash_of(sealed.data)
    named = parse_bundle(sealed.name)
    assert named is not None
    assert (named.inc, named.n, named.hash) == (INC, 1, sealed.hash[:32])
    assert all(op not in sealed.data for op in ops if len(op) > 8)


def test_every_changed_byte_is_refused() -> None:
    data = seal(header(2), [b"one", b"two"], KEY, SEED).data
    for place in range(len(data)):
        broken = bytearray(data)
        broken[place] ^= 0x01
        refusal(bytes(broken))


def test_every_shorter_or_longer_file_is_torn() -> None:
    data = seal(header(1), [b"one"], KEY, SEED).data
    for size in range(len(data)):
        assert refusal(data[:size]) == "sync.torn"
    assert refusal(data + b"\0") == "sync.torn"
    assert refusal(bytes(len(data))) == "sync.not_ours"


@given(data=st.binary(max_size=300))
def test_noise_is_refused(data: bytes) -> None:
    refusal(data)
    refusal(bundle.MAGIC + data)


@settings(max_examples=300)
@given(st.data())
def test_changed_slices_are_refused(draw: st.DataObject) -> None:
    data = seal(header(3), [b"one", b"two", b"three" * 50], KEY, SEED).data
    start = draw.draw(st.integers(0, len(data)))
    end = draw.draw(st.integers(start, len(data)))
    filler = draw.draw(st.binary(max_size=64))
    broken = data[:start] + filler + data[end:]
    if broken != data:
        refusal(broken)


def test_other_keys_spaces_and_signers_are_refused() -> None:
    data = seal(header(1), [b"one"], KEY, SEED).data
    assert refusal(data, space="00" * 16) == "sync.wrong_space"
    assert refusal(data, verify_key=key_pair(b"b")[1]) == "sync.bad_signature"
    assert refusal(data, verify_key=b"short") == "sync.bad_signature"
    assert refusal(data, keys={2: KEY}) == "sync.missing_key"
    assert refusal(data, keys={1: bytes(32)}) == "sync.not_opened"


def test_a_header_moved_to_another_body_is_refused() -> None:
    first = seal(header(1), [b"one"], KEY, SEED).data
    second = seal(header(1, n=2, first=2, last=2), [b"two"], KEY, SEED).data
    length = struct.unpack_from(">H", first, 8)[0] + 10
    assert refusal(second[:length] + first[length:]) in {"sync.bad_signature", "sync.torn"}


def test_a_newer_format_is_told_apart_from_damage() -> None:
    clear = {"min": 7, "space": bytes(16)}
    data = envelope.seal_envelope(bundle.MAGIC, clear, b"", KEY, SEED)
    assert refusal(data) == "sync.newer_format"


@pytest.mark.parametrize(
    "change",
    [
        {"n": 0},
        {"n": -1},
        {"n": True},
        {"n": 2**60},
        {"n": "1"},
        {"first": 2},
        {"last": 0},
        {"space": b"short"},
        {"inc": None},
        {"prev": "00" * 32},
        {"epoch": 1.5},
    ],
)
def test_odd_headers_are_refused(change: dict[str, object]) -> None:
    clear = {
        "space": bytes(16),
        "inc": bytes(16),
        "n": 1,
        "prev": bytes(32),
        "epoch": 1,
        "first": 1,
        "last": 1,
    }
    data = envelope.seal_envelope(bundle.MAGIC, {**clear, **change}, b"", KEY, SEED)
    with pytest.raises(RefusedError) as caught:
        read_header(data)
    assert caught.value.code == "sync.malformed"


def test_a_header_too_long_is_refused_before_it_is_parsed() -> None:
    data = bundle.MAGIC + struct.pack(">H", 5000) + bytes(6000)
    assert refusal(data) == "sync.too_large"
    with pytest.raises(RefusedError):
        envelope.seal_envelope(bundle.MAGIC, {"x": "y" * 2000}, b"", KEY, SEED)


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"\xdd",
        struct.pack(">BI", 0xDD, 1),
        struct.pack(">BI", 0xDD, 2**32 - 1),
        struct.pack(">BI", 0xDD, 1) + b"\xc6\xff\xff\xff\xff",
        struct.pack(">BI", 0xDD, 1) + b"\xc4\x03one" + b"more",
        struct.pack(">BI", 0xDD, 2) + b"\xc4\x03one",
        b"\x91" * 100_000,
        msgpack.packb([b"one"]),
        msgpack.packb(["one"]),
        msgpack.packb({"a": 1}),
        struct.pack(">BI", 0xDD, 1) + b"\x91" * 1000,
    ],
)
def test_odd_contents_are_refused(plain: bytes) -> None:
    assert refusal(seal_plain(plain)) == "sync.malformed"


def test_a_wrong_count_is_refused() -> None:
    plain = bundle.pack_ops([b"one", b"two"])
    assert opened(seal_plain(plain, count=2))[0] == [b"one", b"two"]
    assert refusal(seal_plain(plain, count=3)) == "sync.malformed"
    with pytest.raises(ValueError, match="counts"):
        seal(header(3), [b"one"], KEY, SEED)


def padded(frame: bytes, length: int | None = None) -> bytes:
    body = struct.pack(">I", len(frame) if length is None else length) + frame
    return body + bytes(padding.padded_size(len(body)) - len(body))


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(60 * 1024 * 1024))
    assert len(bomb) < 10_000
    assert refusal(seal_plain(b"", squeezed=padded(bomb))) == "sync.too_large"
    endless = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(70 * 1024 * 1024))
    assert refusal(seal_plain(b"", squeezed=padded(endless))) in {
        "sync.malformed",
        "sync.too_large",
    }


@pytest.mark.parametrize(
    "squeezed",
    [
        b"",
        b"abc",
        padded(b""),
        padded(b"not a frame"),
        padded(zstandard.compress(b"x"), length=2**31),
        padded(zstandard.compress(b"x") + b"tail"),
        padded(zstandard.compress(b"x"))[:-1] + b"\x01",
        padded(zstandard.compress(b"x")) + bytes(256),
    ],
)
def test_odd_paddings_are_refused(squeezed: bytes) -> None:
    assert refusal(seal_plain(b"", squeezed=squeezed)) == "sync.malformed"


def test_one_repeated_letter_of_the_largest_size_still_travels() -> None:
    op = b"a" * (16 * 1024 * 1024)
    data = seal(header(1), [op], KEY, SEED).data
    assert opened(data)[0] == [op]


def test_too_much_is_refused_before_it_is_sealed() -> None:
    with pytest.raises(RefusedError) as caught:
        seal(header(1), [bytes(padding.MOST_PLAIN_BYTES)], KEY, SEED)
    assert caught.value.code == "sync.too_large"


@given(size=st.integers(0, 10_000_000))
def test_padding_is_small_and_hides(size: int) -> None:
    padded_to = padding.padded_size(size)
    assert padded_to >= size
    assert padded_to <= max(256, size * 1.125)
    assert padding.padded_size(padded_to) == padded_to


@given(data=st.binary(max_size=200))
def test_small_objects_are_read_with_care(data: bytes) -> None:
    with contextlib.suppress(RefusedError):
        value = unpack(data, 100, "test")
        assert isinstance(value, dict)
        assert len(data) <= 100


def test_deep_objects_are_refused() -> None:
    for data in (b"\x81\xa1a" * 2000 + b"\xc0", b"\xdf\xff\xff\xff\xff", b"\xc7\x01\x05x"):
        with pytest.raises(RefusedError):
            unpack(data, 100_000, "test")
    assert unpack(pack({"a": [1, b"x"]}), 100, "test") == {"a": [1, b"x"]}


def test_sealing_twice_never_gives_the_same_bytes() -> None:
    first, second = (seal(header(1), [b"one"], KEY, SEED) for _ in range(2))
    assert first.data != second.data
    assert first.name != second.name
