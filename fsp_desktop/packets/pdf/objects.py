"""A ReportLab document that takes finished objects as bytes and packs the small ones together.

ReportLab formats each dictionary through several objects and writes it uncompressed; the tags of a
packet are thousands of small dictionaries. Here they are written once, as bytes, into compressed
object streams with a cross-reference stream (PDF 1.5), which makes files a third of the size.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

from reportlab.pdfbase import pdfdoc

_PACK = 200  # objects in one stream
_LEVEL = 6
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class CompactDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """Collects objects and writes the file.

    Attributes:
        information: Number of the object with title and maker.
    """

    def __init__(self, lang: str) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7), lang=lang)
        self.information = 0
        self._file = bytearray(_HEADER)
        # Number -> (1, offset in the file) or (2, (number of its stream, place in it)).
        self._places: dict[int, tuple[int, int, int]] = {}
        self._waiting: list[tuple[int, bytes]] = []

    def reserve(self) -> int:
        """Return the number of an object that will be written later."""
        self.objectcounter += 1
        number: int = self.objectcounter
        self.idToObjectNumberAndVersion[f"N{number}"] = (number, 0)
        return number

    def put(self, number: int, body: str) -> None:
        """Write a reserved object."""
        self._pack(number, body.encode("latin-1"))

    def add(self, body: str) -> int:
        """Write a new object and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, data: bytes, entries: str = "", level: int = _LEVEL) -> int:
        """Write a new compressed stream and return its number."""
        return self.add_packed(zlib.compress(data, level), f"/Filter/FlateDecode{entries}")

    def add_packed(self, data: bytes, entries: str = "") -> int:
        """Write a new stream whose data are ready as they are."""
        number = self.reserve()
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
        self._write(number, head + data + b"\nendstream")
        return number

    def reference(self, number: int) -> pdfdoc.PDFObjectReference:
        """Return an object's reference as ReportLab's own objects hold it."""
        return pdfdoc.PDFObjectReference(f"N{number}")

    def number_of(self, thing: pdfdoc.PDFObject) -> int:
        """Return the number of one of ReportLab's own objects."""
        name = self.Reference(thing).name
        return int(self.idToObjectNumberAndVersion[name][0])

    def GetPDFData(self, canvas: object) -> bytes:  # noqa: ARG002, N802 (called by ReportLab when it saves)
        """Return the file."""
        return self.format()

    def format(self) -> bytes:
        """Return the file."""
        root = self.number_of(self.Catalog)
        number = 0
        # Formatting an object may bring new ones.
        while number < self.objectcounter:
            number += 1
            name = self.numberToId.get(number)
            if name is not None and number not in self._places:
                self._pack(number, pdfdoc.format(self.idToObject[name], self, toplevel=1))
        self._flush()
        return self._finish(root, self.information)

    def _pack(self, number: int, body: bytes) -> None:
        self._waiting.append((number, body))
        if len(self._waiting) == _PACK:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        packed, self._waiting = self._waiting, []
        stream = self.reserve()
        index, offset = [], 0
        for place, (number, body) in enumerate(packed):
            self._places[number] = (2, stream, place)
            index.append(f"{number} {offset}")
            offset += len(body) + 1
        head = " ".join(index).encode() + b"\n"
        data = zlib.compress(head + b"\n".join(body for _, body in packed), _LEVEL)
        entries = f"/Type/ObjStm/N {len(packed)}/First {len(head)}/Filter/FlateDecode"
        self._write(
            stream,
            f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream",
        )

    def _write(self, number: int, body: bytes) -> None:
        self._places[number] = (1, len(self._file), 0)
        self._file += b"%d 0 obj\n" % number + body + b"\nendobj\n"

    def _finish(self, root: int, info: int) -> bytes:
        table = self.reserve()
        start = len(self._file)
        self._places[table] = (1, start, 0)
        rows = [(0, 0, 65535), *(self._places[n] for n in range(1, self.objectcounter + 1))]
        data = zlib.compress(
            b"".join(
                bytes((kind,)) + place.to_bytes(4, "big") + extra.to_bytes(2, "big")
                for kind, place, extra in rows
            ),
            9,
        )
        ids = self.ID().decode("ascii").strip()
        entries = (
            f"/Type/XRef/Size {len(rows)}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID{ids}"
            f"/Filter/FlateDecode/Length {len(data)}"
        )
        self._file += b"%d 0 obj\n" % table + f"<<{entries}>>\nstream\n".encode() + data
        self._file += b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
        return bytes(self._file)


def text_string(text: str) -> str:
    """Return a text as a PDF string, whatever its letters."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>"


def dictionary(entries: Mapping[str, str]) -> str:
    """Return entries as a PDF dictionary; values are finished."""
    return f"<<{''.join(f'/{key} {value}' for key, value in entries.items())}>>"


def references(numbers: Iterable[int]) -> str:
    """Return an array of references."""
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"


def short(value: float) -> str:
    """Return a number with no more digits than paper shows."""
    # `g` leaves out needless noughts; it would write the very small and the very large with an exponent.
    return "0" if -0.0005 < value < 0.0005 else f"{round(value, 3):.7g}"
