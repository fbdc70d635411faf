"""Which of the coach's tips this person has stopped; kept on this computer only."""

from __future__ import annotations

import json

from fsp_desktop.services.workspace import Workspace

STOPPED = "coach.stopped_tips"


def stopped_tips(workspace: Workspace) -> frozenset[str]:
    """Return the terms for which no tips are wanted."""
    text = workspace.store.setting(STOPPED)
    return frozenset(json.loads(text)) if text else frozenset()


def stop_tips(workspace: Workspace, term: str) -> frozenset[str]:
    """Give no tips for `term` any more, and return all stopped terms."""
    stopped = stopped_tips(workspace) | {term}
    workspace.store.set_setting(STOPPED, json.dumps(sorted(stopped)))
    return stopped


def allow_tips(workspace: Workspace) -> None:
    """Give tips for all words again."""
    workspace.store.set_setting(STOPPED, json.dumps([]))
