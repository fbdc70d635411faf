"""A sheet of school words and short names, explained in plain words in a family's languages."""

from __future__ import annotations

from collections.abc import Sequence

from fsp_desktop.packets.content.look import PLAIN, Look
from fsp_desktop.packets.content.parts_for_you import SCHOOL_WORDS, words_table
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.small_document import Made, composer, one_page

SHORT_NAMES = ("el", "esl", "plan_504", "mtss", "gpa", "title_one", "sip", "pta", "ferpa")


def compose_glossary(profile: SchoolProfile, languages: Sequence[str], look: Look = PLAIN) -> Made:
    """Return the sheet in a family's languages.

    Raises:
        RefusedError: `language.unknown`, `packets.text_count`.
    """
    make = composer(profile, languages, lambda _lang: {})
    blocks = [
        make.say("glossary.intro"),
        words_table(make, "school_words", SCHOOL_WORDS),
        make.heading("glossary.short"),
        words_table(make, "glossary.short", SHORT_NAMES),
        make.say("common.ask_us"),
    ]
    return one_page(make, make.words("glossary.title"), blocks, look, section_id="glossary")
