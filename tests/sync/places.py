"""Looking into a shared place from outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.identity import identity_of, member_of
from fsp_desktop.sync.names import parse_bundle
from tests.sync.desks import Desk
from tests.sync.fake_remote import FakeRemote


def bundles(remote: FakeRemote) -> list[str]:
    return [name for name in remote.files if parse_bundle(name.partition("/")[2])]


def head_of(remote: FakeRemote, desk: Desk) -> str:
    inc = desk.store.own_incarnation()
    (name,) = [n for n in remote.files if f"/h/{inc}." in n]
    return name


def folder_of(desk: Desk) -> str:
    return f"fsp1-{member_of(identity_of(desk.store)).id}"


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as caught:
        work()
    return caught.value.code
