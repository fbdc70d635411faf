"""What is asked about a school: group by group, each question with its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fsp_desktop.language.words import _
from fsp_desktop.ui.answers.question import Group, Question
from fsp_desktop.ui.school_profile.more_questions import later_groups

SCHOOL, STAFF, PROFILE = "school", "staff", "profile"


def all_groups() -> tuple[Group, ...]:
    """Return the groups in the order of the packet; the calendar stands after the school day."""
    early = (_school(), _day(), _absence(), _person(), _first_day(), _bus(), _meals(), _health())
    return tuple(map(_placed, (*early, *later_groups())))


def _placed(group: Group) -> Group:
    """Put what no other record holds into the profile."""
    return Group(group.title, group.icon, group.about, _in_profile(group.questions))


def _in_profile(questions: Sequence[Question]) -> tuple[Question, ...]:
    return tuple(one if one.place else replace(one, place=PROFILE) for one in questions)


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
            Question(
                "office_hours", _("When the office is open"), "local", width=3, hint=_("7:45–4:00")
            ),
            Question("interpreter_phone", _("To ask for an interpreter"), width=3),
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
                "local",
                width=6,
                hint=_("a text message before 6:30"),
            ),
        ),
    )


def _absence() -> Group:
    return Group(
        _("When a child is sick or late"),
        "phone",
        "",
        (
            Question("attendance_phone", _("Number to call"), width=3),
            Question("absence_call_by", _("Please call before"), "time", width=3),
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
            Question("liaison_whatsapp", _("WhatsApp number")),
            Question("hours", _("Hours"), place=STAFF, width=6, hint=_("Monday to Friday, 8–4")),
            Question("languages", _("Languages you speak"), "languages", STAFF, 6),
        ),
    )


def _first_day() -> Group:
    return Group(
        _("A new child’s first day"),
        "door-open",
        "",
        (
            Question("first_day", _("Day"), "day", width=3),
            Question("first_day_time", _("Time"), "time", width=3),
            Question(
                "first_day_place",
                _("Where to come"),
                "local",
                width=6,
                hint=_("the main door on Mill Lane"),
            ),
            Question("first_day_host", _("Who meets the family"), "local", width=6),
        ),
    )


def _bus() -> Group:
    return Group(
        _("Getting to school"),
        "map-pin",
        "",
        (
            Question("bus_phone", _("Bus office phone"), width=6),
            Question("walk_door", _("Door for children who walk"), "local", width=3),
            Question("pickup_place", _("Where children are picked up"), "local", width=3),
            Question(
                "bus_stops",
                _("Bus stops"),
                "rows",
                width=6,
                columns=(
                    Question("route", _("Bus"), hint="4"),
                    Question("stop", _("Stop"), width=4, hint="Mill Lane"),
                    Question("morning", _("Morning"), "time", width=3),
                    Question("afternoon", _("Afternoon"), "time", width=3),
                ),
                another=_("Add a bus stop"),
                nothing=_("No bus stops yet. The packet then leaves a line to write on."),
            ),
        ),
    )


def _meals() -> Group:
    return Group(
        _("Meals"),
        "sun",
        "",
        (
            Question("breakfast_time", _("Breakfast from"), "time"),
            Question("breakfast_cost", _("Breakfast costs"), "local", width=4, hint=_("nothing")),
            Question("lunch_cost", _("Lunch costs"), "local", width=6, hint=_("nothing")),
            Question(
                "meals_form",
                _("How to ask for free meals"),
                "local",
                width=6,
                hint=_("ask the office for the meal form"),
            ),
            Question("meals_phone", _("Questions about meals"), width=6),
        ),
    )


def _health() -> Group:
    return Group(
        _("Health"),
        "hand-heart",
        "",
        (
            Question("nurse_name", _("Nurse"), width=3),
            Question("nurse_phone", _("Nurse’s phone"), width=3),
            Question("nurse_hours", _("When the nurse is here"), "local", width=6),
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
