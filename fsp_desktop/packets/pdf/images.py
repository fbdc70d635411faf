"""Pictures from files: refused by size before they are decoded, made plain, cut down to what paper shows.

A picture comes from anybody's folder. Its header is read first; a picture that would unfold to more
than the limit is never unfolded. What is printed is always drawn anew as RGB or grey rows: nothing
else of the file (colour profiles, comments, places on a map) reaches the document.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fsp_desktop.domain.errors import RefusedError

if TYPE_CHECKING:
    from PIL import Image

LARGEST_BYTES = 12_000_000
MOST_PIXELS = 40_000_000
# 200 dots an inch over the width of a page; more only makes the file larger.
_WIDEST = 1500
_KINDS = ("PNG", "JPEG")
_JPEG_QUALITY = 82
_FEW_COLOURS = 256


class PlainImage(NamedTuple):
    """A picture as it stands in a PDF file.

    Attributes:
        width: In pixels.
        height: In pixels.
        data: The stream's bytes.
        encoding: Name of the PDF filter that decodes them.
        colours: Name of the PDF colour space.
        digest: Tells equal pictures.
    """

    width: int
    height: int
    data: bytes
    encoding: str
    colours: str
    digest: str


@lru_cache(maxsize=64)
def plain_image(data: bytes) -> PlainImage:
    """Return a picture ready for a page.

    Raises:
        RefusedError: `packets.picture_too_large` (bytes or pixels over the limit), `packets.picture_unreadable`
            (not a PNG or JPEG, or broken).
    """
    if len(data) > LARGEST_BYTES:
        raise RefusedError(
            "packets.picture_too_large", {"bytes": len(data), "most_bytes": LARGEST_BYTES}
        )
    # Pillow raises its own kinds for broken files, one a format; a warning is its word for a bomb.
    import warnings

    from PIL import Image, UnidentifiedImageError

    broken = (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError, zlib.error)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_KINDS) as opened:
                _check_size(*opened.size)
                opened.draft("RGB", (_WIDEST, _WIDEST))
                flat = _flat(opened)
    except Image.DecompressionBombError as error:
        raise RefusedError("packets.picture_too_large", {"most_pixels": MOST_PIXELS}) from error
    except broken as error:
        raise RefusedError("packets.picture_unreadable") from error
    return _encoded(flat, hashlib.sha256(data).hexdigest())


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise RefusedError(
            "packets.picture_too_large", {"pixels": width * height, "most_pixels": MOST_PIXELS}
        )


def _flat(opened: Image.Image) -> Image.Image:
    """Return an upright picture without transparency, on white, no wider than paper shows."""
    from PIL import Image, ImageOps

    picture = ImageOps.exif_transpose(opened)
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        picture = Image.new("RGB", layer.size, "white")
        picture.paste(layer, mask=layer.getchannel("A"))
    picture = picture.convert("L" if picture.mode in {"1", "L", "I", "I;16"} else "RGB")
    picture.thumbnail((_WIDEST, _WIDEST))
    return picture


def _encoded(picture: Image.Image, digest: str) -> PlainImage:
    """Choose between exact rows (drawings, maps) and JPEG (photographs): whichever suits the colours."""
    width, height = picture.size
    colours = "DeviceGray" if picture.mode == "L" else "DeviceRGB"
    rows = zlib.compress(picture.tobytes(), 9)
    if len(rows) < _FEW_BYTES or picture.getcolors(_FEW_COLOURS):
        return PlainImage(width, height, rows, "FlateDecode", colours, digest)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    photo = out.getvalue()
    if len(photo) < len(rows):
        return PlainImage(width, height, photo, "DCTDecode", colours, digest)
    return PlainImage(width, height, rows, "FlateDecode", colours, digest)


_FEW_BYTES = 40_000
