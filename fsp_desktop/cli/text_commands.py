"""The texts of the packets: list, show, write, export, import, sign."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import PROGRAM, Commands, new_command
from fsp_desktop.cli.refusals import sentences
from fsp_desktop.domain.errors import FspError, UsageError
from fsp_desktop.language.words import _, ngettext

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session
    from fsp_desktop.services.import_texts import PlannedText, TextImport
    from fsp_desktop.services.show_texts import TextLine
    from fsp_desktop.services.translate_text import TextPage
    from fsp_desktop.services.workspace import Workspace

STATES = (
    "all", "open", "missing", "source_changed", "two_versions", "draft", "to_check", "signed_off",
)  # fmt: skip
FORMATS = ("xliff", "po", "docx", "xlsx")
REFUSED = 1


def add_commands(commands: Commands) -> None:
    """Add this module's command."""
    texts = new_command(
        commands, "texts", _("The printed texts: who worded them, who has read them."), run_texts
    )
    texts.add_argument("what", choices=tuple(_ACTS), metavar=_("ACT"), help=", ".join(_ACTS))
    for option, words, more in _options():
        texts.add_argument(option, help=words, **more)


def run_texts(session: Session, options: Namespace) -> int:
    """Open the record and do one of the acts."""
    from fsp_desktop.cli.unlocking import open_workspace

    act, needed = _ACTS[options.what]
    for name in needed:
        if not getattr(options, name):
            command = f"{PROGRAM} texts"
            raise UsageError("cli.missing_argument", {"command": command, "argument": f"--{name}"})
    with open_workspace(session) as workspace:
        return act(session, workspace, options)


def _list(session: Session, workspace: Workspace, options: Namespace) -> int:
    from fsp_desktop.services.show_texts import list_texts

    found = list_texts(
        workspace, options.language, which=options.state, part=options.part, find=options.find
    )
    session.output.records((_line(line) for line in found.lines), _line_words)
    return 0


def _show(session: Session, workspace: Workspace, options: Namespace) -> int:
    from fsp_desktop.services.translate_text import open_text

    # All of them first: half a list would be no answer.
    pages = [open_text(workspace, options.language, text_id) for text_id in options.text]
    session.output.records((_page(page) for page in pages), _page_words)
    return 0


def _write(session: Session, workspace: Workspace, options: Namespace) -> int:
    from fsp_desktop.services.translate_text import open_text, save_text

    try:
        text = session.input.rest().decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise UsageError("cli.not_utf8", {"command": f"{PROGRAM} texts"}) from error
    if not text:
        raise UsageError("cli.no_input", {"command": f"{PROGRAM} texts"})
    page = open_text(workspace, options.language, options.text[0])
    form = save_text(workspace, page.form, {"text": text})
    _tell_ids(session, [form.record_id])
    return 0


def _export(session: Session, workspace: Workspace, options: Namespace) -> int:
    from fsp_desktop.services.export_texts import export_texts

    path = Path(options.out).expanduser()
    done = export_texts(
        workspace,
        options.language,
        path,
        form=options.format,
        which=options.state,
        part=options.part,
    )
    document = {
        "file": str(path),
        "language": done.language,
        "format": done.form,
        "texts": done.count,
    }
    words = ngettext("{count} text written.", "{count} texts written.", done.count)
    session.output.result(document, lambda: [words.format(count=done.count)])
    return 0


def _import(session: Session, workspace: Workspace, options: Namespace) -> int:
    from fsp_desktop.services.import_texts import plan_import, read_text_file, take_import

    file = read_text_file(Path(options.file).expanduser())
    plan = plan_import(
        workspace,
        file,
        language=options.language,
        translator=options.translator,
        is_machine=options.machine,
    )
    if not options.dry_run:
        take_import(workspace, plan)
    session.output.result(_plan(plan), lambda: _plan_words(plan))
    for one in plan.refused:
        for sentence in sentences(one.code, one.detail):
            session.output.tell(sentence)
    return REFUSED if plan.refused and not plan.planned and not plan.unchanged else 0


def _sign(session: Session, workspace: Workspace, options: Namespace) -> int:
    from fsp_desktop.services.sign_text import sign_off

    signed: list[str] = []
    refused: list[dict[str, object]] = []
    for text_id in options.text:
        try:
            sign_off(workspace, options.language, text_id)
        except FspError as error:
            refused.append({"text": text_id, "code": error.code})
        else:
            signed.append(text_id)
    session.output.result({"signed": signed, "refused": refused}, lambda: _signed_words(signed))
    for one in refused:
        for sentence in sentences(str(one["code"]), one):
            session.output.tell(f"{one['text']}: {sentence}")
    return REFUSED if refused else 0


def _unsign(session: Session, workspace: Workspace, options: Namespace) -> int:
    from fsp_desktop.services.sign_text import take_back

    ids = [take_back(workspace, options.language, one).record_id for one in options.text]
    _tell_ids(session, list(ids))
    return 0


_Act = Callable[["Session", "Workspace", Namespace], int]
_ACTS: Mapping[str, tuple[_Act, tuple[str, ...]]] = {
    "list": (_list, ("language",)),
    "show": (_show, ("language", "text")),
    "write": (_write, ("language", "text")),
    "export": (_export, ("language", "out")),
    "import": (_import, ("file",)),
    "sign": (_sign, ("language", "text")),
    "unsign": (_unsign, ("language", "text")),
}
"""Act -> what does it, and the options it cannot do without."""


def _options() -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "--language", _("Tag of the language translated into."), {"metavar": _("TAG")}
    yield (
        "--text",
        _("Id of a text; may be given again."),
        {"metavar": _("ID"), "action": "append", "default": []},
    )
    yield "--state", _("Only texts at this point."), {"choices": STATES, "default": "all"}
    yield (
        "--part",
        _("Only texts of this part, such as rights."),
        {"metavar": _("PART"), "default": ""},
    )
    yield "--find", _("Only texts that hold these words."), {"metavar": _("TEXT"), "default": ""}
    yield "--out", _("File to write; its ending names its form."), {"metavar": _("FILE")}
    yield "--format", _("Form of the file; else by its ending."), {"choices": FORMATS}
    yield "--file", _("File that a translator has filled in."), {"metavar": _("FILE")}
    yield (
        "--translator",
        _("Who filled it in; else you count as the writer."),
        {"metavar": _("NAME"), "default": ""},
    )
    yield "--machine", _("A machine filled it in."), {"action": "store_true"}
    yield "--dry-run", _("Tell what would happen; change nothing."), {"action": "store_true"}


def _line(line: TextLine) -> dict[str, object]:
    return {
        "text": line.text_id,
        "language": line.language,
        "part": line.part,
        "english": line.english,
        "words": line.text,
        "state": line.mark,
        "status": line.status,
        "by": line.by,
        "on": line.on,
        "is_own": line.is_own,
    }


def _line_words(line: Mapping[str, Any]) -> str:
    return f"{line['state']:<15} {line['text']:<34} {line['words'] or line['english']}"


def _page(page: TextPage) -> dict[str, object]:
    return {
        **_line(page.line),
        "record": None if page.form.is_new else page.form.record_id,
        "places": list(page.places),
        "notes": list(page.notes),
        "written_by": page.writer_name or None,
        "written_on": page.written_on or None,
        "source": page.source_text or None,
        "source_hash": page.source_hash or None,
        "version": page.version,
        "findings": [asdict(one) for one in page.findings],
        "why_not_signed": page.why_not or None,
        "question": page.form.values.get("question"),
        "answer": page.form.values.get("answer"),
    }


def _page_words(page: Mapping[str, Any]) -> str:
    lines = [f"{page['text']} ({page['language']}): {page['state']}", page["english"]]
    lines.append(page["words"] or "—")
    if page["why_not_signed"]:
        lines += sentences(page["why_not_signed"], {})
    return "\n".join(lines)


def _plan(plan: TextImport) -> dict[str, object]:
    return {
        "language": plan.language,
        "new": [_planned(one) for one in plan.of("new")],
        "changed": [_planned(one) for one in plan.of("changed")],
        "both_kept": [_planned(one) for one in plan.of("clash")],
        "unchanged": plan.unchanged,
        "empty": plan.empty,
        "refused": [
            {"line": one.line, "text": one.text_id, "code": one.code, "detail": dict(one.detail)}
            for one in plan.refused
        ],
    }


def _planned(one: PlannedText) -> dict[str, object]:
    return {
        "line": one.line,
        "text": one.text_id,
        "before": one.before,
        "after": one.after,
        "older_english": one.is_older_english,
    }


def _plan_words(plan: TextImport) -> Iterator[str]:
    yield _("New: {count}").format(count=len(plan.of("new")))
    yield _("Changed: {count}").format(count=len(plan.of("changed")))
    yield _("Both kept: {count}").format(count=len(plan.of("clash")))
    yield _("As before: {count}").format(count=plan.unchanged)


def _signed_words(signed: list[str]) -> Iterator[str]:
    words = ngettext("{count} text signed off.", "{count} texts signed off.", len(signed))
    yield words.format(count=len(signed))


def _tell_ids(session: Session, ids: list[str]) -> None:
    session.output.result({"ids": ids}, lambda: [_("Saved.")])
