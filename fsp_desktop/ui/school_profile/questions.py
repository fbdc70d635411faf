"""What the form asks about a school: group by group, each question with its field."""

from __future__ import annotations

from dataclasses import dataclass

from fsp_desktop.language.words import _

SCHOOL, STAFF, PROFILE = "school", "staff", "profile"


@dataclass(frozen=True, slots=True)
class Question:
    """One field.

    Attributes:
        name: Field of the record, or of the profile.
        words: Its label.
        kind: line, time, day, weekday or languages.
        place: The record it is kept in: school, staff or profile.
        width: Columns of six that it takes.
        hint: An example, in light letters.
    """

    name: str
    words: str
    kind: str = "line"
    place: str = PROFILE
    width: int = 2
    hint: str = ""

    @property
    def key(self) -> str:
        """Name of the question in the form."""
        return f"{self.place}.{self.name}"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading."""

    title: str
    icon: str
    about: str
    questions: tuple[Question, ...]


def all_groups() -> tuple[Group, ...]:
    """Return the groups in the order of the form."""
    return (_school(), _day(), _numbers(), _person(), _first_day())


def _school() -> Group:
    return Group(
        _("The school"),
        "school",
        "",
        (
            Question("name", _("Name"), place=SCHOOL, width=3),
            Question("phone", _("Office phone"), place=SCHOOL, width=3, hint="555-0100"),
            Question("street", _("Street"), place=SCHOOL, width=3),
            Question("city", _("Town"), place=SCHOOL, width=3),
            Question("region", _("State"), place=SCHOOL, width=1),
            Question("postal_code", _("ZIP code"), place=SCHOOL, width=2),
            Question("website", _("Website"), place=SCHOOL, width=3),
        ),
    )


def _day() -> Group:
    return Group(
        _("The school day"),
        "clock",
        "",
        (
            Question("doors_open", _("Doors open"), "time"),
            Question("starts", _("School starts"), "time"),
            Question("ends", _("School ends"), "time"),
            Question("early_weekday", _("Short day each week"), "weekday"),
            Question("early_ends", _("Ends on that day"), "time"),
            Question("school_year", _("School year"), hint=_("2026–2027")),
            Question(
                "closing_notice",
                _("How families hear that school is closed"),
                width=6,
                hint=_("a text message before 6:30"),
            ),
        ),
    )


def _numbers() -> Group:
    return Group(
        _("Numbers to call"),
        "phone",
        "",
        (
            Question("attendance_phone", _("When a child is sick")),
            Question("absence_call_by", _("Please call before"), "time"),
            Question("nurse_phone", _("Nurse")),
            Question("bus_phone", _("Bus")),
        ),
    )


def _person() -> Group:
    return Group(
        _("You, for families"),
        "user-round",
        _("Your name and these ways to reach you stand on each packet you print."),
        (
            Question("phone", _("Phone"), place=STAFF),
            Question("liaison_text_phone", _("Number for text messages")),
            Question("hours", _("Hours"), place=STAFF, hint=_("Monday to Friday, 8–4")),
            Question("languages", _("Languages you speak"), "languages", STAFF, 6),
        ),
    )


def _first_day() -> Group:
    return Group(
        _("A new child’s first day"),
        "door-open",
        "",
        (
            Question("first_day", _("Day"), "day"),
            Question("first_day_time", _("Time"), "time"),
            Question(
                "first_day_place",
                _("Where to come"),
                width=6,
                hint=_("the main door on Mill Lane"),
            ),
            Question("first_day_host", _("Who meets the family"), width=6),
        ),
    )


def day_kind_words() -> dict[str, str]:
    """Return what a row of the calendar can be about, by code."""
    return {
        "first_day": _("First day of school"),
        "no_school": _("No school"),
        "early_day": _("School ends early"),
        "conferences": _("Family–School Conferences"),
        "report_cards": _("Report cards come home"),
        "winter_break": _("Winter break"),
        "spring_break": _("Spring break"),
        "last_day": _("Last day of school"),
    }
