"""Pages for an event: a sign-in sheet and a flyer with a code to scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.packets.content.composer import Composer
from fsp_desktop.packets.content.look import PLAIN, Look, keyed
from fsp_desktop.packets.content.parts import logo_of
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.small_document import (
    Made,
    Meeting,
    composer,
    meeting_values,
    one_page,
)
from fsp_desktop.packets.content.texts import ENGLISH
from fsp_desktop.packets.content.typed_json import LocalText
from fsp_desktop.packets.document import Block, Figure, Paragraph, Table, Text, Texts, fill

EVENT_OFFERS = ("food", "child_care", "rides", "interpreters")
EVENT_TYPES = (
    "coffee_chat",
    "welcome_breakfast",
    "orientation",
    "title_i_annual_meeting",
    "policy_or_compact_workshop",
    "family_learning_night",
    "conference_days",
    "volunteer",
    "council_or_advisory",
    "community_fair",
)
_ROWS = 11
_MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class Event:
    """What families are invited to.

    Attributes:
        title: The school's own title, in any languages; else `event_type` names it.
        event_type: One of `EVENT_TYPES`, or empty.
        about: What happens there, in the school's own words.
        meeting: Day, hours and place.
        offers: Codes of `EVENT_OFFERS`.
        interpreter_languages: Tags of the languages that interpreters will speak.
        link: Address behind the code to scan; it stands below in letters too.
        is_free: Say that it costs nothing.
        no_sign_up: Say that nobody has to sign up.
    """

    title: LocalText = field(default_factory=dict)
    event_type: str = ""
    about: LocalText = field(default_factory=dict)
    meeting: Meeting = field(default_factory=Meeting)
    offers: tuple[str, ...] = ()
    interpreter_languages: tuple[str, ...] = ()
    link: str = ""
    is_free: bool = False
    no_sign_up: bool = False


def compose_flyer(
    profile: SchoolProfile, event: Event, languages: Sequence[str], look: Look = PLAIN
) -> Made:
    """Return a flyer that reads from across a hallway, in up to four languages.

    Raises:
        RefusedError: `language.unknown`, `packets.text_count`.
    """
    make = composer(profile, languages, lambda lang: _values(event, lang))
    # Half a page is too narrow for letters that are read from across a hallway.
    wide = replace(look, layout="stacked") if look.layout == "side_by_side" else look
    blocks = [logo_of(profile), *_flyer(make, event)]
    made = one_page(make, _title(make, event), blocks, wide, "poster", "flyer", size=19.0)
    # The foot of a page would stand on the frame; the school's name stands inside it.
    document = keyed(replace(made.document, frame=True, footer={}))
    return replace(made, document=document)


def compose_sign_in(
    profile: SchoolProfile,
    event: Event,
    languages: Sequence[str],
    look: Look = PLAIN,
    rows: int = _ROWS,
) -> Made:
    """Return a sheet to sign in, on its long side, with `rows` empty lines.

    It asks for nothing that people at the next line should not read.

    Raises:
        RefusedError: `language.unknown`, `packets.text_count`.
    """
    make = composer(profile, languages, lambda lang: _values(event, lang))
    columns = ("name", "grade", "language", "contact", "interpreter")
    table = Table(
        tuple(make.words(f"sign_in.{name}") for name in columns),
        (),
        widths=(0.3, 0.16, 0.17, 0.23, 0.14),
        blank_rows=min(max(rows, 1), _MOST_ROWS),
        blank_height=2.6,
    )
    when = [make.say(f"document.{name}") for name in ("day", "time", "place")]
    blocks = [*when, make.say("sign_in.choice", "small"), table]
    title = _title(make, event, "sign_in.title")
    made = one_page(make, title, blocks, look, "brief", "sign_in", size=10.5)
    return replace(made, document=keyed(replace(made.document, turned=True)))


def _title(make: Composer, event: Event, otherwise: str = "flyer.title") -> Texts:
    known = f"event.{event.event_type}" if event.event_type in EVENT_TYPES else ""
    own = make.local(event.title)
    if own:
        return own
    return make.words(known or otherwise)


def _values(event: Event, lang: str) -> dict[str, str]:
    values = meeting_values(event.meeting, lang)
    if event.interpreter_languages:
        names = tuple(language_name(tag, lang) for tag in event.interpreter_languages)
        values["interpreter_languages"] = join_names(names, lang)
    return values | ({"url": event.link} if event.link else {})


def _flyer(make: Composer, event: Event) -> list[Block | None]:
    offers = tuple(_offer(make, one) for one in event.offers if one in EVENT_OFFERS)
    when = (make.say(f"document.{name}", "centred") for name in ("day", "time", "place"))
    return [
        Paragraph(make.words("flyer.title"), "centred") if _has_own_title(event) else None,
        *when,
        _about(make, event),
        make.say("flyer.free" if event.is_free else "flyer.all", "centred"),
        make.heading("flyer.offers") if offers else None,
        Paragraph(_in_one_line(make, offers), "centred") if offers else None,
        make.say("flyer.no_sign_up" if event.no_sign_up else "flyer.tell_us", "centred"),
        _code(make, event),
        _school(make),
    ]


def _has_own_title(event: Event) -> bool:
    return bool(event.title) or event.event_type in EVENT_TYPES


def _about(make: Composer, event: Event) -> Paragraph | None:
    if event.about:
        return Paragraph(make.local(event.about), "centred")
    if event.event_type in EVENT_TYPES:
        return make.say(f"event.{event.event_type}.what", "centred")
    return None


def _offer(make: Composer, offer: str) -> Texts:
    if offer == "interpreters":
        return make.either("flyer.offers.interpreters")
    return make.words(f"flyer.offers.{offer}")


def _in_one_line(make: Composer, offers: tuple[Texts, ...]) -> Texts:
    """Return several short texts of each language one after the other."""
    dot = fill(" · ", {})
    joined: dict[str, Text] = {}
    for texts in offers:
        for lang in make.texts:
            text = texts.get(lang, ())
            between = dot if lang in joined and text else ()
            joined[lang] = (*joined.get(lang, ()), *between, *text)
    return {lang: text for lang, text in joined.items() if text}


def _school(make: Composer) -> Paragraph | None:
    """Return name and telephone of the school, which are the same in all languages, once."""
    if make.lacks("common.footer") is not None:
        return None
    return Paragraph({ENGLISH: make.words("common.footer")[ENGLISH]}, "centred")


def _code(make: Composer, event: Event) -> Figure | None:
    if not event.link:
        return None
    return Figure(event.link, make.words("common.qr"), make.words("flyer.scan"))
