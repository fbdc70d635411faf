"""The conference brief: one page on which a family's words come before the school's.

Private notes and guesses have no place in `BriefContent`, so they can not be printed by mistake.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language import formats
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.languages import language
from fsp_desktop.packets.content.look import Page
from fsp_desktop.packets.content.texts import ENGLISH, PacketTexts, load_texts
from fsp_desktop.packets.document import (
    Block,
    Bullets,
    Document,
    FillIn,
    Paragraph,
    Section,
    Span,
    Table,
    Text,
    Texts,
    fill,
    verbatim,
)

Direction = Literal["school_to_family", "family_to_school"]
_TABLE_ROWS = 3
_STATES = ("open", "kept", "not_yet", "changed")


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's own words, with who said them, when, and in which language they are written."""

    text: str
    by: str = ""
    on: date | None = None
    lang: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Agreed:
    """An earlier agreement; `state` is a code of `agreement_state`."""

    text: str
    state: str = "open"
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Contacted:
    """One of the last contacts, in one line."""

    on: date
    direction: Direction
    summary: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the table of decisions that is already known."""

    what: str
    who: str = ""
    by_when: date | None = None


@dataclass(frozen=True, slots=True)
class BriefContent:
    """Everything on the page; an empty part is left out, the table of decisions never is.

    Attributes:
        child_name: What the child likes to be called.
        grade: Grade as the school writes it.
        starts_at: Local time of the conference, aware.
        place: Room or place.
        interpreter: Name of the interpreter who is coming.
        their_words: Quotes of the family, printed first.
        strengths: Seen at home and at school.
        agreements: With how they went.
        family_questions: Printed before ours.
        school_questions: What the school would like to ask.
        progress: How learning goes, in plain words.
        contacts: The last contacts, newest first.
        notes: What the family taught us and agreed to share; told by them, never guessed.
        decisions: Already known lines of the table.
    """

    child_name: str
    grade: str = ""
    starts_at: datetime | None = None
    place: str = ""
    interpreter: str = ""
    their_words: tuple[Said, ...] = ()
    strengths: tuple[Said, ...] = ()
    agreements: tuple[Agreed, ...] = ()
    family_questions: tuple[Said, ...] = ()
    school_questions: tuple[Said, ...] = ()
    progress: tuple[Said, ...] = ()
    contacts: tuple[Contacted, ...] = ()
    notes: tuple[Said, ...] = ()
    decisions: tuple[Decision, ...] = field(default_factory=tuple)


def compose_brief(content: BriefContent, lang: str = ENGLISH, page: Page = "letter") -> Document:
    """Return the brief with its headings in one language.

    Words that are written in another language than the page are printed as they are, with the name
    of their language behind them.

    Raises:
        RefusedError: `packets.no_texts` if nobody has written the brief's headings in that language,
            `language.unknown` if the tag is not known.
    """
    tag = language(lang).tag
    texts = load_texts(tag)
    if "brief.title" not in texts.words:
        raise RefusedError("packets.no_texts", {"tag": tag})
    make = _BriefPage(tag, texts, content)
    sections = tuple(make.sections())
    return Document(
        title=make.words("title"),
        languages=(tag,),
        sections=sections,
        subtitle=make.who(),
        aside=make.aside(),
        page=page,
        look="brief",
        footer=make.words("footer"),
        key=hashlib.sha256(repr((content, sections, page)).encode()).hexdigest()[:32],
    )


@dataclass(frozen=True, slots=True)
class _BriefPage:
    """Makes the parts of the page; `tag` is the language of the headings."""

    tag: str
    texts: PacketTexts
    content: BriefContent

    def words(self, name: str, **values: str) -> Texts:
        return {self.tag: fill(self.texts.words[f"brief.{name}"], values)}

    def _word(self, name: str, **values: str) -> Text:
        return self.words(name, **values)[self.tag]

    def who(self) -> Texts:
        if self.content.grade:
            names = {"child_name": self.content.child_name, "grade": self.content.grade}
            return self.words("who_grade", **names)
        return self.words("who", child_name=self.content.child_name)

    def aside(self) -> tuple[Texts, ...]:
        lines: list[Text] = []
        start = self.content.starts_at
        if start is not None:
            day = formats.day(start.date(), self.tag, weekday=True, year=False)
            clock = formats.clock_time(start, self.tag)
            lines.append(fill("{day} · {clock}", {"day": day, "clock": clock}))
        if self.content.place:
            lines.append(fill("{place}", {"place": self.content.place}))
        if self.content.interpreter:
            lines.append(self._word("interpreter", interpreter=self.content.interpreter))
        if self.texts.state_of(["brief.words"]) == "draft":
            lines.append(self._draft_note())
        return tuple({self.tag: line} for line in lines)

    def _draft_note(self) -> Text:
        both = (self.texts, load_texts(ENGLISH))
        return verbatim(" · ".join(known.words["common.draft"] for known in both))

    def sections(self) -> Iterator[Section]:
        known = self.content
        yield from self._part("words", self._quotes(known.their_words))
        yield from self._part("strengths", self._points(known.strengths))
        yield from self._part("agreed", self._agreements())
        yield self._section("asked", (*self._quotes(known.family_questions), self._lines()))
        yield from self._part("we_ask", self._points(known.school_questions))
        yield from self._part("progress", self._paragraphs(known.progress))
        yield from self._part("notes", self._points(known.notes))
        yield from self._part("contacts", self._contacts())
        yield self._section("decide", (self._decisions(),))

    def _part(self, name: str, blocks: tuple[Block, ...]) -> Iterator[Section]:
        if blocks:
            yield self._section(name, blocks)

    def _section(self, name: str, blocks: tuple[Block, ...]) -> Section:
        state = self.texts.state_of([f"brief.{name}"])
        label = self.texts.words.get("common.draft", "")
        return Section(
            id=name,
            heading=self.words(name),
            blocks=blocks,
            states={self.tag: state},
            draft_label={self.tag: verbatim(label)} if state == "draft" else {},
        )

    def _text(self, said: Said) -> Text:
        return (*self._own(said.text, said.lang), *self._language_note(said.lang))

    def _own(self, text: str, lang: str) -> Text:
        """Return somebody's words; those of another language are isolated, full stop and all."""
        if lang == self.tag:
            return verbatim(text)
        return fill("{words}", {"words": text}, lang)

    def _language_note(self, lang: str) -> Text:
        if lang == self.tag:
            return ()
        return (Span(" "), *self._word("in_language", language=language_name(lang, self.tag)))

    def _source(self, said: Said, before: str, behind: str = "") -> Text:
        when = formats.short_day(said.on, self.tag) if said.on else ""
        known = {name: value for name, value in (("by", said.by), ("when", when)) if value}
        if not known:
            return ()
        return fill(f"{before}{' · '.join(f'{{{name}}}' for name in known)}{behind}", known)

    def _quotes(self, said: tuple[Said, ...]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for one in said:
            quoted = (*self._own(f"“{one.text}”", one.lang), *self._language_note(one.lang))
            blocks.append(Paragraph({self.tag: (*quoted, *self._source(one, " — "))}, "quote"))
        return tuple(blocks)

    def _points(self, said: tuple[Said, ...]) -> tuple[Block, ...]:
        items = tuple({self.tag: self._with_source(one)} for one in said)
        return (Bullets(items),) if items else ()

    def _with_source(self, said: Said) -> Text:
        return (*self._text(said), *self._source(said, " (", ")"))

    def _paragraphs(self, said: tuple[Said, ...]) -> tuple[Block, ...]:
        return tuple(Paragraph({self.tag: self._text(one)}) for one in said)

    def _agreements(self) -> tuple[Block, ...]:
        items = tuple({self.tag: self._agreement(one)} for one in self.content.agreements)
        return (Bullets(items),) if items else ()

    def _agreement(self, agreed: Agreed) -> Text:
        state = agreed.state if agreed.state in _STATES else "open"
        word = Span(self.texts.words[f"brief.state.{state}"], bold=True)
        since: Text = ()
        if agreed.since is not None:
            day = formats.short_day(agreed.since, self.tag)
            since = (Span(" "), *self._word("since", day=day))
        return (*self._text(Said(agreed.text)), Span(" "), word, *since)

    def _contacts(self) -> tuple[Block, ...]:
        items = tuple({self.tag: self._contact(one)} for one in self.content.contacts)
        return (Bullets(items),) if items else ()

    def _contact(self, one: Contacted) -> Text:
        is_theirs = one.direction == "family_to_school"
        who = self._word("they_reached" if is_theirs else "we_reached")
        day = fill("{day}", {"day": formats.short_day(one.on, self.tag)})
        return (*day, Span(" · "), *who, Span(": "), *self._text(Said(one.summary)))

    def _lines(self) -> Block:
        return FillIn({self.tag: ()}, lines=2)

    def _decisions(self) -> Table:
        rows = tuple(self._decision(one) for one in self.content.decisions)
        return Table(
            header=(self.words("what"), self.words("by_whom"), self.words("by_when")),
            rows=rows,
            widths=(0.52, 0.27, 0.21),
            blank_rows=max(1, _TABLE_ROWS - len(rows)),
        )

    def _decision(self, one: Decision) -> tuple[Texts, ...]:
        when = formats.short_day(one.by_when, self.tag) if one.by_when else ""
        cells = (self._text(Said(one.what)), verbatim(one.who), verbatim(when))
        return tuple({self.tag: cell} for cell in cells)
