"""The forms of a startup's page: what stands in them, what is kept of the answers, and what is told of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from gamma.chat import SHORT_CHARACTERS, Form, Message
from gamma.errors import InvalidInputError, UserError
from gamma.parsing.text import parse_line
from gamma.people.person import Person
from gamma.people.rights import Right
from gamma.programme.file import Programme
from gamma.startups.page_confirmation import page_confirmation
from gamma.startups.page_fields import COACH, MANAGER, PageField
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator
from handlers.engine.command_spec import ALL_FIELDS, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome
from handlers.engine.forms import FormRefusedError, open_form
from handlers.engine.resolve import is_oneself, require_startup
from handlers.startups.managers import assign_manager
from handlers.startups.page import page_button
from storage.assessments.assessments import Assessments
from storage.reader_context import ReaderContext
from storage.startups import enrolment, page, startups
from storage.startups.participants import Participants

_PEOPLE = (MANAGER, COACH)


def open_page_form(context: Context, spec: FormSpec, startup: Startup) -> Form:
    """spec: of the page alone, not that of the enrolment, which says more above its fields."""
    intro = context.translator.text(N_("{startup}: everything may be left empty."), startup=startup.name)
    return open_form(context, spec, startup, intro=intro)


def questions(
    fields: Callable[[Programme, Translator], Mapping[str, PageField]],
) -> Callable[[Context, Startup | None, str], Sequence[FormQuestion]]:
    """For a FormSpec: the fields, each with what is stored of the startup."""

    def asked(context: Context, startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
        startup = require_startup(startup)
        stored = _stored(context, startup)
        shown = fields(context.programme, context.translator)
        return [_question(context, startup, field, stored.get(name, "")) for name, field in shown.items()]

    return asked


def save(context: Context, answers: FormAnswers) -> Outcome:
    """Only what the person changed is written.

    Raises FormRefusedError with the people who cannot be found, after the rest is kept.
    """
    startup, changed = require_startup(answers.startup), answers.changes()
    people, refused = _people_picked(context, changed.values)
    texts = {name: value for name, value in changed.values.items() if name not in _PEOPLE}
    page.save_details(context.session, startup.id, texts, context.actor, context.now)
    if COACH in changed.values and COACH not in refused:
        coach = people.get(COACH)
        page.set_coach(context.session, startup.id, coach.id if coach else None)
    if MANAGER in people:
        assign_manager(context, startup, people[MANAGER])
    if refused:
        raise FormRefusedError(refused, rest_kept=len(refused) < len(changed.values))
    return {
        "startup": startup.id,
        "enrolled": False,
        "named": people[MANAGER].id if MANAGER in people else 0,
        "changed": [name for name in changed.values if name != MANAGER],
        "replaced": {name: before for name, before in changed.overtaken.items() if name in texts},
    }


def result(context: ReaderContext, outcome: Outcome) -> Message | None:
    """For a FormSpec: what was changed and whose words that replaced. None: the startup is gone."""
    startup = startups.load(context.session, outcome["startup"])
    if startup is None:
        return None
    assessments = Assessments(context.session, context.programme)
    managers = enrolment.managers_of(context.session, startup.id)
    from_the_team = [
        context.translator.name(person.name)
        for person in managers
        if person.id == outcome["named"] and assessments.has_answered(startup.id, person.id)
    ]
    names = [context.translator.name(person.name) for person in managers]
    return page_confirmation(context.translator, context.programme, startup, outcome, names, from_the_team)


def save_and_confirm_field(context: Context, startup: Startup, field: PageField, value: str) -> Message:
    """What was stated on one line."""
    startups.lock_startup(context.session, startup.id)
    page.save_details(context.session, startup.id, {field.name: value}, context.actor, context.now)
    return field_saved_message(context, startup, field.label, field.display(value) or "–")


def field_saved_message(context: Context, startup: Startup, label: str, value: str) -> Message:
    done = N_("Kept for **{startup}**. {label}: {value}")
    text = context.translator.render(done, startup=startup.name, label=label, value=value)
    return Message((text,), (page_button(context, startup),))


def _stored(context: Context, startup: Startup) -> dict[str, str]:
    """By field. People of another platform cannot be shown in a form of this one."""
    coach = page.coach_of(context.session, startup.id)
    here = [
        person.account
        for person in enrolment.managers_of(context.session, startup.id)
        if person.platform == context.actor.platform
    ]
    stored = page.details_of(context.session, startup.id)
    if coach and coach.platform == context.actor.platform:
        stored[COACH] = coach.account
    return stored | ({MANAGER: here[0]} if here else {})


def _question(context: Context, startup: Startup, field: PageField, stored: str) -> FormQuestion:
    def parse_person(typed: str) -> str:
        """Who left the platform stands in no form: that their field came back empty says nothing of them."""
        if typed.startswith("@"):
            return _account_of(context, startup, parse_line(typed[1:], SHORT_CHARACTERS))
        return field.parse_value(typed) or ("" if stored in context.named else stored)

    return FormQuestion(
        field.form_field(stored), parse_person if field.kind == "person" else field.parse_value, stored
    )


def _account_of(context: Context, startup: Startup, name: str) -> str:
    """Of who was typed, not picked. Raises InvalidInputError."""
    if is_oneself(name):
        return context.actor.account
    person = Participants(context.session, startup.id, context.actor.platform).find(name)
    if person is None or person.account in context.gone:
        sentence = N_("I do not know “{name}” here: choose them in the list.")
        raise InvalidInputError(sentence, name=name[:60])
    return person.account


def _people_picked(
    context: Context, changed: Mapping[str, str]
) -> tuple[dict[str, Person], dict[str, UserError]]:
    """Those newly picked, and why somebody is refused, by field."""
    people: dict[str, Person] = {}
    refused: dict[str, UserError] = {}
    for name, account in changed.items():
        if account and name in _PEOPLE:
            try:
                is_actor = account == context.actor.account
                people[name] = context.actor if is_actor else context.person_named(account)
            except UserError:
                refused[name] = UserError(N_("I cannot find this person here."))
    return people, refused


page_form_spec = partial(
    FormSpec,
    submit=N_("Keep"),
    save=save,
    result=result,
    right=Right.EDIT_STARTUP,
    guarded=True,
    separable=ALL_FIELDS,
    in_private=True,
    names_owners=True,
)
"""What the forms of the page have in common."""
