"""In which encoding a file of text is written, found by reading it rather than by hoping."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters.sources import SourceFile

_BLOCK = 1 << 20
_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_GUESSES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1258", "mac_roman",
    "gb18030", "big5", "shift_jis", "euc_kr", "tis_620", "koi8_r",
]  # fmt: skip
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]+")


def find_encoding(file: SourceFile) -> str:
    """Return the name of the encoding to open `file` with.

    Raises:
        RefusedError: `rosters.unreadable_encoding` if it is no text in any encoding that we know.
    """
    with file.open() as stream:
        start = stream.read(_SAMPLE)
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name
    sample = _not_utf8(file)
    if sample is None:
        if _CONTROLS.search(start) and not _is_mostly_text(start):
            return _utf16(start) or _refuse(file)
        return "utf-8"
    return _utf16(start) or _legacy(sample) or _refuse(file)


def _refuse(file: SourceFile) -> str:
    raise RefusedError("rosters.unreadable_encoding", {"file": file.name})


def _not_utf8(file: SourceFile) -> bytes | None:
    """Return the bytes around the first place that is not UTF-8, or None if all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open() as stream:
        while block := stream.read(_BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                return _around(block)
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return b"\xff"
    return None


def _around(block: bytes) -> bytes:
    with suppress(StopIteration):
        first = next(_HIGH.finditer(block)).start()
        return block[max(first - 512, 0) :][: _SAMPLE * 4]
    return block[:_SAMPLE]


def _is_mostly_text(data: bytes) -> bool:
    controls = len(_CONTROLS.findall(data))
    return controls <= 3 or controls * 20 < len(data)


def _utf16(start: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    half = max(len(start) // 2, 1)
    if len(start) >= 4 and start[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    return "utf-16-be" if len(start) >= 4 and start[0::2].count(0) > half * 0.6 else None


def _legacy(sample: bytes) -> str | None:
    if not _is_mostly_text(sample):
        return None
    if _is_damaged_utf8(sample):
        return "utf-8"
    if _is_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    return best.encoding if best else None


def _is_damaged_utf8(sample: bytes) -> bool:
    """Mostly sound UTF-8 with some broken places: read it as such, refuse only those rows."""
    sound = len(_MULTIBYTE.findall(sample))
    broken = len(_HIGH.findall(_MULTIBYTE.sub(b"", sample)))
    return sound >= 2 * max(broken, 1)


def _is_western(sample: bytes) -> bool:
    """Windows Western text: accented letters stand alone between plain ones."""
    with suppress(UnicodeDecodeError):
        text = sample.decode("cp1252")
        high = re.findall(r"[^\x00-\x7f]+", text)
        single = sum(1 for run in high if len(run) == 1)
        marks = sum(1 for run in high if run.isalpha() or not run.strip("’‘“”–— ´ª°º·…€"))
        return bool(high) and single > 0.8 * len(high) and marks > 0.8 * len(high)
    return False
