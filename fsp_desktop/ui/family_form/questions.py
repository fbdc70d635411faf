"""What the family form asks, row by row."""

from __future__ import annotations

from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.record_editor import Question

Rows = list[list[Question]]


def family_questions() -> Rows:
    """Return what is asked of the family itself."""
    return [
        [
            Question("label", words=_("What they call themselves"), placeholder=_("Osman")),
            Question("label_own_script", words=_("As they write it")),
        ],
        [
            Question("reach_preferences", "text", placeholder=_("By voice message, after 16:00…")),
            Question(
                "meeting_preferences",
                "text",
                words=_("What to know before meeting them"),
                placeholder=_("At home, on Saturdays…"),
            ),
        ],
        [Question("do_not_visit", "flag", span=2)],
    ]


def questions_of(kind: str) -> Rows:
    """Return what is asked of an adult, a student or a household."""
    return {
        "adult": _adult_questions,
        "student": _child_questions,
        "household": _home_questions,
    }[kind]()


def point_questions() -> Rows:
    """Return what is asked of a way to reach somebody."""
    return [
        [
            Question("contact_kind", "code", "contact_point_kind"),
            Question("value"),
            Question("may_text", "code", "yes_no_ask"),
        ]
    ]


def _adult_questions() -> Rows:
    return [
        [
            Question("given_name"),
            Question("family_name"),
            Question("name_own_script"),
        ],
        [
            Question("pronunciation", placeholder=_("fa-DOO-mo")),
            Question("relationship", "code", "relationship"),
            Question("preferred_channel", "code", "channel"),
        ],
        [
            Question("speaks_language", "speaks"),
            Question("reads_language", "reads"),
            Question("reading_comfort", "code", "reading_comfort"),
        ],
        [
            Question("interpreter_needed", "code", "interpreter_needed"),
            Question("interpreter_wishes", placeholder=_("A woman, Hodan if she is free…")),
            Question("best_times", placeholder=_("After 16:00")),
        ],
    ]


def _child_questions() -> Rows:
    return [
        [
            Question("given_name", span=2),
            Question("preferred_name", span=2),
            Question("family_name", span=2),
            Question("grade", placeholder=_("K, 1, 2…")),
        ],
        [
            Question("pronunciation", span=2),
            Question("name_own_script", span=2),
            Question("homeroom", span=3),
        ],
    ]


def _home_questions() -> Rows:
    return [
        [
            Question("label", placeholder=_("With their mother")),
            Question("street"),
            Question("city"),
        ],
        [
            Question("directions", placeholder=_("The blue door behind the market")),
            Question("postal_code"),
            Question("safe_to_mail", "code", "yes_no_ask"),
        ],
    ]
