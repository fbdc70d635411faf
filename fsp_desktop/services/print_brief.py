"""Print the brief of a Family–School Conference on one page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.languages import find_language
from fsp_desktop.packets.content.brief import (
    Agreed,
    BriefContent,
    Contacted,
    Decision,
    Said,
    compose_brief,
)
from fsp_desktop.packets.content.texts import ENGLISH, load_texts
from fsp_desktop.services.draw_pages import About, Composed
from fsp_desktop.services.open_conflicts import OpenConflict
from fsp_desktop.services.prepare_conference import BriefItem, ConferenceBrief
from fsp_desktop.services.print_packet import Paper

_NOT_PRINTED = frozenset({"notes", "status", "follow_up_on"})


def brief_languages(brief: ConferenceBrief) -> tuple[str, ...]:
    """Return the languages the page can be printed in: English, and those of the family that are written."""
    reads = [adult.reads for adult in brief.family.adults]
    wanted = [brief.conference.language, *brief.family.languages, *reads]
    known = [find_language(tag) for tag in wanted if tag and tag != "ask"]
    tags = dict.fromkeys(one.tag for one in known if one is not None)
    return (ENGLISH, *(tag for tag in tags if tag != ENGLISH and is_written(tag)))


def compose_conference_brief(
    brief: ConferenceBrief, *, language: str = ENGLISH, paper: Paper = "letter"
) -> Composed:
    """Return the brief as a document with headings in `language`.

    Args:
        brief: What `prepare_conference` or `arrange_brief.arrange` gave; it holds no private notes
            and no guesses.
        language: BCP 47 tag of the page.
        paper: letter or a4.

    Raises:
        RefusedError: `packets.no_texts`, `language.unknown`.
    """
    items = {section.code: section.items for section in brief.sections}
    row = brief.conference
    content = BriefContent(
        child_name=row.student_name or row.family_label,
        grade=row.grade or "",
        starts_at=row.starts_at.astimezone() if row.starts_at else None,
        place=row.place or "",
        interpreter=row.interpreter_name or "",
        their_words=_said(items["their_words"]),
        strengths=_said(items["strengths"]),
        agreements=tuple(
            Agreed(item.words, item.state or "open", _day(item.on)) for item in items["agreements"]
        ),
        family_questions=_said(items["questions"]),
        school_questions=_said(items["our_questions"]),
        progress=_said(items["progress"]),
        contacts=tuple(_contacts(items["contacts"])),
        notes=_said(items["notes"]),
        decisions=tuple(
            Decision(card.text, card.who or "", card.due_on) for card in brief.made_here
        ),
    )
    about = About("conference_brief", RecordId(brief.family.id))
    return Composed(compose_brief(content, language, paper), about=about, conflicts=_open(brief))


def _open(brief: ConferenceBrief) -> tuple[OpenConflict, ...]:
    """Return the fields of the conference that two people have written differently."""
    form = brief.form
    return tuple(
        OpenConflict(form.record_id, form.kind, name)
        for name in form.conflicts
        if name not in _NOT_PRINTED
    )


def _said(items: Iterable[BriefItem]) -> tuple[Said, ...]:
    return tuple(Said(item.words, item.who or "", _day(item.on)) for item in items)


def _contacts(items: Iterable[BriefItem]) -> Iterable[Contacted]:
    for item in items:
        day = _day(item.on)
        if day is not None:
            by_family = item.state == "family_to_school"
            yield Contacted(
                day, "family_to_school" if by_family else "school_to_family", item.words
            )


def _day(text: str | None) -> date | None:
    if not text:
        return None
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone().date()


def is_written(tag: str) -> bool:
    """Tell whether somebody has written the headings of the page in a language."""
    return "brief.title" in load_texts(tag).words
