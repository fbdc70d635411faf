"""Three S3 servers: OpenStack Swift with its S3 door is a real one, moto and s3rver are fakes.

The fakes are here because they differ: s3rver ignores conditions, moto checks no signature.
"""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from fsp_desktop.sync.remotes import Secret
from tests.sync.servers.node_programs import node_program
from tests.sync.servers.running import Place, free_port, needed, program

BUCKET = "team"
_SYSTEM_PYTHON = "/usr/bin/python3"
_HERE = Path(__file__).parent


def _place(port: int, secret: Secret) -> Place:
    query = f"?endpoint=http://127.0.0.1:{port}&region=us-east-1"
    return Place(f"s3://{BUCKET}", secret, query)


def _make_bucket(port: int) -> None:
    # The fakes take an unsigned request.
    request = urllib.request.Request(f"http://127.0.0.1:{port}/{BUCKET}", method="PUT")
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200


@contextmanager
def moto(home: Path) -> Iterator[Place]:
    """Run moto's server."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with program(command, port, home / "out.log"):
        _make_bucket(port)
        yield _place(port, Secret("AKIAEXAMPLE", "example"))


@contextmanager
def s3rver(home: Path) -> Iterator[Place]:
    """Run s3rver, which takes one fixed key."""
    port = free_port()
    command = [*node_program("s3rver"), "-d", str(home), "-a", "127.0.0.1", "-p", str(port)]
    command += ["--configure-bucket", BUCKET]
    with program(command, port, home / "out.log"):
        yield _place(port, Secret("S3RVER", "S3RVER"))


@contextmanager
def swift(home: Path) -> Iterator[Place]:
    """Run Swift's four servers and the memory its door needs, from Debian's packages."""
    ring_builder = needed("swift-ring-builder", "swift-proxy")
    if not Path("/usr/lib/python3/dist-packages/swift").is_dir():
        pytest.skip("swift is not installed; see packaging/debian-servers.txt")
    ports = {kind: free_port() for kind in ("account", "container", "object", "proxy", "memory")}
    (home / "disks" / "d1").mkdir(parents=True)
    _probe_attributes(home)
    texts = (_HERE / "swift.conf").read_text(encoding="utf-8").split("=====\n")
    for kind in ("account", "container", "object"):
        _swift_part(home, ring_builder, kind, ports[kind], texts[1])
    (home / "swift.conf").write_text(texts[0], encoding="utf-8")
    proxy = texts[2].format(home=home, port=ports["proxy"], memory=ports["memory"], user=_user())
    (home / "proxy.conf").write_text(proxy, encoding="utf-8")
    with ExitStack() as stack:
        memory = [needed("memcached", "memcached"), "-l", "127.0.0.1", "-p", str(ports["memory"])]
        memory += ["-u", "nobody"] if os.geteuid() == 0 else []
        stack.enter_context(program(memory, ports["memory"], home / "memory.log"))
        for kind in ("account", "container", "object", "proxy"):
            command = [_SYSTEM_PYTHON, "-I", str(_HERE / "swift_part.py"), str(home), kind]
            stack.enter_context(program(command, ports[kind], home / f"{kind}.log", _plain()))
        secret = Secret("team:ana", "wren-17")
        _make_swift_bucket(ports["proxy"], secret)
        yield _place(ports["proxy"], secret)


def _plain() -> dict[str, str]:
    """Return an environment in which the system's own Python finds its own modules."""
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}


def _user() -> str:
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


def _probe_attributes(home: Path) -> None:
    try:
        os.setxattr(home, "user.probe", b"1")
    except OSError:
        pytest.skip("swift keeps facts in extended attributes, which this disk does not have")


def _swift_part(home: Path, builder: str, kind: str, port: int, text: str) -> None:
    conf = text.format(home=home, port=port, kind=kind, user=_user())
    (home / f"{kind}.conf").write_text(conf, encoding="utf-8")
    ring = str(home / f"{kind}.builder")
    for words in (
        ["create", "4", "1", "0"],
        ["add", f"r1z1-127.0.0.1:{port}/d1", "1"],
        ["rebalance"],
    ):
        subprocess.run([builder, ring, *words], check=True, capture_output=True, env=_plain())


def _make_swift_bucket(port: int, secret: Secret) -> None:
    door = urllib.request.Request(
        f"http://127.0.0.1:{port}/auth/v1.0",
        headers={"X-Auth-User": secret.user, "X-Auth-Key": secret.secret},
    )
    with urllib.request.urlopen(door) as answer:
        url, token = answer.headers["X-Storage-Url"], answer.headers["X-Auth-Token"]
    request = urllib.request.Request(f"{url}/{BUCKET}", method="PUT")
    request.add_header("X-Auth-Token", token)
    with urllib.request.urlopen(request) as answer:
        assert answer.status in {201, 202}
