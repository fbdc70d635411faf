"""Cards to cut out: "I speak ..." in many languages, and cards that say who is an interpreter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fsp_desktop.language import formats
from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.languages import language
from fsp_desktop.packets.content.label_stock import CARD_FOR, label_sheet
from fsp_desktop.packets.content.look import PLAIN, Look, looked
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.school_values import values_of_school
from fsp_desktop.packets.content.small_document import Made, on_paper
from fsp_desktop.packets.content.small_picture import from_text
from fsp_desktop.packets.content.texts import ENGLISH, PacketTexts, load_texts, places
from fsp_desktop.packets.document import Document, Section, State, Text, fill, verbatim
from fsp_desktop.packets.label_sheet import (
    Label,
    LabelGap,
    LabelPart,
    LabelPicture,
    Labels,
    LabelText,
)

_SPEAK = ("your_person.card.speak", "your_person.card.need")
MOST_CARDS = 2_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where labels go: the maker's number (empty for the usual one), and cells used before."""

    name: str = ""
    skip: int = 0
    copies: int = 1


@dataclass(frozen=True, slots=True)
class InterpreterCard:
    """One interpreter's card.

    Attributes:
        name: As it is to be called.
        languages: Tags of the languages interpreted.
        number: Number of the card; may be empty.
        until: Last day on which it is good.
        photo: PNG or JPEG file in Base64; may be empty.
    """

    name: str
    languages: tuple[str, ...] = ()
    number: str = ""
    until: date | None = None
    photo: str = ""


def compose_speak_cards(
    profile: SchoolProfile, languages: Sequence[str], sheet: Sheet, look: Look = PLAIN
) -> Made:
    """Return cards that a person holds up: their language asks for an interpreter, English too.

    A language in which nobody has written the card yet gets its own name and the English words.

    Raises:
        RefusedError: `language.unknown`, `packets.unknown_sheet`.
    """
    tags = list(dict.fromkeys(language(tag).tag for tag in languages if tag != ENGLISH))
    cells = tuple(_speak(profile, tag) for tag in tags for _ in range(max(sheet.copies, 1)))
    states = {tag: load_texts(tag).state_of(_SPEAK) for tag in tags}
    return _cards("speak_card.title", "i_speak", cells, states, sheet, look)


def compose_interpreter_cards(
    profile: SchoolProfile, cards: Sequence[InterpreterCard], sheet: Sheet, look: Look = PLAIN
) -> Made:
    """Return cards for the people who interpret, in English.

    Words of their first language stand beside it once somebody has checked them.

    Raises:
        RefusedError: `language.unknown`, `packets.unknown_sheet`, `packets.picture_unreadable`.
    """
    cells = tuple(
        _interpreter(profile, card) for card in cards for _ in range(max(sheet.copies, 1))
    )
    return _cards("interpreter_card.title", "interpreter_cards", cells, {}, sheet, look)


def _cards(
    title: str,
    section_id: str,
    cells: tuple[Label, ...],
    states: dict[str, State],
    sheet: Sheet,
    look: Look,
) -> Made:
    stock = label_sheet(sheet.name or CARD_FOR[look.page])
    labels = Labels(stock, cells[:MOST_CARDS], sheet.skip % stock.count, cut_lines=True)
    document = Document(
        title={ENGLISH: verbatim(load_texts(ENGLISH).words[title])},
        languages=(ENGLISH,),
        sections=(Section(section_id, {}, (labels,), states),),
        look="bare",
    )
    return Made(looked(document, on_paper(look, stock.page)))


def _speak(profile: SchoolProfile, tag: str) -> Label:
    own, english = load_texts(tag), load_texts(ENGLISH)
    speak = _filled(own, _SPEAK[0], tag, tag) or verbatim(language(tag).autonym or "")
    parts: list[LabelPart] = [LabelText(speak, tag, size=17, least=10, bold=True)]
    if need := _filled(own, _SPEAK[1], tag, tag):
        parts.append(LabelText(need, tag, size=11, least=7))
    parts.append(LabelGap(5))
    parts += [
        LabelText(_filled(english, text_id, ENGLISH, tag), ENGLISH, size=9.5, least=7, quiet=True)
        for text_id in _SPEAK
    ]
    if own.state_of(_SPEAK) == "draft":
        parts.append(LabelText(_draft(own, english), tag, size=6.5, least=6, quiet=True))
    staff = english.words["speak_card.staff"]
    parts.append(LabelText(verbatim(staff), ENGLISH, size=7.5, least=6.5, quiet=True))
    line = values_of_school(profile, ENGLISH).get("interpreter_phone")
    if line:
        said = fill(english.words["speak_card.staff_line"], {"interpreter_phone": line})
        parts.append(LabelText(said, ENGLISH, size=7.5, least=6.5, quiet=True))
    return Label(tuple(parts))


def _draft(own: PacketTexts, english: PacketTexts) -> Text:
    words = [texts.words.get("common.draft", "") for texts in (own, english)]
    return verbatim(" · ".join(dict.fromkeys(one for one in words if one)))


def _filled(texts: PacketTexts, text_id: str, lang: str, spoken: str) -> Text:
    words = texts.words.get(text_id, "")
    return fill(words, {"language_name": language_name(spoken, lang)}) if words else ()


def _interpreter(profile: SchoolProfile, card: InterpreterCard) -> Label:
    main = _checked_language(card)
    english = load_texts(ENGLISH)
    parts: list[LabelPart] = []
    if card.photo:
        alt = verbatim(card.name)
        parts.append(LabelPicture(from_text(card.photo), alt, ENGLISH, side=58))
    parts.append(LabelText(verbatim(card.name), ENGLISH, size=16, least=9, bold=True))
    spoken = join_names(tuple(language_name(tag, ENGLISH) for tag in card.languages), ENGLISH)
    known = {"interpreter_languages": spoken, "card_number": card.number, **_until(card)}
    known |= values_of_school(profile, ENGLISH)
    lines = ("interpreter_card.languages", "interpreter_card.number", "interpreter_card.until")
    for text_id in (*lines, "interpreter_card.promise", "interpreter_card.school"):
        said = _known(english.words[text_id], known)
        parts.append(LabelText(said, ENGLISH, size=8.5, least=6.5)) if said else None
    if main != ENGLISH and (promise := load_texts(main).words.get("interpreter_card.promise")):
        parts.append(LabelText(verbatim(promise), main, size=8.5, least=6.5, quiet=True))
    return Label(tuple(parts), band=_band(profile, main))


def _checked_language(card: InterpreterCard) -> str:
    """Return the first language of the card whose words somebody has checked, else English."""
    wanted = ("interpreter_card.title", "interpreter_card.promise")
    tags = [language(tag).tag for tag in card.languages]
    return next((tag for tag in tags if load_texts(tag).state_of(wanted) == "checked"), ENGLISH)


def _band(profile: SchoolProfile, main: str) -> LabelText:
    titles = [load_texts(tag).words.get("interpreter_card.title") for tag in (ENGLISH, main)]
    words = [one for one in dict.fromkeys((*titles, profile.name)) if one]
    return LabelText(
        verbatim(" · ".join(words)), ENGLISH, size=10, least=7, bold=True, most_lines=1
    )


def _until(card: InterpreterCard) -> dict[str, str]:
    return {"valid_until": formats.day(card.until, ENGLISH)} if card.until else {}


def _known(words: str, values: dict[str, str]) -> Text:
    return fill(words, values) if all(values.get(place) for place in places(words)) else ()
