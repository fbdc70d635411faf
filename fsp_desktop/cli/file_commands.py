"""Commands on files: import, export, backup, restore, check."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import Commands, new_command
from fsp_desktop.language.labels import kind_label
from fsp_desktop.language.words import _, ngettext

if TYPE_CHECKING:
    from fsp_desktop.cli.progress_line import ProgressLine
    from fsp_desktop.cli.session import Session
    from fsp_desktop.services.workspace import Workspace

FORMATS = ("auto", "oneroster", "sds", "csv", "jsonl")
REFUSED = 1


def add_commands(commands: Commands) -> None:
    """Add this module's commands."""
    _add_import(commands)
    exporting = new_command(
        commands, "export", _("Write the whole record to a file that others can read."), run_export
    )
    exporting.add_argument("--out", required=True, metavar=_("FILE"), help=_("File to write."))
    exporting.add_argument(
        "--reason",
        required=True,
        metavar=_("TEXT"),
        help=_("Who asked, and what for; kept in the access log."),
    )
    backing = new_command(commands, "backup", _("Write an encrypted backup."), run_backup)
    backing.add_argument(
        "file",
        nargs="?",
        metavar=_("FILE"),
        help=_("File to write; else today's among the fourteen that are kept in the profile."),
    )
    restoring = new_command(
        commands, "restore", _("Bring a backup back into an empty profile."), run_restore
    )
    restoring.add_argument("file", metavar=_("FILE"), help=_("A backup of this program."))
    new_command(commands, "check", _("Check that the record is sound."), run_check)


def run_import(session: Session, options: Namespace) -> int:
    """Bring in a roster, a table or an export; tell what was added, changed and refused."""
    from fsp_desktop.cli.unlocking import open_workspace

    path = Path(options.path).expanduser()
    with open_workspace(session) as workspace:
        report = _import(session, workspace, path, options)
    session.output.result(report, lambda: _import_lines(report))
    _tell_refused_rows(session, report)
    was_read = any(report[part] for part in ("added", "changed", "unchanged"))
    return REFUSED if report["refused"] and not was_read else 0


def run_export(session: Session, options: Namespace) -> int:
    """Write the whole record as one record a line, and note in the access log who asked why."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.export_record import export_record

    path = Path(options.out).expanduser()
    with open_workspace(session) as workspace:
        count = export_record(workspace, path, options.reason)
    document = {"file": str(path), "records": count}
    words = ngettext(
        "{count} record written. The file is not encrypted: keep it as you would keep paper.",
        "{count} records written. The file is not encrypted: keep it as you would keep paper.",
        count,
    )
    session.output.result(document, lambda: [words.format(count=count)])
    return 0


def run_backup(session: Session, options: Namespace) -> int:
    """Write one encrypted file from which the passphrase alone brings everything back."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.back_up import back_up, back_up_dated

    path = Path(options.file).expanduser() if options.file else None
    with open_workspace(session) as workspace:
        made = back_up(workspace, path) if path else back_up_dated(workspace)
    document = {"file": str(made.path), "size_bytes": made.size_bytes, "digest": made.digest}
    session.output.result(document, lambda: [_("The backup is written and was read back.")])
    return 0


def run_restore(session: Session, options: Namespace) -> int:
    """Bring a backup back into a profile that holds nothing yet."""
    from fsp_desktop.cli.unlocking import given_passphrase, type_passphrase
    from fsp_desktop.services.back_up import restore

    given = given_passphrase(session)
    passphrase = given if given is not None else type_passphrase(session)
    path = Path(options.file).expanduser()
    restored = restore(path, session.desk.profile, passphrase, session.desk.clock)
    document = {
        "profile": str(session.desk.profile.root),
        "digest": restored.digest,
        "made_at": restored.made_at,
    }
    session.output.result(document, lambda: [_("The record is back, and it is sound.")])
    return 0


def run_check(session: Session, options: Namespace) -> int:  # noqa: ARG001 - no options of its own
    """Check pages, references, journal and search index; exit 1 if something is wrong."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.check_record import check_record

    with open_workspace(session) as workspace:
        problems = [dict(problem) for problem in check_record(workspace)]
    document = {"ok": not problems, "problems": problems}
    session.output.result(document, lambda: _check_lines(problems))
    return REFUSED if problems else 0


def _add_import(commands: Commands) -> None:
    importing = new_command(
        commands, "import", _("Bring in a class list, a table or an export."), run_import
    )
    importing.add_argument("path", metavar=_("PATH"), help=_("File, folder or zip."))
    importing.add_argument(
        "--format", choices=FORMATS, default="auto", help=_("What the file is; usually found out.")
    )
    importing.add_argument(
        "--dry-run", action="store_true", help=_("Tell what would happen; change nothing.")
    )
    importing.add_argument(
        "--mapping", metavar=_("FILE"), help=_("JSON file: which column is which field.")
    )


def _import(
    session: Session, workspace: Workspace, path: Path, options: Namespace
) -> dict[str, Any]:
    from fsp_desktop.services.bring_back import bring_back, is_export

    if options.format == "jsonl" or (options.format == "auto" and is_export(path)):
        return bring_back(workspace, path, is_rehearsal=options.dry_run)
    with session.output.progress() as progress:
        return _import_roster(workspace, path, options, progress)


def _import_roster(
    workspace: Workspace, path: Path, options: Namespace, progress: ProgressLine
) -> dict[str, Any]:
    from fsp_desktop.services.import_roster import (
        mapping_for,
        plan_import,
        read_mapping,
        read_roster,
        run_import,
    )

    if options.mapping:
        mapping = read_mapping(Path(options.mapping).expanduser())
    else:
        mapping = mapping_for(workspace, path, options.format)
    told = progress.step(_("Reading the list"))
    reading = read_roster(path, options.format, mapping or None, progress=told)
    plan = plan_import(workspace, reading, progress=progress.step(_("Comparing")))
    if options.dry_run:
        return plan.report.to_json()
    return run_import(workspace, plan, progress=progress.step(_("Writing"))).to_json()


def _import_lines(report: Mapping[str, Any]) -> Iterator[str]:
    sentences = (
        ("added", _("{kind}: {count} added")),
        ("changed", _("{kind}: {count} changed")),
        ("unchanged", _("{kind}: {count} as before")),
    )
    for part, sentence in sentences:
        for kind, count in report[part].items():
            yield sentence.format(kind=kind_label(kind, plural=True), count=count)
    if report["missing_now"]:
        yield _("Not in this list any more: {count}").format(count=report["missing_now"])
    if report["left_deleted"]:
        yield _("Deleted here and left deleted: {count} ({names})").format(
            count=len(report["left_deleted"]),
            names=", ".join(dict.fromkeys(one["label"] for one in report["left_deleted"])),
        )
    if report["possible_duplicates"]:
        count = len(report["possible_duplicates"])
        yield _("Perhaps the same person twice: {count}").format(count=count)
    if report["dropped_columns"]:
        names = (
            one["file"] if one["column"] == "*" else one["column"]
            for one in report["dropped_columns"]
        )
        yield _("Left out on purpose: {columns}").format(columns=", ".join(dict.fromkeys(names)))


def _tell_refused_rows(session: Session, report: Mapping[str, Any]) -> None:
    from fsp_desktop.cli.refusals import sentences

    for one in report["refused"]:
        place = " ".join(str(part) for part in (one.get("file"), one.get("line")) if part)
        for sentence in sentences(one["code"], one["detail"]):
            session.output.tell(f"{place}: {sentence}")


def _check_lines(problems: list[dict[str, Any]]) -> Iterator[str]:
    from fsp_desktop.cli.refusals import sentences

    if not problems:
        yield _("Everything is sound.")
    for problem in problems:
        yield from sentences(problem["code"], problem["detail"])
