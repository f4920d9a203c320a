"""Opens, reads and keeps forms made of questions, and says what they led to: one way for all of them."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from gamma.chat import Errors, Form, Message
from gamma.errors import InvalidInputError, UserError
from gamma.form_fingerprint import fingerprint, form_changes, renew_fingerprint
from gamma.outbox import REPLACED_TEXTS
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.command_spec import ALL_FIELDS, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.resolve import require_startup
from storage import forms
from storage.startups import startups

FORM_RESULT = "form_result"
"""The kind of the message that tells what a form led to, where the platform shows nothing after one."""


class FormRefusedError(UserError):
    """Sentences at fields, by name: the form stays open. rest_kept: what the other fields say is kept."""

    def __init__(self, fields: Mapping[str, UserError], *, rest_kept: bool = False) -> None:
        super().__init__(N_("Something in the form cannot be kept."))
        self.fields = fields
        self.rest_kept = rest_kept


def open_form(
    context: Context, spec: FormSpec, startup: Startup | None = None, detail: str = "", intro: str = ""
) -> Form:
    """The form with what is known in it. intro: a sentence above its questions, already said."""
    questions = spec.questions(context, startup, detail)
    marks = fingerprint(question.shown for question in questions) if spec.guarded else ""
    return Form(
        route=".".join(filter(None, (spec.route, detail, marks))),
        title=context.translator.text(spec.title),
        intro=intro,
        fields=tuple(question.field for question in questions),
        submit=context.translator.text(spec.submit),
        about=startup.id if startup else "",
    )


def save_form(
    context: Context, spec: FormSpec, detail: str, typed: Mapping[str, str], nonce: str
) -> Outcome | Errors:
    """Keeps the answers and plans what is told of them; or says what is wrong, and keeps at most the rest.

    detail: the end of the route. nonce: the form's own, which makes the key of what is told.
    """
    detail = forms.detail_of_open(context.session, nonce) or detail
    try:
        answers = _read(context, spec, detail, typed)
    except FormRefusedError as refused:
        return _errors(context, refused)
    try:
        outcome = _save_what_is_read(context, spec, answers)
    except FormRefusedError as refused:
        if refused.rest_kept:
            renewed = _renewed_detail(context, spec, detail, answers, refused)
            forms.save_detail_of_open(context.session, nonce, renewed, context.now)
        return _errors(context, refused)
    in_private = spec.in_private(outcome) if callable(spec.in_private) else spec.in_private
    follows = spec.goes_on and spec.goes_on(outcome)
    is_shown = context.chains_forms if follows else context.answers_forms
    if spec.result and (in_private or not is_shown):
        subject: dict[str, Any] = {"form": spec.route, "outcome": dict(outcome)}
        if REPLACED_TEXTS in outcome:
            subject[REPLACED_TEXTS] = True  # the outbox empties it once it is said
        context.notify(context.actor, FORM_RESULT, f"form-result:{nonce}", subject)
    return outcome


def save_form_once(
    context: Context, form: FormSpec, detail: str, values: Mapping[str, str], nonce: str
) -> Outcome | Errors:
    """Sent again, it leads to what it led to and changes nothing.

    Errors are no outcome: the form is still open, and may be sent again with the same nonce.
    """
    outcome = forms.outcome_of(context.session, nonce)
    if outcome is not None:
        require_right(context, form)
        return outcome
    outcome_or_errors = save_form(context, form, detail, values, nonce)
    if not isinstance(outcome_or_errors, Errors):
        forms.save_outcome(context.session, nonce, outcome_or_errors, context.now)
    return outcome_or_errors


def _save_what_is_read(context: Context, spec: FormSpec, answers: FormAnswers) -> Outcome:
    """Raises FormRefusedError with all that was refused, after the rest is kept."""
    try:
        outcome = spec.save(context, answers)
    except FormRefusedError as refused:
        raise FormRefusedError({**answers.refused, **refused.fields}, rest_kept=refused.rest_kept) from None
    if answers.refused:
        raise FormRefusedError(answers.refused, rest_kept=True)
    return outcome


def _errors(context: Context, refused: FormRefusedError) -> Errors:
    """At their fields; the last of them says that the rest is kept."""
    sentences = {name: error.text(context.translator) for name, error in refused.fields.items()}
    if refused.rest_kept:
        last = list(sentences)[-1]
        sentences[last] += " " + context.translator.text(N_("The rest of the form is kept."))
    return Errors(sentences)


def _renewed_detail(
    context: Context, spec: FormSpec, detail: str, answers: FormAnswers, refused: FormRefusedError
) -> str:
    """What the form kept itself is no change that somebody else made; what others changed still is."""
    if spec.renewed_detail:
        return spec.renewed_detail(context, answers)
    if not spec.guarded:
        return detail
    questions = spec.questions(context, answers.startup, answers.detail)
    changed = answers.changes().values.keys() - refused.fields.keys()
    kept = {each.field.name: each.shown for each in questions if each.field.name in changed}
    marks = renew_fingerprint(detail.rpartition(".")[2], [each.field.name for each in questions], kept)
    return ".".join(filter(None, (answers.detail, marks)))


def after_form(context: Context, spec: FormSpec, outcome: Outcome) -> Response:
    """What the platform shows once the answers are kept."""
    if spec.show:
        return spec.show(context, outcome)
    message = spec.result(context, outcome) if spec.result else None
    return message or Message((context.translator.render(N_("It is gone by now.")),))


def _read(context: Context, spec: FormSpec, detail: str, typed: Mapping[str, str]) -> FormAnswers:
    """Raises FormRefusedError with the sentence of each field that cannot be read."""
    marks = ""
    if spec.guarded:
        detail, _, marks = detail.rpartition(".")
    startup = require_right(context, spec)
    if spec.guarded and startup:
        startups.lock_startup(context.session, startup.id)
    questions = spec.questions(context, startup, detail)
    values, refused = _parse_answers(questions, typed)
    if spec.check:
        refused |= spec.check(context, FormAnswers(startup, detail, values, typed))
    if refused and not (_are_separable(spec, refused) and _says_more(questions, typed, refused)):
        raise FormRefusedError(refused)
    if not spec.guarded:
        return FormAnswers(startup, detail, values, typed, refused=refused)
    if spec.is_outdated and spec.is_outdated(context, detail):
        marks = fingerprint("" for _ in questions)
    known = {each.field.name: each.current for each in questions}
    sent = {name: str(values.get(name, now)) for name, now in known.items()}
    return FormAnswers(startup, detail, values, typed, partial(form_changes, marks, sent, known), refused)


def _are_separable(spec: FormSpec, refused: Mapping[str, UserError]) -> bool:
    return spec.separable == ALL_FIELDS or refused.keys() <= set(spec.separable)


def _says_more(
    questions: Sequence[FormQuestion], typed: Mapping[str, str], refused: Mapping[str, UserError]
) -> bool:
    """Whether there is a rest to keep: another field than those refused that is not as it was shown."""
    others = [question.field for question in questions if question.field.name not in refused]
    shown = {field.name: {field.value.strip(), field.picked or field.value.strip()} for field in others}
    return any(typed.get(name, "").strip() not in values for name, values in shown.items())


def require_right(context: Context, spec: FormSpec) -> Startup | None:
    """The one the form is about; whether the person may is asked again, whoever was shown the form."""
    if spec.right is None or (spec.asks_startup and context.startup is None):
        return context.startup
    startup = require_startup(context.startup)
    context.require(spec.right, startup, spec.refusal)
    return startup


def _parse_answers(
    questions: Sequence[FormQuestion], typed: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, UserError]]:
    """Values, and refusals, by field. What was sent beyond the questions is not looked at."""
    values: dict[str, Any] = {}
    refused: dict[str, UserError] = {}
    for question in questions:
        name = question.field.name
        try:
            values[name] = question.parse(typed.get(name, ""))
        except InvalidInputError as error:
            refused[name] = error
    return values, refused
