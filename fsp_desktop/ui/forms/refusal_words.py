"""Why a field was not taken, in one calm sentence beside it."""

from __future__ import annotations

from fsp_desktop.language.words import N_, gettext

_WORDS: dict[str, str] = {
    "missing": N_("This part is still needed."),
    "too_long": N_("This is longer than one line can be. Please shorten it."),
    "not_a_day": N_("This day does not exist."),
    "not_a_time": N_("This time does not exist."),
    "not_a_number": N_("Please write a whole number."),
    "not_in_vocabulary": N_("Please choose one of the words offered."),
    "ends_before_start": N_("This is before the beginning. One of the two times is wrong."),
    "confirm_with_family_first": N_(
        "A colleague told you, so it stays with you until the family has confirmed it."
    ),
}
_GENERAL = N_("This could not be taken as it is.")
_BY_FIELD: dict[str, str] = {
    "family_id": N_("Which family is it?"),
    "told_by": N_("Who told you? A name is enough."),
    "told_how": N_("How did they tell you?"),
    "topic": N_("What is it about?"),
    "share_with": N_("Who may read it?"),
    "language_used": N_("Which language did you use?"),
    "place_type": N_("Where did you meet?"),
    "actual_start": N_("On which day, and when did it begin?"),
    "text": N_("A few words are needed here."),
    "label": N_("What does the family call itself?"),
    "given_name": N_("A name is needed here."),
    "grade": N_("Which grade?"),
    "value": N_("Which number or address?"),
}


def refusal_words(field: str, reason: str) -> str:
    """Return the sentence for a refused field in the interface language."""
    if reason == "missing" and field in _BY_FIELD:
        return gettext(_BY_FIELD[field])
    return gettext(_WORDS.get(reason, _GENERAL))
