"""`/gamma decisions`: the register of what was decided, searched by words; changed by a new entry."""

from functools import partial

from gamma.chat import LONG_CHARACTERS, Button, Message
from gamma.errors import UserError
from gamma.follow_ups.follow_up import Decision
from gamma.follow_ups.messages import NOTHING_TO_REPORT, decision_line
from gamma.list_pages import ListCommand, fit_pages
from gamma.parsing.line_parts import parse_items
from gamma.parsing.text import matches, parse_line
from gamma.people.rights import Right
from gamma.sections import Section
from gamma.startups.startup import Startup
from gamma.text import quoted
from gamma.translator import N_
from handlers.engine.access import access_numbered, add_once
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
from handlers.engine.resolve import resolve_startup_beside
from handlers.engine.several import answer_items, require_value
from handlers.engine.typed_text import MOST_REPEATED
from storage.follow_ups import decisions
from storage.follow_ups.origin import Origin
from storage.startups import startups

_WHAT = N_("What was decided? Write for example `/gamma decisions add we open three regions`.")
_WHICH = N_("Which decision, and what is it now? Write for example `/gamma decisions change 4 two regions`.")
_NO_SUCH_DECISION = N_("I cannot find the decision #{number} here. `/gamma decisions` shows the register.")
_REPLACED = N_(
    "The decision #{number} was replaced by #{other} already. To change that one: "
    "`/gamma decisions change {other} …`. Nothing was changed."
)


def _register(context: Context, given: Arguments) -> Message:
    startup, words, translator = given.startup, given.text, context.translator
    register = decisions.register(context.session, startup.id)
    matching = [decision for decision in register if matches(decision.text, words)]
    if words and not matching:
        none = N_("No decision with “{words}”: **{startup}**. `/gamma decisions` shows all.")
        return Message((translator.render(none, words=quoted(words), startup=startup.name),))
    title = translator.render(N_("**Decisions: {startup}**"), startup=startup.name)
    if words:
        title = translator.render(
            N_("**Decisions with “{words}”: {startup}**"), words=quoted(words), startup=startup.name
        )
    lines = [decision_line(translator, decision) for decision in matching]
    section = Section(title, lines, translator.render(NOTHING_TO_REPORT))
    how = translator.render(
        N_("To find one: `/gamma decisions region`. To change one: `/gamma decisions change 4 two regions`.")
    )
    command = ListCommand(f"decisions {words}".strip()[:MOST_REPEATED], startup.id, given.page)
    return fit_pages(translator, command, [], [section], [how])


def _add(context: Context, given: Arguments) -> Response:
    """Noted twice on one day, it is one."""
    if not given.typed:
        raise _incomplete(context, "add", _WHAT)
    startup, text = resolve_startup_beside(context, given.typed, "decisions add")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    if not text:
        raise UserError(_WHAT)
    return answer_items(context, parse_items(text) or [text], partial(_add_one, context, startup))


def _add_one(context: Context, startup: Startup, line: str) -> Message:
    text = parse_line(line, LONG_CHARACTERS)
    session, today = context.session, context.today_in(startup.id)
    startups.lock_startup(session, startup.id)
    decision = add_once(
        decisions.register(session, startup.id),
        lambda each: (each.text, each.decided_on) == (text, today),
        lambda: decisions.add(session, Origin(startup.id, context.actor, context.now), text, today),
    )
    return _in_register(context, decision)


def _change(context: Context, given: Arguments) -> Message:
    """A new entry of today; the old one stays, and says what replaced it. The same again changes nothing."""
    if not given.typed:
        raise _incomplete(context, "change", _WHICH)
    if given.number is None or not given.text:
        raise UserError(_WHICH)
    require_value(given.text)
    text = parse_line(given.text, LONG_CHARACTERS)
    startups.lock_startup(context.session, _access_decision(context, given.number).startup_id)
    old = _access_decision(context, given.number)
    if old.replaced_by:
        newer = decisions.load(context.session, old.replaced_by)
        if newer and newer.text == text:
            return _in_register(context, newer, old.id)
        raise UserError(_REPLACED, number=old.id, other=old.replaced_by)
    if old.text == text:
        return _in_register(context, old)
    today = context.today_in(old.startup_id)
    origin = Origin(old.startup_id, context.actor, context.now)
    newer = decisions.add(context.session, origin, text, today, replaces=old.id)
    return _in_register(context, newer, old.id)


def _incomplete(context: Context, subcommand: str, sentence: str) -> UserError:
    """What to write after a sub-command; raises instead where it is not known, or not allowed, for whom."""
    startup, _ = resolve_startup_beside(context, subcommand, "decisions")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    return UserError(sentence)


def _access_decision(context: Context, number: int | None) -> Decision:
    """Its number tells the startup as well. Raises UserError."""

    def may(decision: Decision) -> bool:
        return context.may(Right.PLAN_CHECKPOINTS, decision.startup_id)

    return access_numbered(
        context,
        number,
        decisions.load,
        may,
        startup_of=lambda decision: decision.startup_id,
        which=_WHICH,
        unknown=_NO_SUCH_DECISION,
    )


def _in_register(context: Context, decision: Decision, replaced: int | None = None) -> Message:
    """replaced: the number of the one whose place it takes."""
    translator = context.translator
    line = decision_line(translator, decision)
    stated = translator.render(N_("In the register: {decision}"), decision=line)
    if replaced is not None:
        stated = translator.render(
            N_("In the register: {decision}. It replaces #{old}."), decision=line, old=replaced
        )
    see = Button(translator.text(N_("The register")), says="decisions", about=decision.startup_id)
    return Message((stated,), (see,))


COMMAND = CommandSpec(
    id="decisions",
    names={"en": "decisions", "fr": "décisions"},
    aliases=("decision", "décision", "register", "registre"),
    summary=N_("what was decided at the checkpoints"),
    plain=Subcommand(
        "",
        _register,
        usages=(Usage({"en": "decisions region", "fr": "décisions région"}, N_("search the decisions")),),
        startup=StartupArgument.BESIDE_TEXT,
        right=Right.PLAN_CHECKPOINTS,
        pages=True,
        public=True,
    ),
    subcommands=(
        Subcommand("add", _add, spellings=("add", "ajouter", "noter"), changes=Changes.WITH_WORDS),
        Subcommand(
            "change",
            _change,
            spellings=("change", "changer", "modifier", "remplacer", "replace"),
            usages=(
                Usage(
                    {"en": "decisions change 4 two regions", "fr": "décisions changer 4 deux régions"},
                    N_("a new entry takes the place of one"),
                ),
            ),
            number=NumberArgument.ANY,
            changes=Changes.WITH_WORDS,
        ),
    ),
)
