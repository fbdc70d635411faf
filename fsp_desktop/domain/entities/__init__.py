"""Entities, each declared once. Importing this package loads SQLModel (about half a second)."""

from __future__ import annotations

from fsp_desktop.domain.entities.attachment import Attachment
from fsp_desktop.domain.entities.conference import FamilySchoolConference
from fsp_desktop.domain.entities.contact_log import ContactEntry
from fsp_desktop.domain.entities.cultural_note import CulturalNote
from fsp_desktop.domain.entities.family import Family, Household
from fsp_desktop.domain.entities.home_visit import HomeVisit
from fsp_desktop.domain.entities.packet_given import PacketGiven
from fsp_desktop.domain.entities.packet_text import PacketText
from fsp_desktop.domain.entities.people import (
    Adult,
    ContactPoint,
    Student,
    StudentAdult,
    StudentHousehold,
)
from fsp_desktop.domain.entities.private_note import PrivateNote
from fsp_desktop.domain.entities.promises import Agreement, FollowUp
from fsp_desktop.domain.entities.record import Record
from fsp_desktop.domain.entities.school import Interpreter, School, SchoolYear, StaffUser
from fsp_desktop.domain.entities.school_page import (
    CommunityResource,
    SchoolPerson,
    SchoolPicture,
    SchoolText,
)

ENTITIES: dict[str, type[Record]] = {
    entity.kind: entity
    for entity in (
        Family,
        Household,
        Adult,
        ContactPoint,
        Student,
        StudentAdult,
        StudentHousehold,
        HomeVisit,
        ContactEntry,
        CulturalNote,
        Agreement,
        FollowUp,
        FamilySchoolConference,
        Interpreter,
        School,
        StaffUser,
        SchoolYear,
        SchoolPerson,
        SchoolText,
        SchoolPicture,
        CommunityResource,
        PacketGiven,
        PacketText,
        Attachment,
        PrivateNote,
    )
}
"""Kind -> entity."""
