"""A picture is made small, and keeps nothing but its pixels; a bomb is never unfolded."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.small_picture import (
    LARGEST_FILE,
    LARGEST_KEPT,
    LONGEST_SIDE,
    as_text,
    from_text,
    small_picture,
)


def _photo(width: int, height: int) -> Image.Image:
    noise = Image.effect_noise((width, height), 60)
    return Image.merge("RGB", (noise, noise.rotate(90).resize(noise.size), noise))


def _file(image: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def _bomb(side: int) -> bytes:
    """Return a small PNG file that says it has `side` times `side` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def test_a_photo_becomes_small_and_tells_no_place() -> None:
    exif = Image.Exif()
    exif[0x010F] = "canary camera"
    data = small_picture(_file(_photo(2400, 1800), "JPEG", quality=95, exif=exif))
    assert len(data) <= LARGEST_KEPT
    assert b"canary" not in data
    with Image.open(io.BytesIO(data)) as kept:
        assert max(kept.size) == LONGEST_SIDE
        assert not kept.getexif()


def test_a_drawing_stays_exact_on_white() -> None:
    drawing = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    drawing.paste((18, 60, 50, 255), (20, 20, 120, 90))
    with Image.open(io.BytesIO(small_picture(_file(drawing, "PNG")))) as kept:
        assert kept.format == "PNG"
        plain = kept.convert("RGB")
        assert plain.getpixel((5, 5)) == (255, 255, 255)
        assert plain.getpixel((50, 50)) == (18, 60, 50)


def test_a_bomb_and_a_hundred_megabytes_are_refused_unread() -> None:
    with pytest.raises(RefusedError, match="picture_too_large"):
        small_picture(_bomb(60_000))
    with pytest.raises(RefusedError, match="picture_too_large"):
        small_picture(bytes(LARGEST_FILE + 1))


@settings(max_examples=60)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM"]),
)
def test_whatever_the_bytes_are_the_answer_is_a_refusal(noise: bytes, start: bytes) -> None:
    with pytest.raises(RefusedError, match=r"packets\.picture"):
        small_picture(start + noise)


WHOLE = {kind: _file(_photo(40, 30), kind) for kind in ("PNG", "JPEG", "GIF")}


@settings(max_examples=40)
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1), st.floats(0, 1), st.integers(0, 255))
def test_a_broken_file_is_a_picture_or_a_refusal(
    kind: str, place: float, end: float, byte: int
) -> None:
    broken = bytearray(WHOLE[kind])
    broken[int(place * (len(broken) - 1))] = byte
    try:
        made = small_picture(bytes(broken[: int(end * len(broken)) + 1]))
    except RefusedError as error:
        made = b"" if error.code.startswith("packets.picture") else b"other"
    assert made == b"" or made.startswith((b"\x89PNG", b"\xff\xd8"))


def test_text_in_a_record_gives_the_picture_back() -> None:
    assert from_text(as_text(b"\x00\xff")) == b"\x00\xff"
    with pytest.raises(RefusedError, match="picture_unreadable"):
        from_text("not base64!")
