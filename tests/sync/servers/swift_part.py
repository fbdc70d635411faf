"""Runs one server of OpenStack Swift with the settings of one folder; for Debian's own Python."""

from __future__ import annotations

import sys


def main(folder: str, kind: str) -> int:
    """Serve until stopped."""
    from swift.common import utils

    # Read when the next modules are loaded, and /etc/swift is not ours.
    utils.SWIFT_CONF_FILE = f"{folder}/swift.conf"
    from swift.common.wsgi import run_wsgi

    return int(run_wsgi(f"{folder}/{kind}.conf", f"{kind}-server", verbose=True) or 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
