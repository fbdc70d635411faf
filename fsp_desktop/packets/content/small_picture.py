"""Make a picture that somebody brought small enough for a page and for the way to every colleague.

What comes out holds pixels and nothing else: no place where a photo was taken, no name of a camera.
"""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from typing import TYPE_CHECKING

from fsp_desktop.domain.errors import RefusedError

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

LARGEST_FILE = 30_000_000
"""Bytes of a picture that is looked at; larger ones are refused unread."""
MOST_PIXELS = 60_000_000
"""Pixels that a picture may say it has, before any of them is decoded."""
LONGEST_SIDE = 1_600
"""Pixels that stay: 200 dots per inch over eight inches of paper."""
LARGEST_KEPT = 450_000
"""Bytes of the picture as it is kept."""
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
_QUALITIES = (85, 70, 50)


def small_picture(data: bytes) -> bytes:
    """Return a picture as a small JPEG, or a small PNG if it is a drawing of few colours.

    Raises:
        RefusedError: `packets.picture_too_large`, `packets.picture_unreadable`.
    """
    from PIL import Image

    if len(data) > LARGEST_FILE:
        raise RefusedError("packets.picture_too_large", {"bytes": len(data)})
    try:
        with warnings.catch_warnings():
            # The limit below is ours and stricter than the one Pillow warns of.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _opened(data)
    except Image.DecompressionBombError as error:
        raise RefusedError("packets.picture_too_large") from error
    # The decoders of Pillow raise whatever they meet in a broken file.
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        TypeError,
        OverflowError,
    ) as error:
        raise RefusedError("packets.picture_unreadable") from error


def _opened(data: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        pixels = opened.width * opened.height
        if pixels > MOST_PIXELS:
            raise RefusedError("packets.picture_too_large", {"pixels": pixels})
        return _written(_upright(opened))


def as_text(data: bytes) -> str:
    """Return a picture as text for a record."""
    return base64.b64encode(data).decode("ascii")


def from_text(text: str) -> bytes:
    """Return the picture in a record.

    Raises:
        RefusedError: `packets.picture_unreadable`.
    """
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RefusedError("packets.picture_unreadable") from error


def _upright(opened: Pixels) -> Pixels:
    """Return the pixels on white paper, turned as the camera was held, at most `LONGEST_SIDE`."""
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(opened)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _written(image: Pixels) -> bytes:
    drawing = io.BytesIO()
    image.quantize(64).save(drawing, "PNG", optimize=True)
    photo = io.BytesIO()
    for quality in _QUALITIES:
        photo = io.BytesIO()
        image.save(photo, "JPEG", quality=quality, optimize=True)
        if photo.tell() <= LARGEST_KEPT:
            break
    has_few_colours = image.getcolors(4096) is not None
    if has_few_colours and drawing.tell() <= LARGEST_KEPT:
        return drawing.getvalue()
    if photo.tell() > LARGEST_KEPT:
        raise RefusedError("packets.picture_too_large", {"bytes": photo.tell()})
    return photo.getvalue()
