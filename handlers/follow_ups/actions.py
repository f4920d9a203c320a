"""`/gamma actions`: what is to be done after a checkpoint, by whom and by when."""

from collections.abc import Mapping

from gamma.chat import LONG_CHARACTERS, Message
from gamma.dates import day_in
from gamma.follow_ups.follow_up import Action, Ending
from gamma.follow_ups.messages import (
    action_ended_already,
    done_button,
    mine,
    open_actions,
    reopen_button,
    see_actions,
)
from gamma.follow_ups.parse_line import parse_action
from gamma.parsing.text import parse_line
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import CommandSpec, Context, FormReader, Response, Usage
from handlers.follow_ups import action_due, action_form
from handlers.follow_ups.action_resolve import resolve_action
from handlers.follow_ups.assignees import Assignees
from handlers.startups.resolve import resolve_startup, resolve_startup_first
from handlers.subcommands import SayVerb, Verbs, split, verb_in
from storage.follow_ups import actions, commitments
from storage.startups import startups

_VERBS: Verbs = {
    "add": ("add", "ajouter", "ajout", "noter"),
    "done": ("done", "fait", "faite", "terminé", "terminer", "finir"),
    "date": ("date", "date", "reporter", "échéance", "due"),
    "drop": ("drop", "abandonner", "retirer", "supprimer", "remove"),
    "reopen": ("reopen", "rouvrir"),
    "mine": ("mine", "miennes", "moi"),
}


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    if verb:
        return _SAID[verb](context, rest)
    if context.place.direct and not typed and not context.startup:
        own = _own(context)
        if own:
            return _mine(context, own)
    startup = resolve_startup(context, typed, "actions")
    return startup if isinstance(startup, Message) else _of(context, startup)


def _of(context: Context, startup: Startup) -> Message:
    context.require(Right.PLAN_CHECKPOINTS, startup)
    session, today = context.session, context.today_in(startup.id)
    to_do = actions.open_of(session, [startup.id])
    return open_actions(context.translator, startup, to_do, commitments.open_of(session, startup.id), today)


def _own(context: Context) -> list[tuple[Action, str]]:
    """With the startups' names."""
    names = startups.names_by_id(context.session)
    found = actions.open_of_person(context.session, context.actor.id)
    return [(action, names.get(action.startup_id, action.startup_id)) for action in found]


def _mine(context: Context, own: list[tuple[Action, str]]) -> Message:
    return mine(context.translator, own, day_in(context.now, context.reader_zone))


def _say_mine(context: Context, _typed: str) -> Message:
    own = _own(context)
    return (
        _mine(context, own)
        if own
        else Message((context.translator.render(N_("Nothing is waiting for you.")),))
    )


def _add(context: Context, typed: str) -> Response:
    startup, line = resolve_startup_first(context, typed, "actions add")
    if isinstance(startup, Message):
        return startup
    context.require(Right.PLAN_CHECKPOINTS, startup)
    if not line:
        return action_form.form(context, startup)
    owners, today = Assignees(context, startup, typed), context.today_in(startup.id)
    read = parse_action(parse_line(line, LONG_CHARACTERS), today, owners.is_known)
    added = action_form.kept(context, startup, read.what, owners.called(read.who), read.due)
    return action_form.noted(context, added, read.unread)


def _done(context: Context, typed: str) -> Message:
    return _end(context, typed, "done", N_("Done, thank you! #{number} {text}"))


def _drop(context: Context, typed: str) -> Message:
    return _end(context, typed, "dropped", N_("Given up, and that is fine: #{number} {text}"))


def _end(context: Context, typed: str, ended_as: Ending, told: str) -> Message:
    action, translator = resolve_action(context, typed), context.translator
    if action.ended_as:
        return action_ended_already(translator, action)
    actions.end(context.session, action.id, ended_as, context.now)
    ended = translator.render(told, number=action.id, text=action.text)
    return Message((ended,), (see_actions(translator, action), reopen_button(translator, action)))


def _reopen(context: Context, typed: str) -> Message:
    action = resolve_action(context, typed)
    actions.reopen(context.session, action.id)
    told = context.translator.render(N_("Open again: #{number} {text}"), number=action.id, text=action.text)
    return Message(
        (told,), (see_actions(context.translator, action), done_button(context.translator, action))
    )


_SAID: Mapping[str, SayVerb] = {
    "add": _add,
    "done": _done,
    "date": action_due.say,
    "drop": _drop,
    "reopen": _reopen,
    "mine": _say_mine,
}

INTENT = CommandSpec(
    id="actions",
    names={"en": "actions", "fr": "actions"},
    aliases=("action", "todo", "tâches"),
    summary=N_("what is to be done after the checkpoints"),
    more=(
        Usage(
            {
                "en": "actions add call the region — Camille — 12 December",
                "fr": "actions ajouter relancer la région — Camille — 12 décembre",
            },
            N_("note something to do, who does it and by when"),
        ),
        Usage({"en": "actions done 3", "fr": "actions fait 3"}, N_("it is done; `drop` gives it up")),
        Usage(
            {"en": "actions date 3 15 December", "fr": "actions date 3 15 décembre"},
            N_("give it another day"),
        ),
        Usage({"en": "actions mine", "fr": "actions miennes"}, N_("your own, in all startups")),
    ),
    say=say,
    verbs=(_VERBS,),
    forms={
        "action": FormReader(save=action_form.save, show=action_form.show),
        "due": FormReader(save=action_due.save, show=action_due.show),
    },
)
