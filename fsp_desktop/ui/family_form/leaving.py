"""The ends of the family form, for the store thread only: finished, kept as it is, thrown away."""

from __future__ import annotations

from typing import Any

from fsp_desktop.services import write_family
from fsp_desktop.services.edit_record import Changes, OpenForm
from fsp_desktop.ui.forms.keeper import FormKeeper


def finish(workspace: Any, family: FormKeeper) -> OpenForm:
    """Make the family and everybody in it complete."""
    return write_family.finish_family(workspace, family.form_now(workspace))


def keep(workspace: Any, family: FormKeeper) -> bool:
    """Keep what was written; false if that is nothing."""
    made = family.made_now()
    if made is None or made.is_new:
        return False
    write_family.keep_complete(workspace, made.record_id)
    return True


def throw_away(workspace: Any, family: FormKeeper) -> Changes:
    """Take the family away with everybody in it."""
    made = family.made_now()
    if made is None or made.is_new:
        return Changes()
    return write_family.remove_part(workspace, made).changes
