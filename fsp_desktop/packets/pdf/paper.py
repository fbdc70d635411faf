"""A ReportLab canvas that writes tagged PDF with our own fonts and nothing of the viewer's."""

from __future__ import annotations

import hashlib
from html import escape
from typing import BinaryIO, NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas

from fsp_desktop.packets.pdf.embedded import EmbeddedFace
from fsp_desktop.packets.pdf.images import PlainImage
from fsp_desktop.packets.pdf.objects import CompactDocument, references, short, text_string
from fsp_desktop.packets.pdf.outline import Bookmark, write_outline
from fsp_desktop.packets.pdf.tagging import Annotation, Elem, StructureTree, is_drawn
from fsp_desktop.packets.text.fontbook import FaceKey

PRODUCER = "FSP Desktop"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
# Numbers of pages in the parent tree stay below those of links.
_FIRST_LINK = 1_000_000


class View(NamedTuple):
    """How a reader should open the file."""

    right_to_left: bool = False
    facing: bool = False


class Paper(canvas.Canvas):  # type: ignore[misc]
    """Pages of one file.

    Attributes:
        tree: What the pages being drawn belong to; replaced by `end_part`.
    """

    def __init__(self, out: BinaryIO, title: str, lang: str, key: str) -> None:
        super().__init__(out, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=lang)
        self._operators: list[str] = []
        self._doc = CompactDocument(lang)
        self._structure = StructureTree(self._doc)
        self._document = self._doc.reserve()
        self._resources = self._doc.reserve()
        self._pages_object = self._doc.number_of(self._doc.Pages)
        self.tree = Elem("Document", lang)
        self._title, self._lang, self._key = title, lang, key
        self._faces: dict[FaceKey, EmbeddedFace] = {}
        self._images: dict[str, tuple[str, int]] = {}
        self._pages: list[int] = []
        self._page = self._doc.reserve()
        self._unread: list[int] = []
        self._parts: list[int] = []
        self._links: list[int] = []
        self._link_count = 0
        self._bookmarks: list[Bookmark] = []
        self._digest = hashlib.sha256()

    @property
    def page_object(self) -> int:
        """Number of the object of the page being drawn."""
        return self._page

    @property
    def page_count(self) -> int:
        """Number of finished pages."""
        return len(self._pages)

    def face(self, key: FaceKey) -> EmbeddedFace:
        """Return the face of this file, embedded when the file is saved."""
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = EmbeddedFace(key, f"G{len(self._faces)}")
        return face

    def image(self, image: PlainImage) -> str:
        """Return the name of a picture in this file; equal pictures are kept once."""
        if image.digest not in self._images:
            entries = (
                f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
                f"/ColorSpace/{image.colours}/BitsPerComponent 8/Filter/{image.encoding}"
            )
            number = self._doc.add_packed(image.data, entries)
            self._images[image.digest] = f"I{len(self._images)}", number
        return self._images[image.digest][0]

    def write(self, operators: str) -> None:
        """Append drawing operators to the page."""
        self._operators.append(operators)

    def bookmark(self, title: str, top: float, level: int = 0) -> None:
        """Let an entry of the outline lead to a height on the page being drawn."""
        self._bookmarks.append(Bookmark(title, self._page, top, level))

    def link(self, address: str, box: tuple[float, float, float, float], words: str) -> Annotation:
        """Put a link on the page; `words` is what a screen reader calls it."""
        number = _FIRST_LINK + self._link_count
        self._link_count += 1
        edges = " ".join(short(round(edge, 2)) for edge in box)
        reference = self._doc.add(
            f"<</Type/Annot/Subtype/Link/Rect[{edges}]/Border[0 0 0]/F 4"
            f"/Contents{text_string(words)}/StructParent {number}"
            f"/A<</S/URI/URI{text_string(address)}>>>>"
        )
        self._links.append(reference)
        return Annotation(self._page, reference, number)

    def end_page(self, size: tuple[float, float]) -> None:
        """Close the page."""
        content = "\n".join(self._operators).encode("ascii")
        self._digest.update(content)
        stream = self._doc.add_stream(content)
        notes = f"/Annots{references(self._links)}" if self._links else ""
        self._doc.put(
            self._page,
            f"<</Type/Page/Parent {self._pages_object} 0 R/MediaBox[0 0 {short(size[0])} {short(size[1])}]"
            f"/Resources {self._resources} 0 R/Contents {stream} 0 R"
            f"/StructParents {len(self._pages)}/Tabs/S{notes}>>",
        )
        self._pages.append(self._page)
        self._unread.append(self._page)
        self._links, self._operators = [], []
        self._page = self._doc.reserve()

    def end_part(self, following: Elem) -> None:
        """Write what the pages so far belong to, when nothing more is drawn for it."""
        whole = [self.tree] if self.tree.kind != "Document" else list(self.tree.kids)
        for elem in whole:
            if isinstance(elem, Elem) and is_drawn(elem):
                self._parts.append(self._structure.write_part(elem, self._document))
        self._structure.end_pages(self._unread)
        self._unread = []
        self.tree = following

    def finish(self, view: View) -> None:
        """Write the structure, the metadata, the fonts and the file."""
        doc = self._doc
        self.end_part(Elem("Document"))
        doc.put(self._page, "null")
        lang = f"/Lang{text_string(self._lang)}"
        doc.put(
            self._document,
            f"<</Type/StructElem/S/Document/P {self._structure.number} 0 R{lang}/K{references(self._parts)}>>",
        )
        catalog = doc.Catalog
        catalog.StructTreeRoot = doc.reference(self._structure.write([self._document]))
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = doc.reference(
            doc.add(f"<</DisplayDocTitle true{'/Direction/R2L' * view.right_to_left}>>")
        )
        if view.facing:
            catalog.PageLayout = pdfdoc.PDFName("TwoPageRight")
        catalog.Metadata = doc.reference(self._metadata())
        catalog.Outlines = None
        if self._bookmarks:
            catalog.Outlines = doc.reference(write_outline(doc, self._bookmarks))
        doc.Pages.pages = [doc.reference(number) for number in self._pages]
        self._write_resources()
        first = hashlib.sha256(self._key.encode()).hexdigest()[:32]
        doc._ID = f"[<{first}> <{self._digest.hexdigest()[:32]}>]".encode()  # noqa: SLF001
        doc.SaveToFile(self._filename, self)

    def _metadata(self) -> int:
        named = {"title": escape(self._title), "lang": escape(self._lang), "producer": PRODUCER}
        self._doc.information = self._doc.add(
            f"<</Title{text_string(self._title)}/Creator({PRODUCER})/Producer({PRODUCER})>>"
        )
        # Readers look for this packet without unpacking anything.
        return self._doc.add_packed(
            _XMP.format(**named).encode() + b"\n", "/Type/Metadata/Subtype/XML"
        )

    def _write_resources(self) -> None:
        fonts = [f"/{face.name} {face.write(self._doc)} 0 R" for face in self._faces.values()]
        images = [f"/{name} {number} 0 R" for name, number in self._images.values()]
        pictures = f"/XObject<<{''.join(images)}>>" if images else ""
        self._doc.put(self._resources, f"<</Font<<{''.join(fonts)}>>{pictures}>>")
