"""Say that somebody's words are right, in one's own name: one text, one wording, one reader."""

from __future__ import annotations

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.team_texts import SignOff, version_of
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.services.translate_text import TextPage, open_text, write_text
from fsp_desktop.services.workspace import Workspace


def sign_off(
    workspace: Workspace, language: str, text_id: str, version: str | None = None
) -> OpenForm:
    """Sign off the words of one text; they print without "Draft" from now on.

    Args:
        workspace: Whose person signs.
        language: Tag of the language.
        text_id: Stable id of the text.
        version: The version the person has read (`TextPage.version`); None for the present one.

    Raises:
        RefusedError: `services.changed_since_read` if the words are others by now;
            `services.own_words` for words of one's own, and the other reasons of
            `TextPage.why_not`; `services.no_such_text`, `language.unknown`.
    """
    page = open_text(workspace, language, text_id)
    if version is not None and version != page.version:
        raise RefusedError("services.changed_since_read", {"text": text_id})
    if page.why_not:
        raise RefusedError(page.why_not, {"text": text_id})
    form, wording = page.form, _wording(page)
    now = {**form.values, **wording}
    version = version_of(str(now["text"]), str(now["source_text"] or ""))
    today = workspace.clock.today().isoformat()
    signed = SignOff(version, workspace.person_id, "", today).line()
    return write_text(workspace, form, {**wording, "signed_off": [*_sign_offs(form), signed]})


def take_back(workspace: Workspace, language: str, text_id: str) -> OpenForm:
    """Take back every sign-off of the present words; they are a draft again.

    Raises:
        RefusedError: `services.nothing_signed`, `services.no_such_text`, `language.unknown`.
    """
    page = open_text(workspace, language, text_id)
    before = _sign_offs(page.form)
    left = [line for line in before if not line.startswith(f"{page.version} ")]
    if len(left) == len(before):
        raise RefusedError("services.nothing_signed", {"text": text_id})
    return write_text(workspace, page.form, {"signed_off": left})


def _wording(page: TextPage) -> dict[str, Wire]:
    """Return the words the form lacks: what was shipped becomes the team's when it is signed off."""
    from fsp_desktop.domain.rules import clean_fields

    if page.form.values.get("text"):
        return {}
    is_machine = page.line.status == "machine_draft"
    status = "machine_draft" if is_machine else "human_translated"
    words = {"text": page.line.text, "status": status, "source_text": page.source_text}
    return clean_fields(page.form.kind, words)


def _sign_offs(form: OpenForm) -> list[str]:
    kept = form.values.get("signed_off") or []
    return [str(line) for line in kept]
