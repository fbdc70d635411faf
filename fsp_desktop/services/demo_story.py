"""The whole story on invented data: a roster, a visit offline, a second computer, a packet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.demo_data import DEMO_PASSPHRASE, demo_story, fill_demo
from fsp_desktop.services.log_visit import finish_visit, save_visit, start_visit
from fsp_desktop.services.places import choose_place
from fsp_desktop.services.prepare_conference import prepare_conference
from fsp_desktop.services.print_brief import compose_conference_brief
from fsp_desktop.services.print_packet import (
    Composed,
    PacketOrder,
    compose_welcome,
    draw,
    page_png,
    save_pdf,
)
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.share_record import invite_colleague
from fsp_desktop.services.start_workspace import Beginning, join_workspace, start_workspace
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.services.workspace import Workspace

Tell = Callable[[str, Mapping[str, object]], None]
"""Called after each step with its code and its numbers."""
PICTURE_WIDTH = 1000
PICTURED_PAGES = 2


@dataclass(frozen=True)
class ToldStory:
    """What the story leaves behind: the first computer's profile, and the files it printed."""

    profile: Profile
    files: tuple[Path, ...]


def tell_demo_story(place: Path, out: Path, clock: Clock, tell: Tell) -> ToldStory:
    """Play the story in the folder `place` and print into `out`.

    Raises:
        UnreachableError: A folder cannot be written.
    """
    story = demo_story()
    me, colleague = story["people"]["me"], story["people"]["second"]
    beginning = Beginning(story["space"], story["school"], me["name"], me["role"], is_demo=True)
    first = Profile(place / "first-computer")
    started = start_workspace(first, DEMO_PASSPHRASE, beginning, clock)
    with started.workspace as workspace:
        fill_demo(workspace)
        counts = {kind: workspace.store.count(kind) for kind in ("student", "adult", "family")}
        tell("roster_read", counts)
        words = _log_visit(workspace)
        tell("visit_logged", {"family": "Petrenko"})
        _share_with_colleague(workspace, place, colleague, clock, words, tell)
        files = tuple(_print_all(workspace, out, tell))
    return ToldStory(first, files)


def _log_visit(workspace: Workspace) -> str:
    words = "She sings at the window every morning. We hope she may sing at school."
    families = workspace.store.search("Petrenko", limit=1, kinds=("family",))
    visit = start_visit(workspace, RecordId(families[0].id))
    form = save_visit(workspace, visit.form, {"hopes": words})
    finish_visit(workspace, form, {"strengths": "Danylo draws maps of every walk."})
    return words


def _share_with_colleague(
    workspace: Workspace,
    place: Path,
    colleague: Mapping[str, str],
    clock: Clock,
    words: str,
    tell: Tell,
) -> None:
    shared = place / "school-folder"
    choose_place(workspace, str(shared))
    tell("shared", {"sent": sync_now(workspace).sent})
    code = invite_colleague(workspace, role=colleague["role"]).code
    second = Profile(place / "second-computer")
    name, role = colleague["name"], colleague["role"]
    with join_workspace(second, DEMO_PASSPHRASE, code, name, clock, role).workspace as theirs:
        choose_place(theirs, str(shared))
        sync_now(theirs)
        sync_now(workspace)
        received = sync_now(theirs).received
        found = len(theirs.store.search(words.split(maxsplit=2)[1], limit=5))
        tell("received", {"received": received, "found": found})


def _print_all(workspace: Workspace, out: Path, tell: Tell) -> Iterator[Path]:
    for label, tag in (("Al-Hariri", "ar"), ("Ramírez Ortiz", "es")):
        family = workspace.store.search(label, limit=1, kinds=("family",))[0]
        composed = compose_welcome(workspace, PacketOrder(RecordId(family.id), (tag,)))
        yield from _print(composed, out, f"packet-{tag}", tell)
    conference = workspace.store.list_rows("conference", limit=1)[0]
    brief = prepare_conference(workspace, RecordId(conference.id))
    yield from _print(compose_conference_brief(brief), out, "conference-brief", tell)


def _print(composed: Composed, out: Path, name: str, tell: Tell) -> Iterator[Path]:
    printed = draw(composed)
    path = out / f"{name}.pdf"
    save_pdf(printed, path)
    tell("printed", {"file": path.name, "pages": printed.pages})
    yield path
    for page in range(min(printed.pages, PICTURED_PAGES)):
        picture = out / f"{name}-page-{page + 1}.png"
        picture.write_bytes(page_png(printed, page, PICTURE_WIDTH))
        yield picture
