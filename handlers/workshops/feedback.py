"""`/gamma workshop feedback` and `results`: three questions after, and what its host reads of them."""

from collections.abc import Sequence

from gamma.answers import SHOWN_FROM
from gamma.chat import LONG_CHARACTERS, Field, Form, Message, Option
from gamma.errors import UserError
from gamma.parsing.text import parse_lines, parse_rating
from gamma.startups.startup import Startup
from gamma.translator import N_
from gamma.workshops.feedback import USEFUL, Feedback, results_message
from gamma.workshops.messages import headline
from gamma.workshops.workshop import Workshop
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome
from handlers.engine.forms import open_form
from handlers.workshops.access import require_responsible, resolve_workshop, words_of
from storage.reader_context import ReaderContext
from storage.workshops import feedback as given_feedback
from storage.workshops import sign_ups, workshops

_NOT_OVER = N_("It is not over yet: I ask you after it. Nothing was changed.")
_CANCELLED = N_("It was cancelled: there is nothing to say of it. Nothing was changed.")
_WAS_NOT_THERE = N_("This is for those who had a place in it. Nothing was changed.")


def feedback(context: Context, given: Arguments) -> Form:
    workshop = _resolve_attended(context, given.number)
    intro = str(headline(words_of(context), workshop))
    return open_form(context, FEEDBACK, None, str(workshop.id), intro)


def results(context: Context, given: Arguments) -> Message:
    workshop = resolve_workshop(context, given.number, "results", past=True)
    require_responsible(context, workshop)
    answers = given_feedback.of_workshop(context.session, workshop.id)
    return results_message(context.translator, workshop, answers)


def _resolve_attended(context: Context, number: int | None) -> Workshop:
    """Raises UserError."""
    workshop = resolve_workshop(context, number, "feedback", past=True)
    if workshop.state == "cancelled":
        raise UserError(_CANCELLED)
    if not sign_ups.had_place(context.session, workshop.id, context.actor.id):
        raise UserError(_WAS_NOT_THERE)
    if not workshop.is_over(context.now):
        raise UserError(_NOT_OVER)
    return workshop


def _questions(context: Context, _startup: Startup | None, detail: str) -> Sequence[FormQuestion]:
    """Filled with what the person said before."""
    workshop, translator = _resolve_attended(context, int(detail)), context.translator
    before = given_feedback.of_person(context.session, workshop.id, context.actor.id)
    known = before or Feedback(0)
    options = tuple(Option(translator.text(label), str(value)) for value, label in USEFUL.items())
    useful = Field(
        "useful",
        translator.text(N_("How useful?")),
        "choice",
        value=str(known.useful) if before else "",
        options=options,
        required=True,
    )
    along = Field(
        "taken_along",
        translator.text(N_("What you take along")),
        "long_text",
        help=translator.text(N_("What you will do otherwise. May be left empty.")),
        value=known.taken_along,
    )
    lacking = Field(
        "lacking",
        translator.text(N_("What was lacking")),
        "long_text",
        help=translator.text(N_("What the next one could do better. May be left empty.")),
        value=known.lacking,
    )
    return (
        FormQuestion(useful, parse_rating),
        FormQuestion(along, _parse_words),
        FormQuestion(lacking, _parse_words),
    )


def _parse_words(typed: str) -> str:
    return parse_lines(typed, LONG_CHARACTERS)


def _save(context: Context, answers: FormAnswers) -> Outcome:
    workshop = _resolve_attended(context, int(answers.detail))
    values = answers.values
    said = Feedback(values["useful"], values["taken_along"], values["lacking"])
    given_feedback.give(context.session, workshop.id, context.actor.id, said, context.now)
    return {"workshop": workshop.id}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    workshop = workshops.load(context.session, outcome["workshop"])
    if workshop is None:
        return None
    sentence = N_(
        "Thank you! Whoever hosted or announced “{title}”, and the programme team, read it "
        "without your name, and only once there are {count} answers."
    )
    return Message((context.translator.render(sentence, title=workshop.title, count=SHOWN_FROM),))


FEEDBACK = FormSpec(
    route="workshop.feedback",
    title=N_("After the workshop"),
    submit=N_("Send"),
    questions=_questions,
    save=_save,
    result=_result,
)
