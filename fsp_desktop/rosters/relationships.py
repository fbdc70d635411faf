"""Words for who somebody is to a student, as codes of the vocabulary `relationship`."""

from __future__ import annotations

from fsp_desktop.rosters.headers import plain, roster_table


def relationship_code(word: str | None) -> str:
    """Return the code of a relationship word; `ask` if the word says too little."""
    code: str = roster_table("relationships")["words"].get(plain(word or ""), "ask")
    return code


def is_family(code: str, kind_of_contact: str | None, word: str | None = None) -> bool:
    """Tell whether a link shows that the two belong to one family.

    Emergency contacts and relatives do not; a contact about whom nothing is said does, because
    the formats' own links exist for the adults who are responsible.
    """
    table = roster_table("relationships")
    if code in table["family_words"] or plain(kind_of_contact or "") in table["family_types"]:
        return True
    return code == "ask" and not plain(kind_of_contact or "") and not plain(word or "")


def user_role(word: str | None) -> str | None:
    """Return student, adult, or a code of the vocabulary `role` for staff; None if unknown."""
    role: str | None = roster_table("relationships")["user_roles"].get(plain(word or ""))
    return role
