"""`/gamma expert` with a question, `ask`, `choose`: in one line, by a form, or with a choice of domains."""

from gamma.chat import LONG_CHARACTERS, Button, Message
from gamma.errors import UserError
from gamma.experts.parse_question import TypedQuestion, parse_question, without_name
from gamma.experts.question import Question
from gamma.parsing.text import parse_lines
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context, Response
from handlers.experts import change_domain, question_form, status
from handlers.experts.question_status import of_one
from handlers.experts.questions import QuestionDraft, keep, may_ask, own_question, put_to
from handlers.resolve import resolve_startup_first
from handlers.typed_text import number_first

_WHICH = N_(
    "Which question, and in which domain? Write for example `/gamma expert choose 12 growth`. "
    "Nothing was changed."
)
_UNKNOWN_DOMAIN = N_(
    "I do not know the domain “{typed}”. The domains are: {domains}. To ask without one, write your "
    "question: I propose some. Nothing was changed."
)


def say(context: Context, typed: str) -> Response:
    """Alone, what the network is; with a domain, its form; with a question, that question.

    Where it may be confidential or not, the form asks that before anybody reads it.
    """
    if not typed:
        return about(context)
    startup, rest = resolve_startup_first(context, typed, "expert")
    wanted = parse_question(context.programme, rest)
    if isinstance(startup, Message):
        carried = any(button.says.endswith(typed) for button in startup.buttons)
        return startup if carried else question_form.anywhere(context, wanted)
    may_ask(context, startup)
    if wanted.near and not wanted.text:
        says = "expert {domain} confidential" if wanted.confidential else "expert {domain}"
        return _meant(context, startup.id, rest, wanted, says)
    if not wanted.text or wanted.in_doubt:
        return question_form.of(context, startup, wanted)
    if not (wanted.domain or wanted.near) and len(wanted.text.split()) == 1:
        raise _unknown(context, wanted.text)
    return _asked(context, startup, wanted)


def _asked(context: Context, startup: Startup, wanted: TypedQuestion) -> Message:
    text = parse_lines(wanted.text, LONG_CHARACTERS)
    return status.shown(
        context, keep(context, startup, QuestionDraft(wanted.domain, text, confidential=wanted.confidential))
    )


def _unknown(context: Context, typed: str) -> UserError:
    names = [context.translator.local(domain.title) for domain in context.programme.domains]
    return UserError(_UNKNOWN_DOMAIN, typed=typed[:60], domains=context.translator.listed(names))


def _meant(context: Context, about: str, typed: str, wanted: TypedQuestion, says: str) -> Message:
    """A domain mistyped, or two at once: nobody guesses. says: the command with {domain}."""
    translator = context.translator
    near = [domain for each in wanted.near if (domain := context.programme.domain(each))]
    told = translator.render(
        N_("I cannot find the domain “{typed}” as it is written. Did you mean {domains}?"),
        typed=typed[:60],
        domains=translator.listed([translator.local(domain.title) for domain in near]),
    )
    buttons = [
        Button(translator.local(domain.label), says.format(domain=domain.id), about, main=len(near) == 1)
        for domain in near
    ]
    return Message((told,), tuple(buttons))


def ask(context: Context, typed: str) -> Response:
    """The form, whatever is known already in it; a question written after the verb is asked at once."""
    if typed:
        return say(context, typed)
    startup, _ = resolve_startup_first(context, "", "expert ask")
    may_ask(context, startup)
    return question_form.of(context, startup, parse_question(context.programme, ""))


def choose(context: Context, typed: str) -> Response:
    """In which domain a draft is asked; without one, the form with the draft in it."""
    number, rest = number_first(typed)
    if number is None:
        raise UserError(_WHICH)
    question = own_question(context, number)
    if question.state != "draft":
        return _chosen_before(context, question, rest)
    wanted = parse_question(context.programme, rest)
    if not rest:
        return question_form.of_draft(context, question)
    if wanted.near:
        kept = " confidential" if wanted.confidential else ""
        says = f"expert choose {number} {{domain}}{kept}"
        return _meant(context, question.startup_id, rest, wanted, says)
    if not wanted.domain:
        raise _unknown(context, rest)
    text = without_name(context.programme, question.text, wanted.domain)
    confidential = question.confidential or wanted.confidential
    chosen = QuestionDraft(wanted.domain, text, question.context, confidential)
    return status.shown(context, put_to(context, question, chosen))


def _chosen_before(context: Context, question: Question, typed: str) -> Response:
    """Pressed twice, nothing is asked twice; as long as nobody took it, it may go to another domain."""
    if question.state == "open":
        return _elsewhere(context, question, typed)
    return of_one(context, question)


def _elsewhere(context: Context, question: Question, typed: str) -> Response:
    wanted = parse_question(context.programme, typed)
    if not typed:
        return change_domain.which(context, question)
    if wanted.near:
        says = f"expert choose {question.id} {{domain}}"
        return _meant(context, question.startup_id, typed, wanted, says)
    if not wanted.domain:
        raise _unknown(context, typed)
    if wanted.domain != question.domain:
        question = change_domain.move(context, question, wanted.domain)
    return status.shown(context, question)


def about(context: Context, *, helps: bool = False) -> Message:
    """helps: to who asked for all the ways, which are a command of their own."""
    translator = context.translator
    hello = translator.render(
        N_(
            "**The expert network.** Stuck? I put your question to somebody in the community who knows, "
            "one person at a time, and tell you at each step."
        )
    )
    domains = [translator.local(domain.title) for domain in context.programme.domains]
    names = translator.render(N_("Domains: {domains}"), domains=translator.listed(domains))
    how = translator.render(
        N_("In one line: `/gamma expert growth How do we measure acquisition?` No domain? I propose some.")
    )
    buttons = (
        Button(translator.text(N_("Ask a question")), says="expert ask", main=True),
        Button(translator.text(N_("Where it stands")), says="expert status"),
        Button(translator.text(N_("Help others")), says="expert join"),
    )
    if not helps:
        return Message((hello, Text.lines(names, how)), buttons)
    more = translator.render(N_("All the ways to use it: `/gamma help expert`"))
    every = Button(translator.text(N_("All the ways")), says="help expert")
    return Message((hello, Text.lines(names, how, more)), (*buttons, every))
