"""`/gamma checkpoint agenda`: what to talk about, to which anybody of the team adds."""

from collections.abc import Sequence
from dataclasses import replace

from gamma.chat import SHORT_CHARACTERS, Button, Field, Form, Message, Option
from gamma.checkpoints.agenda import POINT_SECTIONS, SECTIONS, AgendaPoint
from gamma.checkpoints.agenda_messages import TITLES, agenda_message
from gamma.checkpoints.agenda_points import point_added_message, which_point_question
from gamma.errors import UserError
from gamma.parsing.line_parts import parse_items
from gamma.parsing.text import matches, parse_line, require_words
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import Text, quoted
from gamma.translator import N_
from handlers.engine.access import access_numbered
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    FormAnswers,
    FormQuestion,
    FormSpec,
    NumberArgument,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import ClarificationNeeded, Context, Outcome, Response
from handlers.engine.forms import open_form
from handlers.engine.resolve import require_startup, resolve_startup_beside
from handlers.engine.several import answer_items, require_value
from handlers.engine.subcommands import split_first_word
from storage import agenda as agenda_parts
from storage.checkpoints import agenda, checkpoints
from storage.experts import questions
from storage.reader_context import ReaderContext
from storage.startups import startups

_POINT_CHARACTERS = 300
_WHICH = N_("Which point? Write its number, as in `/gamma checkpoint agenda restore 2`. Nothing was changed.")
_NO_POINTS = N_("Nobody added a point to the agenda of {startup}: there is none to take off.")
_NO_SUCH_WORDS = N_(
    "I find no point with “{typed}” on this agenda. `/gamma checkpoint agenda` shows them. "
    "Nothing was changed."
)
_NO_SUCH_POINT = N_("There is no point #{number} on this agenda. Nothing was changed.")


def _show(context: Context, given: Arguments) -> Message:
    startup = given.startup
    coming = checkpoints.next_planned(context.session, startup.id, context.now)
    assembled = agenda_parts.assemble(context.session, context, startup, coming)
    if not context.may(Right.SEE_QUESTIONS, startup.id):
        underway = questions.underway_of(context.session, startup.id)
        assembled = replace(assembled, questions=(), question_count=len(underway))
    return agenda_message(
        context.translator, context.programme, assembled, context.now, context.reader_zone, page=given.page
    )


def _add(context: Context, given: Arguments) -> Response:
    if not given.text:
        return _open_form(context, given.startup)

    def add(line: str) -> Message:
        text = parse_line(line, _POINT_CHARACTERS)
        return point_added_message(context.translator, _add_point(context, given.startup, text))

    return answer_items(context, parse_items(given.text) or [given.text], add)


def _add_point(context: Context, startup: Startup, text: str, section: str = "") -> AgendaPoint:
    startups.lock_startup(context.session, startup.id)
    return agenda.add_point(context.session, startup.id, text, section, context.actor, context.now)


def _remove(context: Context, given: Arguments) -> Message:
    """Talked about, or not wanted any more: by its number, or by some of its words."""
    if given.number is not None:
        return _remove_and_confirm(context, *_access_point(context, given))
    startup, words = resolve_startup_beside(context, given.text, "checkpoint agenda remove")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    return _remove_and_confirm(context, _find_point(context, startup, words), True)


def _find_point(context: Context, startup: Startup, words: str) -> AgendaPoint:
    """Raises UserError, ClarificationNeeded."""
    points = agenda.open_points(context.session, startup.id)
    if not points:
        raise UserError(_NO_POINTS, startup=startup.name)
    matching = [point for point in points if matches(point.text, words)] or _without_article(points, words)
    if not matching:
        raise UserError(_NO_SUCH_WORDS, typed=quoted(words))
    if len(matching) > 1 or not words:
        raise ClarificationNeeded(which_point_question(context.translator, startup, matching))
    return matching[0]


def _without_article(points: Sequence[AgendaPoint], words: str) -> list[AgendaPoint]:
    """ "le recrutement" means "Parler du recrutement" as well."""
    _, rest = split_first_word(words)
    return [point for point in points if rest and matches(point.text, rest)]


def _remove_and_confirm(context: Context, point: AgendaPoint, is_open: bool) -> Message:
    translator = context.translator
    if is_open:
        agenda.close_point(context.session, point.id, context.now)
    removed = translator.render(N_("Off the agenda: #{number} {text}."), number=point.id, text=point.text)
    restore = Button(
        translator.text(N_("Put it back")), f"checkpoint agenda restore {point.id}", point.startup_id
    )
    return _agenda_changed_message(context, point, removed, restore)


def _restore(context: Context, given: Arguments) -> Message:
    point, _ = _access_point(context, given)
    agenda.reopen_point(context.session, point.id, context.now)
    sentence = N_("Back on the agenda: #{number} {text}.")
    return _agenda_changed_message(
        context, point, context.translator.render(sentence, number=point.id, text=point.text)
    )


def _agenda_changed_message(
    context: Context, point: AgendaPoint, paragraph: Text, *buttons: Button
) -> Message:
    see = Button(context.translator.text(N_("See the agenda")), "checkpoint agenda", point.startup_id)
    return Message((paragraph,), (see, *buttons))


def _access_point(context: Context, given: Arguments) -> tuple[AgendaPoint, bool]:
    """With whether it is open. Its number tells the startup as well. Raises UserError."""

    def may(loaded: tuple[AgendaPoint, bool]) -> bool:
        return context.may(Right.PLAN_CHECKPOINTS, loaded[0].startup_id)

    return access_numbered(
        context,
        given.number,
        agenda.load_point,
        may,
        startup_of=lambda loaded: loaded[0].startup_id,
        which=_WHICH,
        unknown=_NO_SUCH_POINT,
    )


def _open_form(context: Context, startup: Startup) -> Form:
    intro = context.translator.text(N_("{startup}: for the next checkpoint."), startup=startup.name)
    return open_form(context, POINT, startup, intro=intro)


def _questions(context: Context, _startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    text, commands = context.translator.text, context.command_ids
    options = tuple(
        Option(text(TITLES[section]), section) for section in POINT_SECTIONS if SECTIONS[section] in commands
    )
    help_ = text(N_("What is to be talked about, in a few words. The sponsor can read it."))
    where = text(N_("If it belongs to one of them."))
    return (
        FormQuestion(Field("point", text(N_("Point")), "text", help=help_, required=True), _parse_point),
        FormQuestion(
            Field("section", text(N_("Part of the agenda")), "choice", help=where, options=options),
            _parse_section,
        ),
    )


def _parse_point(typed: str) -> str:
    text = require_words(parse_line(typed, SHORT_CHARACTERS))
    require_value(text)
    return text


def _parse_section(chosen: str) -> str:
    return chosen if chosen in POINT_SECTIONS else ""


def _save(context: Context, answers: FormAnswers) -> Outcome:
    startup, values = require_startup(answers.startup), answers.values
    return {"point": _add_point(context, startup, values["point"], values["section"]).id}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    loaded = agenda.load_point(context.session, outcome["point"])
    return point_added_message(context.translator, loaded[0]) if loaded else None


POINT = FormSpec(
    route="checkpoint.point",
    title=N_("A point to talk about"),
    submit=N_("Add"),
    questions=_questions,
    save=_save,
    result=_result,
    right=Right.PLAN_CHECKPOINTS,
)
_ADD = Subcommand(
    "add",
    _add,
    spellings=("add", "ajouter", "ajout", "plus"),
    startup=StartupArgument.BESIDE_TEXT,
    right=Right.PLAN_CHECKPOINTS,
    opposite="remove",
    changes=Changes.WITH_WORDS,
)
_REMOVE = Subcommand(
    "remove",
    _remove,
    spellings=("remove", "retirer", "enlever", "supprimer", "done", "fait", "traité"),
    number=NumberArgument.SEVERAL,
    opposite="restore",
    changes=Changes.WITH_WORDS,
)
_RESTORE = Subcommand(
    "restore",
    _restore,
    spellings=("restore", "remettre"),
    number=NumberArgument.SEVERAL,
    opposite="remove",
    changes=Changes.WITH_WORDS,
)
AGENDA = Subcommand(
    "agenda",
    _show,
    spellings=("agenda", "ordre-du-jour", "odj"),
    usages=(
        Usage(
            {"en": "checkpoint agenda", "fr": "point ordre-du-jour"},
            N_("what to talk about; `add` and `remove` change it"),
        ),
    ),
    startup=StartupArgument.NAMED,
    right=Right.PLAN_CHECKPOINTS,
    subcommands=(_ADD, _REMOVE, _RESTORE),
    pages=True,
    alone=("agenda", "ordre-du-jour", "odj"),
)
