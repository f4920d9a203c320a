"""`/gamma startup`: the startup's page, with what may be done from there."""

from datetime import date

from gamma.chat import Button, Message
from gamma.dates import day_in, months_between
from gamma.people.rights import Right
from gamma.startups.page import StartupPage, page_paragraphs, suggested_additions
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.context import Context
from storage.startups import enrolment, sponsor_contacts, startups
from storage.startups import page as startup_page

_MONTHS = 12
_IN_YEARS = 2
"""From so many on a phase is told in years."""


def page_message(context: Context, startup: Startup) -> Message:
    """Raises NotAllowedError."""
    context.require(Right.SEE_STARTUP, startup)
    translator, programme = context.translator, context.programme
    contents = _page_contents(context, startup)
    closing: list[Text] = []
    additions = suggested_additions(translator, programme, contents)
    if additions and context.may(Right.EDIT_STARTUP, startup.id):
        closing.append(additions)
    if context.here:
        unlink_hint = N_("Not the right one? `/gamma startup unlink` undoes the link; nothing else is lost.")
        closing.append(translator.render(unlink_hint))
    texts = page_paragraphs(translator, programme, contents, startup_headline(context, startup), closing)
    return Message(texts, tuple(_buttons(context, startup, contents)))


def _page_contents(context: Context, startup: Startup) -> StartupPage:
    session, zone = context.session, context.zone
    coach = startup_page.coach_of(session, startup.id)
    enrolled_at = enrolment.enrolled_at(session, startup.id)
    return StartupPage(
        startup=startup,
        co_incubators=startups.co_incubators_of(session, startup.id),
        sponsors=startups.sponsors_of(session, startup.id),
        contacts=sponsor_contacts.contacts_of(session, startup.id),
        managers=[
            context.translator.name(person.name) for person in enrolment.managers_of(session, startup.id)
        ],
        coach=context.translator.name(coach.name) if coach else "",
        details=startup_page.details_of(session, startup.id),
        enrolled_on=day_in(enrolled_at, zone) if enrolled_at else None,
        gone_on=day_in(startup.removed_at, zone) if startup.removed_at else None,
        channels=len(startups.channels_of(session, startup.id)),
    )


def page_button(context: Context, startup: Startup) -> Button:
    return Button(context.translator.text(N_("The startup’s page")), says="startup show", about=startup.id)


def enrol_button(context: Context, startup: Startup) -> Button:
    return Button(context.translator.text(N_("Enrol")), says="startup enrol", about=startup.id, main=True)


def _buttons(context: Context, startup: Startup, contents: StartupPage) -> list[Button]:
    translator = context.translator
    buttons = []
    if not contents.enrolled_on and context.may(Right.ENROL, startup.id):
        buttons.append(enrol_button(context, startup))
    if context.may(Right.EDIT_STARTUP, startup.id):
        for label, says in (
            (N_("Complete the page"), "startup edit"),
            (N_("Objectives"), "startup objectives"),
            (N_("Sponsor"), "startup sponsor"),
        ):
            buttons.append(Button(translator.text(label), says=says, about=startup.id))
    return [*buttons, Button(translator.text(N_("What matters now")), says="now", about=startup.id)]


def startup_headline(context: Context, startup: Startup) -> Text:
    """The startup's name and for how long it has been in its phase."""
    translator, today = context.translator, day_in(context.now, context.zone)
    title = translator.render(
        N_("**{programme} · {startup}**"), programme=context.programme.name, startup=startup.name
    )
    phase = startup.phase_on(today)
    if phase is None or phase.started_on is None:
        return title
    name = context.programme.phase_name(phase.name, translator)
    since = _phase_duration(context, phase.started_on, today)
    return translator.render(N_("{title}: {phase} {since}"), title=title, phase=name, since=since)


def _phase_duration(context: Context, start: date, today: date) -> Text:
    months = months_between(start, today)
    if months < 1:
        return context.translator.render(N_("since this month"))
    translator, years = context.translator, months // _MONTHS
    if years < _IN_YEARS:
        return translator.plural("for {count} month", "for {count} months", months)
    if not months % _MONTHS:
        return translator.plural("for {count} year", "for {count} years", years)
    more = translator.plural("{count} month", "{count} months", months % _MONTHS)
    return translator.plural("for {count} year and {more}", "for {count} years and {more}", years, more=more)
