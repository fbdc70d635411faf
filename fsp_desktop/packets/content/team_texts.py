"""A team's own wordings of the packet texts, and what a sign-off of one of them means."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsp_desktop.packets.content.texts import PacketTexts

_SIGN_OFF = re.compile(r"^([0-9a-f]{16}) (\S{1,64}) (\d{4}-\d\d-\d\d)$")


@dataclass(frozen=True, slots=True)
class SignOff:
    """One person's word that one version of a wording is right.

    Attributes:
        version: See `version_of`.
        reader: Id of the colleague who read it.
        reader_name: The same for people.
        on: Day, YYYY-MM-DD.
    """

    version: str
    reader: str
    reader_name: str
    on: str

    def line(self) -> str:
        """Return the sign-off as it is kept in a record."""
        return f"{self.version} {self.reader} {self.on}"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in one language, as a team words it.

    Attributes:
        text: Empty where only a question or an old sign-off is kept.
        status: machine_draft or human_translated.
        writer: Id of a colleague, or a name; `writer_name` is the same for people.
        source_text: The English it was made from.
        sign_offs: All that were ever given; most name older versions.
        is_disputed: Two wordings were written at once; nobody has settled which one stands.
    """

    text_id: str
    language: str
    text: str = ""
    status: str = "human_translated"
    writer: str = ""
    writer_name: str = ""
    written_on: str = ""
    source_text: str = ""
    sign_offs: tuple[SignOff, ...] = ()
    is_disputed: bool = False

    @property
    def version(self) -> str:
        """What a sign-off of this wording names."""
        return version_of(self.text, self.source_text)

    @property
    def sign_off(self) -> SignOff | None:
        """The newest sign-off of exactly this wording by somebody else than its writer, or None."""
        if self.is_disputed or not self.text:
            return None
        fits = [
            one
            for one in self.sign_offs
            if one.version == self.version and not self.is_by(one.reader, one.reader_name)
        ]
        return max(fits, key=lambda one: (one.on, one.reader), default=None)

    def is_by(self, person_id: str, person_name: str) -> bool:
        """Tell whether this person wrote it: by id, or by name where only a name is known."""
        if person_id == self.writer:
            return True
        names = {_folded(person_name), _folded(self.writer)}
        return len(names) == 1 and "" not in names


class TeamTexts:
    """The wordings of a team, read language by language as they are asked for.

    Attributes:
        languages: Tags of the languages in which the team has written something.
        laid_over: Finished texts of each language asked for; `texts` keeps them here.
    """

    def __init__(
        self, languages: Iterable[str], read: Callable[[str], Mapping[str, Wording]]
    ) -> None:
        self.languages = tuple(sorted(set(languages)))
        self.laid_over: dict[str, PacketTexts] = {}
        self._read = read
        self._kept: dict[str, Mapping[str, Wording]] = {}

    def of(self, language: str) -> Mapping[str, Wording]:
        """Return the wordings of one language by text id."""
        found = self._kept.get(language)
        if found is None:
            found = self._kept[language] = self._read(language)
        return found

    def but(self, wording: Wording) -> TeamTexts:
        """Return the same texts with one wording in the place of its text."""

        def read(language: str) -> Mapping[str, Wording]:
            before = self.of(language)
            return {**before, wording.text_id: wording} if language == wording.language else before

        return TeamTexts((*self.languages, wording.language), read)


def gathered(wordings: Iterable[Wording]) -> TeamTexts:
    """Return wordings as a team's texts."""
    by_language: dict[str, dict[str, Wording]] = {}
    for one in wordings:
        by_language.setdefault(one.language, {})[one.text_id] = one
    written = [tag for tag, found in by_language.items() if any(one.text for one in found.values())]
    return TeamTexts(written, lambda language: by_language.get(language, {}))


def version_of(text: str, source_text: str) -> str:
    """Return 16 hexadecimal digits that stand for one wording of one English text."""
    return hashlib.sha256(f"{text}\0{source_text}".encode()).hexdigest()[:16]


def source_hash(source_text: str) -> str:
    """Return 16 hexadecimal digits that stand for one English text."""
    return hashlib.sha256(source_text.encode()).hexdigest()[:16]


def read_sign_off(line: str, names: Mapping[str, str]) -> SignOff | None:
    """Return a sign-off as it was kept, or None for a line that is none."""
    found = _SIGN_OFF.match(line)
    if found is None:
        return None
    version, reader, on = found.groups()
    return SignOff(version, reader, names.get(reader, ""), on)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
