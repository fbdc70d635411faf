"""Stable codes of the field. Labels are translatable and live in `language.labels`.

Sources of the lists: contact and visit log forms, interpreter request forms and home language
surveys of United States school districts and of Parent Teacher Home Visits (pthvp.org, FAQ and
five non-negotiable practices), merged field by field.
"""

from __future__ import annotations

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "visit_purpose": (
        "relational_first", "relational_second", "welcome_newcomer", "family_requested",
        "conference_at_home", "information_delivery", "reengagement", "other_program",
    ),
    "visit_status": (
        "to_offer", "offered", "accepted", "declined_thanks", "not_now_ask_later", "scheduled",
        "confirmed", "completed", "attempted_not_home", "cancelled_by_family",
        "cancelled_by_staff", "moved", "met_elsewhere",
    ),
    "place_type": (
        "home", "porch_or_yard", "school", "library", "park", "cafe",
        "community_or_faith_place", "workplace", "shelter_or_temporary", "video", "phone",
    ),
    "visit_topic": (
        "settling_in", "reading_at_home", "getting_to_school", "health", "friends",
        "learning", "languages", "meals", "activities", "other",
    ),
    "relationship": (
        "mother", "father", "parent", "stepparent", "grandparent", "aunt_uncle",
        "older_sibling", "foster_parent", "legal_guardian", "kin_caregiver", "sponsor",
        "godparent", "family_friend", "self", "agency_worker", "other", "ask",
    ),
    "channel": (
        "in_person_school", "in_person_community", "home_visit", "phone", "text",
        "whatsapp_or_app", "email", "video", "letter", "packet_note", "event",
        "interpreter_line",
    ),
    "direction": ("school_to_family", "family_to_school"),
    "contact_outcome": (
        "talked", "message_left", "no_answer", "wrong_number", "number_not_working",
        "text_sent", "replied", "letter_returned", "interpreter_unavailable",
        "asked_to_call_back", "declined",
    ),
    "contact_purpose": (
        "welcome", "good_news", "check_in", "learning_progress", "attendance", "event_invite",
        "forms_or_enrollment", "resources", "health", "transportation", "concern_from_family",
        "concern_from_school", "language_access", "conference_planning", "title_i_input",
        "other",
    ),
    "tone": ("positive", "neutral", "hard_news"),
    "interpreter_mode": (
        "not_needed_shared_language", "staff_bilingual_trained", "staff_bilingual_untrained",
        "district_interpreter", "agency_in_person", "phone_line", "video_line", "asl",
        "cultural_broker", "family_chose_own_adult", "child_or_student_exception",
        "none_available",
    ),
    "interpreter_status": (
        "draft", "requested", "waiting_vendor", "waiting_interpreter", "confirmed",
        "partly_covered", "no_resource", "cancelled_in_time", "cancelled_late",
        "family_no_show", "interpreter_no_show", "completed",
    ),
    "interpreter_type": ("district", "agency", "staff", "community", "phone_line", "video_line"),
    "interpreter_needed": ("yes", "no", "sometimes", "ask"),
    "reading_comfort": ("reads_well", "some", "prefers_spoken", "ask"),
    "name_order": ("given_first", "family_first", "ask"),
    "contact_point_kind": ("mobile", "home", "work", "email", "whatsapp", "other_app"),
    "yes_no_ask": ("yes", "no", "ask"),
    "yes_no_unknown": ("yes", "no", "unknown"),
    "records_access": ("yes", "no_by_order", "unknown"),
    "note_source": ("told", "seen", "guess"),
    "note_topic": (
        "names_and_pronunciation", "languages_and_literacies", "greetings_and_courtesy",
        "food_and_celebrations", "calendar_and_observance", "clothing",
        "family_structure_and_roles", "decision_making", "previous_schooling",
        "hopes_and_dreams", "strengths_and_skills", "work_and_schedule", "community_ties",
        "technology_access", "communication_preference", "photos_and_privacy",
        "worries_to_respect",
    ),
    "told_how": (
        "said_directly", "through_interpreter", "written_by_family",
        "observed_then_confirmed", "told_by_colleague_unconfirmed",
    ),
    "share_with": (
        "me_and_family_only", "liaison_team", "counselor_and_liaison", "childs_teachers",
        "whole_school_staff_need", "ask_each_time",
    ),
    "barrier": (
        "time_or_work", "transportation", "childcare", "language", "internet_or_device",
        "past_experience", "not_informed", "health",
        "immigration_worry_do_not_record_details", "other",
    ),
    "event_type": (
        "coffee_chat", "welcome_breakfast", "orientation", "title_i_annual_meeting",
        "policy_or_compact_workshop", "family_learning_night", "conference_days", "volunteer",
        "council_or_advisory", "community_fair",
    ),
    "role": (
        "liaison", "counselor", "teacher", "social_worker", "interpreter",
        "principal_readonly", "district_readonly_aggregate", "admin",
    ),
    "translation_status": ("machine_draft", "human_translated", "community_reviewed", "stale"),
    "family_status": ("active", "moved", "graduated", "archived"),
    "welcome_stage": ("new", "packet_given", "first_visit_done", "settled", "ask"),
    "agreement_side": ("family", "school", "both"),
    "agreement_state": ("open", "kept", "not_yet", "changed"),
    "follow_up_side": ("we_promised", "family_offered", "we_asked"),
    "follow_up_status": ("open", "done", "dropped"),
    "conference_mode": ("in_person", "phone", "video", "at_home"),
    "conference_status": ("planned", "confirmed", "held", "missed", "cancelled"),
    "readers": ("team", "only_me"),
}
"""Vocabulary name -> its codes, in the order in which people should see them."""
