"""Words for what a class list would change, refuse and leave out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fsp_desktop.language.labels import field_label, kind_label, label
from fsp_desktop.language.words import _

_KINDS = {"student": "student", "school": "school", "adult": "adult", "address": "household"}
STUDENT_FIELDS = (
    "student.given_name",
    "student.family_name",
    "student.full_name",
    "student.middle_name",
    "student.preferred_name",
    "student.id",
    "student.number",
    "student.birth_date",
    "student.grade",
    "student.homeroom",
    "student.enrolled_on",
    "student.home_language",
    "student.phone",
    "student.status",
    "school.name",
    "school.id",
    "address.street",
    "address.city",
    "address.region",
    "address.postal_code",
)
ADULT_FIELDS = (
    "given_name",
    "family_name",
    "full_name",
    "relationship",
    "mobile",
    "home",
    "work",
    "email",
    "speaks_language",
    "reads_language",
    "interpreter_needed",
    "lives_with",
)


def column_words(field: str) -> str:
    """Return what people call a field a column may mean, such as "Child: Given name"."""
    owner, _dot, name = field.partition(".")
    kind = owner.rstrip("0123456789")
    own = {
        "id": _("number in the student system"),
        "number": field_label("student", "student_number"),
        "full_name": _("whole name"),
        "home_language": _("language at home"),
        "status": _("at school or not"),
        "mobile": label("contact_point_kind", "mobile"),
        "home": label("contact_point_kind", "home"),
        "work": label("contact_point_kind", "work"),
        "email": label("contact_point_kind", "email"),
        "lives_with": _("the child lives with them"),
    }
    words = own.get(name) or field_label(_KINDS.get(kind, kind), name)
    who = {
        "student": _("Child"),
        "school": _("School"),
        "address": _("Home"),
        "adult": _("Adult {number}").format(number=owner[len(kind) :]),
    }.get(kind, owner)
    return _("{who}: {field}").format(who=who, field=words)


def value_words(kind: str, field: str, value: object) -> str:
    """Return a value as the preview shows it; codes by their labels."""
    if value in (None, "", []):
        return _("empty")
    from fsp_desktop.domain.shapes import field_shapes

    shape = field_shapes(kind).get(field)
    vocabulary = shape.shape.vocabulary if shape else None
    items = value if isinstance(value, list) else [value]
    words = [label(vocabulary, str(one)) if vocabulary else _plain(one) for one in items]
    return ", ".join(words)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def count_words(counts: Mapping[str, int]) -> str:
    """Return counts by kind in words, such as "13 children, 15 adults"."""
    order = ("family", "student", "adult", "household", "contact-point")
    known = [kind for kind in order if counts.get(kind)]
    rest = [kind for kind in counts if kind not in order and counts[kind] and "-" not in kind]
    parts = [
        f"{counts[kind]} {kind_label(kind, plural=counts[kind] != 1).lower()}"
        for kind in (*known, *rest)
    ]
    return ", ".join(parts)


def reason_words(reason: str) -> str:
    """Return why two entries may be one."""
    return {
        "same_name_and_birth_date": _("same name and birthday"),
        "same_name_and_number": _("same name and student number"),
        "same_name": _("same name"),
        "same_name_and_contact": _("same name and phone or e-mail"),
        "shared_adult": _("one adult in both"),
    }.get(reason, _("much alike"))


def line_words(refused: Any) -> str:
    """Return where a refused line stands."""
    if not refused.line:
        return ""
    if refused.file:
        return _("{file}, line {line}").format(file=refused.file, line=refused.line)
    return _("line {line}").format(line=refused.line)
