"""`/gamma expert join` and `leave`: what somebody helps in, in one line or by a form."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from gamma.chat import LONG_CHARACTERS, MESSAGE_BUTTONS, Button, Field, Form, Message, Option
from gamma.errors import InvalidInputError
from gamma.experts.parse_expertise import (
    LEVELS,
    MAX_CAPACITY,
    USUAL_LEVEL,
    TypedDomain,
    UnknownDomainError,
    describe_expertise,
    list_domains,
    parse_capacity,
    parse_expertise,
)
from gamma.experts.question import Expert, Question
from gamma.parsing.text import normalise
from gamma.startups.startup import Startup
from gamma.text import Text, quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import ClarificationNeeded, Context, Outcome, Response
from handlers.engine.forms import open_form
from handlers.engine.typed_text import MOST_REPEATED
from handlers.experts.profile import own_expert, passed_on, profile_message, require_expert, save_capacity
from storage.experts import experts, questions
from storage.reader_context import ReaderContext

_ALL = frozenset(("all", "everything", "tout", "tous", "toutes"))
_MOST_NUMBERS = 10
_NO_DOMAIN = N_("Write at least one domain. To leave the network: `/gamma expert leave`.")


def join(context: Context, given: Arguments) -> Response:
    try:
        typed = parse_expertise(context.programme, given.text)
    except UnknownDomainError as error:
        if error.near or not error.known:
            raise _which_domains(context, error, "join") from None
        return _join_known(context, error)
    if not typed:
        return _open(context)
    _help_in(context, _levels(own_expert(context), typed, USUAL_LEVEL))
    return profile_message(context, _thanks(context))


def _join_known(context: Context, error: UnknownDomainError) -> Message:
    """What was understood counts; what was not is said."""
    _help_in(context, _levels(own_expert(context), error.known, USUAL_LEVEL))
    translator = context.translator
    sentence = N_("I do not know “{typed}” as a domain; the rest is noted. The domains are: {domains}.")
    domains = list_domains(context.programme, translator)
    unknown = translator.render(sentence, typed=quoted(error.unknown), domains=domains)
    return profile_message(context, _thanks(context), unknown)


def _thanks(context: Context) -> Text:
    thanks = N_(
        "Thank you for being there! I ask you in private, one question at a time, in your working hours."
    )
    return context.translator.render(thanks)


def _levels(expert: Expert | None, typed: Iterable[TypedDomain], usual: int) -> dict[str, int]:
    """By domain; a level that is not said stays as it was."""
    stated = expert.domains if expert else {}
    return {each.domain: each.level or stated.get(each.domain, usual) for each in typed}


def _help_in(context: Context, levels: Mapping[str, int], capacity: int | None = None) -> None:
    """Besides what they help in already. Whatever waits in a domain that is new to them is looked at."""
    expert = own_expert(context)
    first = capacity or context.programme.experts.capacity
    new = levels.keys() - (expert.domains.keys() if expert else ())
    experts.join(context.session, context.actor.id, levels, first, context.now)
    experts.requeue(context.session, new, context.now)
    if expert and capacity:
        save_capacity(context, expert, capacity)


def _which_domains(context: Context, error: UnknownDomainError, verb: str) -> ClarificationNeeded:
    """A typing error is asked back, never guessed."""
    translator = context.translator
    if not error.near:
        form = Button(translator.text(N_("Choose in a form")), says="expert join")
        return ClarificationNeeded(Message((error.render(translator),), (form,)))
    label = (
        translator.local(error.near[0].label) if len(error.near) == 1 else translator.text(N_("Yes, these"))
    )
    yes = Button(label, says=f"expert {verb} {error.meant}"[:MOST_REPEATED], main=True)
    return ClarificationNeeded(Message((error.render(translator),), (yes,)))


# --- the form ---------------------------------------------------------------------------------


def _open(context: Context) -> Form:
    """With what is known already: what is taken out of it is left."""
    translator = context.translator
    intro = N_(
        "The domains: {domains}. I ask you in private, one question at a time; “not for me” is a good answer."
    )
    domains = list_domains(context.programme, translator)
    return open_form(context, EXPERTISE, intro=translator.text(intro, domains=domains)[:LONG_CHARACTERS])


def _questions(context: Context, _startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    return _domains(context), _level(context), _capacity(context)


def _domains(context: Context) -> FormQuestion:
    translator, expert = context.translator, own_expert(context)
    stated = ", ".join(describe_expertise(context.programme, translator, expert.domains)) if expert else ""
    which = N_("One or several of those above. A level may follow in brackets: “Design (reference)”.")

    def parse(typed: str) -> list[TypedDomain]:
        expertise = parse_expertise(context.programme, typed)
        if not expertise:
            raise InvalidInputError(_NO_DOMAIN)
        return expertise

    field = Field(
        *("domains", translator.text(N_("You help in")), "long_text"),
        help=translator.text(which),
        value=stated[:LONG_CHARACTERS],
        required=True,
    )
    return FormQuestion(field, parse)


def _level(context: Context) -> FormQuestion:
    translator = context.translator
    field = Field(
        *("level", translator.text(N_("How well")), "choice"),
        help=translator.text(N_("For those without a level of their own.")),
        value=str(USUAL_LEVEL),
        options=tuple(Option(translator.text(name), str(level)) for level, name in LEVELS.items()),
    )
    return FormQuestion(field, lambda typed: int(typed) if typed in map(str, LEVELS) else USUAL_LEVEL)


def _capacity(context: Context) -> FormQuestion:
    translator, expert = context.translator, own_expert(context)
    most = expert.capacity if expert else context.programme.experts.capacity
    field = Field(
        *("capacity", translator.text(N_("Questions a month")), "number"),
        help=translator.text(N_("At most. You can change it, or take a break, at any time.")),
        value=str(most),
    )
    return FormQuestion(field, _parse_capacity)


def _parse_capacity(typed: str) -> int | None:
    """The sentences of the typed command say that nothing was changed: here the domains may be."""
    try:
        return parse_capacity(typed) if typed.strip() else None
    except InvalidInputError:
        sentence = N_("Write a number from 1 to {most}. To stop for a while: `/gamma expert pause 1 month`.")
        raise InvalidInputError(sentence, most=MAX_CAPACITY) from None


def _save(context: Context, answers: FormAnswers) -> Outcome:
    """What is no longer among the domains is left."""
    expert, values = own_expert(context), answers.values
    levels = _levels(expert, values["domains"], values["level"])
    _help_in(context, levels, values.get("capacity"))
    gone = (expert.domains.keys() if expert else set()) - levels.keys()
    return {"passed": _leave(context, gone) if gone else 0, "left": bool(gone)}


def _result(context: ReaderContext, _outcome: Outcome) -> Message | None:
    return profile_message(context) if own_expert(context) else None


def _show(context: Context, outcome: Outcome) -> Message:
    stays = _still_taken(context) if outcome.get("left") else []
    return profile_message(context, _thanks(context), *passed_on(context, outcome["passed"]), *stays)


EXPERTISE = FormSpec(
    route="expert.join",
    title=N_("The expert network"),
    submit=N_("Keep"),
    questions=_questions,
    save=_save,
    result=_result,
    show=_show,
    separable=("capacity",),
)


# --- leaving ----------------------------------------------------------------------------------


def leave(context: Context, given: Arguments) -> Message:
    expert = require_expert(context)
    if normalise(given.text) in _ALL:
        return _leave_or_ask(context, expert, expert.domains, "all", sure=given.confirmed)
    try:
        named = [each.domain for each in parse_expertise(context.programme, given.text)]
    except UnknownDomainError as error:
        raise _which_domains(context, error, "leave") from None
    theirs = [domain for domain in named if domain in expert.domains]
    if named and not theirs:
        not_theirs = N_("You were not helping in that. Nothing was changed.")
        return profile_message(context, context.translator.render(not_theirs))
    if not theirs:
        return _what_to_leave(context, expert)
    return _leave_or_ask(context, expert, theirs, " ".join(theirs), sure=given.confirmed)


def _leave_or_ask(
    context: Context, expert: Expert, domains: Collection[str], typed: str, *, sure: bool
) -> Message:
    """Asked first where a team counts on an answer. typed: the domains, as the command takes them."""
    taken = [each for each in _taken(context) if each.domain in domains]
    return (
        _leave_and_tell(context, expert, domains)
        if sure or not taken
        else _leave_question(context, taken, typed)
    )


def _leave_question(context: Context, taken: Sequence[Question], typed: str) -> Message:
    translator = context.translator
    question = translator.plural(
        "A team counts on you for a question that you took ({numbers}): it stays between you, also when you "
        "leave. Leave all the same? Nothing is changed yet.",
        "Teams count on you for {count} questions that you took ({numbers}): they stay between you, also "
        "when you leave. Leave all the same? Nothing is changed yet.",
        len(taken),
        numbers=_numbers(context, taken),
    )
    buttons = (
        Button(translator.text(N_("Yes, leave")), says=f"expert leave {typed} yes"),
        Button(translator.text(N_("Pause instead")), says="expert pause", main=True),
        Button(translator.text(N_("No, stay")), says="expert profile"),
    )
    return Message((question,), buttons)


def _what_to_leave(context: Context, expert: Expert) -> Message:
    translator = context.translator
    ask = N_(
        "What would you like to leave? If it is only for a while, `/gamma expert pause 1 month` "
        "keeps your place."
    )
    domains = [domain for domain in context.programme.domains if domain.id in expert.domains]
    everything = Button(translator.text(N_("All of it")), says="expert leave all")
    buttons = [Button(translator.local(domain.label), says=f"expert leave {domain.id}") for domain in domains]
    how = N_(
        "All of it: `/gamma expert leave all`; one domain: its name, as in `/gamma expert leave design`."
    )
    only_some = buttons if 1 < len(buttons) < MESSAGE_BUTTONS else []
    return Message((Text.lines(translator.render(ask), translator.render(how)),), (*only_some, everything))


def _leave(context: Context, domains: Collection[str]) -> int:
    """How many offers went on to others."""
    passed = experts.pass_on_offers(context.session, context.actor.id, context.now, domains)
    experts.leave(context.session, context.actor.id, domains)
    return passed


def _leave_and_tell(context: Context, expert: Expert, domains: Collection[str]) -> Message:
    translator = context.translator
    names = [translator.local(each.title) for each in context.programme.domains if each.id in domains]
    passed = _leave(context, domains)
    done = N_("It is done: I ask you no more questions about {domains}. Thank you for all you gave!")
    undo = " ".join(f"{domain} {expert.domains[domain]}" for domain in domains)
    again = Button(translator.text(N_("Come back")), says=f"expert join {undo}")
    back = translator.render(N_("If you miss it: `/gamma expert join` brings you back."))
    left = translator.render(done, domains=translator.listed(names))
    return Message((left, *passed_on(context, passed), *_still_taken(context), back), (again,))


def _still_taken(context: Context) -> list[Text]:
    """Questions taken before stay with who took them: the team counts on it."""
    taken = _taken(context)
    if not taken:
        return []
    stays = N_(
        "What you took stays between you and the team ({numbers}): bring it to an end as it suits you both."
    )
    return [context.translator.render(stays, numbers=_numbers(context, taken))]


def _taken(context: Context) -> list[Question]:
    return [each for each in questions.taken_by(context.session, context.actor.id) if each.state == "taken"]


def _numbers(context: Context, taken: Sequence[Question]) -> str:
    return context.translator.listed([f"#{each.id}" for each in taken[:_MOST_NUMBERS]])
