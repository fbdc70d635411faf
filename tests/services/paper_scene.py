"""A family with everything filled in, every field that must never be printed marked with a canary."""

from __future__ import annotations

from dataclasses import dataclass, field

from fsp_desktop.domain.entities import ENTITIES
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.domain.shapes import field_shapes
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write

CANARY = "canary"
FREE = frozenset({"line", "text"})
REAL: dict[str, dict[str, object]] = {
    "adult": {"given_name": "Fadumo", "reads_language": "es", "speaks_language": "so"},
    "student": {"given_name": "Amina", "grade": "2", "birth_date": "2017-04-05"},
    "conference": {
        "starts_at": "2026-11-12T17:30:00-05:00",
        "place": "Room 12",
        "people": ["Mr. Lee"],
        "family_words": "She loves to draw.",
        "strengths": "She reads with her sister.",
        "family_questions": "Who reads with her?",
    },
    "visit": {
        "status": "completed",
        "actual_start": "2026-11-03T16:00:00-05:00",
        "hopes": "That she finds a friend.",
        "strengths": "She counts in two languages.",
        "family_questions": "Is there a choir?",
        "language_used": "so",
        "place_type": "home",
    },
    "agreement": {"text": "Read ten minutes each evening", "who": "Fadumo", "side": "family"},
}
"""What may stand on some page, by kind; everything else that is free text is a canary."""
ABOUT_FAMILY = (
    "household", "adult", "contact-point", "student", "student-adult", "student-household", "visit",
    "contact", "note", "agreement", "follow-up", "conference", "private-note",
)  # fmt: skip


@dataclass
class Scene:
    """Ids of the records, by kind."""

    family: RecordId
    ids: dict[str, RecordId] = field(default_factory=dict)


def canary_fields() -> list[tuple[str, str]]:
    """Return (kind, field) of every free text about a family that no page may ever show."""
    return [
        (kind, name)
        for kind in ("family", *ABOUT_FAMILY)
        for name, shape in field_shapes(kind).items()
        if shape.shape.type in FREE and name not in REAL.get(kind, {}) and name != "family_name"
    ]


def full_family(desk: Workspace, words: str = CANARY) -> Scene:
    """Write a family of which every free text says `words`, but for what may be printed."""
    scene = Scene(new_record_id(desk.clock))
    _write(desk, "family", scene.family, scene, words, {"home_languages": ["es"]})
    for kind in ABOUT_FAMILY:
        record_id = new_record_id(desk.clock)
        scene.ids[kind] = record_id
        _write(desk, kind, record_id, scene, words, REAL.get(kind, {}))
    return scene


def _write(
    desk: Workspace,
    kind: str,
    record_id: RecordId,
    scene: Scene,
    words: str,
    real: dict[str, object],
) -> None:
    from fsp_desktop.domain.rules import clean_fields

    values: dict[str, object] = {"draft": False}
    for name, shape in field_shapes(kind).items():
        if shape.shape.type in FREE:
            values[name] = f"{words}-{kind}-{name}"
    values |= {name: scene.ids[link] for name, link in _LINKS.items() if link in scene.ids}
    values |= {"family_id": scene.family, "family_name": "Osman", **real}
    known = {name: one for name, one in values.items() if name in ENTITIES[kind].model_fields}
    desk.store.save(
        [Write(kind, record_id, clean_fields(kind, known))], author=desk.person_id, why="create"
    )


_LINKS = {
    "adult_id": "adult",
    "student_id": "student",
    "household_id": "household",
    "visit_id": "visit",
}
