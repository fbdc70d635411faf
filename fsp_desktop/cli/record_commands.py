"""Commands on single records: add, edit, list, show, search, delete, undo, history."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import Commands, known_id, new_command
from fsp_desktop.domain.errors import RefusedError, UsageError
from fsp_desktop.language.field_words import KIND_WORDS
from fsp_desktop.language.words import _, ngettext

if TYPE_CHECKING:
    from fsp_desktop.cli.command_parser import CommandParser
    from fsp_desktop.cli.session import Session
    from fsp_desktop.domain.views import SearchHit
    from fsp_desktop.services.entries import Added


def add_commands(commands: Commands) -> None:
    """Add this module's commands."""
    adding = new_command(
        commands, "add", _("Add records: JSON object, array or lines on standard input."), run_add
    )
    _add_kind(adding)
    editing = new_command(
        commands, "edit", _("Change fields of a record: JSON on standard input."), run_edit
    )
    _add_id(editing)
    _add_list(commands)
    showing = new_command(commands, "show", _("Show one record."), run_show)
    _add_id(showing)
    showing.add_argument("--history", action="store_true", help=_("Also who wrote what, and when."))
    searching = new_command(commands, "search", _("Find a family, a person or a word."), run_search)
    searching.add_argument("text", metavar=_("TEXT"), help=_("Letters of a name or of words."))
    searching.add_argument(
        "--limit", type=_count, default=50, metavar="N", help=_("At most so many.")
    )
    deleting = new_command(commands, "delete", _("Take a record out of all lists."), run_delete)
    _add_id(deleting)
    new_command(commands, "undo", _("Take back the last save of this computer."), run_undo)
    telling = new_command(commands, "history", _("Tell who wrote what, and when."), run_history)
    _add_id(telling)


def run_add(session: Session, options: Namespace) -> int:
    """Add every record that is given; tell which were refused and why."""
    from fsp_desktop.cli.record_input import read_entries
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.add_records import add_records

    kind, given = _known_kind(options.kind), _given(session)
    with open_workspace(session) as workspace:
        return _tell_added(session, add_records(workspace, kind, read_entries(given)))


def run_edit(session: Session, options: Namespace) -> int:
    """Change a record by every object that is given, one after the other."""
    from fsp_desktop.cli.record_input import read_entries
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.add_records import edit_record

    record_id, given = known_id(options.id), _given(session)
    with open_workspace(session) as workspace:
        return _tell_added(session, edit_record(workspace, record_id, read_entries(given)))


def run_list(session: Session, options: Namespace) -> int:
    """Print the records of one kind, newest first."""
    from fsp_desktop.cli.record_words import record_line
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.list_records import list_records

    kind = _known_kind(options.kind)
    with open_workspace(session) as workspace:
        records = list_records(
            workspace,
            kind,
            family_id=known_id(options.family) if options.family else None,
            since=options.since,
            open_only=options.open,
            limit=options.limit,
        )
        session.output.records(records, record_line)
    return 0


def run_show(session: Session, options: Namespace) -> int:
    """Print one record, with its history if that was asked for."""
    from fsp_desktop.cli.record_words import history_line, record_page
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.list_records import record_history, show_record
    from fsp_desktop.services.name_people import names_by_id

    with open_workspace(session) as workspace:
        record = show_record(workspace, known_id(options.id))
        history = record_history(workspace, known_id(options.id)) if options.history else []
        names = names_by_id(workspace) if history and session.output.is_for_people else {}
    document = {**record, "history": history} if options.history else record

    def lines() -> Iterator[str]:
        yield from record_page(record)
        yield from (history_line(record["kind"], entry, names) for entry in history)

    session.output.result(document, lines)
    return 0


def run_history(session: Session, options: Namespace) -> int:
    """Print every write to a record, newest first."""
    from fsp_desktop.cli.record_words import history_line
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.list_records import record_history, record_kind
    from fsp_desktop.services.name_people import names_by_id

    with open_workspace(session) as workspace:
        kind = record_kind(workspace, known_id(options.id))
        history = record_history(workspace, known_id(options.id))
        names = names_by_id(workspace) if session.output.is_for_people else {}
    session.output.records(history, lambda entry: history_line(kind, entry, names))
    return 0


def run_search(session: Session, options: Namespace) -> int:
    """Print what fits the text, best first."""
    from fsp_desktop.cli.record_words import hit_line
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.find_anything import find_anything

    with open_workspace(session) as workspace:
        hits = find_anything(workspace, options.text, limit=options.limit)
    session.output.records(map(_hit, hits), hit_line)
    return 0


def run_delete(session: Session, options: Namespace) -> int:
    """Take a record out of all lists."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.settle_conflict import delete_record

    with open_workspace(session) as workspace:
        changes = delete_record(workspace, known_id(options.id))
    session.output.result({"ids": list(changes.ids)}, lambda: [_("Taken out of all lists.")])
    return 0


def run_undo(session: Session, options: Namespace) -> int:  # noqa: ARG001 - no options of its own
    """Take back the last save of this computer."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.settle_conflict import undo_last_save

    with open_workspace(session) as workspace:
        changes = undo_last_save(workspace)
    session.output.result({"ids": list(changes.ids)}, lambda: [_("The last save is taken back.")])
    return 0


def _add_kind(parser: CommandParser) -> None:
    parser.add_argument(
        "kind", metavar=_("KIND"), help=_("One of: {kinds}.").format(kinds=", ".join(KIND_WORDS))
    )


def _add_id(parser: CommandParser) -> None:
    parser.add_argument("id", metavar=_("ID"), help=_("Id of the record, as list shows it."))


def _add_list(commands: Commands) -> None:
    listing = new_command(commands, "list", _("List the records of one kind."), run_list)
    _add_kind(listing)
    listing.add_argument("--family", metavar=_("ID"), help=_("Only those of one family."))
    listing.add_argument(
        "--since",
        type=_day,
        metavar=_("DATE"),
        help=_("Only what happened (or was written, if it has no day) on or after this day."),
    )
    listing.add_argument(
        "--open", action="store_true", help=_("Only what still waits for somebody.")
    )
    listing.add_argument("--limit", type=_count, metavar="N", help=_("At most so many."))


def _hit(hit: SearchHit) -> dict[str, Any]:
    keys = ("id", "kind", "family_id", "title", "snippet", "score")
    return {key: getattr(hit, key) for key in keys}


def _tell_added(session: Session, added: Added) -> int:
    refused = [
        {"line": one.line, "code": one.error.code, "detail": one.error.detail}
        for one in added.refused
    ]
    count = len(added.ids)
    words = ngettext("{count} record saved.", "{count} records saved.", count).format(count=count)
    session.output.result({"ids": list(added.ids), "refused": refused}, lambda: [words])
    _tell_refused(session, added)
    return max((one.error.exit_code for one in added.refused), default=0)


def _tell_refused(session: Session, added: Added) -> None:
    from fsp_desktop.cli.refusals import sentences

    for one in added.refused:
        first, *others = sentences(one.error.code, one.error.detail)
        session.output.tell(_("Line {line}: {words}").format(line=one.line, words=first))
        for sentence in others:
            session.output.tell(sentence)


def _given(session: Session) -> bytes:
    if session.input.is_terminal():
        session.output.tell(_("Type the record as JSON, then end with Ctrl+D (Ctrl+Z on Windows)."))
    data = session.input.rest()
    if not data.strip():
        raise RefusedError("cli.no_input")
    return data


def _known_kind(kind: str) -> str:
    if kind not in KIND_WORDS:
        raise UsageError("domain.unknown_kind", {"kinds": sorted(KIND_WORDS)})
    return kind


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("YYYY-MM-DD") from error


def _count(text: str) -> int:
    try:
        count = int(text)
    except ValueError as error:
        raise ArgumentTypeError("N") from error
    if count < 0:
        raise ArgumentTypeError("N")
    return count
