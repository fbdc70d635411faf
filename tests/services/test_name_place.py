"""Places in people's words: nobody has to write an address, and a copied one works."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.services.name_place import Parts, PlaceName, address_of, name_of_place
from fsp_desktop.services.places import read_place


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        (
            Parts("nextcloud", "cloud.school.example", "ana", folder="FSP"),
            "webdav://cloud.school.example/remote.php/dav/files/ana/FSP",
        ),
        (
            Parts("nextcloud", "https://c.example/nc/index.php/apps/files/?dir=/", "ana lee"),
            "webdav://c.example/nc/remote.php/dav/files/ana%20lee/",
        ),
        (
            Parts("nextcloud", "https://c.example/remote.php/dav/files/ana/x/", "ana"),
            "webdav://c.example/remote.php/dav/files/ana/x",
        ),
        (
            Parts("webdav", "http://127.0.0.1:8080", "ana", folder="/both/"),
            "webdav+http://127.0.0.1:8080/both",
        ),
        (Parts("webdav", "webdav://files.example/x"), "webdav://files.example/x"),
        (
            Parts("s3", "https://team.s3.eu-west-1.amazonaws.com/", "AK", folder="fsp"),
            "s3://team/fsp?region=eu-west-1",
        ),
        (
            Parts("s3", "http://127.0.0.1:9000", "AK", "team", "fsp", "us-east-1"),
            "s3://team/fsp?endpoint=http%3A%2F%2F127.0.0.1%3A9000&region=us-east-1",
        ),
        (Parts("s3", "", "AK", "team"), "s3://team/"),
        (
            Parts("azblob", "https://acc.blob.core.windows.net/team/x"),
            "azblob://acc/team/x",
        ),
        (
            Parts("azblob", "http://127.0.0.1:1/acc", "acc", "team"),
            "azblob://acc/team?endpoint=http%3A%2F%2F127.0.0.1%3A1%2Facc",
        ),
    ],
)
def test_what_was_filled_in_or_pasted_becomes_an_address(parts: Parts, address: str) -> None:
    assert address_of(parts) == address
    assert read_place(address).place


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (Parts("nextcloud", "", "ana"), "server"),
        (Parts("nextcloud", "cloud.example", " "), "user"),
        (Parts("s3", "", "AK"), "bucket"),
        (Parts("azblob", "", "acc"), "bucket"),
        (Parts("azblob", "", "", "team"), "account"),
    ],
)
def test_what_is_missing_is_named(parts: Parts, field: str) -> None:
    with pytest.raises(RefusedError) as caught:
        address_of(parts)
    assert (caught.value.code, caught.value.detail) == ("services.place_needs", {"field": field})


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("/media/ana/BLUE", PlaceName("stick", "BLUE", "/media/ana/BLUE")),
        ("/home/ana/Team", PlaceName("folder", "Team", "/home/ana/Team")),
        (
            "webdav://c.example/remote.php/dav/files/ana%20lee/FSP/",
            PlaceName("nextcloud", "c.example", "FSP", "ana lee"),
        ),
        ("webdav://ana@c.example/x/", PlaceName("webdav", "c.example", "x", "ana")),
        ("s3://AK@team/fsp?region=eu-west-1", PlaceName("s3", "team", "fsp", "AK")),
        ("azblob://acc/team/x/", PlaceName("azblob", "team", "x", "acc")),
        ("webdav://", PlaceName("webdav", "webdav://", "")),
    ],
)
def test_a_kept_place_is_said_by_name(place: str, name: PlaceName) -> None:
    assert name_of_place(place) == name


@settings(deadline=None)
@given(
    st.sampled_from(["nextcloud", "webdav", "s3", "azblob"]),
    *[st.text(max_size=40) for _ in range(5)],
)
def test_whatever_is_typed_ends_in_an_address_or_a_known_refusal(
    kind: str, server: str, user: str, bucket: str, folder: str, region: str
) -> None:
    parts = Parts(kind, server, user, bucket, folder, region)  # type: ignore[arg-type]
    code = ""
    try:
        address = address_of(parts)
    except RefusedError as error:
        code, address = error.code, ""
    assert code in {"", "services.place_needs", "sync.bad_address"}
    assert name_of_place(address).kind
