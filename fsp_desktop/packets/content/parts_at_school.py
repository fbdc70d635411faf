"""Parts 6, 8 to 15 of the welcome packet: life at school, and how families take part in it."""

from __future__ import annotations

from collections.abc import Iterator

from fsp_desktop.packets.content.composer import Composer
from fsp_desktop.packets.content.parts import Blocks, Part, language_names, picture_of
from fsp_desktop.packets.content.school_profile import Person, SchoolProfile
from fsp_desktop.packets.content.small_picture import from_text
from fsp_desktop.packets.content.texts import ENGLISH
from fsp_desktop.packets.document import Block, Bullets, FillIn, Picture, Table, Texts, verbatim

_BLANK_PEOPLE = 4


def _meals(make: Composer, _: SchoolProfile) -> Blocks:
    return (
        make.say("meals.what"),
        make.say_or_line("meals.breakfast"),
        make.say_or_line("meals.breakfast_cost"),
        make.say_or_line("meals.lunch_cost"),
        *make.say_all("meals", "free form no_number private all_free"),
        make.say_or_line("meals.where_form"),
        make.say("meals.phone"),
        make.say("meals.from_home"),
        make.heading("meals.needs"),
        *make.say_all("meals.needs", "ask health fasting"),
        make.say("meals.new_food"),
    )


def _health(make: Composer, _: SchoolProfile) -> Blocks:
    return (
        make.heading("health.nurse"),
        make.say_or_line("health.nurse.who"),
        make.say_or_line("health.nurse.phone"),
        make.say("health.nurse.hours"),
        make.say("health.nurse.tell"),
        make.heading("health.shots"),
        *make.say_all("health.shots", "why bring none free"),
        make.heading("health.medicine"),
        make.points("health.medicine", "bring box form"),
        make.heading("health.home"),
        make.points("health.home", "fever stomach"),
        make.say("health.home.ask"),
        *make.say_all("health", "call contacts checks feelings insurance"),
    )


def _people(make: Composer, profile: SchoolProfile) -> Blocks:
    return (
        make.say("people.intro"),
        _who(make, profile),
        make.say("people.office_hours"),
        FillIn(make.words("people.your_teacher")),
        FillIn(make.words("people.your_room")),
        *make.say_all("people", "more_teachers titles visit"),
        make.say("people.whom_to_ask")
        if make.lacks("people.whom_to_ask") is None
        else make.say("people.whom_to_ask.blank"),
        *_map(make, profile),
    )


def _who(make: Composer, profile: SchoolProfile) -> Table:
    header = tuple(make.words(f"people.{name}") for name in ("who", "name", "phone", "languages"))
    rows = tuple(
        (
            _role(make, one),
            _name(make, one),
            make.same(one.phone),
            language_names(make, one.languages),
        )
        for one in profile.people
    )
    widths = (0.3, 0.28, 0.2, 0.22)
    return Table(header, rows, widths, blank_rows=0 if rows else _BLANK_PEOPLE, row_heads=True)


def _role(make: Composer, person: Person) -> Texts:
    if person.role_words:
        return make.same(person.role_words)
    known = f"people.role.{person.role}"
    return make.words(known if known in make.texts[ENGLISH].words else "people.role.other")


def _name(make: Composer, person: Person) -> Texts:
    """Return the name, and below it room and hours as the school writes them."""
    more = [part for part in (person.room, person.times) if part]
    return make.same("\n".join([person.name, *more]))


def _map(make: Composer, profile: SchoolProfile) -> Iterator[Block | None]:
    drawn = picture_of(make, profile.picture("map"), "people.map.picture", 1.0)
    shown = [one for one in profile.pictures if one.use == "place"]
    if drawn is None and not profile.places and not shown:
        return
    yield make.heading("people.map")
    yield drawn
    if profile.places:
        rows = tuple(
            (
                make.local(place.name) if place.name else make.words(f"people.place.{place.kind}"),
                make.local(place.where),
            )
            for place in profile.places
        )
        header = (make.words("people.place"), make.words("people.where"))
        yield Table(header, rows, (0.4, 0.6), row_heads=True)
    for one in shown:
        words = {ENGLISH: verbatim(one.alt)}
        yield Picture(from_text(one.data), words, words, width=0.6)


def _learning(make: Composer, profile: SchoolProfile) -> Blocks:
    return (
        make.say("learning.subjects"),
        make.heading("learning.homework"),
        *make.say_all("learning.homework", "what own_language hard"),
        make.heading("learning.reports"),
        make.say("learning.reports.what"),
        *_marks(make, profile),
        make.say("learning.reports.new"),
        make.say("learning.tests"),
        make.heading("learning.english"),
        *make.say_all("learning.english", "check free choice ours keep"),
        make.heading("learning.disability"),
        *make.say_all("learning.disability", "ask plan english other"),
        *_high_school(make, profile),
    )


def _marks(make: Composer, profile: SchoolProfile) -> Iterator[Block | None]:
    if not profile.marks:
        yield from make.say_all("learning.reports", "letters numbers")
        return
    header = (make.words("learning.reports.mark"), make.words("learning.reports.meaning"))
    rows = tuple((make.same(one.mark), make.local(one.meaning)) for one in profile.marks)
    yield Table(header, rows, (0.18, 0.82), row_heads=True)


def _high_school(make: Composer, profile: SchoolProfile) -> Iterator[Block | None]:
    """Yield what families of older students need; schools without them say so by `is_high_school`."""
    if not profile.is_high_school:
        return
    yield make.heading("learning.high_school")
    yield make.say("learning.high_school.credits")
    yield make.say_or_line("learning.high_school.needed")
    yield from make.say_all("learning.high_school", "papers plan after older")


def _taking_part(make: Composer, profile: SchoolProfile) -> Blocks:
    offers = tuple(make.words(f"taking_part.offers.{one}") for one in profile.offers)
    return (
        make.say("taking_part.why"),
        make.heading("taking_part.ways"),
        make.points("taking_part.ways", "care talk share learn decide community"),
        make.say("taking_part.any"),
        make.say_or_line("taking_part.chats"),
        make.say("taking_part.easy"),
        make.heading("taking_part.offers") if offers else None,
        Bullets(offers) if offers else None,
        *(_plan(make) if profile.is_title_one else ()),
        FillIn(make.words("taking_part.ideas"), lines=3),
    )


def _plan(make: Composer) -> Blocks:
    return (
        make.heading("taking_part.plan"),
        make.say("taking_part.plan.what"),
        make.points("taking_part.plan", "policy compact"),
        make.say_or_line("taking_part.plan.where"),
        *make.say_all("taking_part.plan", "meeting teachers"),
    )


def _conferences(make: Composer, _: SchoolProfile) -> Blocks:
    return (
        make.say("conferences.what"),
        make.say_or_line("conferences.when"),
        make.say("conferences.first"),
        make.heading("conferences.ask"),
        make.points("conferences.ask", "strength friends marks english home help"),
        *make.say_all("conferences", "interpreter time with copy"),
    )


def _home_visits(make: Composer, _: SchoolProfile) -> Blocks:
    return (
        *make.say_all("home_visits", "what talk choice place"),
        make.heading("home_visits.not"),
        make.points("home_visits.not", "check papers police problem"),
        make.say("home_visits.rest"),
        make.say_or_line("home_visits.yes"),
    )


def _staying_in_touch(make: Composer, profile: SchoolProfile) -> Blocks:
    return (
        *make.say_all("staying_in_touch", "ways language"),
        _apps(make, profile),
        *make.say_all("staying_in_touch", "app_language safe"),
        make.heading("staying_in_touch.offline"),
        *make.say_all("staying_in_touch.offline", "how device help phone"),
        make.say("staying_in_touch.number"),
        make.heading("staying_in_touch.photos"),
        *make.say_all("staying_in_touch.photos", "choice change yours"),
    )


def _apps(make: Composer, profile: SchoolProfile) -> Block:
    if not profile.apps:
        return FillIn(make.words("staying_in_touch.apps.blank"), lines=2)
    columns = ("name", "use", "languages", "join")
    header = tuple(make.words(f"staying_in_touch.apps.{name}") for name in columns)
    rows = tuple(
        (
            make.same(one.name),
            make.local(one.use),
            language_names(make, one.languages),
            make.same(one.link),
        )
        for one in profile.apps
    )
    return Table(header, rows, (0.2, 0.3, 0.22, 0.28), row_heads=True)


def _safety(make: Composer, _: SchoolProfile) -> Blocks:
    return (
        make.heading("safety.clothes"),
        *make.say_all("safety.clothes", "plain rules cold sports faith name need"),
        make.heading("safety.rules"),
        *make.say_all("safety.rules", "kind teach copy"),
        make.heading("safety.bullying"),
        make.say("safety.bullying.what"),
        make.say_or_line("safety.bullying.tell"),
        make.say("safety.bullying.law"),
        make.heading("safety.drills"),
        *make.say_all("safety.drills", "what how worry"),
        *make.say_all("safety", "doors real"),
    )


MEALS = Part("meals", 6, _meals)
HEALTH = Part("health", 8, _health)
PEOPLE = Part("people", 9, _people)
LEARNING = Part("learning", 10, _learning)
CONFERENCES = Part("conferences", 11, _conferences)
TAKING_PART = Part("taking_part", 12, _taking_part)
HOME_VISITS = Part("home_visits", 13, _home_visits)
STAYING_IN_TOUCH = Part("staying_in_touch", 14, _staying_in_touch)
SAFETY = Part("safety", 15, _safety)
