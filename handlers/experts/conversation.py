"""`/gamma expert talked`, `share`, `answers`: once a question was taken, and once it was closed."""

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.dates import day_in
from gamma.errors import UserError
from gamma.experts.conversation_messages import (
    Conversation,
    answer,
    asks_again,
    can_be_shared,
    close_button,
    no_longer_shares,
    share_button,
    shares,
)
from gamma.experts.offer_deadlines import day_said
from gamma.experts.parse_question import parse_question
from gamma.experts.question import Question
from gamma.normalise import normalise
from gamma.text import Text
from gamma.translator import N_
from gamma.truncate import fit_paragraphs
from handlers.context import Context
from handlers.experts.participants import of_both, talk_of, tell_other, under_way
from handlers.typed_text import number_first
from storage.experts import questions
from storage.startups import startups

_NO = frozenset({"no", "non", "not", "pas", "stop"})
"""How a refusal begins: "not yet", "pas encore"."""
_BEFORE_IT_CLOSES = 3
"""Follow-ups."""
_SHOWN = 5
"""Answers of a list."""
_NOT_TAKEN = N_(
    "Nobody has taken the question #{number} yet. `/gamma expert status` shows where it stands. "
    "Nothing was changed."
)
_CLOSED = N_("The question #{number} is closed already. Nothing was changed.")
_CONFIDENTIAL = N_(
    "The question #{number} is confidential: its answer stays between the two of you. Nothing was changed."
)
_NOTHING_TO_SHARE = N_(
    "There is nothing to share of #{number} yet: an answer can be read by others once the question is "
    "closed with what it changed. Nothing was changed."
)
_WHICH = N_("Which question? Write its number, as in `/gamma expert share 12`. Nothing was changed.")
_NO_ANSWER = N_("I cannot find a shared answer #{number}. `/gamma expert answers` shows them all.")
_NO_DOMAIN = N_("I do not know the domain “{typed}”. The domains are: {domains}.")


def talked(context: Context, typed: str) -> Message:
    number, rest = number_first(typed)
    question = _taken(context, number) if number is not None else under_way(context, "talked", rest)
    if isinstance(question, Message):
        return question
    if is_no(rest):
        return _not_yet(context, question)
    return _have_talked(context, question)


def _taken(context: Context, number: int) -> Question:
    question = of_both(context, number)
    if question.state != "taken":
        raise UserError(_CLOSED if question.state == "closed" else _NOT_TAKEN, number=number)
    return question


def _have_talked(context: Context, question: Question) -> Message:
    """Said first by either of both; the asker is led to the closing."""
    translator = context.translator
    if question.talked_at is None:
        questions.change(context.session, question.id, talked_at=context.now)
    if question.asker_id != context.actor.id:
        told = N_("Thank you! {asker} closes the question #{number} once they know what it changed.")
        asker = context.name_of(question.asker_id)
        return Message((translator.render(told, asker=asker, number=question.id),))
    told = N_(
        "Good! Once you know how useful it was, two answers close the question #{number}: with the button, "
        "or `/gamma expert close {number} 5` and what it changed."
    )
    return Message((translator.render(told, number=question.id),), (close_button(translator, question),))


def _not_yet(context: Context, question: Question) -> Message:
    zone, next_at = context.reader_zone, question.next_at
    day = day_said(next_at, zone) if next_at and next_at > context.now else None
    closes = question.followed_up == _BEFORE_IT_CLOSES
    told = asks_again(context.translator, day, day_in(context.now, zone), closes=closes)
    return Message((told,))


def share(context: Context, typed: str) -> Message:
    """Each says it for themselves, and can take it back."""
    number, rest = number_first(typed)
    if number is None:
        return _to_share(context, "no" if is_no(rest) else "")
    question = of_both(context, number)
    if question.confidential and question.expert_id:
        raise UserError(_CONFIDENTIAL, number=number)
    if not can_be_shared(question):
        raise UserError(_NOTHING_TO_SHARE, number=number)
    is_asker = question.asker_id == context.actor.id
    name = "asker_shares" if is_asker else "expert_shares"
    agrees = not is_no(rest)
    changed = questions.change(context.session, question.id, **{name: agrees})
    if not agrees:
        if getattr(question, name):
            key = f"question-unshared:{number}:{context.actor.id}:{context.now.isoformat()}"
            tell_other(context, changed, "question_unshared", key)
        return no_longer_shares(context.translator, changed)
    if not getattr(question, name):
        tell_other(context, changed, "question_shared", f"question-shared:{number}:{context.actor.id}")
    other = question.expert_id if is_asker else question.asker_id
    return shares(context.translator, changed, context.name_of(other))


def _to_share(context: Context, said: str) -> Message:
    """Of the latest that can be shared, which? said: what goes on with the choice."""
    session, person = context.session, context.actor.id
    mine = [*questions.of_asker(session, person), *questions.taken_by(session, person)]
    shareable = sorted((each for each in mine if can_be_shared(each)), key=lambda each: -each.id)
    if not shareable:
        raise UserError(_WHICH)
    translator = context.translator
    shown = shareable[:MESSAGE_BUTTONS]
    buttons = [
        Button(f"#{each.id}", f"{share_button(translator, each).says} {said}".strip()) for each in shown
    ]
    return Message((translator.render(_WHICH),), tuple(buttons))


def answers(context: Context, typed: str) -> Message:
    """What both let everybody read: of all domains, of one, or one answer alone and whole."""
    number, _ = number_first(typed)
    if number is not None:
        return _whole(context, number)
    domain = parse_question(context.programme, typed).domain if typed else ""
    if typed and not domain:
        titles = [context.translator.local(each.title) for each in context.programme.domains]
        raise UserError(_NO_DOMAIN, typed=typed[:60], domains=context.translator.listed(titles))
    shared = questions.shared(context.session, domain)
    if not shared:
        none = N_("No answer is shared here yet. When you close a question, you can share what it changed.")
        return Message((context.translator.render(none),), (_ask(context),))
    return _listed(context, shared)


def _listed(context: Context, shared: list[Question]) -> Message:
    translator = context.translator
    paragraphs: list[Text] = [translator.render(N_("**Answers that teams and experts share**"))]
    paragraphs += [_answer(context, question, whole=False) for question in shared[:_SHOWN]]
    hint = N_("Add a number to read one in full, a domain to see its own: `/gamma expert answers {number}`.")
    paragraphs.append(translator.render(hint, number=shared[0].id))
    if len(shared) > _SHOWN:
        older = translator.plural("{count} older one.", "{count} older ones.", len(shared) - _SHOWN)
        paragraphs.append(older)
    return Message(fit_paragraphs(paragraphs), (_ask(context),))


def _whole(context: Context, number: int) -> Message:
    question = questions.load(context.session, number)
    if question is None or question.state != "closed" or not question.is_shared:
        raise UserError(_NO_ANSWER, number=number)
    return Message(fit_paragraphs([_answer(context, question, whole=True)]), (_ask(context),))


def _answer(context: Context, question: Question, *, whole: bool) -> Text:
    name = startups.name_of(context.session, question.startup_id)
    talk: Conversation = talk_of(context, question)
    return answer(context.programme, context.translator, talk, name, whole=whole)


def _ask(context: Context) -> Button:
    return Button(context.translator.text(N_("Ask a question")), "expert ask")


def is_no(typed: str) -> bool:
    """ "pas encore"."""
    return normalise(typed.split()[0]) in _NO if typed else False
