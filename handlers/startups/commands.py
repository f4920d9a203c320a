"""`/gamma startup`: the startup's page, and what can be done about it."""

from collections.abc import Mapping

from gamma.chat import Button, Message
from gamma.startups.page_fields import LAW, MARKET_TYPE, TERRITORY
from gamma.translator import N_
from handlers.command_spec import CommandSpec, FormReader, Usage
from handlers.context import Context, Response
from handlers.resolve import resolve_startup
from handlers.startups import (
    channels,
    details,
    enrolment,
    managers,
    objectives,
    page,
    page_form,
    sponsor_contacts,
)
from handlers.startups.managers import REMOVE
from handlers.typed_text import SayVerb, Verbs, after_colon, split, verb_in

_VERBS: Verbs = {
    "link": ("link", "lier", "relier", "associer"),
    "unlink": ("unlink", "délier", "dissocier"),
    "show": ("show", "voir", "montrer", "page"),
    "enrol": ("enrol", "inscrire", "enroll", "enrôler"),
    "withdraw": ("withdraw", "retirer", "désinscrire"),
    "manager": ("manager", "responsable"),
    "edit": ("edit", "compléter", "complete", "modifier"),
    "coach": ("coach",),
    "territory": ("territory", "territoire"),
    "market": ("market", "marché"),
    "law": ("law", "loi"),
    "sponsor": ("sponsor",),
    "objectives": ("objectives", "objectifs", "objective", "objectif"),
    "obstacle": ("obstacle", "obstacle", "obstacles"),
}


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    return _SAID[verb](context, after_colon(rest)) if verb else _show(context, typed)


def _show(context: Context, typed: str) -> Message:
    if not context.startup and not typed and not context.place.direct:
        translator = context.translator
        text = translator.render(N_("This channel is not linked to a startup yet."))
        return Message(
            (text,), (Button(translator.text(N_("Link a startup")), says="startup link", main=True),)
        )
    known = {spelling: f"startup {spelling}" for spellings in _VERBS.values() for spelling in spellings}
    startup = resolve_startup(context, typed, "startup", known)
    return page.page(context, startup)


def _territory(context: Context, typed: str) -> Response:
    return details.say_one(context, TERRITORY, "territory", typed)


def _market(context: Context, typed: str) -> Response:
    return details.say_one(context, MARKET_TYPE, "market", typed)


def _law(context: Context, typed: str) -> Response:
    return details.say_one(context, LAW, "law", typed)


_SAID: Mapping[str, SayVerb] = {
    "link": channels.link,
    "unlink": channels.unlink,
    "show": _show,
    "enrol": enrolment.enrol,
    "withdraw": enrolment.withdraw,
    "manager": managers.say,
    "edit": details.edit,
    "coach": details.say_coach,
    "territory": _territory,
    "market": _market,
    "law": _law,
    "sponsor": sponsor_contacts.say,
    "objectives": objectives.say,
    "obstacle": objectives.say_obstacle,
}


COMMAND = CommandSpec(
    id="startup",
    names={"en": "startup", "fr": "startup"},
    aliases=("start-up", "produit", "équipe", "team"),
    summary=N_("your startup’s page, who is around it, what is expected of it"),
    more=(
        Usage(
            {"en": "startup link velo-facile", "fr": "startup lier velo-facile"},
            N_("link this channel, by the startup’s name or id"),
        ),
        Usage({"en": "startup unlink", "fr": "startup délier"}, N_("undo this channel’s link")),
        Usage(
            {"en": "startup edit", "fr": "startup compléter"},
            N_("complete its page (coach, territory, market, law)"),
        ),
        Usage(
            {"en": "startup territory Bretagne", "fr": "startup territoire Bretagne"},
            N_("say one of these in a line; likewise market, law, coach"),
        ),
        Usage(
            {"en": "startup sponsor", "fr": "startup sponsor"},
            N_("note who to invite at the sponsor"),
        ),
        Usage(
            {"en": "startup objectives", "fr": "startup objectifs"},
            N_("say what the sponsor expects, and what existing IT hinders"),
        ),
        Usage(
            {"en": "startup obstacle no open API", "fr": "startup obstacle pas d’API ouverte"},
            N_("note one more obstacle in existing IT"),
        ),
        Usage(
            {"en": "startup enrol velo-facile", "fr": "startup inscrire velo-facile"},
            N_("have a startup take part in the programme (programme team)"),
        ),
        Usage(
            {"en": "startup withdraw", "fr": "startup retirer"},
            N_("take it out of the programme; nothing is lost (programme team)"),
        ),
        Usage(
            {"en": "startup manager @pauline", "fr": "startup responsable @pauline"},
            N_("name its portfolio manager (programme team)"),
        ),
    ),
    say=say,
    verbs=(_VERBS, REMOVE),
    readers={
        "link": FormReader(save=channels.save, show=channels.show),
        "enrol": FormReader(save=enrolment.save, show=page_form.show, people=("manager", "coach")),
        "edit": FormReader(save=details.save, show=page_form.show, people=("coach",)),
        "sponsor": FormReader(save=sponsor_contacts.save, show=sponsor_contacts.show),
        "objectives": FormReader(save=objectives.save, show=page_form.show),
    },
)
