"""From an empty profile to a record that was added, found, changed, taken back and told."""

from __future__ import annotations

import json

import pytest

from tests.cli.terminal import Terminal

VISIT = {
    "purpose": "relational_first",
    "status": "completed",
    "actual_start": "2025-09-03T16:00:00-05:00",
    "place_type": "home",
    "language_used": "vi",
    "hopes": "Rằng con sẽ thích đọc sách",
}


def test_a_visit_is_added_listed_found_changed_and_told(terminal: Terminal) -> None:
    family = terminal.add("family", label="Family Nguyễn", home_languages=["vi"])
    visit = terminal.add("visit", family_id=family, **VISIT)
    listed = terminal.json("list", "visit", "--family", family)
    assert [record["id"] for record in listed] == [visit]
    assert listed[0]["actual_start"] == "2025-09-03T21:00:00.000+00:00"
    assert listed[0]["hopes"] == VISIT["hopes"]
    assert next(hit["id"] for hit in terminal.json("search", "nguyen")) == family
    assert terminal.json("edit", visit, given={"strengths": "Patience"}) == {
        "ids": [visit],
        "refused": [],
    }
    shown = terminal.json("show", visit, "--history")
    assert shown["strengths"] == "Patience"
    newest = shown["history"][0]
    assert (newest["field"], newest["value"], newest["why"]) == ("strengths", "Patience", "edit")
    assert terminal.json("undo")["ids"] == [visit]
    assert terminal.json("show", visit)["strengths"] is None
    assert terminal.json("history", visit)[0]["why"] == "undo"


def test_keys_of_a_record_are_stable(terminal: Terminal) -> None:
    family = terminal.add("family", label="Family Yusuf")
    record = terminal.json("show", family)
    assert list(record)[:2] == ["id", "kind"]
    assert list(record)[-5:] == [
        "created_at", "created_by", "updated_at", "updated_by", "conflicts",
    ]  # fmt: skip
    assert record["draft"] is False
    assert record["conflicts"] == []
    assert record["created_by"] == terminal.json("list", "staff")[0]["id"]


def test_a_bad_line_never_stops_the_others(terminal: Terminal) -> None:
    lines = [
        '{"label": "Family A"}',
        '{"label": 7}',
        "{broken",
        "",
        '{"nickname": "x"}',
        '{"label": "Family B", "status": "gone"}',
        '{"label": "Family C", "liaison_id": "nobody"}',
        "{}",
        '{"draft": true}',
        '{"label": "Family D"}',
    ]
    told = terminal.run("add", "family", "--json", given="\n".join(lines))
    assert told.code == 1
    assert len(told.json["ids"]) == 3
    refused = {one["line"]: one for one in told.json["refused"]}
    assert {line: one["code"] for line, one in refused.items()} == {
        2: "domain.invalid_record",
        3: "cli.not_json",
        5: "domain.invalid_record",
        6: "domain.invalid_record",
        7: "services.no_such_record",
        8: "domain.invalid_record",
    }
    assert refused[2]["detail"]["refusals"] == [{"field": "label", "reason": "not_text"}]
    assert refused[5]["detail"]["refusals"][0]["reason"] == "unknown_field"
    assert refused[6]["detail"]["refusals"][0]["vocabulary"] == "family_status"
    assert refused[7]["detail"]["field"] == "liaison_id"
    assert refused[8]["detail"]["refusals"] == [{"field": "label", "reason": "missing"}]
    assert {one["label"] for one in terminal.json("list", "family")} == {
        "Family A",
        "Family D",
        None,
    }
    assert "Line 2" in told.err


def test_lists_are_filtered_limited_and_printed_one_a_line(terminal: Terminal) -> None:
    one = terminal.add("family", label="Family A")
    other = terminal.add("family", label="Family B")
    tasks = [
        {"family_id": one, "text": "Call", "due_on": "2025-09-01"},
        {"family_id": one, "text": "Write", "due_on": "2025-10-01", "status": "done"},
        {"family_id": other, "text": "Ask", "due_on": "2025-11-01"},
    ]
    terminal.json("add", "follow-up", given=tasks)

    def texts(*words: str) -> set[str]:
        return {record["text"] for record in terminal.json("list", "follow-up", *words)}

    assert texts() == {"Call", "Write", "Ask"}
    assert texts("--open") == {"Call", "Ask"}
    assert texts("--family", one) == {"Call", "Write"}
    assert texts("--since", "2025-10-01") == {"Write", "Ask"}
    assert len(texts("--limit", "2")) == 2
    assert texts("--limit", "0") == set()
    told = terminal.run("list", "follow-up", "--jsonl")
    assert {record["text"] for record in told.lines} == {"Call", "Write", "Ask"}


def test_people_read_words_and_scripts_read_json(terminal: Terminal) -> None:
    family = terminal.add("family", label="Family Osei")
    contact = terminal.add(
        "contact",
        family_id=family,
        occurred_at="2025-09-02T09:30",
        direction="family_to_school",
        channel="phone",
        purpose="check_in",
        outcome="talked",
        summary="Asked about the bus",
    )
    listed = terminal.run("list", "contact")
    assert contact in listed.out
    assert "Asked about the bus" in listed.out
    assert "family_to_school" not in terminal.run("show", contact, "--history").out
    assert terminal.run("search", "bus").out.startswith(contact)
    assert terminal.run("list", "household").out == ""
    assert terminal.json("list", "household") == []


def test_what_is_deleted_leaves_the_lists_and_comes_back(terminal: Terminal) -> None:
    family = terminal.add("family", label="Family Haddad")
    assert terminal.json("delete", family)["ids"] == [family]
    assert terminal.json("list", "family") == []
    assert terminal.json("search", "haddad") == []
    assert terminal.run("show", family, "--json").error_code == "services.no_such_record"
    assert terminal.run("delete", family, "--json").error_code == "services.no_such_record"
    assert terminal.json("history", family)[0]["why"] == "delete"
    terminal.json("undo")
    assert terminal.json("show", family)["label"] == "Family Haddad"


def test_edits_are_checked_like_new_records(terminal: Terminal) -> None:
    family = terminal.add("family", label="Family Silva")
    emptied = terminal.run("edit", family, "--json", given={"label": None})
    assert (emptied.code, emptied.json["refused"][0]["code"]) == (1, "domain.invalid_record")
    draft = terminal.add("visit", family_id=family, draft=True)
    early = terminal.run("edit", draft, "--json", given={"draft": False})
    reasons = {one["field"] for one in early.json["refused"][0]["detail"]["refusals"]}
    assert reasons == {"purpose", "status"}
    terminal.json("edit", draft, given=json.dumps({**VISIT, "draft": False}))
    assert terminal.json("show", draft)["draft"] is False
    assert terminal.run("edit", family[:-1] + "x", "--json", given="{}").code == 1


@pytest.mark.parametrize("given", [b"", b"  \n"])
def test_nothing_given_is_told(terminal: Terminal, given: bytes) -> None:
    assert terminal.run("add", "family", "--json", given=given).error_code == "cli.no_input"


def test_an_unknown_kind_is_wrong_usage(terminal: Terminal) -> None:
    told = terminal.run("add", "home_visit", "--json", given="{}")
    assert (told.code, told.error_code) == (2, "domain.unknown_kind")
