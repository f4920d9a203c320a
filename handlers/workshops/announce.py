"""`/gamma workshop announce`: what is typed fills the form; what is sent is announced in one post."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from gamma.chat import SHORT_CHARACTERS, Button, Field, Form, Message, Option
from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError, UserError
from gamma.parsing.moment import parse_moment
from gamma.parsing.text import parse_line, require_words
from gamma.people.person import Person
from gamma.programme.channels import channel_of_workshop
from gamma.startups.startup import Startup
from gamma.text import Text, one_line
from gamma.translator import N_
from gamma.workshops.messages import headline
from gamma.workshops.parse_line import USUAL_PLACES, Draft, parse_draft, parse_link, parse_places, split_host
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome
from handlers.engine.forms import FormRefusedError, open_form
from handlers.engine.resolve import is_oneself, resolve_mentions
from handlers.workshops.access import require_announcer, words_of
from storage.reader_context import ReaderContext
from storage.workshops import reminder_plan, workshops
from storage.workshops.workshops import Announcement

_NO_DOMAIN = "none"
_NOWHERE = N_(
    "Please write `/gamma workshop announce` in a channel where people may sign up, the "
    "community’s or a team’s: "
    "its post stands there. Nothing was changed."
)
_WHEN_HELP = N_("For example “tuesday 8 december 2:30 pm”; the time is that of {place}. It lasts an hour.")


def announce(context: Context, given: Arguments) -> Form:
    require_announcer(context)
    if context.place.direct and not any(
        each.platform == context.actor.platform and (each.domains or each.workshops)
        for each in context.programme.channels
    ):
        raise UserError(_NOWHERE)
    typed, who = split_host(given.text)
    draft = parse_draft(context.programme, typed, context.now, context.zone)
    hosts = resolve_mentions(context, who) if who else []
    host = hosts[0].account if hosts else ""
    return open_form(context, replace(ANNOUNCE, questions=partial(_questions, draft=draft, host=host)))


def _questions(
    context: Context, _startup: Startup | None, _detail: str, draft: Draft | None = None, host: str = ""
) -> Sequence[FormQuestion]:
    known, translator = draft or Draft(), context.translator
    when = translator.moment(known.moment, context.now) if known.moment else ""
    picked = known.moment.picked if known.moment else ""
    domains = [Option(translator.local(each.label), each.id) for each in context.programme.domains]
    options = (Option(translator.text(N_("Another subject")), _NO_DOMAIN), *domains)
    host_help = translator.text(N_("Chosen in the list. Left empty: you."))
    when_help = translator.text(_WHEN_HELP, place=translator.place(context.zone))
    link_help = translator.text(N_("Of the call, for those who have a place. It may follow later."))

    def parse_when(typed: str) -> LocalMoment:
        return parse_moment(typed, context.now, context.zone)

    def field(name: str, label: str, kind: str, **more: object) -> Field:
        return Field(name, translator.text(label), kind, **more)  # type: ignore[arg-type]

    title = known.title[:SHORT_CHARACTERS]
    return (
        FormQuestion(field("title", N_("Title"), "text", value=title, required=True), _parse_title),
        FormQuestion(
            field("domain", N_("Domain"), "choice", options=options, value=known.domain, required=True),
            _parse_domain,
        ),
        FormQuestion(
            field("when", N_("When"), "datetime", help=when_help, value=when, picked=picked, required=True),
            parse_when,
        ),
        FormQuestion(
            field("places", N_("Places"), "number", value=str(known.places or USUAL_PLACES), required=True),
            parse_places,
        ),
        FormQuestion(field("link", N_("Video link"), "text", help=link_help, value=known.link), parse_link),
        FormQuestion(field("host", N_("Hosted by"), "person", help=host_help, value=host), one_line),
    )


def _parse_title(typed: str) -> str:
    return require_words(parse_line(typed, SHORT_CHARACTERS))


def _parse_domain(chosen: str) -> str:
    return "" if chosen == _NO_DOMAIN else chosen


def _save(context: Context, answers: FormAnswers) -> Outcome:
    require_announcer(context)
    values = answers.values
    channel = _channel(context, values["domain"])
    host = _host(context, values["host"])
    said_before = values["title"], values["when"], context.actor, channel
    if before := workshops.same_announced(context.session, *said_before):
        return {"workshop": before.id}
    said = Announcement(values["title"], values["domain"], values["when"], values["places"], values["link"])
    workshop = workshops.announce(context.session, said, host, context.actor, channel, context.now)
    reminder_plan.replan(context.session, workshop, [host.id], context.now)
    reminder_plan.tell(context.session, workshop, [host.id], "workshop_host", context.now, context.actor.id)
    return {"workshop": workshop.id}


def _channel(context: Context, domain: str) -> str:
    """The one that the programme names for it, else this one. Raises FormRefusedError."""
    named = channel_of_workshop(context.programme.channels, context.actor.platform, domain)
    if named is None and context.place.direct:
        raise FormRefusedError({"domain": InvalidInputError(_NOWHERE)})
    return named.id if named else context.place.id


def _host(context: Context, who: str) -> Person:
    """Raises FormRefusedError."""
    if not who or who == context.actor.account or is_oneself(who.lstrip("@")):
        return context.actor
    try:
        return context.person_named(who.lstrip("@"))
    except UserError:
        unknown = InvalidInputError(N_("I cannot find this person here: choose them in the list."))
        raise FormRefusedError({"host": unknown}) from None


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    workshop = workshops.load(context.session, outcome["workshop"])
    if workshop is None:
        return None
    translator, words = context.translator, words_of(context)
    named = channel_of_workshop(context.programme.channels, workshop.platform, workshop.domain)
    sentence = N_("It is announced in the channel where you asked, in one post that follows what changes.")
    if named:
        sentence = N_("It is announced in {channel}, in one post that follows what changes.")
    done = translator.render(sentence, channel=named.name if named else "")
    buttons = (
        Button(translator.text(N_("See it")), f"workshop {workshop.id}", main=True),
        Button(translator.text(N_("Move it")), f"workshop move {workshop.id}"),
        Button(translator.text(N_("Cancel it")), f"workshop cancel {workshop.id}"),
    )
    return Message((Text.lines(headline(words, workshop), done),), buttons)


ANNOUNCE = FormSpec(
    route="workshop.announce",
    title=N_("Announce a workshop"),
    submit=N_("Announce"),
    questions=_questions,
    save=_save,
    result=_result,
    people=("host",),
)
