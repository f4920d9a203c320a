"""`/gamma checkpoint agenda`: what to talk about, to which anybody of the team adds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gamma.chat import SHORT_CHARACTERS, Button, Errors, Field, Form, Message, Option
from gamma.checkpoints.agenda import SECTIONS, Point
from gamma.checkpoints.agenda_messages import TITLES, added, proposed, which_point
from gamma.errors import InvalidInputError, UserError
from gamma.normalise import matches
from gamma.parsing.text import parse_line
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import quoted
from gamma.translator import N_
from handlers.checkpoints.resolve import resolve_plannable_startup
from handlers.context import Context, Outcome, Response
from handlers.resolve import require_form_startup, resolve_startup_first
from handlers.typed_text import SayVerb, Verbs, number_first, split, verb_in
from storage import agenda as agenda_parts
from storage.checkpoints import agenda, checkpoints
from storage.experts import questions
from storage.startups import startups

VERBS: Verbs = {
    "add": ("add", "ajouter", "ajout", "plus"),
    "remove": ("remove", "retirer", "enlever", "supprimer", "done", "fait", "traité"),
    "restore": ("restore", "remettre"),
}
_MOST_CHARACTERS = 300
_WHICH = N_("Which point? Write its number, as in `/gamma checkpoint agenda restore 2`. Nothing was changed.")
_NO_POINTS = N_("Nobody added a point to the agenda of {startup}: there is none to take off.")
_NO_SUCH_WORDS = N_(
    "I find no point with “{typed}” on this agenda. `/gamma checkpoint agenda` shows them. "
    "Nothing was changed."
)
_NO_SUCH_POINT = N_("There is no point #{number} on this agenda. Nothing was changed.")


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, VERBS)
    if verb:
        return _SAID[verb](context, rest)
    startup = resolve_plannable_startup(context, typed, "checkpoint agenda")
    return show_agenda(context, startup)


def show_agenda(context: Context, startup: Startup) -> Message:
    coming = checkpoints.coming(context.session, startup.id, context.now)
    found = agenda_parts.assemble(
        context.session,
        context.programme,
        startup,
        coming,
        context.now,
        context.zone,
        context.command_ids,
    )
    if not context.may(Right.SEE_QUESTIONS, startup.id):
        every = questions.underway_of(context.session, startup.id)
        found = replace(found, questions=(), counted=len(every))
    return proposed(context.translator, context.programme, found, context.now, context.reader_zone)


def _add(context: Context, typed: str) -> Response:
    startup, text = resolve_startup_first(context, typed, "checkpoint agenda add")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    if not text:
        return _form(context, startup)
    return added(context.translator, _kept(context, startup, parse_line(text, _MOST_CHARACTERS), ""))


def _kept(context: Context, startup: Startup, text: str, section: str) -> Point:
    startups.lock_startup(context.session, startup.id)
    return agenda.add_point(context.session, startup.id, text, section, context.actor, context.now)


def _remove(context: Context, typed: str) -> Message:
    """Talked about, or not wanted any more: by its number, or by some of its words."""
    number, _ = number_first(typed)
    if number is not None:
        return _removed(context, *_meant(context, typed))
    startup, wanted = resolve_startup_first(context, typed, "checkpoint agenda remove")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    every = agenda.points_of(context.session, startup.id)
    if not every:
        raise UserError(_NO_POINTS, startup=startup.name)
    found = [point for point in every if matches(point.text, wanted)] or _without_article(every, wanted)
    if not found:
        raise UserError(_NO_SUCH_WORDS, typed=quoted(wanted))
    if len(found) > 1 or not wanted:
        return which_point(context.translator, startup, found)
    return _removed(context, found[0], True)


def _without_article(points: Sequence[Point], wanted: str) -> list[Point]:
    """ "le recrutement" means "Parler du recrutement" as well."""
    _, rest = split(wanted)
    return [point for point in points if rest and matches(point.text, rest)]


def _removed(context: Context, point: Point, is_open: bool) -> Message:
    translator = context.translator
    if is_open:
        agenda.close_point(context.session, point.id, context.now)
    told = N_("Off the agenda: #{number} {text}.")
    again = Button(
        translator.text(N_("Put it back")), f"checkpoint agenda restore {point.id}", point.startup_id
    )
    see = Button(translator.text(N_("See the agenda")), says="checkpoint agenda", about=point.startup_id)
    return Message((translator.render(told, number=point.id, text=point.text),), (see, again))


def _restore(context: Context, typed: str) -> Message:
    point, _ = _meant(context, typed)
    agenda.reopen_point(context.session, point.id)
    told = N_("Back on the agenda: #{number} {text}.")
    see = Button(context.translator.text(N_("See the agenda")), "checkpoint agenda", point.startup_id)
    return Message((context.translator.render(told, number=point.id, text=point.text),), (see,))


def _meant(context: Context, typed: str) -> tuple[Point, bool]:
    """Its number tells the startup as well. Raises UserError."""
    number, _ = number_first(typed)
    if number is None:
        raise UserError(_WHICH)
    found = agenda.load_point(context.session, number)
    if found is None or not context.may(Right.PLAN_CHECKPOINTS, found[0].startup_id):
        raise UserError(_NO_SUCH_POINT, number=number)
    return found


_SAID: Mapping[str, SayVerb] = {"add": _add, "remove": _remove, "restore": _restore}


def _form(context: Context, startup: Startup) -> Form:
    translator, commands = context.translator, context.command_ids
    sections = [section for section, command in SECTIONS.items() if command in commands]
    options = tuple(Option(translator.text(TITLES[section]), section) for section in sections)
    help_ = translator.text(N_("What is to be talked about, in a few words. The sponsor can read it."))
    where = translator.text(N_("If it belongs to one of them."))
    fields = (
        Field("point", translator.text(N_("Point")), "text", help=help_, required=True),
        Field("section", translator.text(N_("Part of the agenda")), "choice", help=where, options=options),
    )
    return Form(
        route="checkpoint.point",
        title=translator.text(N_("A point to talk about")),
        intro=translator.text(N_("{startup}: for the next checkpoint."), startup=startup.name),
        fields=fields,
        submit=translator.text(N_("Add")),
        about=startup.id,
    )


def save(context: Context, _detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    try:
        text = parse_line(typed.get("point", ""), SHORT_CHARACTERS)
    except InvalidInputError as error:
        return Errors({"point": error.text(context.translator)})
    if not text:
        return Errors({"point": context.translator.text(N_("Write a word or two."))})
    section = typed.get("section", "")
    point = _kept(context, startup, text, section if section in SECTIONS else "")
    key = f"agenda-point:{point.id}:{context.actor.id}:{context.now.isoformat()}"
    context.tell_after_form("agenda_point_added", key, {"point": point.id})
    return {"point": point.id}


def show(context: Context, outcome: Outcome) -> Response:
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    found = agenda.load_point(context.session, outcome["point"])
    return added(context.translator, found[0]) if found else show_agenda(context, startup)
