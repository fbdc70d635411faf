"""The structure tree: what each piece of a page is, in which language, in which order it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfdoc


@dataclass(eq=False)
class Elem:
    """One structure element.

    Attributes:
        kind: Standard structure type: Document, Sect, H1, P, L, LI, Lbl, LBody, Table, TR, TH, TD, Figure, Link, Span.
        lang: BCP 47 tag where it differs from the element around it.
        alt: Description of a picture.
        actual: The logical text, for paragraphs whose glyphs run from right to left.
        attributes: Entries of its attribute dictionary, with the owner under "O".
    """

    kind: str
    lang: str | None = None
    alt: str | None = None
    actual: str | None = None
    attributes: dict[str, object] = field(default_factory=dict)
    kids: list[Elem | Mark | Annotation] = field(default_factory=list)

    def add(self, kind: str, lang: str | None = None) -> Elem:
        """Return a new last child."""
        kid = Elem(kind, lang)
        self.kids.append(kid)
        return kid


@dataclass(frozen=True)
class Mark:
    """Marked content on a page (counted from 1)."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Annotation:
    """An annotation on a page, by its number in the parent tree."""

    page: int
    reference: pdfdoc.PDFObjectReference
    number: int


def page_reference(page: int) -> pdfdoc.PDFObjectReference:
    """Return the reference of a page as ReportLab names it."""
    return pdfdoc.PDFObjectReference(f"Page{page}")


class StructureTree:
    """Writes a tree of elements, and the way back from each mark to its element."""

    def __init__(self, doc: pdfdoc.PDFDocument, pages: int) -> None:
        self._doc = doc
        self._marks: list[dict[int, pdfdoc.PDFObjectReference]] = [{} for _ in range(pages)]
        self._annotations: dict[int, pdfdoc.PDFObjectReference] = {}

    def write(self, root: Elem) -> pdfdoc.PDFDictionary:
        """Return the StructTreeRoot; every element becomes an object of the document."""
        top = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        reference = self._doc.Reference(top)
        top["K"] = pdfdoc.PDFArray([self._element(root, reference)])
        numbers: list[object] = []
        for page, marks in enumerate(self._marks):
            owners = pdfdoc.PDFArray([marks[mcid] for mcid in sorted(marks)])
            numbers += [page, self._doc.Reference(owners)]
        for number in sorted(self._annotations):
            numbers += [number, self._annotations[number]]
        top["ParentTree"] = self._doc.Reference(
            pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)})
        )
        top["ParentTreeNextKey"] = max([len(self._marks) - 1, *self._annotations]) + 1
        return top

    def _element(self, elem: Elem, parent: pdfdoc.PDFObjectReference) -> pdfdoc.PDFObjectReference:
        entries = pdfdoc.PDFDictionary(
            {"Type": pdfdoc.PDFName("StructElem"), "S": pdfdoc.PDFName(elem.kind), "P": parent}
        )
        reference: pdfdoc.PDFObjectReference = self._doc.Reference(entries)
        for key, text in (("Lang", elem.lang), ("Alt", elem.alt), ("ActualText", elem.actual)):
            if text:
                entries[key] = pdfdoc.PDFString(text)
        if elem.attributes:
            entries["A"] = pdfdoc.PDFDictionary(elem.attributes)
        entries["K"] = pdfdoc.PDFArray(
            [self._kid(kid, reference) for kid in _without_empty(elem.kids)]
        )
        return reference

    def _kid(self, kid: Elem | Mark | Annotation, owner: pdfdoc.PDFObjectReference) -> object:
        if isinstance(kid, Elem):
            return self._element(kid, owner)
        if isinstance(kid, Mark):
            self._marks[kid.page - 1][kid.mcid] = owner
            return pdfdoc.PDFDictionary(
                {"Type": pdfdoc.PDFName("MCR"), "Pg": page_reference(kid.page), "MCID": kid.mcid}
            )
        self._annotations[kid.number] = owner
        return pdfdoc.PDFDictionary({
            "Type": pdfdoc.PDFName("OBJR"), "Obj": kid.reference, "Pg": page_reference(kid.page),
        })  # fmt: skip


def _without_empty(kids: Sequence[Elem | Mark | Annotation]) -> list[Elem | Mark | Annotation]:
    """Leave out elements that nothing was drawn for; table cells stay, rows must be even."""
    return [
        kid
        for kid in kids
        if not isinstance(kid, Elem) or kid.kind in {"TD", "TH"} or _without_empty(kid.kids)
    ]
