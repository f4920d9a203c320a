"""The forms of an action: what, who and by when; another day. And how one is kept, however it was typed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from gamma.chat import SHORT_CHARACTERS, Field, Form, Message
from gamma.errors import UserError
from gamma.follow_ups.due_dates import parse_due_date
from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.messages import action_noted_message
from gamma.follow_ups.parse_line import ParsedAction
from gamma.follow_ups.parse_sentence import parse_sentence
from gamma.parsing.text import require_words
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import one_line
from gamma.translator import N_
from handlers.engine.access import access_numbered
from handlers.engine.command_spec import FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome
from handlers.engine.forms import FormRefusedError, open_form
from handlers.engine.resolve import require_startup
from handlers.engine.several import require_value
from handlers.follow_ups.assignees import Assignees
from storage.checkpoints import checkpoints
from storage.follow_ups import actions
from storage.follow_ups.actions import Assignee
from storage.follow_ups.origin import Origin
from storage.reader_context import ReaderContext
from storage.startups import startups

_WHICH = N_("Which action? Write its number, as in `/gamma actions done 3`. Nothing was changed.")
_NO_SUCH_ACTION = N_("I cannot find the action #{number} here. `/gamma actions` shows what is open.")


def add(context: Context, startup: Startup, what: str, owner: Assignee, due: date | None) -> Action:
    """Noted twice, it is one."""
    startups.lock_startup(context.session, startup.id)
    return add_once(context, Origin(startup.id, context.actor, context.now), what, owner, due)


def add_once(context: Context, origin: Origin, what: str, owner: Assignee, due: date | None) -> Action:
    """The open one that says the same already, by this day if it had none; else a new one."""
    for each in actions.open_in_startups(context.session, [origin.startup_id]):
        if each.says_the_same(what, owner.id, owner.name, due):
            return actions.set_due_date(context.session, each.id, due) if due and not each.due_on else each
    return actions.add(context.session, origin, what, owner, due)


def set_due(context: Context, action: Action, due: date) -> Action:
    startups.lock_startup(context.session, action.startup_id)
    return actions.set_due_date(context.session, action.id, due)


def open_for(context: Context, startup: Startup, sentence: str = "") -> Form:
    """Filled with what is understood of a sentence, or with the words of a message that it is made of."""
    intro = N_("{startup}: for the team. The sponsor reads only what the minutes note.")
    parsed = _understood(context, startup, sentence) if sentence else None
    if context.quoted:
        parsed = ParsedAction(what=context.quoted.in_line(SHORT_CHARACTERS))
    filled = replace(ACTION, questions=partial(_questions, parsed=parsed))
    return open_form(context, filled, startup, intro=context.translator.text(intro, startup=startup.name))


def _understood(context: Context, startup: Startup, sentence: str) -> ParsedAction:
    """who: their account; a name that is nobody's here stays in what is to be done."""
    assignees = Assignees(context, startup, sentence)
    parsed = parse_sentence(sentence, context.today_in(startup.id), assignees.is_known)
    account = assignees.account_of(parsed.who) if parsed.who else ""
    what = f"{parsed.what} ({parsed.who})" if parsed.who and not account else parsed.what
    return replace(parsed, who=account, what=what[:SHORT_CHARACTERS])


def open_due(context: Context, action: Action) -> Form:
    startup = startups.load(context.session, action.startup_id)
    return open_form(context, DUE, startup, str(action.id), intro=f"#{action.id} {action.text}")


def _what(typed: str) -> str:
    text = require_words(one_line(typed)[:SHORT_CHARACTERS])
    require_value(text)
    return text


def access_action(context: Context, number: int | None) -> Action:
    """Its number tells the startup as well; its owner may, wherever they are. Raises UserError."""

    def may(action: Action) -> bool:
        is_owner = action.owner_id == context.actor.id
        return is_owner or context.may(Right.PLAN_CHECKPOINTS, action.startup_id)

    return access_numbered(
        context,
        number,
        actions.load,
        may,
        startup_of=lambda action: action.startup_id,
        which=_WHICH,
        unknown=_NO_SUCH_ACTION,
    )


def _questions(
    context: Context, startup: Startup | None, _detail: str, parsed: ParsedAction | None = None
) -> Sequence[FormQuestion]:
    """parsed: what is in the form from the start."""
    given = parsed or ParsedAction(what="")
    translator, today = context.translator, context.today_in(require_startup(startup).id)
    who = translator.text(N_("Chosen in the list, or typed: a name, or “me”. May be left empty."))
    due = translator.text(N_("For example “12 December” or “Friday”. May be left empty."))

    def parse_due(typed: str) -> date | None:
        day = one_line(typed)
        return parse_due_date(day, today) if day else None

    return (
        FormQuestion(
            Field("what", translator.text(N_("What")), "text", value=given.what, required=True), _what
        ),
        FormQuestion(Field("who", translator.text(N_("Who")), "person", help=who, value=given.who), _who),
        FormQuestion(
            Field(
                "due",
                translator.text(N_("By when")),
                "date",
                help=due,
                value=translator.date(given.due) if given.due else "",
                picked=given.due.isoformat() if given.due else "",
            ),
            parse_due,
        ),
    )


def _who(typed: str) -> str:
    """An account, or "@" and what was typed."""
    return one_line(typed)[:SHORT_CHARACTERS]


def _save(context: Context, answers: FormAnswers) -> Outcome:
    startup, values = require_startup(answers.startup), answers.values
    assignees = Assignees(context, startup)
    owner = _owner(assignees, values["who"])
    added = add(context, startup, values["what"], owner, values["due"])
    of_owner = assignees.told_of(values["who"].lstrip("@"), owner)
    return {"action": added.id, **of_owner, "is_gone": bool(assignees.gone)}


def _owner(assignees: Assignees, who: str) -> Assignee:
    """Nobody is called by an account's id: who was picked and is not found is chosen again."""
    if not who or who.startswith("@"):
        return assignees.resolve(who.lstrip("@"))
    try:
        return assignees.resolve_picked(who)
    except UserError as error:
        raise FormRefusedError({"who": error}) from None


def _due_question(context: Context, _startup: Startup | None, detail: str) -> Sequence[FormQuestion]:
    translator, action = context.translator, access_action(context, int(detail))
    example = translator.text(N_("For example “12 December” or “Friday”."))
    value = translator.date(action.due_on) if action.due_on else ""
    picked = action.due_on.isoformat() if action.due_on else ""
    label = translator.text(N_("By when"))
    field = Field("due", label, "date", example, value, required=True, picked=picked)
    return (FormQuestion(field, partial(parse_due_date, today=context.today_in(action.startup_id))),)


def _save_due(context: Context, answers: FormAnswers) -> Outcome:
    action = access_action(context, int(answers.detail))
    return {"action": set_due(context, action, answers.values["due"]).id}


def _noted(context: ReaderContext, outcome: Outcome) -> Message | None:
    action = actions.load(context.session, outcome["action"])
    if action is None:
        return None
    today = checkpoints.startup_today(context.session, action.startup_id, context.now, context.zone)
    told = {each: outcome.get(each, False) for each in ("is_gone", "is_unasked", "is_outside")}
    return action_noted_message(context.translator, action, today, **told)


ACTION = FormSpec(
    route="actions.action",
    title=N_("Something to do"),
    submit=N_("Add"),
    questions=_questions,
    save=_save,
    result=_noted,
    right=Right.PLAN_CHECKPOINTS,
    people=("who",),
    names_owners=True,
)


def _show_due(context: Context, outcome: Outcome) -> Message:
    """The right is asked of the action, whoever sends the form again."""
    action = access_action(context, outcome["action"])
    return action_noted_message(context.translator, action, context.today_in(action.startup_id))


DUE = FormSpec(
    route="actions.due",
    title=N_("Another day"),
    submit=N_("Keep"),
    questions=_due_question,
    save=_save_due,
    result=_noted,
    show=_show_due,
)
