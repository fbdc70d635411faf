"""English labels of the kinds of record and of their fields.

A field has one label for all kinds unless a kind needs its own (``"home_visit.purpose"``).
"""

from __future__ import annotations

KIND_WORDS: dict[str, str] = {
    "family": "Family",
    "household": "Home",
    "adult": "Adult",
    "contact_point": "Way to reach someone",
    "student": "Child",
    "student_adult": "Child and adult",
    "student_household": "Child's home",
    "home_visit": "Home visit",
    "contact_entry": "Contact",
    "cultural_note": "What they have taught us",
    "agreement": "Agreement",
    "follow_up": "Follow-up",
    "family_school_conference": "Family–School Conference",
    "interpreter": "Interpreter",
    "interpreter_request": "Interpreter request",
    "school": "School",
    "staff_user": "Colleague",
    "school_year": "School year",
    "private_note": "Private note",
}

KIND_PLURALS: dict[str, str] = {
    "family": "Families",
    "household": "Homes",
    "adult": "Adults",
    "contact_point": "Ways to reach them",
    "student": "Children",
    "student_adult": "Children and adults",
    "student_household": "Children's homes",
    "home_visit": "Home visits",
    "contact_entry": "Contacts",
    "cultural_note": "What they have taught us",
    "agreement": "Agreements",
    "follow_up": "Follow-ups",
    "family_school_conference": "Conferences",
    "interpreter": "Interpreters",
    "interpreter_request": "Interpreter requests",
    "school": "Schools",
    "staff_user": "Colleagues",
    "school_year": "School years",
    "private_note": "Private notes",
}

FIELD_WORDS: dict[str, str] = {}
