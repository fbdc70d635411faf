"""Pictures come from anybody's folder: limits before decoding, nothing but the picture in the file."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Document, Picture, Section, inline
from fsp_desktop.packets.pdf import images
from fsp_desktop.packets.pdf.images import plain_image
from tests.packets.pdf.samples import picture, printed

ALT = {"en": inline("The way from the bus stop to the main door")}


def _with(data: bytes, **options: object) -> Document:
    section = Section("map", {}, (Picture(data, ALT, ALT, **options),))
    return Document(ALT, ("en",), (section,))


def _bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a small PNG file that says it is very large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_bomb(), "packets.picture_too_large"),
        (_bomb(9000, 9000), "packets.picture_too_large"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100_000_000, "packets.picture_too_large"),
        (b"", "packets.picture_unreadable"),
        (b"GIF89a" + b"\0" * 100, "packets.picture_unreadable"),
        (b"<svg onload='x'/>", "packets.picture_unreadable"),
        (picture()[:60], "packets.picture_unreadable"),
        (picture(form="JPEG")[:200], "packets.picture_unreadable"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_section(data: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        printed(_with(data))
    assert refused.value.code == code
    assert refused.value.detail["section"] == "map"


def test_a_picture_that_is_too_large_is_never_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "load", never)
    monkeypatch.setattr(images, "_flat", never)
    with pytest.raises(RefusedError, match=r"packets\.picture_too_large"):
        plain_image(_bomb(20_000, 2_001))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 200))
def test_damaged_pictures_are_printed_or_refused(noise: bytes, at: int) -> None:
    data = picture(form="JPEG")
    for damaged in (data[:at] + noise, data[:at] + noise + data[at + len(noise) :], noise):
        with suppress(RefusedError):
            plain_image(damaged)


def test_nothing_but_the_picture_reaches_the_file() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at the Delgado home"
    Image.new("RGB", (400, 300), "#336699").save(out, "JPEG", exif=exif, comment=b"secret place")
    pdf = printed(_with(out.getvalue()))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (image,) = file.pages[0].Resources.XObject.values()
        raw = image.read_raw_bytes()
    assert b"Delgado" not in raw + pdf
    assert b"secret" not in raw + pdf


def test_pictures_keep_their_shape_and_place() -> None:
    pdf = printed(_with(picture(size=(4000, 1000)), width=0.5))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (image,) = file.pages[0].Resources.XObject.values()
        assert int(image.Width) <= 1500
        content = file.pages[0].Contents.read_bytes().decode()
        words = next(line for line in content.splitlines() if line.endswith("Do Q")).split()
    width, height = float(words[1]), float(words[4])
    assert width / height == pytest.approx(4, rel=0.01)
    assert width == pytest.approx(0.5 * (612 - 60 - 46), rel=0.01)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_every_way_to_keep_colours_can_be_printed(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    image = plain_image(out.getvalue())
    assert image.colours in {"DeviceRGB", "DeviceGray"}
    assert (image.width, image.height) == (30, 20)


def test_what_is_transparent_is_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    image = plain_image(out.getvalue())
    assert set(zlib.decompress(image.data)) == {255}


def test_the_same_picture_is_kept_once() -> None:
    section = _with(picture()).sections[0]
    document = replace(_with(picture()), sections=(section, replace(section, id="again")))
    with pikepdf.open(io.BytesIO(printed(document))) as file:
        assert len(file.pages[0].Resources.XObject) == 1
