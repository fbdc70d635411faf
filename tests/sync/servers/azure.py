"""Azurite, the maker's own stand-in for Azure Blob storage."""

from __future__ import annotations

import base64
import hashlib
import hmac
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path

from fsp_desktop.sync.remotes import Secret
from tests.sync.servers.node_programs import node_program
from tests.sync.servers.running import Place, free_port, program

# Account and key that every Azurite has; published in its documentation, no secret at all.
ACCOUNT = "devstoreaccount1"
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
CONTAINER = "team"


@contextmanager
def azurite(home: Path) -> Iterator[Place]:
    """Run Azurite's blob server."""
    port = free_port()
    command = [*node_program("azurite-blob"), "--silent", "--inMemoryPersistence"]
    command += ["--blobHost", "127.0.0.1", "--blobPort", str(port), "--skipApiVersionCheck"]
    command += ["--disableTelemetry"]
    with program(command, port, home / "out.log"):
        _make_container(port)
        query = f"?endpoint=http://127.0.0.1:{port}/{ACCOUNT}"
        yield Place(f"azblob://{ACCOUNT}/{CONTAINER}", Secret("", KEY), query)


def _make_container(port: int) -> None:
    """Make the container with a request signed as "Shared Key" of the service's documentation."""
    headers = {"x-ms-date": formatdate(usegmt=True), "x-ms-version": "2021-08-06"}
    canonical = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    resource = f"/{ACCOUNT}/{ACCOUNT}/{CONTAINER}\nrestype:container"
    signed = "PUT" + "\n" * 12 + canonical + resource
    seal = hmac.new(base64.b64decode(KEY), signed.encode(), hashlib.sha256).digest()
    headers["Authorization"] = f"SharedKey {ACCOUNT}:{base64.b64encode(seal).decode()}"
    url = f"http://127.0.0.1:{port}/{ACCOUNT}/{CONTAINER}?restype=container"
    request = urllib.request.Request(url, method="PUT", headers=headers, data=b"")
    request.add_header("Content-Type", "")
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 201
