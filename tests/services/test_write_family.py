"""A family is kept part by part, finished in one step, and nothing that is taken away is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import OpenForm, open_form, save_form
from fsp_desktop.services.family_ties import known_ties, tie
from fsp_desktop.services.find_doubles import possible_doubles
from fsp_desktop.services.settle_conflict import undo_last_save
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_family import (
    begin_part,
    begin_point,
    finish_family,
    keep_complete,
    open_family,
    put_back,
    remove_part,
    save_part,
    start_family,
)
from tests.services.real_workspace import make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with make_workspace(tmp_path / "desk") as workspace:
        yield workspace


def add(workspace: Workspace, kind: str, family: OpenForm, **values: object) -> OpenForm:
    return save_part(workspace, begin_part(workspace, kind, family), values)


def make_family(workspace: Workspace, label: str = "Osman", **values: object) -> OpenForm:
    return save_part(workspace, start_family(workspace, label).family, values)


def rows(workspace: Workspace, kind: str) -> list[dict[str, Any]]:
    return [dict(row.values) for row in workspace.store.list_rows(kind)]


def test_nothing_is_written_before_the_first_word(workspace: Workspace) -> None:
    family = start_family(workspace, "Osman").family
    assert family.values["label"] == "Osman"
    assert rows(workspace, "family") == []
    save_part(workspace, family, {"label": "Osman"})
    (kept,) = rows(workspace, "family")
    assert kept["draft"] is True
    assert kept["liaison_id"] == workspace.person_id


def test_a_family_becomes_complete_in_one_step(workspace: Workspace) -> None:
    family = make_family(workspace, home_languages=["so"])
    adult = add(workspace, "adult", family, given_name="Fadumo", relationship="mother")
    save_part(workspace, begin_point(workspace, adult), {"value": "555-0136"})
    add(workspace, "student", family, given_name="Ayaan", grade="2")
    finish_family(workspace, family)
    forms = open_family(workspace, family.record_id)
    parts = (forms.family, *forms.parts)
    assert [part.values["draft"] for part in parts] == [False] * 4
    assert forms.children[0].values["school_id"] == workspace.school_id
    undo_last_save(workspace)
    assert all(row["draft"] for row in rows(workspace, "adult"))


def test_what_was_not_asked_stays_not_asked(workspace: Workspace) -> None:
    adult = add(workspace, "adult", make_family(workspace), given_name="Fadumo").values
    asked = ("speaks_language", "reading_comfort", "interpreter_needed", "relationship")
    assert {adult[name] for name in asked} == {"ask"}
    assert (adult["reads_language"], adult["preferred_channel"]) == (None, None)


def test_everything_that_is_missing_is_told_at_once(workspace: Workspace) -> None:
    family = save_part(workspace, start_family(workspace).family, {"home_languages": ["so"]})
    adult = add(workspace, "adult", family, family_name="Osman")
    child = add(workspace, "student", family, given_name="Ayaan")
    with pytest.raises(RefusedError) as refused:
        finish_family(workspace, family)
    told = refused.value.detail["refusals"]
    assert isinstance(told, list)
    assert {(one["field"], one["record_id"]) for one in told} == {
        ("label", family.record_id),
        ("given_name", adult.record_id),
        ("grade", child.record_id),
    }
    assert open_form(workspace, adult.record_id).values["draft"] is True


def test_a_family_without_a_word_is_not_made(workspace: Workspace) -> None:
    with pytest.raises(RefusedError):
        finish_family(workspace, start_family(workspace).family)
    assert rows(workspace, "family") == []


def test_parts_whose_words_were_taken_back_go_away(workspace: Workspace) -> None:
    family = make_family(workspace)
    adult = add(workspace, "adult", family, given_name="F")
    save_part(workspace, adult, {"given_name": ""})
    finish_family(workspace, family)
    assert rows(workspace, "adult") == []


def test_children_and_adults_find_each_other(workspace: Workspace) -> None:
    family = make_family(workspace)
    adult = add(workspace, "adult", family, given_name="Fadumo", relationship="mother")
    add(workspace, "student", family, given_name="Ayaan")
    add(workspace, "adult", family, given_name="Ali")
    assert [link["relationship"] for link in rows(workspace, "student-adult")].count("ask") == 1
    save_part(workspace, adult, {"relationship": "grandparent"})
    found = sorted(link["relationship"] for link in rows(workspace, "student-adult"))
    assert found == ["ask", "grandparent"]


def test_an_only_home_is_every_child_s_and_a_second_is_nobody_s_yet(workspace: Workspace) -> None:
    family = make_family(workspace)
    child = add(workspace, "student", family, given_name="Ayaan")
    first = add(workspace, "household", family, street="12 Elm Street")
    second = add(workspace, "household", family, street="4 Oak Street")
    assert [one["household_id"] for one in rows(workspace, "student-household")] == [
        first.record_id
    ]
    tie(workspace, child, second, is_tied=True)
    assert known_ties(workspace, family.record_id) == {
        (child.record_id, first.record_id),
        (child.record_id, second.record_id),
    }


def test_what_was_known_of_a_tie_comes_back_with_it(workspace: Workspace) -> None:
    family = make_family(workspace)
    adult = add(workspace, "adult", family, given_name="Ali")
    child = add(workspace, "student", family, given_name="Ayaan")
    (link,) = workspace.store.list_rows("student-adult")
    order = {"records_access": "no_by_order"}
    save_form(workspace, open_form(workspace, RecordId(link.id)), order)
    tie(workspace, child, adult, is_tied=False)
    assert rows(workspace, "student-adult") == []
    tie(workspace, child, adult, is_tied=True)
    tie(workspace, child, adult, is_tied=True)
    (again,) = rows(workspace, "student-adult")
    assert again["records_access"] == "no_by_order"


def test_an_adult_goes_with_numbers_and_ties_and_comes_back_with_them(workspace: Workspace) -> None:
    family = make_family(workspace)
    adult = add(workspace, "adult", family, given_name="Fadumo")
    save_part(workspace, begin_point(workspace, adult), {"value": "555-0136"})
    add(workspace, "student", family, given_name="Ayaan")
    removed = remove_part(workspace, adult)
    kinds = ("adult", "contact-point", "student-adult")
    assert [len(rows(workspace, kind)) for kind in kinds] == [0, 0, 0]
    assert len(rows(workspace, "student")) == 1
    put_back(workspace, removed)
    assert [len(rows(workspace, kind)) for kind in kinds] == [1, 1, 1]


def test_a_whole_family_can_be_thrown_away_and_taken_back(workspace: Workspace) -> None:
    family = make_family(workspace)
    add(workspace, "adult", family, given_name="Fadumo")
    remove_part(workspace, family)
    assert rows(workspace, "family") == rows(workspace, "adult") == []
    undo_last_save(workspace)
    assert len(rows(workspace, "family")) == len(rows(workspace, "adult")) == 1


def test_leaving_a_known_family_ties_nobody_anew(workspace: Workspace) -> None:
    family = make_family(workspace)
    adult = add(workspace, "adult", family, given_name="Ali")
    child = add(workspace, "student", family, given_name="Ayaan", grade="2")
    finish_family(workspace, family)
    tie(workspace, child, adult, is_tied=False)
    before = workspace.store.digest()
    keep_complete(workspace, family.record_id)
    finish_family(workspace, open_family(workspace, family.record_id).family)
    assert workspace.store.digest() == before


def test_leaving_keeps_what_is_complete_and_the_rest_as_a_draft(workspace: Workspace) -> None:
    family = finish_family(workspace, make_family(workspace))
    add(workspace, "adult", family, given_name="Halima")
    add(workspace, "student", family, given_name="Yusuf")
    keep_complete(workspace, family.record_id)
    assert [one["draft"] for one in rows(workspace, "adult")] == [False]
    assert [one["draft"] for one in rows(workspace, "student")] == [True]


class TestDoubles:
    @pytest.fixture
    def osman(self, workspace: Workspace) -> OpenForm:
        family = make_family(workspace)
        adult = add(workspace, "adult", family, given_name="Fadumo", family_name="Osman")
        save_part(workspace, begin_point(workspace, adult), {"value": "(612) 555-0136"})
        add(workspace, "student", family, given_name="Ayaan", family_name="Osman")
        make_family(workspace, "Al-Hariri")
        return family

    def found(
        self, workspace: Workspace, label: str = "", *names: str, phone: str = ""
    ) -> list[str]:
        return [row.label for row in possible_doubles(workspace, label, names, [phone])]

    @pytest.mark.parametrize(
        ("label", "names", "phone"),
        [
            ("Osman", (), ""),
            ("osmán", (), ""),
            ("Osmaan", ("Ayaan",), ""),
            ("Warsame", ("Fadumo Osman",), ""),
            ("Os-man", ("Fadumo",), ""),
            ("Warsame", (), "+1 612 555 0136"),
        ],
    )
    def test_likely_ones_are_found(
        self, workspace: Workspace, osman: OpenForm, label: str, names: tuple[str, ...], phone: str
    ) -> None:
        assert self.found(workspace, label, *names, phone=phone) == ["Osman"]

    @pytest.mark.parametrize(
        ("label", "names", "phone"),
        [
            ("", (), ""),
            ("Os", (), ""),
            ("Osmaan", ("Maryan",), ""),
            ("Warsame", ("Fadumo Warsame", "Ayaan"), ""),
            ("Warsame", (), "0136"),
        ],
    )
    def test_strangers_are_left_alone(
        self, workspace: Workspace, osman: OpenForm, label: str, names: tuple[str, ...], phone: str
    ) -> None:
        assert self.found(workspace, label, *names, phone=phone) == []

    def test_the_family_being_typed_is_no_double(
        self, workspace: Workspace, osman: OpenForm
    ) -> None:
        assert possible_doubles(workspace, "Osman", (), (), besides=osman.record_id) == ()

    def test_the_same_number_comes_first(self, workspace: Workspace, osman: OpenForm) -> None:
        make_family(workspace)
        rows = possible_doubles(workspace, "Osman", (), ["612 555 0136"])
        assert rows[0].id == osman.record_id
        assert len(rows) == 2
