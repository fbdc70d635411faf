"""A ReportLab canvas that writes tagged PDF with our own fonts and nothing of the viewer's."""

from __future__ import annotations

import hashlib
from html import escape
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas

from fsp_desktop.packets.pdf.embedded import EmbeddedFace
from fsp_desktop.packets.pdf.tagging import Annotation, Elem, StructureTree
from fsp_desktop.packets.text.fontbook import FaceKey

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


class _TaggedPage(pdfdoc.PDFPage):  # type: ignore[misc]
    __NoDefault__ = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")


class Paper(canvas.Canvas):  # type: ignore[misc]
    """Pages of one file.

    Attributes:
        tree: Root of the structure tree.
        page_number: The page being drawn, counted from 1.
    """

    def __init__(
        self, out: BinaryIO, size: tuple[float, float], title: str, lang: str, key: str
    ) -> None:
        super().__init__(
            out, pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=lang
        )
        self.setTitle(title)
        self.setAuthor("")
        self.setSubject("")
        self.setCreator("FSP Desktop")
        self.setProducer("FSP Desktop")
        self.tree = Elem("Document", lang)
        self._title = title
        self._key = key
        self._faces: dict[FaceKey, EmbeddedFace] = {}
        self._links: list[pdfdoc.PDFObjectReference] = []
        self._link_count = 0
        self._digest = hashlib.sha256()

    @property
    def page_number(self) -> int:
        """The page being drawn, counted from 1."""
        return int(self._pageNumber)

    def face(self, key: FaceKey) -> EmbeddedFace:
        """Return the face of this file, embedded when the file is saved."""
        if key not in self._faces:
            face = self._faces[key] = EmbeddedFace(key, f"G{len(self._faces)}")
            self._doc.delayedFonts.append(face)
        return self._faces[key]

    def write(self, operators: list[str]) -> None:
        """Append drawing operators to the page."""
        self._code.extend(operators)

    def link(self, address: str, box: tuple[float, float, float, float], words: str) -> Annotation:
        """Put a link on the page; `words` is what a screen reader calls it."""
        number = 1_000_000 + self._link_count
        self._link_count += 1
        reference = self._doc.Reference(pdfdoc.PDFDictionary({
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Link"),
            "Rect": pdfdoc.PDFArray([round(edge, 2) for edge in box]),
            "Border": pdfdoc.PDFArray([0, 0, 0]),
            "F": 4,
            "Contents": pdfdoc.PDFString(words),
            "StructParent": number,
            "A": pdfdoc.PDFDictionary({"S": pdfdoc.PDFName("URI"), "URI": pdfdoc.PDFString(address)}),
        }))  # fmt: skip
        self._links.append(reference)
        return Annotation(self.page_number, reference, number)

    def end_page(self) -> None:
        """Close the page."""
        page = _TaggedPage()
        page.pagewidth, page.pageheight = self._pagesize
        content = "\n".join([self._preamble, *self._code]).encode("ascii")
        page.Contents = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
        page.StructParents = self.page_number - 1
        page.Tabs = pdfdoc.PDFName("S")
        page.Annots = self._links
        self._digest.update(content)
        self._links = []
        page.ExtGState = None
        page._shadingUsed = {}  # noqa: SLF001 (ReportLab's canvas sets it the same way)
        self._doc.addPage(page)
        self._startPage()

    def finish(self, *, right_to_left: bool) -> None:
        """Write the structure, the metadata and the file."""
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = StructureTree(self._doc, self.page_number - 1).write(self.tree)
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        view: dict[str, object] = {"DisplayDocTitle": "true"}
        if right_to_left:
            view["Direction"] = pdfdoc.PDFName("R2L")
        catalog.ViewerPreferences = pdfdoc.PDFDictionary(view)
        entries = pdfdoc.PDFDictionary(
            {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
        )
        catalog.Metadata = pdfdoc.PDFStream(
            entries, _XMP.format(title=escape(self._title)).encode() + b"\n"
        )
        first = hashlib.sha256(self._key.encode()).hexdigest()[:32]
        self._doc._ID = f"\n[<{first}> <{self._digest.hexdigest()[:32]}>]\n".encode()  # noqa: SLF001
        self._doc.SaveToFile(self._filename, self)

    def _make_preamble(self) -> None:
        # ReportLab would name Helvetica here, a font that is not embedded.
        self._preamble = "1 0 0 1 0 0 cm"
