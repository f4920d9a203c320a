"""`/gamma resources suggest`, `accept`, `decline`, `remove`: what anybody suggests, and who lets it in."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from gamma.chat import MESSAGE_BUTTONS, Button, Field, Message, Option
from gamma.errors import InvalidInputError, UserError
from gamma.experts.domain_suggestion import suggest as suggest_domains
from gamma.resources.messages import decide_buttons, known_already, resource_line, suggested
from gamma.resources.resource import Entry, Resource
from gamma.resources.suggestion import NO_TITLE, Suggestion, parse_address, parse_suggestion, parse_title
from gamma.sections import bullet
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import PROGRAMME_TEAM, Context, NotAllowedError, Outcome, Response
from handlers.engine.forms import open_form
from handlers.resources.find import reader_of
from storage.people import people
from storage.reader_context import ReaderContext
from storage.resources import resources
from storage.startups import enrolment

_UNSURE = "unsure"
_NOTHING_KNOWN = Suggestion("", "")
_WHICH = N_("Which resource? Write its number, as in `/gamma resources accept 12`. Nothing was changed.")
_NO_SUCH = N_("I cannot find a suggestion #{number}. Nothing was changed.")
_NOT_YOURS = N_(
    "Suggestions are looked at by the programme team and portfolio managers. Nothing was changed."
)
_OF_A_SOURCE = N_("#{number} comes from {source}: it goes when it goes there. Nothing was changed.")
_OF_A_WORKSHOP = N_(
    "#{number} are the notes of workshop #{workshop}: who hosts or announced it takes them back by "
    "`/gamma workshop notes {workshop} none`. Nothing was changed."
)


def suggest(context: Context, given: Arguments) -> Response:
    """In a line; a form for what is missing."""
    suggestion = parse_suggestion(given.text)
    if suggestion.link and suggestion.title:
        kept = _keep(context, suggestion, _likely_domain(context, suggestion.title))
        return _message(context, kept)
    filled = replace(SUGGEST, questions=partial(_questions, known=suggestion))
    intro = context.translator.text(N_("Something that helped you, and may help other teams."))
    return open_form(context, filled, None, "", intro)


def _likely_domain(context: Context, title: str) -> str:
    likely = suggest_domains(context.programme, title)
    return likely[0].domain.id if likely and likely[0].is_sure else ""


def _keep(context: Context, suggestion: Suggestion, domain: str) -> Resource:
    """The same address is there once."""
    known = resources.by_link(context.session, suggestion.link)
    if known:
        return known
    known_domain = context.programme.domain(domain)
    names = f"{known_domain.title.fr} {known_domain.title.en}" if known_domain else ""
    entry = Entry(suggestion.title, suggestion.link, words=names)
    kept = resources.suggest(context.session, entry, domain, context.actor.id, context.now)
    key = f"resource-suggested:{kept.id}"
    context.notify(PROGRAMME_TEAM, "resource_suggested", key, {"resource": kept.id})
    return kept


def _message(context: ReaderContext, resource: Resource) -> Message:
    is_own = context.reader is not None and resource.suggested_by == context.reader.id
    if is_own and resource.state == "proposed":
        return suggested(reader_of(context), resource, may_decide=_may_decide(context))
    return known_already(reader_of(context), resource)


def waiting(context: Context, _given: Arguments) -> Message:
    _require_may_decide(context)
    proposed, translator = resources.proposed(context.session), context.translator
    if not proposed:
        return Message((translator.render(N_("No suggestion waits to be looked at.")),))
    first, reader = proposed[0], reader_of(context)
    lines = [
        translator.render(N_("#{number} {line}"), number=each.id, line=resource_line(reader, each))
        for each in proposed[:MESSAGE_BUTTONS]
    ]
    head = translator.plural(
        "**{count} suggestion waits to be looked at**",
        "**{count} suggestions wait to be looked at**",
        len(proposed),
    )
    about = translator.render(N_("The buttons are about #{number}."), number=first.id)
    return Message((Text.lines(head, *map(bullet, lines)), about), decide_buttons(translator, first))


def accept(context: Context, given: Arguments) -> Message:
    return _decide(context, given, "public", N_("Everybody finds it now: {line}"))


def decline(context: Context, given: Arguments) -> Message:
    return _decide(context, given, "declined", N_("It is not taken in: {line}"))


def _decide(context: Context, given: Arguments, state: str, sentence: str) -> Message:
    """Said again, nothing is told twice; what was decided may be decided otherwise."""
    _require_may_decide(context)
    resource = _suggestion(context, given.number)
    if resource.state != state:
        resource = resources.decide(context.session, resource.id, state)
        if resource.suggested_by not in (None, context.actor.id):
            person = people.by_id(context.session, resource.suggested_by or 0)
            key = f"resource-decided:{resource.id}:{state}:{context.now.isoformat()}"
            context.notify(person, "resource_decided", key, {"resource": resource.id})
    line = resource_line(reader_of(context), resource)
    return Message((context.translator.render(sentence, line=line),), _others(context))


def _others(context: Context) -> tuple[Button, ...]:
    count = len(resources.proposed(context.session))
    label = context.translator.plural("{count} more to look at", "{count} more to look at", count)
    return (Button(str(label), "resources waiting"),) if count else ()


def remove(context: Context, given: Arguments) -> Message:
    """By who suggested it, and by those who look at suggestions."""
    done = N_("Taken back: {line}. Nobody finds it any more.")
    resource = _suggestion(context, given.number)
    if resource.suggested_by != context.actor.id:
        return _decide(context, given, "declined", done)
    resources.decide(context.session, resource.id, "withdrawn")
    line = resource_line(reader_of(context), resource)
    return Message((context.translator.render(done, line=line),))


def _suggestion(context: Context, number: int | None) -> Resource:
    """Raises UserError, also of one that is not this person's to see."""
    if number is None:
        raise UserError(_WHICH)
    resource = resources.load_for_change(context.session, number)
    is_seen = resource and (
        resource.state == "public" or _may_decide(context) or resource.suggested_by == context.actor.id
    )
    is_gone = resource is None or resource.state == "withdrawn" or not resource.title
    if resource is None or is_gone or not is_seen:
        raise UserError(_NO_SUCH, number=number)
    if resource.workshop:
        raise UserError(_OF_A_WORKSHOP, number=number, workshop=resource.workshop)
    if resource.source:
        known = [each for each in context.programme.resources if each.id == resource.source]
        name = context.translator.local(known[0].name) if known else resource.source
        raise UserError(_OF_A_SOURCE, number=number, source=name)
    return resource


def _may_decide(context: ReaderContext) -> bool:
    """The programme team and portfolio managers, also of their own: there may be no other."""
    if context.is_programme_team:
        return True
    return context.reader is not None and bool(enrolment.managed_by(context.session, context.reader.id))


def _require_may_decide(context: Context) -> None:
    if not _may_decide(context):
        raise NotAllowedError(_NOT_YOURS)


# --- the form ------------------------------------------------------------------------------------------


def _questions(
    context: Context, _startup: Startup | None, _detail: str, known: Suggestion = _NOTHING_KNOWN
) -> Sequence[FormQuestion]:
    translator = context.translator
    address = Field(
        name="link",
        label=translator.text(N_("Address")),
        kind="long_text",
        help=translator.text(N_("The whole address of the page: https://…")),
        value=known.link,
        required=True,
    )
    title = Field(
        name="title",
        label=translator.text(N_("What it is")),
        kind="text",
        help=translator.text(NO_TITLE),
        value=known.title[:150],
        required=True,
    )
    domains = tuple(Option(translator.local(each.title), each.id) for each in context.programme.domains)
    unsure = Option(translator.text(N_("I am not sure")), _UNSURE)
    domain = Field(
        name="domain",
        label=translator.text(N_("Domain")),
        kind="choice",
        value=_UNSURE,
        options=(*domains, unsure),
    )
    return (
        FormQuestion(address, parse_address),
        FormQuestion(title, parse_title),
        FormQuestion(domain, partial(_parse_domain, context)),
    )


def _parse_domain(context: Context, typed: str) -> str:
    if typed in ("", _UNSURE):
        return ""
    if context.programme.domain(typed) is None:
        raise InvalidInputError(N_("Choose one of the answers in the list."))
    return typed


def _save(context: Context, answers: FormAnswers) -> Outcome:
    values = answers.values
    suggestion = Suggestion(values["link"], values["title"])
    domain = values["domain"] or _likely_domain(context, suggestion.title)
    return {"resource": _keep(context, suggestion, domain).id}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    resource = resources.load(context.session, outcome["resource"])
    return _message(context, resource) if resource and resource.title else None


SUGGEST = FormSpec(
    route="resources.suggest",
    title=N_("Suggest a resource"),
    submit=N_("Suggest"),
    questions=_questions,
    save=_save,
    result=_result,
)
