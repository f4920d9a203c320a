"""Keeps what a form says for a startup's page, and answers what was kept."""

import json
from collections.abc import Mapping

from gamma.chat import Errors, Field, Form, Message
from gamma.errors import InvalidInputError, UserError
from gamma.form_fingerprint import fingerprint, form_changes
from gamma.people.person import Person
from gamma.people.rights import Right
from gamma.startups.page_confirmation import page_kept
from gamma.startups.page_fields import COACH, MANAGER, PageField
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import Context, Outcome
from handlers.resolve import require_form_startup
from handlers.startups.managers import assigned
from handlers.startups.page import page_button
from storage.assessments.assessments import Assessments
from storage.startups import enrolment, page, startups

Fields = Mapping[str, PageField]


def asked(context: Context, startup: Startup, fields: Fields) -> tuple[tuple[Field, ...], str]:
    """The fields with what is known in them, and their prints for the form's route."""
    known = _known(context, startup)
    shown = tuple(field.asked(known.get(name, "")) for name, field in fields.items())
    return shown, fingerprint(field.value for field in shown)


def form(context: Context, startup: Startup, fields: Fields, name: str, title: str) -> Form:
    """name: of the form, in its route."""
    context.require(Right.EDIT_STARTUP, startup)
    translator = context.translator
    shown, marks = asked(context, startup, fields)
    return Form(
        route=f"startup.{name}.{marks}",
        title=title,
        intro=translator.text(N_("{startup}: everything may be left empty."), startup=startup.name),
        fields=shown,
        submit=translator.text(N_("Keep")),
        about=startup.id,
    )


def save(context: Context, fields: Fields, shown: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = require_form_startup(context, Right.EDIT_STARTUP)
    outcome = keep(context, startup, fields, shown, typed)
    if not isinstance(outcome, Errors):
        tell(context, startup, outcome, typed)
    return outcome


def state_one(context: Context, startup: Startup, field: PageField, value: str) -> Message:
    """What was said on one line."""
    startups.lock_startup(context.session, startup.id)
    page.state(context.session, startup.id, {field.name: value}, context.actor, context.now)
    return kept(context, startup, field.label, field.said(value))


def kept(context: Context, startup: Startup, label: str, value: str) -> Message:
    done = N_("Kept for **{startup}**. {label}: {value}")
    told = context.translator.render(done, startup=startup.name, label=label, value=value)
    return Message((told,), (page_button(context, startup),))


def keep(
    context: Context, startup: Startup, fields: Fields, shown: str, typed: Mapping[str, str]
) -> Outcome | Errors:
    """Only what the person changed is written. Errors: nothing is."""
    startups.lock_startup(context.session, startup.id)
    values, errors = _read(context, fields, typed)
    if errors:
        return Errors(errors)
    known = _known(context, startup)
    values |= _not_shown(context, fields, values, known)
    changed = form_changes(shown, values, known)
    people, errors = _picked(context, fields, changed.values)
    if errors:
        return Errors(errors)
    texts = {name: value for name, value in changed.values.items() if fields[name].kind != "person"}
    page.state(context.session, startup.id, texts, context.actor, context.now)
    if COACH in changed.values:
        coach = people.get(COACH)
        page.keep_coach(context.session, startup.id, coach.id if coach else None)
    if MANAGER in people:
        assigned(context, startup, people[MANAGER])
    return {
        "startup": startup.id,
        "enrolled": False,
        "named": people[MANAGER].id if MANAGER in people else 0,
        "changed": [name for name in changed.values if name != MANAGER],
        "replaced": {name: known[name] for name in changed.overtaken if name in texts},
    }


def tell(context: Context, startup: Startup, outcome: Outcome, typed: Mapping[str, str]) -> None:
    """In private as well: what is shown after a form goes away with it, where anything is shown at all."""
    key = f"page-stated:{startup.id}:{context.actor.id}:{once(context, typed)}"
    context.notify(context.actor, "page_stated", key, outcome)


def once(context: Context, typed: Mapping[str, str]) -> str:
    """For the key of a message about this form; short, as keys are."""
    return f"{context.now.isoformat()}:{fingerprint([json.dumps(typed)])}"


def show(context: Context, outcome: Outcome) -> Message:
    startup = require_form_startup(context, Right.SEE_STARTUP)
    kept_answers = Assessments(context.session, context.programme)
    known = enrolment.managers_of(context.session, startup.id)
    from_the_team = [
        context.translator.name(person.name)
        for person in known
        if person.id == outcome["named"] and kept_answers.has_answered(startup.id, person.id)
    ]
    managers = [context.translator.name(person.name) for person in known]
    return page_kept(context.translator, context.programme, startup, outcome, managers, from_the_team)


def _known(context: Context, startup: Startup) -> dict[str, str]:
    """What stands in the fields. People of another platform cannot be shown in a form of this one."""
    coach = page.coach_of(context.session, startup.id)
    here = [
        person.account
        for person in enrolment.managers_of(context.session, startup.id)
        if person.platform == context.actor.platform
    ]
    known = page.details(context.session, startup.id)
    if coach and coach.platform == context.actor.platform:
        known[COACH] = coach.account
    return known | ({MANAGER: here[0]} if here else {})


def _read(
    context: Context, fields: Fields, typed: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Values, and sentences of refusal, by field. What was sent beyond the fields is not looked at."""
    values, errors = {}, {}
    for name, field in fields.items():
        try:
            values[name] = field.read(typed.get(name, ""))
        except InvalidInputError as error:
            errors[name] = error.text(context.translator)
    return values, errors


def _not_shown(
    context: Context, fields: Fields, values: Mapping[str, str], known: Mapping[str, str]
) -> dict[str, str]:
    """Those who left the platform stand in no form: that their field came back empty says nothing of them."""
    people = [name for name, field in fields.items() if field.kind == "person" and not values[name]]
    return {name: known[name] for name in people if name in known and known[name] not in context.named}


def _picked(
    context: Context, fields: Fields, changed: Mapping[str, str]
) -> tuple[dict[str, Person], dict[str, str]]:
    """The people newly picked, and sentences of refusal, by field."""
    people, errors = {}, {}
    for name, account in changed.items():
        if account and fields[name].kind == "person":
            try:
                people[name] = context.person_named(account)
            except UserError as error:
                errors[name] = error.text(context.translator)
    return people, errors
