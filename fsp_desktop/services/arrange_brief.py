"""Choose what of a conference's brief goes on the page, and in which order; the choice is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.prepare_conference import BriefItem, BriefSection, ConferenceBrief
from fsp_desktop.services.workspace import Workspace

FIRST_ITEMS = 4
"""So many items of a section are on the page before anybody chooses: the newest, on one page."""
_SETTING = "brief.arrangement."


@dataclass(frozen=True)
class Arrangement:
    """Section code -> keys of its items: all in their order, and those on the page."""

    order: Mapping[str, tuple[str, ...]]
    chosen: Mapping[str, frozenset[str]]


def read_arrangement(workspace: Workspace, brief: ConferenceBrief) -> Arrangement:
    """Return the choice kept on this computer; items that are new since come last and are chosen."""
    kept = _kept(workspace, brief.form.record_id)
    order, chosen = {}, {}
    for section in brief.sections:
        keys = [item.key for item in section.items]
        if section.code in kept:
            known, on_page = kept[section.code]
            news = [key for key in keys if key not in known]
            order[section.code] = (*(key for key in known if key in keys), *news)
            chosen[section.code] = frozenset(on_page) | frozenset(news)
        else:
            order[section.code] = tuple(keys)
            chosen[section.code] = frozenset(keys[:FIRST_ITEMS])
    return Arrangement(order, chosen)


def keep_arrangement(
    workspace: Workspace, conference_id: RecordId, arrangement: Arrangement
) -> None:
    """Keep a choice on this computer, inside the encrypted record."""
    sections = {
        code: [list(keys), sorted(arrangement.chosen[code])]
        for code, keys in arrangement.order.items()
    }
    workspace.store.set_setting(_SETTING + conference_id, json.dumps(sections))


def arrange(brief: ConferenceBrief, arrangement: Arrangement) -> ConferenceBrief:
    """Return the brief with only the chosen items, in the chosen order."""
    sections = tuple(
        replace(section, items=tuple(ordered(section, arrangement, only_chosen=True)))
        for section in brief.sections
    )
    return replace(brief, sections=sections)


def ordered(
    section: BriefSection, arrangement: Arrangement, *, only_chosen: bool = False
) -> list[BriefItem]:
    """Return the items of a section in the chosen order."""
    items = {item.key: item for item in section.items}
    keys = [key for key in arrangement.order.get(section.code, tuple(items)) if key in items]
    chosen = arrangement.chosen.get(section.code, frozenset(items))
    return [items[key] for key in keys if not only_chosen or key in chosen]


def _kept(workspace: Workspace, conference_id: str) -> dict[str, tuple[list[str], list[str]]]:
    text = workspace.store.setting(_SETTING + conference_id)
    sections = json.loads(text) if text else {}
    return {code: (parts[0], parts[1]) for code, parts in sections.items()}
