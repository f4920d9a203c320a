"""`/gamma expert join` and `leave`: what somebody helps in, in one line or by a form."""

from collections.abc import Collection, Mapping

from gamma.chat import LONG_CHARACTERS, MESSAGE_BUTTONS, Button, Errors, Field, Form, Message, Option
from gamma.errors import InvalidInputError
from gamma.experts.expert import Expert
from gamma.experts.parse_expertise import (
    LEVELS,
    USUAL_LEVEL,
    UnknownDomainError,
    describe_expertise,
    domains_listed,
    parse_capacity,
    parse_expertise,
)
from gamma.normalise import normalise
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context, Outcome
from handlers.experts.availability import keep_capacity, passed_on
from handlers.experts.profile import not_yet, own, shown
from handlers.typed_text import MOST_REPEATED
from storage.experts import experts, questions

_ALL = frozenset(("all", "everything", "tout", "tous", "toutes"))
_NO_DOMAIN = N_("Write at least one domain. To leave the network: `/gamma expert leave`.")


def join(context: Context, typed: str) -> Message | Form:
    try:
        wanted = _wanted(context, typed, USUAL_LEVEL)
    except UnknownDomainError as error:
        return _meant(context, error, "join")
    if not wanted:
        return _form(context)
    _help_in(context, wanted)
    return shown(context, _thanks(context))


def _thanks(context: Context) -> Text:
    told = N_(
        "Thank you for being there! I ask you in private, one question at a time, in your working hours."
    )
    return context.translator.render(told)


def _wanted(context: Context, typed: str, usual: int) -> dict[str, int]:
    """A level that is not said stays as it was. Raises UnknownDomainError."""
    expert = own(context)
    known = expert.domains if expert else {}
    read = parse_expertise(context.programme, typed)
    return {each.domain: each.level or known.get(each.domain, usual) for each in read}


def _help_in(context: Context, wanted: Mapping[str, int], capacity: int | None = None) -> None:
    """Besides what they help in already. Whatever waits in a domain that is new to them is looked at."""
    expert = own(context)
    first = capacity or context.programme.experts.capacity
    new = wanted.keys() - (expert.domains.keys() if expert else ())
    experts.join(context.session, context.actor.id, wanted, first, context.now)
    experts.wake(context.session, new, context.now)
    if expert and capacity:
        keep_capacity(context, expert, capacity)


def _meant(context: Context, error: UnknownDomainError, verb: str) -> Message:
    """A typing error is asked back, never guessed."""
    translator = context.translator
    if not error.near:
        return Message(
            (error.render(translator),),
            (Button(translator.text(N_("Choose in a form")), says="expert join"),),
        )
    label = (
        translator.local(error.near[0].label) if len(error.near) == 1 else translator.text(N_("Yes, these"))
    )
    yes = Button(label, says=f"expert {verb} {error.meant}"[:MOST_REPEATED], main=True)
    return Message((error.render(translator),), (yes,))


# --- the form ---------------------------------------------------------------------------------


def _form(context: Context) -> Form:
    """With what is known already: what is taken out of it is left."""
    translator = context.translator
    expert = own(context)
    known = ", ".join(describe_expertise(context.programme, translator, expert.domains)) if expert else ""
    intro = N_(
        "The domains: {domains}. I ask you in private, one question at a time; “not for me” is a good answer."
    )
    levels = tuple(Option(translator.text(said), str(level)) for level, said in LEVELS.items())
    most = expert.capacity if expert else context.programme.experts.capacity
    which = N_("One or several of those above. A level may follow in brackets: “Design (reference)”.")
    return Form(
        route="expert.join",
        title=translator.text(N_("The expert network")),
        intro=translator.text(intro, domains=domains_listed(context.programme, translator))[:LONG_CHARACTERS],
        fields=(
            Field(
                *("domains", translator.text(N_("You help in")), "long_text"),
                help=translator.text(which),
                value=known[:LONG_CHARACTERS],
                required=True,
            ),
            Field(
                *("level", translator.text(N_("How well")), "choice"),
                help=translator.text(N_("For those without a level of their own.")),
                value=str(USUAL_LEVEL),
                options=levels,
            ),
            Field(
                *("capacity", translator.text(N_("Questions a month")), "number"),
                help=translator.text(N_("At most. You can change it, or take a break, at any time.")),
                value=str(most),
            ),
        ),
        submit=translator.text(N_("Keep")),
    )


def save(context: Context, _detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    errors: dict[str, str] = {}
    wanted: dict[str, int] = {}
    capacity: int | None = None
    level = typed.get("level", "")
    usual = int(level) if level in map(str, LEVELS) else USUAL_LEVEL
    try:
        wanted = _wanted(context, typed.get("domains", ""), usual)
        if not wanted:
            errors["domains"] = context.translator.text(_NO_DOMAIN)
    except InvalidInputError as error:
        errors["domains"] = error.text(context.translator)
    try:
        capacity = parse_capacity(typed["capacity"]) if typed.get("capacity", "").strip() else None
    except InvalidInputError as error:
        errors["capacity"] = error.text(context.translator)
    if errors:
        return Errors(errors)
    expert = own(context)
    _help_in(context, wanted, capacity)
    gone = (expert.domains.keys() if expert else set()) - wanted.keys()
    passed = _leave(context, gone) if gone else 0
    key = f"expert-profile:{context.actor.id}:{context.now.isoformat()}"
    context.tell_after_form("expert_profile", key, {"person": context.actor.id})
    return {"passed": passed}


def show(context: Context, outcome: Outcome) -> Message:
    return shown(context, _thanks(context), *passed_on(context, outcome["passed"]))


# --- leaving ----------------------------------------------------------------------------------


def leave(context: Context, typed: str) -> Message:
    expert = own(context)
    if expert is None:
        return not_yet(context)
    if normalise(typed) in _ALL:
        return _left(context, expert, expert.domains)
    try:
        named = [each.domain for each in parse_expertise(context.programme, typed)]
    except UnknownDomainError as error:
        return _meant(context, error, "leave")
    theirs = [domain for domain in named if domain in expert.domains]
    if named and not theirs:
        return shown(
            context, context.translator.render(N_("You were not helping in that. Nothing was changed."))
        )
    return _left(context, expert, theirs) if theirs else _what_to_leave(context, expert)


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
    passed = experts.pass_on(context.session, context.actor.id, context.now, domains)
    experts.leave(context.session, context.actor.id, domains)
    return passed


def _left(context: Context, expert: Expert, domains: Collection[str]) -> Message:
    translator = context.translator
    names = [translator.local(each.title) for each in context.programme.domains if each.id in domains]
    passed = _leave(context, domains)
    told = N_("It is done: I ask you no more questions about {domains}. Thank you for all you gave!")
    undo = " ".join(f"{domain} {expert.domains[domain]}" for domain in domains)
    again = Button(translator.text(N_("Come back")), says=f"expert join {undo}")
    back = translator.render(N_("If you miss it: `/gamma expert join` brings you back."))
    left = translator.render(told, domains=translator.listed(names))
    return Message((left, *passed_on(context, passed), *_kept(context), back), (again,))


def _kept(context: Context) -> list[Text]:
    """Questions taken before stay with who took them: the team counts on it."""
    taken = [each for each in questions.taken_by(context.session, context.actor.id) if each.state == "taken"]
    if not taken:
        return []
    numbers = context.translator.listed([f"#{each.id}" for each in taken[:10]])
    told = N_(
        "What you took stays between you and the team ({numbers}): bring it to an end as it suits you both."
    )
    return [context.translator.render(told, numbers=numbers)]
