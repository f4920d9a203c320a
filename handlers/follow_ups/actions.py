"""`/gamma actions`: what is to be done after a checkpoint, by whom and by when."""

from dataclasses import replace
from datetime import date
from functools import partial

from gamma.chat import LONG_CHARACTERS, Button, Message
from gamma.dates import day_in
from gamma.follow_ups.due_dates import parse_due_date
from gamma.follow_ups.follow_up import Action, Resolution
from gamma.follow_ups.list_messages import open_actions, own_actions
from gamma.follow_ups.messages import (
    action_ended_message,
    action_noted_message,
    done_button,
    reading_remarks,
    reopen_button,
    see_actions_button,
)
from gamma.follow_ups.parse_line import ParsedAction, parse_action
from gamma.parsing.day import AmbiguousDayError
from gamma.parsing.line_parts import parse_items
from gamma.parsing.text import parse_line
from gamma.people.rights import Right
from gamma.translator import N_
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    CommandSpec,
    NumberArgument,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import Context, Response
from handlers.engine.either_day import day_buttons, which_day
from handlers.engine.resolve import resolve_startup
from handlers.engine.several import answer_items, require_value
from handlers.follow_ups import action_forms
from handlers.follow_ups.action_forms import access_action
from handlers.follow_ups.assignees import Assignees
from handlers.follow_ups.which_day import either_day, require_one_day
from storage.follow_ups import actions, commitments
from storage.startups import startups


def _list(context: Context, given: Arguments, *, only_late: bool = False) -> Message:
    """The startup's; in the direct conversation one's own in all startups, where there are any."""
    if context.place.direct and not given.text and not context.startup and (own := _own(context)):
        here = day_in(context.now, context.reader_zone)
        shown = [pair for pair in own if not only_late or pair[0].is_late(here)]
        return _own_message(context, shown, given.page) if shown else _none_late(context, "")
    startup = resolve_startup(context, given.text, "actions")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    context.open_to_team(startup.id)
    to_do = actions.open_in_startups(context.session, [startup.id])
    promised = commitments.open_in_startup(context.session, startup.id)
    today = context.today_in(startup.id)
    if only_late:
        to_do = [each for each in to_do if each.is_late(today)]
        promised = [each for each in promised if each.is_late(today)]
        if not (to_do or promised):
            return _none_late(context, startup.id)
    return open_actions(context.translator, startup, to_do, promised, today, given.page)


def _late(context: Context, given: Arguments) -> Message:
    """Those of _list whose day is past."""
    return _list(context, given, only_late=True)


def _own(context: Context) -> list[tuple[Action, str]]:
    """With the startups' names."""
    names = startups.names_by_id(context.session)
    found = actions.open_of_person(context.session, context.actor.id)
    return [(action, names.get(action.startup_id, action.startup_id)) for action in found]


def _none_late(context: Context, about: str) -> Message:
    translator = context.translator
    see = Button(translator.text(N_("See the actions")), "actions", about)
    return Message((translator.render(N_("No action is late.")),), (see,))


def _own_message(context: Context, own: list[tuple[Action, str]], page: int) -> Message:
    return own_actions(context.translator, own, day_in(context.now, context.reader_zone), page)


def _mine(context: Context, given: Arguments) -> Message:
    if own := _own(context):
        return _own_message(context, own, given.page)
    return Message((context.translator.render(N_("Nothing is waiting for you.")),))


def _add(context: Context, given: Arguments) -> Response:
    startup = given.startup
    if not given.text:
        return action_forms.open_for(context, startup)
    assignees, today = Assignees(context, startup, given.typed), context.today_in(startup.id)

    def add(line: str) -> Message:
        words = parse_line(line, LONG_CHARACTERS)
        parsed = parse_action(words, today, assignees.is_known)
        require_value(parsed.what)
        require_one_day(context, "actions add", startup, assignees.in_names(words), parsed, today)
        owner = assignees.resolve(parsed.who)
        added = action_forms.add(context, startup, parsed.what, owner, parsed.due)
        return _noted(context, added, parsed, **assignees.told_of(parsed.who, owner))

    return answer_items(context, parse_items(given.text) or [given.text], add)


def _draft(context: Context, given: Arguments) -> Response:
    """A sentence is no line of minutes: what is understood of it is shown in the form first."""
    return action_forms.open_for(context, given.startup, given.text)


def _noted(context: Context, action: Action, parsed: ParsedAction | None = None, **of_owner: bool) -> Message:
    """of_owner: as of Assignees.told_of()."""
    today = context.today_in(action.startup_id)
    ambiguous = either_day(parsed, today) if parsed else None
    remarks = reading_remarks(context.translator, parsed, ambiguous) if parsed else []
    noted = action_noted_message(context.translator, action, today, remarks, **of_owner)
    if ambiguous is None:
        return noted
    days = day_buttons(context, ambiguous, partial(_with_day, action), action.startup_id)
    return replace(noted, buttons=(*days, *noted.buttons))


def _with_day(action: Action, day: date) -> str:
    return f"actions date {action.id} {day.isoformat()}"


def _done(context: Context, given: Arguments) -> Message:
    return _end(context, given, "done", N_("Done, thank you! #{number} {text}"))


def _drop(context: Context, given: Arguments) -> Message:
    return _end(context, given, "dropped", N_("Given up, and that is fine: #{number} {text}"))


def _end(context: Context, given: Arguments, ended_as: Resolution, sentence: str) -> Message:
    action, translator = access_action(context, given.number), context.translator
    context.open_to_team(action.startup_id)
    if action.resolution:
        return action_ended_message(translator, action)
    actions.end(context.session, action.id, ended_as, context.now)
    ended = translator.render(sentence, number=action.id, text=action.text)
    return Message((ended,), (see_actions_button(translator, action), reopen_button(translator, action)))


def _reopen(context: Context, given: Arguments) -> Message:
    action, translator = access_action(context, given.number), context.translator
    actions.reopen(context.session, action.id)
    reopened = translator.render(N_("Open again: #{number} {text}"), number=action.id, text=action.text)
    return Message((reopened,), (see_actions_button(translator, action), done_button(translator, action)))


def _date(context: Context, given: Arguments) -> Response:
    action = access_action(context, given.number)
    if action.resolution:
        return _noted(context, action)
    if not given.text:
        return action_forms.open_due(context, action)
    try:
        due = parse_due_date(given.text, context.today_in(action.startup_id))
    except AmbiguousDayError as ambiguous:
        raise which_day(context, ambiguous, partial(_with_day, action), action.startup_id) from None
    return _noted(context, action_forms.set_due(context, action, due))


_ADD = Subcommand(
    "add",
    _add,
    spellings=("add", "ajouter", "ajout", "noter"),
    usages=(
        Usage(
            {
                "en": "actions add call the region — Camille — 12 December",
                "fr": "actions ajouter relancer la région — Camille — 12 décembre",
            },
            N_("note something to do, who does it and by when"),
        ),
    ),
    startup=StartupArgument.BESIDE_TEXT,
    right=Right.PLAN_CHECKPOINTS,
    opposite="drop",
    public=True,
    changes=Changes.WITH_WORDS,
)
_DRAFT = Subcommand(
    "draft",
    _draft,
    spellings=("draft", "préparer", "brouillon"),
    startup=StartupArgument.BESIDE_TEXT,
    right=Right.PLAN_CHECKPOINTS,
)
_LATE = Subcommand(
    "late",
    _late,
    spellings=("late", "en-retard", "retard", "retards", "overdue", "échues"),
    pages=True,
)
_DONE = Subcommand(
    "done",
    _done,
    spellings=("done", "fait", "faite", "terminé", "terminer", "finir"),
    usages=(Usage({"en": "actions done 3", "fr": "actions fait 3"}, N_("it is done; `drop` gives it up")),),
    number=NumberArgument.SEVERAL,
    opposite="reopen",
    changes=Changes.WITH_WORDS,
)
_DATE = Subcommand(
    "date",
    _date,
    spellings=("date", "date", "reporter", "échéance", "due"),
    usages=(
        Usage(
            {"en": "actions date 3 15 December", "fr": "actions date 3 15 décembre"},
            N_("give it another day"),
        ),
    ),
    number=NumberArgument.ANY,
    changes=Changes.WITH_WORDS,
)
_DROP = Subcommand(
    "drop",
    _drop,
    spellings=("drop", "abandonner", "retirer", "supprimer", "remove"),
    number=NumberArgument.SEVERAL,
    changes=Changes.WITH_WORDS,
)
_REOPEN = Subcommand(
    "reopen",
    _reopen,
    spellings=("reopen", "rouvrir"),
    number=NumberArgument.SEVERAL,
    changes=Changes.WITH_WORDS,
)
_MINE = Subcommand(
    "mine",
    _mine,
    spellings=("mine", "miennes", "moi"),
    alone=("mes-actions", "my-actions"),
    usages=(Usage({"en": "actions mine", "fr": "actions miennes"}, N_("your own, in all startups")),),
    pages=True,
)

COMMAND = CommandSpec(
    id="actions",
    names={"en": "actions", "fr": "actions"},
    aliases=("action", "todo", "tâches"),
    summary=N_("what is to be done after the checkpoints"),
    plain=Subcommand("", _list, pages=True),
    subcommands=(_ADD, _DRAFT, _DONE, _DATE, _DROP, _REOPEN, _LATE, _MINE),
    names_owners=True,
    mentions_people=True,
    forms=(action_forms.ACTION, action_forms.DUE),
)
