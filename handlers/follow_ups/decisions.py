"""`/gamma decisions`: the register of what was decided, searched by words; changed by a new entry."""

from collections.abc import Mapping

from gamma.chat import LONG_CHARACTERS, Button, Message
from gamma.errors import UserError
from gamma.follow_ups.follow_up import Decision
from gamma.follow_ups.messages import NOTHING, decision_line
from gamma.normalise import matches
from gamma.parsing.text import parse_line
from gamma.people.rights import Right
from gamma.sections import Section, fitted
from gamma.startups.startup import Startup
from gamma.text import quoted
from gamma.translator import N_
from handlers.command_spec import CommandSpec, Usage
from handlers.context import Context, Response
from handlers.resolve import resolve_startup_first
from handlers.typed_text import SayVerb, Verbs, number_first, split, verb_in
from storage.follow_ups import decisions
from storage.startups import startups

_VERBS: Verbs = {
    "add": ("add", "ajouter", "noter"),
    "change": ("change", "changer", "modifier", "remplacer", "replace"),
}
_WHAT = N_("What was decided? Write for example `/gamma decisions add we open three regions`.")
_WHICH = N_("Which decision, and what is it now? Write for example `/gamma decisions change 4 two regions`.")
_NO_SUCH = N_("I cannot find the decision #{number} here. `/gamma decisions` shows the register.")
_REPLACED = N_(
    "The decision #{number} was replaced by #{other} already. To change that one: "
    "`/gamma decisions change {other} …`. Nothing was changed."
)


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    if verb and rest:
        return _SAID[verb](context, rest)
    startup, wanted = resolve_startup_first(context, typed, "decisions")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    if verb:
        raise UserError(_WHICH if verb == "change" else _WHAT)
    return _register(context, startup, wanted)


def _register(context: Context, startup: Startup, wanted: str) -> Message:
    translator = context.translator
    found = [each for each in decisions.register(context.session, startup.id) if matches(each.text, wanted)]
    if wanted and not found:
        none = N_("No decision with “{words}”: **{startup}**. `/gamma decisions` shows all.")
        return Message((translator.render(none, words=quoted(wanted), startup=startup.name),))
    title = translator.render(N_("**Decisions: {startup}**"), startup=startup.name)
    if wanted:
        title = translator.render(
            N_("**Decisions with “{words}”: {startup}**"), words=quoted(wanted), startup=startup.name
        )
    section = Section(title, [decision_line(translator, each) for each in found], translator.render(NOTHING))
    how = translator.render(
        N_("To find one: `/gamma decisions region`. To change one: `/gamma decisions change 4 two regions`.")
    )
    return Message(fitted(translator, [], [section], [how]))


def _add(context: Context, typed: str) -> Response:
    startup, text = resolve_startup_first(context, typed, "decisions add")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    if not text:
        raise UserError(_WHAT)
    text = parse_line(text, LONG_CHARACTERS)
    startups.lock_startup(context.session, startup.id)
    today = context.today_in(startup.id)
    known = decisions.register(context.session, startup.id)
    same = [each for each in known if (each.text, each.decided_on) == (text, today)]
    session, actor, now = context.session, context.actor, context.now
    return _kept(context, same[0] if same else decisions.add(session, startup.id, text, today, actor, now))


def _change(context: Context, typed: str) -> Message:
    """A new entry of today; the old one stays, and says what replaced it. The same again changes nothing."""
    number, text = number_first(typed)
    if number is None or not text:
        raise UserError(_WHICH)
    text = parse_line(text, LONG_CHARACTERS)
    old = _meant(context, number)
    startups.lock_startup(context.session, old.startup_id)
    old = _meant(context, number)
    if old.replaced_by:
        newer = decisions.load(context.session, old.replaced_by)
        if newer and newer.text == text:
            return _kept(context, newer, old.id)
        raise UserError(_REPLACED, number=old.id, other=old.replaced_by)
    if old.text == text:
        return _kept(context, old)
    today = context.today_in(old.startup_id)
    session, actor, now = context.session, context.actor, context.now
    newer = decisions.add(session, old.startup_id, text, today, actor, now, replaces=old.id)
    return _kept(context, newer, old.id)


def _meant(context: Context, number: int) -> Decision:
    """Its number tells the startup as well. Raises UserError."""
    found = decisions.load(context.session, number)
    if found is None or not context.may(Right.PLAN_CHECKPOINTS, found.startup_id):
        raise UserError(_NO_SUCH, number=number)
    return found


def _kept(context: Context, decision: Decision, old: int | None = None) -> Message:
    translator = context.translator
    line = decision_line(translator, decision)
    told = translator.render(N_("In the register: {decision}"), decision=line)
    if old is not None:
        told = translator.render(
            N_("In the register: {decision}. It replaces #{old}."), decision=line, old=old
        )
    see = Button(translator.text(N_("The register")), says="decisions", about=decision.startup_id)
    return Message((told,), (see,))


_SAID: Mapping[str, SayVerb] = {"add": _add, "change": _change}

COMMAND = CommandSpec(
    id="decisions",
    names={"en": "decisions", "fr": "décisions"},
    aliases=("decision", "décision", "register", "registre"),
    summary=N_("what was decided at the checkpoints"),
    more=(
        Usage({"en": "decisions region", "fr": "décisions région"}, N_("those with these words")),
        Usage(
            {"en": "decisions change 4 two regions", "fr": "décisions changer 4 deux régions"},
            N_("a new entry takes the place of one"),
        ),
    ),
    say=say,
    verbs=(_VERBS,),
)
