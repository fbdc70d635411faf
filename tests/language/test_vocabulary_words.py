"""Every code that can be stored has a label that people can read."""

from __future__ import annotations

from fsp_desktop.domain.vocabularies import VOCABULARIES
from fsp_desktop.language.labels import label, labels
from fsp_desktop.language.vocabulary_words import VOCABULARY_WORDS


def test_each_code_has_a_label_and_no_label_lacks_a_code() -> None:
    declared = {name: set(codes) for name, codes in VOCABULARIES.items()}
    worded = {name: set(words) for name, words in VOCABULARY_WORDS.items()}
    assert worded == declared


def test_labels_keep_the_order_of_the_vocabulary() -> None:
    for name, codes in VOCABULARIES.items():
        assert tuple(labels(name)) == codes


def test_labels_of_one_vocabulary_can_be_told_apart() -> None:
    for name, words in VOCABULARY_WORDS.items():
        assert len(set(words.values())) == len(words), name


def test_a_code_of_a_newer_program_shows_as_plain_words() -> None:
    assert label("visit_status", "waiting_for_bus") == "Waiting for bus"
