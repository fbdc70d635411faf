"""Print the recovery sheet: its words with their numbers, and the same words as a code to scan."""

from __future__ import annotations

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.language.languages import find_language
from fsp_desktop.packets.document import Document, Figure, Paragraph, Section, Table, verbatim
from fsp_desktop.services.print_packet import Composed, Paper

_USUAL = "en"
_ACROSS = 4


class SheetWords(Frozen):
    """What stands on the sheet besides the code, in one language.

    Attributes:
        language: BCP 47 tag of these words.
        title: Heading of the page.
        owner: The school and the person it belongs to; may be empty.
        promise: What the sheet opens, and for whom.
        scan: What the code to scan holds.
    """

    language: str
    title: str
    owner: str
    promise: str
    scan: str


def compose_recovery_sheet(code: str, words: SheetWords, *, paper: Paper = "letter") -> Composed:
    """Return the sheet as a document of one page.

    Args:
        code: The words of the recovery code, separated by blanks.
        words: The sentences around them.
        paper: letter or a4.
    """
    known = find_language(words.language)
    tag = known.tag if known is not None else _USUAL
    cells = [{tag: verbatim(f"{at}  {word}")} for at, word in enumerate(code.split(), start=1)]
    rows = tuple(tuple(cells[at : at + _ACROSS]) for at in range(0, len(cells), _ACROSS))
    blocks = (
        Paragraph({tag: verbatim(words.promise)}, "lead"),
        Table((), rows),
        Figure(code, {tag: verbatim(words.scan)}, {tag: verbatim(words.scan)}),
    )
    document = Document(
        title={tag: verbatim(words.title)},
        languages=(tag,),
        sections=(Section("recovery", {}, blocks),),
        subtitle={tag: verbatim(words.owner)} if words.owner else {},
        layout="stacked",
        page=paper,
        size=13.0,
    )
    return Composed(document)
