"""The form of a question to the expert network."""

from collections.abc import Mapping
from dataclasses import replace

from gamma.chat import FORM_OPTIONS, LONG_CHARACTERS, OPTION_CHARACTERS, Errors, Field, Form, Option
from gamma.errors import InvalidInputError
from gamma.experts.parse_question import TypedQuestion
from gamma.experts.question import Question
from gamma.experts.question_messages import in_short
from gamma.parsing.text import parse_lines
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import Context, Outcome, Response
from handlers.experts import status
from handlers.experts.questions import QuestionDraft, keep, own_question, put_to, says_the_same
from handlers.resolve import require_form_startup
from storage.experts import questions
from storage.startups import startups

_UNSURE = "unsure"
"""The choice of who wants domains to be proposed."""
_TOO_MUCH = N_("A question has {limit} characters at most; yours has {length}. Please shorten it.")


def of(context: Context, startup: Startup, wanted: TypedQuestion) -> Form:
    """For a startup that is known."""
    known = QuestionDraft(wanted.domain, wanted.text, "", wanted.confidential)
    return _form(context, startup, "", known, in_doubt=wanted.in_doubt)


def of_draft(context: Context, draft: Question) -> Form:
    """With what was written already."""
    startup = startups.load(context.session, draft.startup_id)
    kept = QuestionDraft(draft.domain, draft.text, draft.context, draft.confidential)
    return _form(context, startup, str(draft.id), kept)


def anywhere(context: Context, wanted: TypedQuestion) -> Form:
    """For one of the startups the person is with, which the form asks: what was typed stays in it."""
    known = QuestionDraft(wanted.domain, wanted.text, "", wanted.confidential)
    return _form(context, None, "", known, in_doubt=wanted.in_doubt)


def _form(
    context: Context, startup: Startup | None, detail: str, known: QuestionDraft, *, in_doubt: bool = False
) -> Form:
    translator = context.translator
    if len(known.text) > LONG_CHARACTERS:
        length, limit = translator.number(len(known.text)), translator.number(LONG_CHARACTERS)
        raise InvalidInputError(_TOO_MUCH, length=length, limit=limit)
    fields = _fields(context, known, in_doubt=in_doubt, is_draft=bool(detail))
    intro = N_("I offer it to one person of the network at a time, in private.")
    if startup:
        intro = N_("{startup}: I offer your question to one person of the network at a time, in private.")
    return Form(
        route=f"expert.ask.{detail}" if detail else "expert.ask",
        title=translator.text(N_("Ask the network")),
        intro=translator.text(intro, startup=startup.name if startup else ""),
        fields=fields if startup else (_startup(context), *fields),
        submit=translator.text(N_("Ask")),
        about=startup.id if startup else "",
    )


def _fields(context: Context, known: QuestionDraft, *, in_doubt: bool, is_draft: bool) -> tuple[Field, ...]:
    """Who is asked for a draft's domain has seen what may be proposed."""
    translator = context.translator
    seen_by = N_("What is confidential is seen by you and whoever it is offered to.")
    if in_doubt:
        seen_by = N_("You write “confidential”: is your question itself to be kept from your team?")
    unsure = Option(translator.text(N_("I am not sure: propose some")), _UNSURE)
    domains = [_domain(translator.local(each.title), each.id) for each in context.programme.domains]
    chosen = known.domain if context.programme.domain(known.domain) else ""
    shown_to = (
        Option(translator.text(N_("No: my team sees it too")), "no"),
        Option(translator.text(N_("Yes: only whoever I offer it to")), "yes"),
    )
    return (
        Field(
            name="domain",
            label=translator.text(N_("Domain")),
            kind="choice",
            value=chosen if chosen or is_draft else _UNSURE,
            options=(*domains[: FORM_OPTIONS - 1], unsure),
            required=True,
        ),
        Field(
            name="question",
            label=translator.text(N_("Your question")),
            kind="long_text",
            help=translator.text(N_("One question, as you would ask a colleague.")),
            value=known.text,
            required=True,
        ),
        Field(
            name="context",
            label=translator.text(N_("Context")),
            kind="long_text",
            help=translator.text(N_("What you have tried, what you hope for: it may stay empty.")),
            value=known.context,
        ),
        Field(
            name="confidential",
            label=translator.text(N_("Confidential?")),
            kind="choice",
            help=translator.text(seen_by),
            value="yes" if known.confidential else "no",
            options=shown_to,
            required=True,
        ),
    )


def _domain(title: str, domain: str) -> Option:
    """By the name that it has in sentences."""
    return Option(in_short(title[:1].upper() + title[1:], OPTION_CHARACTERS), domain)


def _startup(context: Context) -> Field:
    names = startups.names_by_id(context.session)
    mine = sorted(context.own_startups & names.keys(), key=lambda each: names[each].casefold())[:FORM_OPTIONS]
    options = tuple(Option(in_short(names[each], OPTION_CHARACTERS), each) for each in mine)
    label = context.translator.text(N_("Startup"))
    return Field("startup", label, "choice", options=options, required=True)


def save(context: Context, detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = _chosen(context, typed)
    if isinstance(startup, Errors):
        return startup
    wanted = _read(context, typed)
    if isinstance(wanted, Errors):
        return wanted
    question = _kept(context, startup, detail, wanted)
    key = f"question-stated:{question.id}:{context.now.isoformat()}"
    context.tell_after_form("question_stated", key, {"question": question.id})
    return {"question": question.id}


def _kept(context: Context, startup: Startup, detail: str, wanted: QuestionDraft) -> Question:
    draft = own_question(context, int(detail)) if detail.isdecimal() else None
    if draft and draft.state in ("open", "taken") and says_the_same(draft, wanted):
        return draft
    if draft is None or draft.state != "draft":
        return keep(context, startup, wanted)
    if wanted.domain:
        return put_to(context, draft, wanted)
    return questions.change(
        context.session,
        draft.id,
        text=wanted.text,
        context=wanted.context,
        confidential=wanted.confidential,
    )


def _chosen(context: Context, typed: Mapping[str, str]) -> Startup | Errors:
    """The form's own startup, else the one picked in it; whether the person may ask is looked at again."""
    if context.startup is None:
        picked = startups.load(context.session, typed.get("startup", ""))
        if picked is None or picked.id not in context.own_startups:
            return Errors({"startup": context.translator.text(N_("Choose one of your startups."))})
        context = replace(context, startup=picked)
    return require_form_startup(context, Right.ASK_EXPERT)


def _read(context: Context, typed: Mapping[str, str]) -> QuestionDraft | Errors:
    translator, values, errors = context.translator, {}, {}
    for name in ("question", "context"):
        try:
            values[name] = parse_lines(typed.get(name, ""), LONG_CHARACTERS)
        except InvalidInputError as error:
            errors[name] = error.text(translator)
    if not values.get("question", "x"):
        errors["question"] = translator.text(N_("Write a word or two."))
    domain = typed.get("domain", "")
    if domain != _UNSURE and context.programme.domain(domain) is None:
        errors["domain"] = translator.text(N_("Choose one of the answers in the list."))
    if errors:
        return Errors(errors)
    confidential = typed.get("confidential", "") == "yes"
    chosen = "" if domain == _UNSURE else domain
    return QuestionDraft(chosen, values["question"], values["context"], confidential)


def show(context: Context, outcome: Outcome) -> Response:
    question = own_question(context, outcome["question"])
    return status.shown(context, question)
