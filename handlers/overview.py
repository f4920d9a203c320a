"""`/gamma startup` of who follows it: all round on one screen; else, and for its team, its page."""

from dataclasses import replace

from gamma.chat import Button, Message
from gamma.people.rights import Right
from gamma.portfolio.overview_messages import overview_message
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, CommandSpec, Subcommand
from handlers.engine.context import Context
from handlers.engine.resolve import resolve_startup
from handlers.startups import commands
from handlers.startups.page import startup_headline
from storage import overview
from storage.startups import enrolment


def _show(context: Context, given: Arguments) -> Message:
    """In private: it is the view of who follows the startup."""
    if not (context.startup or given.text or context.place.direct):
        return commands.show(context, given)
    startup = resolve_startup(context, given.text, "startup")
    takes_part = enrolment.enrolled_at(context.session, startup.id) is not None
    if not (takes_part and context.may(Right.SEE_PORTFOLIO, startup.id)):
        return commands.show(context, given)
    return _overview_message(context, startup)


def _overview_message(context: Context, startup: Startup) -> Message:
    seen = overview.load(context, startup, reads_questions=context.may(Right.SEE_QUESTIONS, startup.id))
    return overview_message(
        context.translator,
        context.programme,
        seen,
        startup_headline(context, startup),
        context.now,
        context.reader_zone,
        _buttons(context, startup),
    )


def _buttons(context: Context, startup: Startup) -> list[Button]:
    """Beside what asks for attention first."""
    ways = [(N_("The agenda"), "checkpoint agenda")]
    if context.may(Right.GIVE_OUTSIDE_VIEW, startup.id):
        ways.append((N_("Give my outside view"), "assess view"))
    ways += [(N_("The metric"), "metric"), (N_("The startup’s page"), "startup show")]
    return [Button(context.translator.text(label), says, startup.id) for label, says in ways]


COMMAND: CommandSpec = replace(commands.COMMAND, plain=Subcommand("", _show))
