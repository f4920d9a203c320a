"""`/gamma expert` with a question, and `ask`: in one line or by a form, kept once, by who may ask."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from gamma.chat import LONG_CHARACTERS, Button, Form, Message
from gamma.errors import InvalidInputError
from gamma.experts.domain_suggestion import is_courtesy, is_small_talk
from gamma.experts.parse_question import TypedQuestion, parse_question
from gamma.experts.question import Question, QuestionDraft
from gamma.experts.question_messages import next_step, question_asked
from gamma.experts.suggestion_messages import choose_domain
from gamma.parsing.text import normalise, parse_lines
from gamma.people.rights import Right
from gamma.quoted import QuotedMessage
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.access import access_numbered
from handlers.engine.command_spec import Arguments, FormAnswers, FormSpec
from handlers.engine.context import ClarificationNeeded, Context, Outcome, Response
from handlers.engine.forms import open_form
from handlers.engine.resolve import require_startup, resolve_startup_beside
from handlers.engine.typed_text import MOST_REPEATED
from handlers.experts import known
from handlers.experts.about import about_message
from handlers.experts.domain_choice import unknown_domain, which_domain
from handlers.experts.one_question import question_message
from handlers.experts.question_form import form_questions
from storage.experts import experts, questions
from storage.reader_context import ReaderContext
from storage.startups import startups

_THE_SAME_WITHIN = timedelta(minutes=10)
"""The same words again so soon are a second click or a retry."""
_NOT_ALLOWED = N_(
    "Questions to the network are asked by the team of {startup}, or by whoever follows it. "
    "Nothing was asked."
)
_NO_SUCH = N_("I cannot find the question #{number} among yours. `/gamma expert status` shows them.")
_TOO_MUCH = N_("A question has {limit} characters at most; yours has {length}. Please shorten it.")


def ask_in_line(context: Context, given: Arguments) -> Response:
    """Alone, what the network is; with a domain, its form; with a question, that question.

    Where it may be confidential or not, the form asks that before anybody reads it.
    """
    if not given.text:
        return about_message(context)
    try:
        startup, rest = resolve_startup_beside(context, given.text, "expert")
    except ClarificationNeeded:
        if len(given.text) <= MOST_REPEATED:
            raise
        # A button has no room for the question: the form asks which startup as well.
        return _open_form(context, None, parse_question(context.programme, given.text))
    _require_may_ask(context, startup)
    return _ask_typed(context, startup, rest)


def _ask_typed(context: Context, startup: Startup, typed: str) -> Response:
    parsed = parse_question(context.programme, typed)
    if parsed.near and not parsed.text:
        says = "expert {domain} confidential" if parsed.confidential else "expert {domain}"
        raise which_domain(context, startup.id, typed, parsed, says)
    if not parsed.text or parsed.in_doubt:
        return _open_form(context, startup, parsed)
    if parsed.domain and _is_courtesy_alone(context, parsed.text):
        return _no_question_message(context, startup, parsed.text)
    if not (parsed.domain or parsed.near):
        if len(parsed.text.split()) == 1 and not is_courtesy(context.programme, parsed.text):
            raise unknown_domain(context, parsed.text)
        if is_small_talk(context.programme, parsed.text):
            return _no_question_message(context, startup, parsed.text)
    text = parse_lines(parsed.text, LONG_CHARACTERS)
    draft = QuestionDraft(parsed.domain, text, confidential=parsed.confidential)
    return asked_message(context, _add(context, startup, draft))


def _is_courtesy_alone(context: Context, typed: str) -> bool:
    """Behind a domain's name little makes a question: only greetings and thanks are none."""
    words = normalise(typed).split()
    return "?" not in typed and all(is_courtesy(context.programme, word) for word in words)


def ask(context: Context, given: Arguments) -> Response:
    """The form, whatever is known already in it; a question written after the verb is asked at once."""
    if given.text:
        return ask_in_line(context, given)
    if context.quoted:
        return _ask_about(context, context.quoted)
    startup, _ = resolve_startup_beside(context, "", "expert ask")
    _require_may_ask(context, startup)
    return _open_form(context, startup, parse_question(context.programme, ""))


def _ask_about(context: Context, quoted: QuotedMessage) -> Form:
    """The form with a message's words in it, which also asks which startup where that is not known."""
    try:
        startup, _ = resolve_startup_beside(context, "", "expert ask")
    except ClarificationNeeded:
        startup = None
    if startup:
        _require_may_ask(context, startup)
    return _open(context, startup, QuestionDraft("", quoted.shortened(LONG_CHARACTERS), quoted.address))


def _no_question_message(context: Context, startup: Startup, typed: str) -> Message:
    """Of small talk nothing is kept; the words are given back, as there may be a question to make of them."""
    translator = context.translator
    sentence = N_(
        "I see no question in it yet, and kept nothing. What are you stuck on? Tell me in one sentence: "
        "`/gamma expert` and your question."
    )
    ask = Button(translator.text(N_("Ask a question")), "expert ask", startup.id, main=True)
    return Message((translator.render(sentence),), (ask,), given_back=typed)


def access_own(context: Context, number: int | None, which: str = _NO_SUCH) -> Question:
    """To change it, by who asked it alone. Raises UserError, which says nothing of others' questions."""

    def may(question: Question) -> bool:
        return question.asker_id == context.actor.id

    return access_numbered(
        context,
        number,
        questions.load_for_change,
        may,
        startup_of=lambda question: question.startup_id,
        which=which,
        unknown=_NO_SUCH,
    )


def asked_message(context: ReaderContext, question: Question) -> Message:
    """What was understood; of a draft, the domains to choose from. Of what went on since, where it stands."""
    if question.state == "draft":
        return choose_domain(context.programme, context.translator, question)
    if question.state != "open":
        return question_message(context, question)
    if question.held_until and (proposals := known.proposals_of(context, question)):
        return proposals
    name = startups.name_of(context.session, question.startup_id)
    outlook = experts.outlook(context.session, question, context.now, context.zone)
    programme, translator = context.programme, context.translator
    comes = next_step(programme, translator, question, outlook, context.now, context.reader_zone)
    return question_asked(programme, translator, question, name, comes, nobody=outlook.nobody)


def publish(context: Context, stored: Question, draft: QuestionDraft) -> Question:
    """A stored draft becomes a question."""
    startup = require_startup(startups.load(context.session, stored.startup_id))
    _require_may_ask(context, startup)
    question = questions.change(
        context.session,
        stored.id,
        domain=draft.domain,
        text=draft.text,
        context=draft.context,
        confidential=draft.confidential,
        channel=_channel(context, startup.id, draft),
        state="open",
        asked_at=context.now,
        next_at=context.now,
    )
    return _opened(context, question)


def _opened(context: Context, question: Question) -> Question:
    """Nobody is disturbed for what is known already, as long as its asker looks at that."""
    if questions.is_anything_known(context.session):
        question = known.hold(context, question)
    return question if question.held_until else note_if_nobody(context, question)


def note_if_nobody(context: Context, question: Question) -> Question:
    """Where nobody helps, what is shown of it says so, and the asker need not be told a moment later."""
    if not experts.outlook(context.session, question, context.now, context.zone).nobody:
        return question
    return questions.change(context.session, question.id, no_expert_notified_at=context.now)


def open_stored(context: Context, stored: Question) -> Form:
    """With what was written already."""
    startup = startups.load(context.session, stored.startup_id)
    draft = QuestionDraft(stored.domain, stored.text, stored.context, stored.confidential)
    return _open(context, startup, draft, str(stored.id))


def _require_may_ask(context: Context, startup: Startup) -> None:
    context.require(Right.ASK_EXPERT, startup, _NOT_ALLOWED)


def _add(context: Context, startup: Startup, draft: QuestionDraft) -> Question:
    """The same words in the same domain a moment ago are the same question."""
    _require_may_ask(context, startup)
    since = context.now - _THE_SAME_WITHIN
    for recent in questions.recent_of(context.session, startup.id, context.actor.id, since):
        if draft.says_the_same_as(recent):
            return recent
    added = questions.add(
        context.session,
        startup.id,
        context.actor,
        draft,
        context.now,
        channel=_channel(context, startup.id, draft),
    )
    return _opened(context, added) if added.domain else added


def _channel(context: Context, startup_id: str, draft: QuestionDraft) -> str | None:
    """Where the team will read that it was taken: only their own channel, and no confidential one."""
    here = context.here is not None and context.here.id == startup_id
    return context.place.id if here and not draft.confidential else None


# --- the form ---------------------------------------------------------------------------------


def _open_form(context: Context, startup: Startup | None, parsed: TypedQuestion) -> Form:
    """startup: None where the form asks for one of those the person is with."""
    draft = QuestionDraft(parsed.domain, parsed.text, "", parsed.confidential)
    return _open(context, startup, draft, in_doubt=parsed.in_doubt)


def _open(
    context: Context,
    startup: Startup | None,
    draft: QuestionDraft,
    detail: str = "",
    *,
    in_doubt: bool = False,
) -> Form:
    translator = context.translator
    if len(draft.text) > LONG_CHARACTERS:
        length, limit = translator.number(len(draft.text)), translator.number(LONG_CHARACTERS)
        raise InvalidInputError(_TOO_MUCH, length=length, limit=limit)
    intro = N_("I offer it to one person of the network at a time, in private.")
    if startup:
        intro = N_("{startup}: I offer your question to one person of the network at a time, in private.")
    filled = replace(
        QUESTION, questions=partial(form_questions, draft=draft, unsure_if_confidential=in_doubt)
    )
    name = startup.name if startup else ""
    return open_form(context, filled, startup, detail, translator.text(intro, startup=name))


def _save(context: Context, answers: FormAnswers) -> Outcome:
    values = answers.values
    startup = answers.startup or values["startup"]
    draft = QuestionDraft(values["domain"], values["question"], values["context"], values["confidential"])
    stored = access_own(context, int(answers.detail)) if answers.detail.isdecimal() else None
    return {"question": _save_draft(context, startup, stored, draft).id}


def _save_draft(
    context: Context, startup: Startup, stored: Question | None, draft: QuestionDraft
) -> Question:
    if stored and stored.state in ("open", "taken") and draft.says_the_same_as(stored):
        return stored
    if stored is None or stored.state != "draft":
        return _add(context, startup, draft)
    if draft.domain:
        return publish(context, stored, draft)
    changes = {"text": draft.text, "context": draft.context, "confidential": draft.confidential}
    return questions.change(context.session, stored.id, **changes)


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    question = questions.load(context.session, outcome["question"])
    return asked_message(context, question) if question else None


QUESTION = FormSpec(
    route="expert.ask",
    title=N_("Ask the network"),
    submit=N_("Ask"),
    questions=form_questions,
    save=_save,
    result=_result,
    right=Right.ASK_EXPERT,
    asks_startup=True,
)
