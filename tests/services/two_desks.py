"""Two workspaces that hear of each other's changes without a folder between them."""

from __future__ import annotations

from fsp_desktop.services.workspace import Workspace


def pass_on(giver: Workspace, *takers: Workspace) -> None:
    """Seal everything that is new at `giver` and apply it at each of the `takers`."""
    ledger = giver.ledger
    ops = ledger.unsealed_ops(1 << 30)
    if not ops:
        return
    inc = ledger.own_incarnation()
    last = ledger.have().get(inc)
    n, last_op = (last.n + 1, last.last_op + len(ops)) if last else (1, len(ops))
    data, bundle_hash = b"".join(ops), f"{n:064x}"
    ledger.keep_sealed(inc, n, "", bundle_hash, data, last_op)
    for taker in takers:
        taker.ledger.apply_bundle(inc, n, bundle_hash, data, ops)


def agree(one: Workspace, other: Workspace) -> None:
    """Let both hear of everything."""
    pass_on(one, other)
    pass_on(other, one)
