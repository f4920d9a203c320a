"""Where no domain is meant for sure: the question which one it is, and the error that names them all."""

from gamma.chat import Button, Message
from gamma.errors import UserError
from gamma.experts.parse_question import TypedQuestion
from gamma.translator import N_
from handlers.engine.context import ClarificationNeeded, Context

_UNKNOWN_DOMAIN = N_(
    "I do not know the domain “{typed}”. The domains are: {domains}. To ask without one, write your "
    "question: I propose some. Nothing was changed."
)


def which_domain(
    context: Context, startup_id: str, typed: str, parsed: TypedQuestion, says: str
) -> ClarificationNeeded:
    """A domain mistyped, or two at once: nobody guesses. says: the command with {domain}."""
    translator = context.translator
    near = [domain for each in parsed.near if (domain := context.programme.domain(each))]
    which = translator.render(
        N_("I cannot find the domain “{typed}” as it is written. Did you mean {domains}?"),
        typed=typed[:60],
        domains=translator.listed([translator.local(domain.title) for domain in near]),
    )
    buttons = [
        Button(
            translator.local(domain.label),
            says.format(domain=domain.id),
            startup_id,
            main=len(near) == 1,
        )
        for domain in near
    ]
    return ClarificationNeeded(Message((which,), tuple(buttons)))


def unknown_domain(context: Context, typed: str) -> UserError:
    names = [context.translator.local(domain.title) for domain in context.programme.domains]
    return UserError(_UNKNOWN_DOMAIN, typed=typed[:60], domains=context.translator.listed(names))
