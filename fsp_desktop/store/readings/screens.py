"""The readings as methods of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from fsp_desktop.domain.views import (
    ConferenceRow,
    FamilyCounts,
    FamilyPage,
    FamilyRow,
    FollowUpRow,
    SearchHit,
    ThreadItem,
    TodayView,
)
from fsp_desktop.store.engine import Connection, translated
from fsp_desktop.store.readings import follow_ups
from fsp_desktop.store.readings.today import Day, read_today

if TYPE_CHECKING:
    from fsp_desktop.store.readings.log_lists import LogRow
    from fsp_desktop.store.readings.wordings import WordingRow


class ScreenReadings:
    """Everything screens ask for; mixed into `RecordStore`."""

    connection: Connection

    def unshared_count(self) -> int:
        """Return how many own operations wait to be shared; the store knows."""
        raise NotImplementedError

    def search(
        self, text: str, *, limit: int = 50, kinds: Sequence[str] = ()
    ) -> tuple[SearchHit, ...]:
        """Return what fits the words typed so far: families, people, then the newest notes."""
        from fsp_desktop.store.search import find

        with translated():
            return find(self.connection, text, limit, kinds)

    def families(
        self,
        *,
        text: str = "",
        filter: str = "all",  # noqa: A002 - the word of the screen
        person_id: str,
        now: datetime,
        limit: int = 256,
        offset: int = 0,
    ) -> tuple[FamilyRow, ...]:
        """Return a page of the list of families by label.

        `filter` is all, mine or our_turn, which leave out families that are not finished yet; or
        with_drafts, which has them too.
        """
        from fsp_desktop.store.readings import families

        with translated():
            return families.read_families(
                self.connection,
                text=text,
                filter_name=filter,
                person_id=person_id,
                now=now,
                limit=limit,
                offset=offset,
            )

    def family_counts(self, *, text: str = "", person_id: str, now: datetime) -> FamilyCounts:
        """Return how many families each filter would show."""
        from fsp_desktop.store.readings import families

        with translated():
            return families.count_families(self.connection, text=text, person_id=person_id, now=now)

    def family_page(self, family_id: str) -> FamilyPage:
        """Return one family with everything but its thread.

        Raises:
            RefusedError: `store.no_such_record`.
        """
        from fsp_desktop.store.readings import family_page

        with translated():
            return family_page.read_family_page(self.connection, family_id)

    def thread(
        self, family_id: str, *, kinds: Sequence[str] = (), limit: int = 256, offset: int = 0
    ) -> tuple[ThreadItem, ...]:
        """Return a page of a family's thread, newest first."""
        from fsp_desktop.store.readings import thread

        with translated():
            return thread.read_thread(self.connection, family_id, kinds, limit, offset)

    def thread_count(self, family_id: str, *, kinds: Sequence[str] = ()) -> int:
        """Return how many items a family's thread has."""
        from fsp_desktop.store.readings import thread

        with translated():
            return thread.count_thread(self.connection, family_id, kinds)

    def today(
        self, *, start: datetime, end: datetime, today: date, now: datetime, person_id: str
    ) -> TodayView:
        """Return Today for one person; `start` and `end` bound the local day."""
        with translated():
            day = Day(start, end, today, now, person_id)
            return read_today(self.connection, day, self.unshared_count())

    def follow_ups(
        self, *, owner_id: str | None = None, include_done: bool = False, limit: int = 1000
    ) -> tuple[FollowUpRow, ...]:
        """Return follow-ups by due day, those without a day last."""
        with translated():
            return follow_ups.read_follow_ups(
                self.connection, owner_id=owner_id, include_done=include_done, limit=limit
            )

    def conferences(self, *, now: datetime, limit: int = 500) -> tuple[ConferenceRow, ...]:
        """Return conferences, the next ones first, then those that are over."""
        with translated():
            return follow_ups.read_conferences(self.connection, now=now, limit=limit)

    def conference_row(self, conference_id: str) -> ConferenceRow:
        """Return one conference as lists show it.

        Raises:
            RefusedError: `store.no_such_record`.
        """
        with translated():
            return follow_ups.read_conference(self.connection, conference_id)

    def log_rows(self, kind: str, *, limit: int = 256, offset: int = 0) -> tuple[LogRow, ...]:
        """Return a page of all visits or all contacts, newest first."""
        from fsp_desktop.store.readings import log_lists

        with translated():
            return log_lists.read_log(self.connection, kind, limit, offset)

    def log_count(self, kind: str) -> int:
        """Return how many lines `log_rows` has."""
        from fsp_desktop.store.readings import log_lists

        with translated():
            return log_lists.count_log(self.connection, kind)

    def packet_wordings(self, language: str) -> tuple[WordingRow, ...]:
        """Return the team's own wordings of the packet texts in one language."""
        from fsp_desktop.store.readings import wordings

        with translated():
            return wordings.read_wordings(self.connection, language)

    def packet_text_languages(self) -> tuple[str, ...]:
        """Return the languages in which the team has worded a packet text."""
        from fsp_desktop.store.readings import wordings

        with translated():
            return wordings.languages_of_wordings(self.connection)

    def staff_names(self) -> dict[str, str]:
        """Return the names of all colleagues by id, those who left too."""
        with translated():
            return dict(
                self.connection.execute("SELECT id, coalesce(name, '') FROM staff").fetchall()
            )
