"""A question between its asker and its expert: who of both speaks, and telling the other."""

from collections.abc import Mapping

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.experts.conversation_messages import Conversation
from gamma.experts.question import Question
from gamma.experts.question_messages import headline
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context
from handlers.typed_text import MOST_REPEATED
from storage.experts import questions
from storage.experts.notifications import tell_in_hours
from storage.people import people

_NO_SUCH = N_(
    "I cannot find the question #{number} among those you asked or took. `/gamma expert status` shows them. "
    "Nothing was changed."
)
_NONE = N_("No question of yours is with an expert just now. `/gamma expert status` shows where yours stand.")


def of_both(context: Context, number: int) -> Question:
    """To change it, by who asked or took it alone.

    Raises UserError, which tells nothing of others' questions.
    """
    question = questions.load_for_change(context.session, number)
    if question is None or context.actor.id not in (question.asker_id, question.expert_id):
        raise UserError(_NO_SUCH, number=number)
    return question


def under_way(context: Context, verb: str, said: str = "", *, asked: bool = False) -> Question | Message:
    """The only one that is taken, or which of them is meant.

    said: what was typed beside its number. asked: only those the person asked.
    """
    session, person = context.session, context.actor.id
    mine = questions.of_asker(session, person)
    mine += [] if asked else questions.taken_by(session, person)
    taken = {each.id: each for each in mine if each.state == "taken"}
    if not taken:
        raise UserError(_NONE)
    if len(taken) == 1:
        return of_both(context, *taken)
    translator, shown = context.translator, list(taken.values())[:MESSAGE_BUTTONS]
    lines = [headline(context.programme, translator, each) for each in shown]
    which = translator.render(N_("Which question is it about?"))
    buttons = [
        Button(f"#{each.id}", f"expert {verb} {each.id} {said}"[:MOST_REPEATED].strip()) for each in shown
    ]
    return Message((Text.lines(which, *lines),), tuple(buttons))


def talk_of(context: Context, question: Question) -> Conversation:
    expert = context.name_of(question.expert_id)
    return Conversation(question, context.name_of(question.asker_id), expert)


def tell_other(
    context: Context, question: Question, kind: str, key: str, more: Mapping[str, bool] | None = None
) -> None:
    """The one of both who does not speak now, in their hours."""
    is_asker = question.asker_id == context.actor.id
    other_id = question.expert_id if is_asker else question.asker_id
    if other_id is None:
        return
    other = people.by_id(context.session, other_id)
    tell_in_hours(context.session, question, other, kind, key, context.now, context.zone, more)
