"""Which pages and cards there are, and what each asks."""

from __future__ import annotations

from dataclasses import dataclass

from fsp_desktop.language.labels import label, labels
from fsp_desktop.language.words import _
from fsp_desktop.ui.answers.question import Question

FAMILY, EVENT, DESK = "family", "event", "desk"


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page.

    Attributes:
        key: Code of `document_kind`.
        icon: For its card.
        about: One sentence: what it is for.
        group: Under which heading it stands.
        records: Kinds of records it can be filled from; they belong to the family chosen.
        with_family: Asks for a family.
        with_languages: Asks for languages beside English.
        people: Kinds of people it can be made for.
        options: What can be chosen about the print: large, black, even, a4 always.
        questions: Asked in this order; "meeting.day" is the day of the meeting.
    """

    key: str
    icon: str
    about: str
    group: str
    questions: tuple[Question, ...] = ()
    records: tuple[str, ...] = ()
    with_family: bool = False
    with_languages: bool = True
    people: tuple[str, ...] = ()
    options: tuple[str, ...] = ("large", "black")

    @property
    def title(self) -> str:
        """What people call it."""
        return label("document_kind", self.key)


def group_words() -> dict[str, str]:
    """Return the headings of the list, in order."""
    return {FAMILY: _("For one family"), EVENT: _("For an event"), DESK: _("For the front desk")}


def all_kinds() -> dict[str, PageKind]:
    """Return every kind by its code, in the order of the list."""
    kinds = (*_for_a_family(), *_for_an_event(), *_for_the_desk())
    return {kind.key: kind for kind in kinds}


def _meeting(*names: str) -> tuple[Question, ...]:
    every = {
        "day": Question("meeting.day", _("Day"), "day"),
        "starts": Question("meeting.starts", _("From"), "time"),
        "ends": Question("meeting.ends", _("Until"), "time"),
        "place": Question("meeting.place", _("Where"), "local", width=6, hint=_("Room 12")),
        "staff": Question("meeting.staff", _("Who from school, one name a line"), "names", width=6),
    }
    return tuple(every[name] for name in names)


def _interpreter() -> Question:
    return Question(
        "meeting.interpreter_language", _("Interpreter booked for"), "language", width=3
    )


def _for_a_family() -> tuple[PageKind, ...]:
    return (
        _invitation(),
        _appointment(),
        _came_by(),
        _agreement_copy(),
    )


def _invitation() -> PageKind:
    return PageKind(
        "conference_invitation",
        "mail",
        _("When and where we talk, what they may ask, and a slip to send back."),
        FAMILY,
        (
            Question("child_name", _("The child’s name"), width=3),
            Question("minutes", _("How many minutes"), "number", width=3, hint="30"),
            *_meeting("day", "starts", "ends", "place"),
            _interpreter(),
        ),
        records=("conference",),
        with_family=True,
    )


def _appointment() -> PageKind:
    return PageKind(
        "appointment",
        "calendar",
        _("A small slip with day, hour and place: one half for them, one for us."),
        FAMILY,
        (
            Question("kind", _("What for"), "choice", width=3, choices=_appointments()),
            _interpreter(),
            *_meeting("day", "starts", "ends", "place"),
        ),
        records=("conference", "visit"),
        with_family=True,
        options=("black",),
    )


def _came_by() -> PageKind:
    return PageKind(
        "we_came_by",
        "door-open",
        _("A friendly note for the door when nobody was home."),
        FAMILY,
        _meeting("day", "staff"),
        records=("visit",),
        with_family=True,
    )


def _agreement_copy() -> PageKind:
    return PageKind(
        "agreement_copy",
        "handshake",
        _("What was agreed, for them to keep. Their own words come first."),
        FAMILY,
        _agreement(),
        records=("conference", "visit"),
        with_family=True,
    )


def _agreement() -> tuple[Question, ...]:
    sides = tuple((code, words) for code, words in labels("agreement_side").items())
    return (
        Question("child_name", _("The child’s name"), width=3),
        Question("talked_on", _("When we talked"), "day", width=3),
        Question(
            "agreed",
            _("What we agreed"),
            "rows",
            width=6,
            columns=(
                Question("text", _("What"), width=6),
                Question("side", _("Who"), "choice", choices=sides),
                Question("who", _("Name")),
                Question("by_when", _("By when"), "day"),
            ),
            another=_("Add what was agreed"),
        ),
        Question("next_day", _("When we talk again"), "day", width=3),
    )


def _appointments() -> tuple[tuple[str, str], ...]:
    return (
        ("meeting", _("A talk at school")),
        ("conference", _("Family–School Conference")),
        ("home_visit", _("Home visit")),
        ("phone_call", _("Phone call")),
        ("video_call", _("Video call")),
    )


def _event() -> tuple[Question, ...]:
    types = tuple(labels("event_type").items())
    return (
        Question("event_type", _("What it is"), "choice", width=6, choices=(("", ""), *types)),
        Question("title", _("Your own title, if it has one"), "local", width=6),
        *_meeting("day", "starts", "ends", "place"),
    )


def _for_an_event() -> tuple[PageKind, ...]:
    return (
        _flyer(),
        _sign_in(),
        _badges(),
    )


def _flyer() -> PageKind:
    offers = (
        ("food", _("Food")),
        ("child_care", _("Child care")),
        ("rides", _("Rides")),
        ("interpreters", _("Interpreters")),
    )
    return PageKind(
        "event_flyer",
        "star",
        _("A poster that reads from across the hallway, with a code to scan."),
        EVENT,
        (
            *_event(),
            Question("about", _("What happens there"), "local", width=6),
            Question("offers", _("There is"), "several", width=6, choices=offers),
            Question("interpreter_languages", _("Interpreters speak"), "languages", width=6),
            Question("link", _("Web address to scan"), width=6, hint="https://…"),
            Question("is_free", _("It costs nothing"), "flag", width=3),
            Question("no_sign_up", _("Nobody has to sign up"), "flag", width=3),
        ),
        options=("black",),
    )


def _sign_in() -> PageKind:
    return PageKind(
        "sign_in_sheet",
        "list-checks",
        _("Lines to sign in. It asks nothing that the next person should not read."),
        EVENT,
        (*_event(), Question("rows", _("How many lines"), "number", hint="11")),
        options=("black",),
    )


def _badges() -> PageKind:
    return PageKind(
        "name_badges",
        "badge-check",
        _("Name tags on label sheets, in both scripts, with how to say the name."),
        EVENT,
        (
            Question("title", _("Words on top"), width=6, hint=_("Welcome breakfast")),
            Question("typed", _("More names, one a line"), "names", width=6),
            *_sheet("badge"),
        ),
        with_family=True,
        with_languages=False,
        people=("staff", "interpreter"),
        options=(),
    )


def _for_the_desk() -> tuple[PageKind, ...]:
    return (
        _speak_cards(),
        _interpreter_cards(),
        _glossary(),
        _handout(),
    )


def _speak_cards() -> PageKind:
    return PageKind(
        "i_speak_cards",
        "message-square",
        _("“I speak …” cards to hold up: they ask for an interpreter."),
        DESK,
        (
            Question("languages", _("Languages; none takes all"), "languages", width=6),
            *_sheet("card"),
        ),
        with_languages=False,
        options=(),
    )


def _interpreter_cards() -> PageKind:
    return PageKind(
        "interpreter_cards",
        "user-round",
        _("Cards that say who interprets, and in which languages."),
        DESK,
        (
            Question("typed", _("More names, one a line"), "names", width=6),
            Question("typed_languages", _("Their languages"), "languages", width=6),
            *_sheet("card"),
        ),
        with_languages=False,
        people=("interpreter",),
        options=(),
    )


def _glossary() -> PageKind:
    return PageKind(
        "glossary",
        "book-open",
        _("School words, said plainly in the family’s language."),
        DESK,
    )


def _handout() -> PageKind:
    return PageKind(
        "handout",
        "file-text",
        _("Your own text beside its translation, or up to four."),
        DESK,
        (
            Question("title", _("Title"), width=6),
            Question(
                "texts",
                _("Texts"),
                "rows",
                width=6,
                columns=(
                    Question("text", _("Text"), "text", width=6),
                    Question("language", _("In which language"), "language", width=6),
                ),
                another=_("Add a text"),
                nothing=_("Write the same words in two to four languages."),
            ),
        ),
        with_languages=False,
        options=("large",),
    )


def _sheet(use: str) -> tuple[Question, ...]:
    return (
        Question("sheet", _("Label sheet"), f"sheet-{use}", width=6),
        Question("skip", _("Labels already used"), "number", width=3, hint="0"),
        Question("copies", _("Copies of each"), "number", width=3, hint="1"),
    )
