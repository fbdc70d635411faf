"""The command on the school's own data: read it, write it, give it a picture."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import Commands, new_command
from fsp_desktop.domain.errors import RefusedError, UsageError
from fsp_desktop.language.words import _, ngettext

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session
    from fsp_desktop.services.entries import Added

USES = ("map", "logo", "person", "place")


def add_commands(commands: Commands) -> None:
    """Add this module's command."""
    telling = new_command(
        commands, "school", _("Show or change what the school tells families on paper."), run_school
    )
    what = telling.add_mutually_exclusive_group()
    what.add_argument(
        "--set",
        action="store_true",
        help=_("Take a JSON object like the one shown from standard input."),
    )
    what.add_argument(
        "--settle",
        nargs="*",
        metavar=_("FIELD=N"),
        help=_("Join two versions of the school's values; N is the version to take of a field."),
    )
    what.add_argument("--picture", metavar=_("FILE"), help=_("Keep this picture for pages."))
    telling.add_argument("--use", choices=USES, default=USES[0], help=_("What the picture shows."))
    telling.add_argument(
        "--alt", metavar=_("TEXT"), help=_("The picture in words, for people who hear the page.")
    )
    telling.add_argument(
        "--with-pictures", action="store_true", help=_("Show the pictures themselves, as Base64.")
    )


def run_school(session: Session, options: Namespace) -> int:
    """Show what the school tells families, or keep what is given."""
    if options.picture:
        return _keep_picture(session, options)
    if options.set:
        return _keep(session)
    if options.settle is not None:
        return _settle(session, options.settle)
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.write_school_page import school_document

    with open_workspace(session) as workspace:
        document = school_document(workspace, with_pictures=options.with_pictures)
    session.output.result(document, lambda: _lines(document))
    return 0


def _keep(session: Session) -> int:
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.write_school_page import write_school_document

    document = _given(session)
    with open_workspace(session) as workspace:
        added = write_school_document(workspace, document)
    return _tell(session, added)


def _keep_picture(session: Session, options: Namespace) -> int:
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.write_school_page import add_picture, read_picture_file

    data = read_picture_file(Path(options.picture).expanduser())
    with open_workspace(session) as workspace:
        record_id = add_picture(workspace, data, options.use, options.alt or "")
    session.output.result({"ids": [record_id]}, lambda: [_("The picture is kept.")])
    return 0


def _settle(session: Session, given: list[str]) -> int:
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.settle_school import settle_profile

    chosen = {}
    for one in given:
        field, _equals, number = one.partition("=")
        if not number.isdecimal():
            raise UsageError("cli.wrong_value", {"argument": "--settle"})
        chosen[field] = int(number)
    with open_workspace(session) as workspace:
        changes = settle_profile(workspace, chosen)
    session.output.result({"ids": list(changes.ids)}, lambda: [_("The versions are joined.")])
    return 0


def _given(session: Session) -> dict[str, Any]:
    data = session.input.rest()
    if not data.strip():
        raise RefusedError("cli.no_input")
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RefusedError("packets.bad_profile", {"field": ""}) from error
    if not isinstance(document, dict):
        raise RefusedError("packets.bad_profile", {"field": ""})
    return document


def _tell(session: Session, added: Added) -> int:
    from fsp_desktop.cli.refusals import sentences

    refused = [
        {"line": one.line, "code": one.error.code, "detail": one.error.detail}
        for one in added.refused
    ]
    session.output.result(
        {"ids": list(added.ids), "refused": refused}, lambda: [_("The school's page is kept.")]
    )
    for one in added.refused:
        for sentence in sentences(one.error.code, one.error.detail):
            session.output.tell(_("Line {line}: {words}").format(line=one.line, words=sentence))
    return max((one.error.exit_code for one in added.refused), default=0)


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    for part in ("school", "staff", "profile"):
        known = {
            name: value for name, value in document[part].items() if value not in (None, "", [])
        }
        for name, value in known.items():
            words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield f"{part}.{name}: {words}"
    for part in ("people", "resources", "own_texts", "pictures"):
        count = len(document[part])
        yield f"{part}: " + ngettext("{count} record", "{count} records", count).format(count=count)
        for line in document[part]:
            yield f"  {line['id']}  {line.get('name') or line.get('alt') or line.get('text')}"
