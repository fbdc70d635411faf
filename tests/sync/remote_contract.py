"""What every kind of remote must do; each kind runs this suite with its own `remote` fixture."""

from __future__ import annotations

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.remotes import Entry, Flags, MissingFileError, Remote


class RemoteContract:
    def test_an_empty_place_has_nothing(self, remote: Remote) -> None:
        assert list(remote.list("")) == []
        assert list(remote.list("h/")) == []
        assert list(remote.folders("")) == []
        assert list(remote.folders("r/")) == []
        assert isinstance(remote.flags, Flags)
        assert remote.place

    def test_what_is_put_can_be_listed_and_got(self, remote: Remote) -> None:
        remote.put("space", b"card")
        remote.put("b/one/0000000001-ab.fspb", b"bundle")
        remote.put("b/two/0000000001-cd.fspb", b"")
        assert list(remote.list("")) == [Entry("space", 4)]
        assert list(remote.list("b/")) == []
        assert list(remote.folders("b/")) == ["one", "two"]
        assert list(remote.list("b/one/")) == [Entry("b/one/0000000001-ab.fspb", 6)]
        assert remote.get("b/one/0000000001-ab.fspb") == b"bundle"
        assert remote.get("b/two/0000000001-cd.fspb") == b""

    def test_a_missing_file_is_its_own_error(self, remote: Remote) -> None:
        for name in ("space", "h/none", "b/none/none"):
            with pytest.raises(MissingFileError) as caught:
                remote.get(name)
            assert caught.value.code == "sync.missing_file"

    def test_the_same_bytes_again_are_no_error(self, remote: Remote) -> None:
        remote.put("h/one", b"same")
        remote.put("h/one", b"same")
        assert [entry.name for entry in remote.list("h/")] == ["h/one"]

    def test_other_bytes_never_replace_by_accident(self, remote: Remote) -> None:
        remote.put("h/one", b"first")
        for other in (b"second", b"other", b""):
            with pytest.raises(RefusedError) as caught:
                remote.put("h/one", other)
            assert caught.value.code == "sync.name_taken"
        assert remote.get("h/one") == b"first"
        remote.put("h/one", b"second", replace=True)
        assert remote.get("h/one") == b"second"

    def test_deleting(self, remote: Remote) -> None:
        remote.put("h/one", b"1")
        remote.put("h/two", b"2")
        remote.delete("h/one")
        remote.delete("h/one")
        assert [entry.name for entry in remote.list("h/")] == ["h/two"]

    def test_large_files(self, remote: Remote) -> None:
        data = bytes(range(256)) * 20_000
        remote.put("b/one/large", data)
        assert remote.get("b/one/large") == data
        assert list(remote.list("b/one/")) == [Entry("b/one/large", len(data))]

    def test_names_stay_inside(self, remote: Remote) -> None:
        remote.put("h/one", b"1")
        assert list(remote.folders("")) == ["h"]
