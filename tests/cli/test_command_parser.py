"""Options stand anywhere; wrong words become codes that repeat no name."""

from __future__ import annotations

import pytest

from fsp_desktop.cli.early_options import form_of, read_everywhere_options
from fsp_desktop.cli.program import build_parser
from fsp_desktop.domain.errors import UsageError


@pytest.mark.parametrize(
    "words",
    [
        ["--profile", "p", "--json", "list", "family"],
        ["list", "family", "--json", "--profile", "p"],
        ["--json", "list", "--profile=p", "family"],
    ],
)
def test_options_stand_before_or_after_the_command(words: list[str]) -> None:
    options = build_parser("1").parse_args(words)
    early = read_everywhere_options(words)
    assert (options.profile, options.command, options.kind) == ("p", "list", "family")
    assert (early.profile, form_of(early), form_of(options)) == ("p", "json", "json")


def test_an_option_behind_the_command_wins() -> None:
    options = build_parser("1").parse_args(["--profile", "one", "check", "--profile", "two"])
    assert options.profile == "two"


@pytest.mark.parametrize(
    ("words", "code", "argument"),
    [
        (["ad"], "cli.unknown_command", ""),
        (["add"], "cli.missing_argument", "KIND"),
        (["export", "--out", "x"], "cli.missing_argument", "--reason"),
        (["list", "family", "--limit"], "cli.missing_argument", "--limit"),
        (["list", "family", "--limit", "many"], "cli.wrong_value", "--limit"),
        (["list", "family", "--limit", "-1"], "cli.wrong_value", "--limit"),
        (["list", "visit", "--since", "yesterday"], "cli.wrong_value", "--since"),
        (["import", "x", "--format", "yaml"], "cli.wrong_value", "--format"),
        (["check", "--strange=Nguyen"], "cli.unknown_argument", "--strange"),
        (["check", "Nguyen"], "cli.unknown_argument", ""),
        (["check", "--prof", "x"], "cli.unknown_argument", "--prof"),
    ],
)
def test_wrong_words_have_codes_and_keep_names_out(
    words: list[str], code: str, argument: str
) -> None:
    with pytest.raises(UsageError) as caught:
        build_parser("1").parse_args(words)
    assert caught.value.code == code
    assert caught.value.exit_code == 2
    assert caught.value.detail["argument"] == argument
    assert "Nguyen" not in str(caught.value.detail)


def test_early_reading_survives_whatever_is_typed() -> None:
    for words in ([], ["--profile"], ["--json=yes"], ["-", "--", "--json"], ["--ui-language"]):
        assert form_of(read_everywhere_options(words)) in ("text", "json")
