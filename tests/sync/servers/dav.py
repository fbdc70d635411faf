"""Three WebDAV servers that differ: wsgidav and rclone show half a file, rclone ignores conditions."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cheroot.wsgi import Server
from wsgidav.wsgidav_app import WsgiDAVApp

from fsp_desktop.sync.remotes import Secret
from tests.sync.servers.running import Place, free_port, needed, program, wait_for

USER, PASSWORD = "ana", "wren-17"
_MODULES = Path("/usr/lib/apache2/modules")
_APACHE = """\
ServerRoot {home}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {home}/pid
ErrorLog {home}/error.log
Mutex file:{home}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authn_core_module {modules}/mod_authn_core.so
LoadModule authn_file_module {modules}/mod_authn_file.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule authz_user_module {modules}/mod_authz_user.so
LoadModule auth_basic_module {modules}/mod_auth_basic.so
LoadModule dav_module {modules}/mod_dav.so
LoadModule dav_fs_module {modules}/mod_dav_fs.so
{user}
DocumentRoot {files}
DavLockDB {home}/locks
<Directory {files}>
  Dav On
  AuthType Basic
  AuthName team
  AuthUserFile {home}/users
  Require valid-user
</Directory>
"""


@contextmanager
def wsgidav(home: Path) -> Iterator[Place]:
    """Serve `home/files` with wsgidav inside this process."""
    files = home / "files"
    files.mkdir()
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(files)},
            "http_authenticator": {
                "domain_controller": None,
                "accept_basic": True,
                "accept_digest": False,
                "default_to_digest": False,
            },
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )
    server = Server(("127.0.0.1", 0), app)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)  # noqa: TID251
    thread.start()
    try:
        yield Place(f"webdav+http://127.0.0.1:{server.bind_addr[1]}", Secret(USER, PASSWORD))
    finally:
        server.stop()
        thread.join(10)


@contextmanager
def apache(home: Path) -> Iterator[Place]:
    """Serve `home/files` with Apache's mod_dav."""
    httpd = needed("apache2", "apache2")
    files = home / "files"
    files.mkdir()
    port = free_port()
    made = subprocess.run(
        [needed("htpasswd", "apache2-utils"), "-bcs", home / "users", USER, PASSWORD],
        capture_output=True,
        check=True,
    )
    assert made.returncode == 0
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    _let_in(home)
    text = _APACHE.format(home=home, files=files, port=port, modules=_MODULES, user=user)
    (home / "httpd.conf").write_text(text, encoding="utf-8")
    command = [httpd, "-f", home / "httpd.conf", "-DFOREGROUND"]
    with program(command, port, home / "out.log"):
        yield Place(f"webdav+http://127.0.0.1:{port}", Secret(USER, PASSWORD))


def _let_in(home: Path) -> None:
    """Let Apache's own user into a folder that pytest keeps for root."""
    if os.geteuid() != 0:
        return
    for one in (home, *home.parents):
        if one == Path("/tmp"):
            break
        one.chmod(one.stat().st_mode | 0o055)
    for one in (home, home / "files"):
        one.chmod(0o777)


@contextmanager
def rclone(home: Path) -> Iterator[Place]:
    """Serve `home/files` with rclone."""
    files = home / "files"
    files.mkdir()
    port = free_port()
    command = [needed("rclone", "rclone"), "serve", "webdav", str(files)]
    command += ["--addr", f"127.0.0.1:{port}", "--user", USER, "--pass", PASSWORD]
    command += ["--config", str(home / "none.conf"), "--dir-cache-time", "0"]
    with program(command, port, home / "out.log"):
        wait_for(port)
        yield Place(f"webdav+http://127.0.0.1:{port}", Secret(USER, PASSWORD))
