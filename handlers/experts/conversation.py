"""`/gamma expert talked`, `share`, `answers`: once a question was taken, and once it was closed."""

from collections.abc import Mapping

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.dates import day_in
from gamma.errors import UserError
from gamma.experts.conversation_messages import (
    Conversation,
    can_be_shared,
    close_button,
    not_talked_yet,
    share_button,
    shared_answer_text,
    sharing_noted,
    sharing_withdrawn,
)
from gamma.experts.parse_question import parse_question
from gamma.experts.question import Question, day_of_notice
from gamma.experts.question_messages import headline
from gamma.parsing.text import normalise
from gamma.text import Text, fit_paragraphs
from gamma.translator import N_
from handlers.engine.command_spec import Arguments
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.several import require_nothing_else
from handlers.engine.typed_text import MOST_REPEATED
from storage import living_posts
from storage.experts import questions
from storage.people import people
from storage.reader_context import ReaderContext
from storage.startups import startups

_NO = frozenset({"no", "non", "not", "pas", "stop"})
"""How a refusal begins: "not yet", "pas encore"."""
_BEFORE_IT_CLOSES = 3
"""Follow-ups."""
_MOST_LISTED = 5
"""Answers of a list."""
_NO_SUCH = N_(
    "I cannot find the question #{number} among those you asked or took. `/gamma expert status` shows them. "
    "Nothing was changed."
)
_NONE = N_("No question of yours is with an expert just now. `/gamma expert status` shows where yours stand.")
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


def talked(context: Context, given: Arguments) -> Message:
    if given.number is None:
        question = the_one_taken(context, "talked", given.text)
    else:
        question = _taken(context, given.number)
    if is_no(given.text):
        return _not_yet(context, question)
    require_nothing_else(context, [question.id], given.text)
    return _have_talked(context, question)


def _taken(context: Context, number: int) -> Question:
    question = access_as_participant(context, number)
    if question.state != "taken":
        raise UserError(_CLOSED if question.state == "closed" else _NOT_TAKEN, number=number)
    return question


def _have_talked(context: Context, question: Question) -> Message:
    """Said first by either of both; the asker is led to the closing."""
    translator = context.translator
    if question.talked_at is None:
        questions.change(context.session, question.id, talked_at=context.now)
    if question.asker_id != context.actor.id:
        thanks = N_("Thank you! {asker} closes the question #{number} once they know what it changed.")
        asker = context.name_of(question.asker_id)
        return Message((translator.render(thanks, asker=asker, number=question.id),))
    close_it = N_(
        "Good! Once you know how useful it was, two answers close the question #{number}: with the button, "
        "or `/gamma expert close {number} 5` and what it changed."
    )
    return Message((translator.render(close_it, number=question.id),), (close_button(translator, question),))


def _not_yet(context: Context, question: Question) -> Message:
    zone, next_at = context.reader_zone, question.next_at
    day = day_of_notice(next_at, zone) if next_at and next_at > context.now else None
    closes = question.followed_up == _BEFORE_IT_CLOSES
    return Message((not_talked_yet(context.translator, day, day_in(context.now, zone), closes=closes),))


def share(context: Context, given: Arguments) -> Message:
    """Each says it for themselves, and can take it back."""
    agrees = not is_no(given.text)
    if given.number is None:
        raise _which_to_share(context, "" if agrees else "no")
    question = access_as_participant(context, given.number)
    if agrees:
        require_nothing_else(context, [question.id], given.text)
    if question.confidential and question.expert_id:
        raise UserError(_CONFIDENTIAL, number=question.id)
    if not can_be_shared(question):
        raise UserError(_NOTHING_TO_SHARE, number=question.id)
    is_asker = question.asker_id == context.actor.id
    before = question.asker_shares if is_asker else question.expert_shares
    field = "asker_shares" if is_asker else "expert_shares"
    changed = questions.change(context.session, question.id, **{field: agrees})
    if before != agrees:
        _notify_sharing(context, changed, agrees=agrees)
    if not agrees:
        return sharing_withdrawn(context.translator, changed)
    other = question.expert_id if is_asker else question.asker_id
    return sharing_noted(context.translator, changed, context.name_of(other))


def _notify_sharing(context: Context, question: Question, *, agrees: bool) -> None:
    by = f"{question.id}:{context.actor.id}"
    if agrees:
        notify_other(context, question, "question_shared", f"question-shared:{by}")
    else:
        key = f"question-unshared:{by}:{context.now.isoformat()}"
        notify_other(context, question, "question_unshared", key)
        for channel in context.programme.channels:
            living_posts.revise(context.session, questions.shared_post_key(question.id, channel.channel))


def _which_to_share(context: Context, ending: str) -> ClarificationNeeded | UserError:
    """Of the latest that can be shared; UserError where there is none. ending: what follows the number."""
    session, person = context.session, context.actor.id
    own = [*questions.asked_by(session, person), *questions.taken_by(session, person)]
    shareable = sorted((each for each in own if can_be_shared(each)), key=lambda each: -each.id)
    if not shareable:
        return UserError(_WHICH)
    translator = context.translator
    buttons = [
        Button(f"#{each.id}", f"{share_button(translator, each).says} {ending}".strip())
        for each in shareable[:MESSAGE_BUTTONS]
    ]
    return ClarificationNeeded(Message((translator.render(_WHICH),), tuple(buttons)))


def answers(context: Context, given: Arguments) -> Message:
    """What both let everybody read: of all domains, of one, or one answer alone and whole."""
    if given.number is not None:
        return _whole(context, given.number)
    domain = parse_question(context.programme, given.text).domain if given.text else ""
    if given.text and not domain:
        titles = [context.translator.local(each.title) for each in context.programme.domains]
        raise UserError(_NO_DOMAIN, typed=given.text[:60], domains=context.translator.listed(titles))
    shared = questions.list_shared(context.session, domain)
    if not shared:
        none = N_("No answer is shared here yet. When you close a question, you can share what it changed.")
        return Message((context.translator.render(none),), (_ask(context),))
    return _listed(context, shared, given)


def _listed(context: Context, every: list[Question], given: Arguments) -> Message:
    translator, page = context.translator, max(given.page, 1)
    shared = every[(page - 1) * _MOST_LISTED :] or every[:_MOST_LISTED]
    paragraphs: list[Text] = [translator.render(N_("**Answers that teams and experts share**"))]
    paragraphs += [_answer(context, question, whole=False) for question in shared[:_MOST_LISTED]]
    hint = N_("Add a number to read one in full, a domain to see its own: `/gamma expert answers {number}`.")
    paragraphs.append(translator.render(hint, number=shared[0].id))
    buttons = [_ask(context)]
    if len(shared) > _MOST_LISTED:
        older = translator.plural("{count} older one", "{count} older ones", len(shared) - _MOST_LISTED)
        says = f"expert answers {given.text}".strip()
        buttons.append(Button(str(older), f"{says} page {page + 1}"))
    return Message(fit_paragraphs(paragraphs), tuple(buttons))


def _whole(context: Context, number: int) -> Message:
    question = questions.load(context.session, number)
    if question is None or question.state != "closed" or not question.is_shared:
        raise UserError(_NO_ANSWER, number=number)
    return Message(fit_paragraphs([_answer(context, question, whole=True)]), (_ask(context),))


def _answer(context: Context, question: Question, *, whole: bool) -> Text:
    name = startups.name_of(context.session, question.startup_id)
    return shared_answer_text(
        context.programme, context.translator, conversation_of(context, question), name, whole=whole
    )


def _ask(context: Context) -> Button:
    return Button(context.translator.text(N_("Ask a question")), "expert ask")


def is_no(typed: str) -> bool:
    """ "pas encore"."""
    return normalise(typed.split()[0]) in _NO if typed else False


# --- a question between its asker and its expert ------------------------------------------------


def access_as_participant(context: Context, number: int) -> Question:
    """To change it, by who asked or took it alone.

    Raises UserError, which tells nothing of others' questions.
    """
    question = questions.load_for_change(context.session, number)
    if question is None or context.actor.id not in (question.asker_id, question.expert_id):
        raise UserError(_NO_SUCH, number=number)
    return question


def the_one_taken(context: Context, verb: str, typed: str = "", *, as_asker: bool = False) -> Question:
    """The only one of the person's that is taken, where no number says which is meant.

    typed: what a button to choose one repeats. as_asker: only those the person asked.
    Raises UserError, ClarificationNeeded.
    """
    session, person = context.session, context.actor.id
    own = questions.asked_by(session, person)
    own += [] if as_asker else questions.taken_by(session, person)
    taken = {each.id: each for each in own if each.state == "taken"}
    if not taken:
        raise UserError(_NONE)
    if len(taken) == 1:
        return access_as_participant(context, *taken)
    translator, choices = context.translator, list(taken.values())[:MESSAGE_BUTTONS]
    lines = [headline(context.programme, translator, each) for each in choices]
    which = translator.render(N_("Which question is it about?"))
    buttons = [
        Button(f"#{each.id}", f"expert {verb} {each.id} {typed}"[:MOST_REPEATED].strip()) for each in choices
    ]
    raise ClarificationNeeded(Message((Text.lines(which, *lines),), tuple(buttons)))


def conversation_of(context: ReaderContext, question: Question) -> Conversation:
    expert = context.name_of(question.expert_id)
    return Conversation(question, context.name_of(question.asker_id), expert)


def notify_other(
    context: Context, question: Question, kind: str, key: str, more: Mapping[str, bool] | None = None
) -> None:
    """The one of both who does not speak now, in their hours. more: for the message's subject."""
    is_asker = question.asker_id == context.actor.id
    other_id = question.expert_id if is_asker else question.asker_id
    if other_id is None:
        return
    other = people.by_id(context.session, other_id)
    questions.notify_in_hours(context.session, question, other, kind, key, context.now, context.zone, more)
