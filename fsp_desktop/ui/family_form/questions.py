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
            Question("meeting_preferences", "text", placeholder=_("At home, on Saturdays…")),
            Question("reach_preferences", "text", placeholder=_("By voice message, after 16:00…")),
        ],
        [Question("do_not_visit", "flag", span=2)],
    ]


def adult_questions() -> Rows:
    """Return what is asked of an adult."""
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
            Question("interpreter_needed", "code", "interpreter_needed"),
        ],
        [
            Question("best_times", placeholder=_("After 16:00")),
            Question("interpreter_wishes", span=2, placeholder=_("A woman, Hodan if she is free…")),
        ],
    ]


def child_questions() -> Rows:
    """Return what is asked of a child."""
    return [
        [Question("given_name"), Question("family_name"), Question("preferred_name")],
        [
            Question("grade", placeholder=_("K, 1, 2…")),
            Question("homeroom"),
            Question("name_own_script"),
        ],
    ]


def home_questions() -> Rows:
    """Return what is asked of a home."""
    return [
        [
            Question("label", placeholder=_("With their mother")),
            Question("street"),
            Question("city"),
        ],
        [
            Question("postal_code"),
            Question("safe_to_mail", "code", "yes_no_ask"),
            Question("safe_to_visit", "code", "yes_no_ask"),
        ],
    ]


def point_questions() -> Rows:
    """Return what is asked of a way to reach somebody."""
    return [
        [
            Question("contact_kind", "code", "contact_point_kind"),
            Question("value"),
            Question("may_text", "code", "yes_no_ask"),
        ]
    ]
