"""Print the brief of a Family–School Conference on one page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from fsp_desktop.packets.content.brief import (
    Agreed,
    BriefContent,
    Contacted,
    Said,
    compose_brief,
)
from fsp_desktop.services.prepare_conference import BriefItem, ConferenceBrief
from fsp_desktop.services.print_packet import Composed, Paper


def compose_conference_brief(
    brief: ConferenceBrief,
    *,
    language: str = "en",
    paper: Paper = "letter",
    left_out: Collection[tuple[str, int]] = (),
) -> Composed:
    """Return the brief as a document with headings in `language`.

    Args:
        brief: What `prepare_conference` gave; it holds no private notes and no guesses.
        language: BCP 47 tag of the page.
        paper: letter or a4.
        left_out: (section code, place in the section) of items the person took off the page.

    Raises:
        RefusedError: `packets.no_texts`, `language.unknown`.
    """
    chosen = {
        section.code: [
            item
            for place, item in enumerate(section.items)
            if (section.code, place) not in left_out
        ]
        for section in brief.sections
    }
    row = brief.conference
    progress = brief.form.values.get("progress_plain_words")
    content = BriefContent(
        child_name=row.student_name or row.family_label,
        grade=row.grade or "",
        starts_at=row.starts_at.astimezone() if row.starts_at else None,
        place=row.place or "",
        interpreter=row.interpreter_name or "",
        their_words=_said(chosen["their_words"]),
        strengths=_said(chosen["strengths"]),
        agreements=tuple(
            Agreed(item.words, item.state or "open", _day(item.on)) for item in chosen["agreements"]
        ),
        family_questions=_said(chosen["questions"]),
        school_questions=_said(chosen["our_questions"]),
        progress=(Said(str(progress)),) if progress else (),
        contacts=tuple(_contacts(chosen["contacts"])),
        notes=_said(chosen["notes"]),
    )
    return Composed(compose_brief(content, language, paper))


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
