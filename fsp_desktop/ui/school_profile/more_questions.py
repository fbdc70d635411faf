"""The later groups of questions about a school: places, learning, taking part, rights."""

from __future__ import annotations

from fsp_desktop.language.words import _
from fsp_desktop.ui.answers.question import Group, Question


def later_groups() -> tuple[Group, ...]:
    """Return the groups that follow after health."""
    return (_places(), _learning(), _together(), _touch(), _safety(), _rights())


def place_words() -> dict[str, str]:
    """Return the places the packet has a name for in every language, by code."""
    return {
        "entrance": _("Main door"),
        "office": _("Office"),
        "nurse": _("Nurse"),
        "cafeteria": _("Cafeteria"),
        "library": _("Library"),
        "gym": _("Gym"),
        "playground": _("Playground"),
        "restroom": _("Restrooms"),
        "bus": _("Buses"),
        "parking": _("Parking"),
        "family_room": _("Family room"),
    }


def offer_words() -> dict[str, str]:
    """Return what a school can offer so that families can come, by code."""
    return {
        "interpreter": _("An interpreter"),
        "child_care": _("Child care"),
        "food": _("Food"),
        "rides": _("Rides"),
        "evening": _("Times in the evening"),
        "phone_or_video": _("By phone or video"),
    }


def _places() -> Group:
    return Group(
        _("Places at school"),
        "map-pin",
        _("A map or a picture of a place can be added under Pictures."),
        (
            Question(
                "places",
                _("Places"),
                "rows",
                width=6,
                columns=(
                    Question(
                        "kind",
                        _("Place"),
                        "choice",
                        width=3,
                        choices=(("", _("Another place")), *place_words().items()),
                    ),
                    Question("name", _("Its own name"), "local", width=3),
                    Question("where", _("How to find it"), "local", width=6),
                ),
                needed=("kind|name",),
                another=_("Add a place"),
                nothing=_("No places yet."),
            ),
        ),
    )


def _learning() -> Group:
    return Group(
        _("Learning"),
        "book-open",
        "",
        (
            Question("english_support", _("Help with English"), "local", width=6),
            Question("is_high_school", _("We have grades 9 to 12"), "flag", width=3),
            Question("credits_needed", _("Credits to graduate"), "number", width=3),
            Question(
                "marks",
                _("Marks"),
                "rows",
                width=6,
                columns=(
                    Question("mark", _("Mark"), hint="A"),
                    Question("meaning", _("What it means"), "local", width=4),
                ),
                needed=("mark", "meaning"),
                another=_("Add a mark of the report card"),
                nothing=_("No marks yet. The packet then explains report cards in general."),
            ),
        ),
    )


def _together() -> Group:
    return Group(
        _("Being part of school"),
        "handshake",
        "",
        (
            Question(
                "offers",
                _("So that families can come, there is"),
                "several",
                width=6,
                choices=tuple(offer_words().items()),
            ),
            Question("coffee_chat", _("When families meet for coffee"), "local", width=6),
            Question("is_title_one", _("We are a Title I school"), "flag", width=6),
            Question(
                "compact_place", _("Where to read the agreements with families"), "local", width=6
            ),
        ),
    )


def _touch() -> Group:
    return Group(
        _("Staying in touch"),
        "message-circle",
        "",
        (
            Question(
                "apps",
                _("Apps"),
                "rows",
                width=6,
                columns=(
                    Question("name", _("App")),
                    Question("use", _("What we use it for"), "local", width=4),
                    Question("link", _("Where to join"), width=6, hint="https://…"),
                    Question("languages", _("Languages it speaks"), "languages", width=6),
                ),
                another=_("Add an app"),
                nothing=_("No apps yet."),
            ),
            Question("device_help", _("Help with a device or the internet"), "local", width=4),
            Question("device_phone", _("Whom to call")),
        ),
    )


def _safety() -> Group:
    return Group(
        _("Clothing and safety"),
        "shield-check",
        "",
        (
            Question("clothing", _("What children wear"), "local", width=6),
            Question("safety_name", _("Who helps when a child is bullied"), width=3),
            Question("safety_phone", _("Their phone"), width=3),
        ),
    )


def _rights() -> Group:
    return Group(
        _("Rights and questions"),
        "lightbulb",
        "",
        (
            Question("complaint_name", _("Who hears complaints"), width=3),
            Question("complaint_phone", _("Their phone"), width=3),
            Question("housing_name", _("Who helps when a home is lost"), width=3),
            Question("housing_phone", _("Their phone"), width=3),
        ),
    )
