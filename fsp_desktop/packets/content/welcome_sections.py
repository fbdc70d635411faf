"""The twenty parts of the welcome packet, in the order and with the numbers that schools know them by."""

from __future__ import annotations

from fsp_desktop.packets.content import parts_at_school as at_school
from fsp_desktop.packets.content import parts_first_days as first_days
from fsp_desktop.packets.content import parts_for_you as for_you
from fsp_desktop.packets.content.parts import Part

PARTS: tuple[Part, ...] = (
    first_days.COVER,
    first_days.YOUR_PERSON,
    first_days.FIRST_DAY,
    first_days.SCHOOL_DAY,
    first_days.GETTING_HERE,
    at_school.MEALS,
    first_days.ABSENCE,
    at_school.HEALTH,
    at_school.PEOPLE,
    at_school.LEARNING,
    at_school.CONFERENCES,
    at_school.TAKING_PART,
    at_school.HOME_VISITS,
    at_school.STAYING_IN_TOUCH,
    at_school.SAFETY,
    for_you.RIGHTS,
    for_you.COMMUNITY,
    for_you.SCHOOL_WORDS_PART,
    for_you.ABOUT_YOU,
    first_days.CHECKLIST,
)
"""All parts, in print order."""
PART_BY_ID = {part.id: part for part in PARTS}
FIRST_DAYS: tuple[str, ...] = tuple(part.id for part in PARTS if part.is_first_days)
"""Parts of the short packet: 1 to 5 and the last one."""
