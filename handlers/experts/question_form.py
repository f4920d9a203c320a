"""The questions of the form by which the expert network is asked."""

from collections.abc import Sequence

from gamma.chat import FORM_OPTIONS, LONG_CHARACTERS, OPTION_CHARACTERS, Field, Option
from gamma.errors import InvalidInputError
from gamma.experts.question import QuestionDraft
from gamma.parsing.text import parse_choice, parse_lines, require_words
from gamma.startups.search import find_startup
from gamma.startups.startup import Startup
from gamma.text import shorten
from gamma.translator import N_
from handlers.engine.command_spec import FormQuestion
from handlers.engine.context import Context
from handlers.engine.forms import FormRefusedError
from storage.startups import startups

_UNSURE = "unsure"
"""The choice of who wants domains to be proposed."""
_CHOOSE_STARTUP = N_("Choose one of your startups.")
_NOTHING_KNOWN = QuestionDraft("", "")


def form_questions(
    context: Context,
    startup: Startup | None,
    detail: str,
    draft: QuestionDraft = _NOTHING_KNOWN,
    *,
    unsure_if_confidential: bool = False,
) -> Sequence[FormQuestion]:
    """draft: what is known already. detail: the number of a stored draft, whose asker has seen proposals."""
    first = [] if startup else [_startup(context)]
    return (
        *first,
        _domain(context, draft, is_stored=bool(detail)),
        *_texts(context, draft),
        _confidential(context, draft, unsure=unsure_if_confidential),
    )


def _startup(context: Context) -> FormQuestion:
    """One of those the person is with. Raises FormRefusedError where they are with none any more."""
    names = startups.names_by_id(context.session)
    own = context.own_startups & names.keys()
    if not own:
        raise FormRefusedError({"startup": InvalidInputError(_CHOOSE_STARTUP)})
    in_order = sorted(own, key=lambda each: names[each].casefold())
    options = tuple(Option(shorten(names[each], OPTION_CHARACTERS), each) for each in in_order)

    def parse(typed: str) -> Startup:
        meant = typed if typed in own else find_startup(typed, {each: names[each] for each in own}).exact
        chosen = startups.load(context.session, meant) if meant else None
        if chosen is None:
            raise InvalidInputError(_CHOOSE_STARTUP)
        return chosen

    label = context.translator.text(N_("Startup"))
    if len(options) > FORM_OPTIONS:  # more than a menu holds: none is left out, its name is typed
        return FormQuestion(Field("startup", label, "text", required=True), parse)
    return FormQuestion(Field("startup", label, "choice", options=options, required=True), parse)


def _domain(context: Context, draft: QuestionDraft, *, is_stored: bool) -> FormQuestion:
    translator = context.translator
    domains = [_domain_option(translator.local(each.title), each.id) for each in context.programme.domains]
    unsure = Option(translator.text(N_("I am not sure: propose some")), _UNSURE)
    chosen = draft.domain if context.programme.domain(draft.domain) else ""

    def parse(typed: str) -> str:
        chosen = parse_choice(typed, [each.id for each in context.programme.domains] + [_UNSURE])
        return "" if chosen == _UNSURE else chosen

    field = Field(
        name="domain",
        label=translator.text(N_("Domain")),
        kind="choice",
        value=chosen if chosen or is_stored else _UNSURE,
        options=(*domains, unsure),
        required=True,
    )
    return FormQuestion(field, parse)


def _domain_option(title: str, domain: str) -> Option:
    """By the name that it has in sentences."""
    return Option(shorten(title[:1].upper() + title[1:], OPTION_CHARACTERS), domain)


def _texts(context: Context, draft: QuestionDraft) -> tuple[FormQuestion, FormQuestion]:
    translator = context.translator
    question = Field(
        name="question",
        label=translator.text(N_("Your question")),
        kind="long_text",
        help=translator.text(N_("One question, as you would ask a colleague.")),
        value=draft.text,
        required=True,
    )
    background = Field(
        name="context",
        label=translator.text(N_("Context")),
        kind="long_text",
        help=translator.text(N_("What you have tried, what you hope for: it may stay empty.")),
        value=draft.context,
    )
    return FormQuestion(question, _parse_text), FormQuestion(background, _parse_context)


def _parse_text(typed: str) -> str:
    return require_words(parse_lines(typed, LONG_CHARACTERS))


def _parse_context(typed: str) -> str:
    return parse_lines(typed, LONG_CHARACTERS)


def _confidential(context: Context, draft: QuestionDraft, *, unsure: bool) -> FormQuestion:
    translator = context.translator
    seen_by = N_("What is confidential is seen by you and whoever it is offered to.")
    if unsure:
        seen_by = N_("You write “confidential”: is your question itself to be kept from your team?")
    options = (
        Option(translator.text(N_("No: my team sees it too")), "no"),
        Option(translator.text(N_("Yes: only whoever I offer it to")), "yes"),
    )
    field = Field(
        name="confidential",
        label=translator.text(N_("Confidential?")),
        kind="choice",
        help=translator.text(seen_by),
        value="yes" if draft.confidential else "no",
        options=options,
        required=True,
    )
    return FormQuestion(field, lambda typed: typed == "yes")
