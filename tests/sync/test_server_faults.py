"""Servers that answer badly: a code for each, and nothing changed here."""

from __future__ import annotations

import gc
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.sync.remotes import Secret, open_remote, read_address, server
from tests.sync.desks import Desk
from tests.sync.servers.odd import hangs_up, odd_server, says
from tests.sync.servers.running import free_port, needed

PAGE = b"<!doctype html><html><body>Welcome to the guest network. Please sign in.</body></html>"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(server, "_PAUSES_S", (0.0, 0.0))


def code_of(work: object, *args: object) -> str:
    with pytest.raises(FspError) as caught:
        work(*args)  # type: ignore[operator]
    return caught.value.code


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "sync.wrong_credentials"),
        (403, "sync.not_allowed"),
        (407, "sync.network_sign_in"),
        (413, "sync.remote_full"),
        (429, "sync.remote_busy"),
        (500, "sync.odd_answer"),
        (503, "sync.remote_busy"),
        (507, "sync.remote_full"),
        (511, "sync.network_sign_in"),
    ],
)
def test_each_refusal_has_its_code(status: int, code: str) -> None:
    with odd_server(says(status, b"no")) as odd:
        remote = open_remote(odd.address, secret=Secret("ana", "pw"))
        assert code_of(remote.list, "h/") == code
        assert code_of(lambda: remote.put("h/one", b"x", replace=True)) == code
        assert code_of(remote.get, "h/one") == code


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_a_few_times_only(status: int) -> None:
    with odd_server(says(status, b"later")) as odd:
        remote = open_remote(odd.address)
        assert code_of(remote.get, "h/one") == "sync.remote_busy"
        assert len(odd.asked) == 3


def test_a_sign_in_page_is_not_a_shared_place() -> None:
    with odd_server(says(200, PAGE, Content_Type="text/html")) as odd:
        remote = open_remote(odd.address)
        assert code_of(remote.list, "h/") == "sync.odd_answer"
        desk = Desk("ana").founds()
        desk.writes("one", text="mornings")
        before = desk.store.digest()
        assert code_of(desk.syncs, remote) == "sync.odd_answer"
        assert desk.store.digest() == before
        assert not {"PUT", "DELETE", "MKCOL"} & set(odd.asked)


def test_a_cut_connection_is_no_file() -> None:
    with odd_server(hangs_up) as odd:
        assert code_of(open_remote(odd.address).get, "h/one") == "sync.remote_unreachable"


def test_nobody_there() -> None:
    remote = open_remote(f"webdav+http://127.0.0.1:{free_port()}/team")
    for call in (lambda: remote.list("h/"), lambda: remote.get("space")):
        assert code_of(call) == "sync.remote_unreachable"


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = [needed("openssl", "openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
    command += ["-keyout", str(key), "-out", str(certificate), "-subj", "/CN=127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_PROPFIND(self) -> None:
            asked.append(self.headers.get("Authorization", ""))

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    web = HTTPServer(("127.0.0.1", 0), Handler)
    web.handle_error = lambda *_: None  # type: ignore[method-assign]
    web.socket = context.wrap_socket(web.socket, server_side=True)
    thread = threading.Thread(target=web.serve_forever, args=(0.01,), daemon=True)  # noqa: TID251
    thread.start()
    try:
        address = f"webdav://127.0.0.1:{web.server_address[1]}/team"
        remote = open_remote(address, secret=Secret("ana", "pw"))
        assert code_of(remote.list, "h/") == "sync.untrusted_connection"
        assert asked == []
    finally:
        web.shutdown()
        web.server_close()
        thread.join(10)
        gc.collect()


def test_a_secret_never_stays_in_the_name_of_a_place() -> None:
    address = read_address("webdav://ana:wren-17@cloud.example/remote.php/dav/files/ana/Team%20A")
    assert address.place == "webdav://ana@cloud.example/remote.php/dav/files/ana/Team%20A/"
    assert (address.user, address.secret) == ("ana", "wren-17")
    assert "wren-17" not in repr(address)
    assert read_address(address.place).place == address.place
    assert "wren" not in repr(Secret("ana", "wren-17"))


@pytest.mark.parametrize(
    ("text", "endpoint", "bucket", "root"),
    [
        ("webdav://h.example", "https://h.example", "", "/"),
        ("webdav+http://127.0.0.1:81/a/b/", "http://127.0.0.1:81", "", "/a/b/"),
        ("webdav+http://[::1]:81/a", "http://[::1]:81", "", "/a/"),
        ("s3://team/x?region=eu-west-1", "https://s3.eu-west-1.amazonaws.com", "team", "/x/"),
        ("s3://team?endpoint=https://s.example", "https://s.example", "team", "/"),
        ("azblob://acct/team/x", "https://acct.blob.core.windows.net", "team", "/x/"),
    ],
)
def test_addresses(text: str, endpoint: str, bucket: str, root: str) -> None:
    address = read_address(text)
    assert (address.endpoint, address.bucket, address.root) == (endpoint, bucket, root)
    assert read_address(address.place) == address


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("webdav+http://cloud.example/team", "sync.plain_connection"),
        ("s3://team?endpoint=http://10.0.0.5", "sync.plain_connection"),
        ("webdav://", "sync.bad_address"),
        ("webdav://h:port/x", "sync.bad_address"),
        ("webdav://h/a/../b", "sync.bad_address"),
        ("webdav://h/a?x=1", "sync.bad_address"),
        ("s3://team?endpoint=file:///etc", "sync.bad_address"),
        ("azblob://acct", "sync.bad_address"),
        ("ftp://h/x", "sync.unsupported_remote"),
        ("gdrive://x", "sync.unsupported_remote"),
    ],
)
def test_addresses_that_are_refused(text: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        open_remote(text)
    assert caught.value.code == code


def test_an_administrator_may_allow_a_plain_connection() -> None:
    address = read_address("webdav+http://cloud.example/team", allow_plain_http=True)
    assert address.endpoint == "http://cloud.example"


def test_a_fault_is_never_a_missing_file_by_accident() -> None:
    with odd_server(says(404, b"nothing here")) as odd:
        remote = open_remote(odd.address)
        assert code_of(remote.get, "h/one") == "sync.missing_file"
        odd.answer = says(503)
        with pytest.raises(UnreachableError):
            remote.get("h/one")
