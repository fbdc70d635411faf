"""Badges and name tags: the name in both scripts, and how to say it, on sheets that makers sell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.languages import find_language
from fsp_desktop.packets.content.cards import MOST_CARDS, Sheet
from fsp_desktop.packets.content.label_stock import BADGE_FOR, label_sheet
from fsp_desktop.packets.content.look import PLAIN, Look, looked
from fsp_desktop.packets.content.small_document import Made, on_paper
from fsp_desktop.packets.content.texts import ENGLISH, load_texts
from fsp_desktop.packets.document import Document, Section, fill, verbatim
from fsp_desktop.packets.label_sheet import Label, LabelPart, Labels, LabelSheet, LabelText

ROLES = ("family", "student", "staff", "interpreter", "volunteer", "guest")
OPTED_OUT = "packets.opted_out"
"""Why somebody is not on a badge: their family wants no name on public lists."""
_LOW = 115.0
"""Points; a cell lower than this is a label and holds only the name."""


@dataclass(frozen=True, slots=True)
class BadgeName:
    """One person on a badge.

    Attributes:
        own_script: The name as the family writes it, in the script of `language`.
        language: Tag of the language they speak; it is greeted in that language.
        pronounce_as: How to say the name, written for an English reader.
        role: One of `ROLES`, or empty.
        speaks: Tags of languages to name on the badge.
        opted_out: The family wants no name on public lists; no badge is printed.
    """

    name: str
    own_script: str = ""
    language: str = ""
    pronounce_as: str = ""
    role: str = ""
    speaks: tuple[str, ...] = ()
    opted_out: bool = False


def compose_badges(
    title: str, names: Sequence[BadgeName], sheet: Sheet, look: Look = PLAIN
) -> Made:
    """Return badges; whoever opted out of public lists is left out and named in the result.

    Args:
        title: Words of the band: the event, or the school.
        names: In the order to print.
        sheet: Which sheet, and where its first free cell is.
        look: Paper and ink.

    Raises:
        RefusedError: `packets.unknown_sheet`.
    """
    stock = label_sheet(sheet.name or BADGE_FOR[look.page])
    shown = [one for one in names if not one.opted_out]
    cells = tuple(_badge(title, one, stock) for one in shown for _ in range(max(sheet.copies, 1)))
    labels = Labels(stock, cells[:MOST_CARDS], sheet.skip % stock.count)
    document = Document(
        title={ENGLISH: verbatim(title)},
        languages=(ENGLISH,),
        sections=(Section("badges", {}, (labels,)),),
        look="bare",
    )
    left_out = tuple((one.name, OPTED_OUT) for one in names if one.opted_out)
    return Made(looked(document, on_paper(look, stock.page)), left_out=left_out)


def _badge(title: str, one: BadgeName, stock: LabelSheet) -> Label:
    large = min(stock.height * 0.17, 34.0)
    parts: list[LabelPart] = []
    is_label = stock.height < _LOW
    if not is_label:
        parts.append(_hello(one))
    parts.append(
        LabelText(verbatim(one.name), ENGLISH, size=large, least=10, bold=True, align="middle")
    )
    if one.own_script:
        tag = _tag(one.language)
        parts.append(
            LabelText(verbatim(one.own_script), tag, size=large * 0.72, least=9, align="middle")
        )
    if one.pronounce_as:
        said = fill(load_texts(ENGLISH).words["badge.say"], {"pronounce_as": one.pronounce_as})
        parts.append(LabelText(said, ENGLISH, size=11, least=7, align="middle"))
    parts += [] if is_label else _small_lines(one)
    band = None if is_label or not title else _band(title)
    return Label(tuple(parts), band=band)


def _hello(one: BadgeName) -> LabelText:
    """Return the greeting in the person's language once somebody has checked it, else in English.

    There is no room on a badge to say that its words are a draft.
    """
    tag = _tag(one.language)
    known = load_texts(tag)
    lang = tag if known.state_of(["badge.hello"]) == "checked" else ENGLISH
    said = load_texts(lang).words["badge.hello"]
    return LabelText(verbatim(said), lang, size=10, least=7, align="middle", quiet=True)


def _small_lines(one: BadgeName) -> list[LabelPart]:
    english = load_texts(ENGLISH).words
    lines: list[LabelPart] = []
    if one.role in ROLES:
        role = verbatim(english[f"badge.role.{one.role}"])
        lines.append(LabelText(role, ENGLISH, size=10, least=7, align="middle", quiet=True))
    if one.speaks:
        names = join_names(tuple(language_name(tag, ENGLISH) for tag in one.speaks), ENGLISH)
        said = fill(english["badge.speak"], {"language_names": names})
        lines.append(LabelText(said, ENGLISH, size=10, least=7, align="middle", quiet=True))
    return lines


def _band(title: str) -> LabelText:
    return LabelText(
        verbatim(title), ENGLISH, size=11, least=7, bold=True, align="middle", most_lines=1
    )


def _tag(language: str) -> str:
    known = find_language(language)
    return known.tag if known else ENGLISH
