"""An invented school with everything filled in."""

from __future__ import annotations

from fsp_desktop.packets.content.family_values import FamilyValues
from fsp_desktop.packets.content.school_profile import profile_from_json

PROFILE_JSON: dict[str, object] = {
    "name": "Cedar Grove Elementary",
    "phone": "(555) 010-4400",
    "address": "1200 Mill Lane, Cedar Grove, OH 43999",
    "website": "https://cedargrove.example.org",
    "school_year": "2026–2027",
    "doors_open": "08:10",
    "starts": "08:30",
    "ends": "15:00",
    "early_weekday": 2,
    "early_ends": "13:30",
    "attendance_phone": "(555) 010-4477",
    "absence_call_by": "09:00",
    "nurse_phone": "(555) 010-4412",
    "bus_phone": "(555) 010-4490",
    "closing_notice": {"en": "a text message", "es": "un mensaje de texto"},
    "liaison_name": "Rosa Delgado",
    "liaison_phone": "(555) 010-0142",
    "liaison_text_phone": "(555) 010-0142",
    "liaison_hours": {"en": "Monday to Friday, 7:45 to 16:00"},
    "liaison_languages": ["en", "es"],
    "first_day": "2026-10-19",
    "first_day_time": "08:15",
    "first_day_place": {"en": "the main door"},
    "first_day_host": {"en": "Rosa Delgado"},
    "calendar": [
        {"day": "2026-11-12", "kind": "conferences", "last_day": "2026-11-13"},
        {"day": "2026-11-25", "kind": "early_day"},
        {"day": "2027-06-04", "kind": "last_day"},
    ],
}
PROFILE = profile_from_json(PROFILE_JSON)
FAMILY = FamilyValues(child_names=("Amina",), speaks="so")
