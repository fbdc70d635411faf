"""The page on which a text is printed, as it would print now, while its words are being typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from fsp_desktop.domain.cleaning import clean_text
from fsp_desktop.language.languages import language as known_language
from fsp_desktop.packets.content.composer import Composer
from fsp_desktop.packets.content.school_values import values_of_school
from fsp_desktop.packets.content.team_texts import TeamTexts, Wording
from fsp_desktop.packets.content.text_checks import unknown_places
from fsp_desktop.packets.content.texts import ENGLISH, load_texts, places, team_texts
from fsp_desktop.packets.content.welcome import SECTION_IDS
from fsp_desktop.packets.document import Document, Heading, Paragraph, Section, Text
from fsp_desktop.packets.reading import texts_of
from fsp_desktop.packets.text.spans import plain
from fsp_desktop.services.print_packet import Composed, PacketOrder, compose_welcome
from fsp_desktop.services.read_school import school_profile
from fsp_desktop.services.show_texts import source_texts, text_line
from fsp_desktop.services.team_words import read_team_words
from fsp_desktop.services.workspace import Workspace

NEIGHBOURS = 6
"""Texts before and after the one in hand, on a page made up for it."""


def compose_text(
    workspace: Workspace, language: str, text_id: str, typed: str | None = None
) -> Composed:
    """Return the part of the packet that holds a text, with the words that are being typed.

    Texts of other documents, and those that this school's data leave out, are shown among their
    neighbours. What the school has not said stands as the name of its fill-in.

    Args:
        workspace: Whose words and school are used.
        language: Tag of the language; English shows the English alone.
        text_id: Stable id of the text.
        typed: Words that may not be saved yet; None for the saved ones. A fill-in that the English
            does not have is shown as it was typed.

    Raises:
        RefusedError: `services.no_such_text`, `language.unknown`, `packets.bad_profile`.
    """
    tag = known_language(language).tag
    with team_texts(_with_typed(read_team_words(workspace), tag, text_id, typed)):
        line = text_line(text_id, source_texts(tag), load_texts(tag), None)
        if line.part in SECTION_IDS:
            order = PacketOrder(None, (tag,), (line.part,), layout="stacked")
            composed = compose_welcome(workspace, order)
            if _holds(composed.document, tag, line.text):
                return composed
        return Composed(_page(workspace, tag, text_id))


def _with_typed(team: TeamTexts, tag: str, text_id: str, typed: str | None) -> TeamTexts:
    if typed is None:
        return team
    with team_texts(team):
        english = source_texts(tag).words.get(text_id, "")
    text = clean_text(typed).strip()
    for name in unknown_places(english, text):
        # Braces that fill in nothing would be refused on paper; here they are words.
        text = text.replace(f"{{{name}}}", f"⟨{name}⟩")
    known = team.of(tag).get(text_id) or Wording(text_id, tag)
    same = text == known.text
    wording = known if same else replace(known, text=text, source_text=english, sign_offs=())
    return team.but(wording)


def _holds(document: Document, tag: str, text: str) -> bool:
    """Tell whether the words before the first fill-in stand in a document."""
    wanted = _bare(text.partition("{")[0].replace("**", "")) or _bare(text.rpartition("}")[2])
    return any(wanted in _bare(plain(said)) for said in _said(document, tag)) if wanted else False


def _said(document: Document, tag: str) -> Iterator[Text]:
    for section in document.sections:
        yield section.heading.get(tag, ())
        for block in section.blocks:
            yield from (texts[tag] for texts in texts_of(block) if tag in texts)


def _bare(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum())


def _page(workspace: Workspace, tag: str, text_id: str) -> Document:
    """Return a page of the texts around one, in the order of the English source."""
    tags = (tag, ENGLISH) if tag != ENGLISH else (ENGLISH,)
    texts = {one: load_texts(one) for one in tags}
    profile = school_profile(workspace)
    every = [
        name for text in texts.values() for words in text.words.values() for name in places(words)
    ]
    shown = {name: f"‹{name.replace('_', ' ')}›" for name in every}
    values: dict[str, Mapping[str, str]] = {
        one: {**shown, **values_of_school(profile, one)} for one in tags
    }
    make = Composer(texts, values)
    part = text_id.partition(".")[0]
    of_part = [name for name in texts[ENGLISH].words if name.partition(".")[0] == part]
    at = of_part.index(text_id)
    around = of_part[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
    heading = make.words(f"{part}.heading") if f"{part}.heading" in of_part else {}
    blocks = tuple(
        Heading(2, make.words(name)) if name.endswith(".title") else Paragraph(make.words(name))
        for name in around
        if name != f"{part}.heading"
    )
    section = Section(
        id=part,
        heading=heading or make.words(around[0]),
        blocks=blocks,
        states={one: texts[one].state_of([text_id]) for one in tags},
        draft_label=make.words("common.draft"),
    )
    return Document(
        title=make.words("common.packet"), languages=tags, sections=(section,), layout="stacked"
    )
