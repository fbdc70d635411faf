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
    "office_hours": {"en": "Monday to Friday, 7:30 to 16:00"},
    "interpreter_phone": "(555) 010-4488",
    "liaison_whatsapp": "+1 555 010 0142",
    "bus_stops": [
        {
            "route": "14",
            "stop": "Oak Street and Mill Lane",
            "morning": "07:35",
            "afternoon": "15:25",
        },
        {"route": "Blue", "stop": "Garden Court", "morning": "07:42"},
    ],
    "walk_door": {"en": "the green door", "ar": "الباب الأخضر"},
    "pickup_place": {"en": "the playground gate"},
    "breakfast_time": "08:00",
    "breakfast_cost": {"en": "free for all children", "es": "gratis para todos los niños"},
    "lunch_cost": {"en": "$2.80, or free with the form"},
    "meals_form": {"en": "at the office, or on our website"},
    "meals_phone": "(555) 010-4420",
    "nurse_name": "Omar Haddad",
    "nurse_hours": {"en": "8:00 to 15:30"},
    "places": [
        {"kind": "office", "where": {"en": "first door on the left"}},
        {"kind": "nurse", "where": {"en": "room 104"}},
        {"name": {"en": "The green room"}, "where": {"en": "upstairs, room 207"}},
    ],
    "marks": [
        {"mark": "4", "meaning": {"en": "more than we expect at this time of the year"}},
        {"mark": "3", "meaning": {"en": "what we expect", "es": "lo que esperamos"}},
    ],
    "english_support": {"en": "a small group each day with Ms. Park"},
    "is_high_school": True,
    "credits_needed": 20,
    "offers": ["interpreter", "child_care", "evening"],
    "coffee_chat": {"en": "first Friday of the month, 8:45, room 12"},
    "is_title_one": True,
    "compact_place": {"en": "on our website and at the office"},
    "apps": [
        {
            "name": "Classroom Post",
            "use": {"en": "messages from teachers"},
            "languages": ["es", "ar", "vi"],
            "link": "https://post.example.org/cedar",
        }
    ],
    "device_help": {"en": "ask at the library"},
    "device_phone": "(555) 010-4460",
    "clothing": {"en": "no uniform"},
    "safety_name": "Grace Kim",
    "safety_phone": "(555) 010-4401",
    "complaint_name": "Lena Ortiz",
    "complaint_phone": "(555) 010-0200",
    "housing_name": "Sam Whitfield",
    "housing_phone": "(555) 010-0210",
    "people": [
        {
            "name": "Grace Kim",
            "role": "principal",
            "languages": ["en", "ko"],
            "phone": "(555) 010-4401",
        },
        {
            "name": "Omar Haddad",
            "role": "nurse",
            "languages": ["en", "ar"],
            "phone": "(555) 010-4412",
            "room": "Room 104",
            "times": "8:00–15:30",
        },
        {"name": "Ji-woo Park", "role": "english_teacher", "role_words": "English support"},
    ],
    "resources": [
        {
            "name": "Mill Street Food Pantry",
            "category": "food",
            "phone": "(555) 010-0301",
            "address": "40 Mill Street",
            "hours": "Saturday 9–12",
            "languages": ["en", "es"],
            "checked_on": "2026-09-01",
        },
        {
            "name": "Garden City Clinic",
            "category": "health",
            "phone": "(555) 010-0302",
            "languages": ["en", "vi"],
            "checked_on": "2026-08-15",
        },
    ],
    "own_texts": [
        {"section": "first_day", "language": "en", "text": "There is coffee in the library."},
        {"section": "first_day", "language": "es", "text": "Hay café en la biblioteca."},
    ],
}
PROFILE = profile_from_json(PROFILE_JSON)
FAMILY = FamilyValues(child_names=("Amina",), speaks="so")
