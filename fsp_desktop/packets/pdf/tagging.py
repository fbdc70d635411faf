"""The structure tree: what each piece of a page is, in which language, in which order it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fsp_desktop.packets.pdf.objects import CompactDocument, references, text_string


@dataclass(eq=False, slots=True)
class Elem:
    """One structure element.

    Attributes:
        kind: Standard structure type: Document, Sect, H1, P, L, LI, Lbl, LBody, Table, TR, TH, TD, Figure, Link, Span.
        lang: BCP 47 tag where it differs from the element around it.
        alt: Description of a picture.
        actual: The logical text, for paragraphs whose glyphs run from right to left.
        attributes: Entries of its attribute dictionary as PDF, beginning with the owner.
    """

    kind: str
    lang: str | None = None
    alt: str | None = None
    actual: str | None = None
    attributes: str = ""
    kids: list[Elem | Mark | Annotation] = field(default_factory=list)

    def add(self, kind: str, lang: str | None = None) -> Elem:
        """Return a new last child."""
        kid = Elem(kind, lang)
        self.kids.append(kid)
        return kid


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content on a page, by the number of the page's object."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation on a page; numbers of both objects, and its number in the parent tree."""

    page: int
    reference: int
    number: int


class StructureTree:
    """Writes trees of elements, and the way back from each mark to its element.

    A finished part can be written while later ones are still being drawn: its elements are needed no more.
    """

    def __init__(self, doc: CompactDocument) -> None:
        self._doc = doc
        self._marks: dict[int, dict[int, int]] = {}
        self._owners: list[str] = []
        self._annotations: dict[int, int] = {}
        self.number = doc.reserve()

    def write_part(self, elem: Elem, parent: int) -> int:
        """Write an element with everything below it; return its number."""
        number = self._doc.reserve()
        entries = [f"/Type/StructElem/S/{elem.kind}/P {parent} 0 R"]
        if elem.lang:
            entries.append(f"/Lang{text_string(elem.lang)}")
        if elem.alt:
            entries.append(f"/Alt{text_string(elem.alt)}")
        if elem.actual:
            entries.append(f"/ActualText{text_string(elem.actual)}")
        if elem.attributes:
            entries.append(f"/A<<{elem.attributes}>>")
        kids, page = self._kids(elem, number)
        if page:
            entries.append(f"/Pg {page} 0 R")
        self._doc.put(number, f"<<{''.join(entries)}/K[{kids}]>>")
        return number

    def end_pages(self, pages: Sequence[int]) -> None:
        """Write the owners of the marks of pages, in the order of the pages of the file; their parts are written."""
        for page in pages:
            marks = self._marks.pop(page, {})
            owners = self._doc.add(references(marks[mcid] for mcid in sorted(marks)))
            self._owners.append(f"{len(self._owners)} {owners} 0 R")

    def write(self, kids: Sequence[int]) -> int:
        """Write the root over finished parts; return its number."""
        rows = [*self._owners, *(f"{n} {at} 0 R" for n, at in sorted(self._annotations.items()))]
        tree = self._doc.add(f"<</Nums[{' '.join(rows)}]>>")
        following = max([len(self._owners) - 1, *self._annotations]) + 1
        self._doc.put(
            self.number,
            f"<</Type/StructTreeRoot/K{references(kids)}/ParentTree {tree} 0 R"
            f"/ParentTreeNextKey {following}>>",
        )
        return self.number

    def _kids(self, elem: Elem, number: int) -> tuple[str, int]:
        """Return the kids of an element, and the page its plain mark numbers are on."""
        found: list[str] = []
        page = 0
        for kid in elem.kids:
            if isinstance(kid, Mark):
                self._marks.setdefault(kid.page, {})[kid.mcid] = number
                page = page or kid.page
                found.append(
                    str(kid.mcid) if kid.page == page
                    else f"<</Type/MCR/Pg {kid.page} 0 R/MCID {kid.mcid}>>"
                )  # fmt: skip
            elif isinstance(kid, Annotation):
                self._annotations[kid.number] = number
                found.append(f"<</Type/OBJR/Obj {kid.reference} 0 R/Pg {kid.page} 0 R>>")
            elif is_drawn(kid):
                found.append(f"{self.write_part(kid, number)} 0 R")
        return " ".join(found), page


def settle_headings(root: Elem) -> None:
    """Let headings begin with the first level and go down one level at a time, whatever parts a document leaves out.

    Headings that were on one level below the same heading stay on one level.

    Args:
        root: Its elements are in reading order, and nothing of them is drawn yet.
    """
    above: list[str] = []
    for elem in _in_order(root):
        if elem.kind in _HEADINGS:
            while above and above[-1] >= elem.kind:
                above.pop()
            above.append(elem.kind)
            elem.kind = f"H{len(above)}"


_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


def _in_order(root: Elem) -> Iterator[Elem]:
    waiting = [root]
    while waiting:
        elem = waiting.pop()
        yield elem
        waiting.extend([kid for kid in reversed(elem.kids) if isinstance(kid, Elem)])


def is_drawn(elem: Elem) -> bool:
    """Tell whether anything was drawn for an element; table cells stay, since rows must be even."""
    if elem.kind in {"TD", "TH"}:
        return True
    return any(not isinstance(kid, Elem) or is_drawn(kid) for kid in elem.kids)
