"""Words for what went wrong: one calm sentence, the fields concerned, a next step."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping

from fsp_desktop.cli.output import Output
from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.language.labels import error_sentence, field_label
from fsp_desktop.language.words import N_, _

BUG = 1

_REASONS: dict[str, str] = {
    "missing": N_("{field}: this is still missing."),
    "not_in_vocabulary": N_("{field}: this is none of the words we know for it."),
    "unknown_field": N_("{name}: there is no such field."),
    "too_long": N_("{field}: this is too long."),
    "not_text": N_("{field}: text is expected."),
    "not_a_day": N_("{field}: a day like 2025-09-01 is expected."),
    "not_a_time": N_("{field}: a time like 2025-09-01T15:30 is expected."),
    "not_a_flag": N_("{field}: true or false is expected."),
    "not_a_number": N_("{field}: a whole number is expected."),
    "not_a_list": N_("{field}: a list is expected."),
    "confirm_with_family_first": N_("{field}: ask the family first whether it is right."),
    "ends_before_start": N_("{field}: this is before the beginning."),
}
_OTHER_REASON = N_("{field}: this can not be taken as it is.")


def tell_refusal(output: Output, error: FspError) -> None:
    """Say why nothing was done, to scripts and to people."""
    output.error(error.code, error.detail, sentences(error.code, error.detail))


def tell_bug(output: Output, type_name: str) -> None:
    """Say that the program itself is at fault, without anything of the record."""
    detail = {"type": type_name}
    output.error("cli.bug", detail, sentences("cli.bug", detail))


def tell_stopped(output: Output) -> None:
    """Say that a person stopped the command."""
    output.tell(_("Stopped. What was saved before stays saved."))


def sentences(code: str, detail: Mapping[str, object]) -> Iterator[str]:
    """Yield the sentence of an error and one for each field that was refused."""
    yield error_sentence(code, detail)
    refusals = detail.get("refusals")
    for refusal in refusals if isinstance(refusals, list) else ():
        yield f"  {_field_sentence(str(detail.get('kind', '')), refusal)}"


def known_trouble(error: OSError) -> FspError:
    """Return the known error behind a failed file operation: a code and its number, no path."""
    detail = {"errno": error.errno or 0}
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG):
        return UnreachableError("cli.disk_full", detail)
    if isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError):
        return RefusedError("cli.no_such_file", detail)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return UnreachableError("cli.not_allowed", detail)
    return UnreachableError("cli.file_trouble", detail)


def _field_sentence(kind: str, refusal: Mapping[str, object]) -> str:
    name = str(refusal.get("field", ""))
    sentence = _(_REASONS.get(str(refusal.get("reason")), _OTHER_REASON))
    return sentence.format(field=field_label(kind, name), name=name)
