"""`/gamma expert pass` of a question that was taken: its expert hands it back, or its asker does."""

from gamma.chat import Button, Message
from gamma.experts.question import Question
from gamma.translator import N_
from handlers.context import Context
from handlers.typed_text import is_yes, number_first
from storage.experts import questions, release


def is_between(context: Context, number: int) -> Question | None:
    """The question, to change it, where somebody has it and the person is one of both."""
    question = questions.load_for_change(context.session, number)
    if question is None or question.state != "taken":
        return None
    return question if context.actor.id in (question.asker_id, question.expert_id) else None


def hand_back(context: Context, question: Question, typed: str) -> Message:
    """Once it is said again: the other of both counts on it. What they talked about is not asked anew."""
    _, rest = number_first(typed)
    is_asker = context.actor.id == question.asker_id
    other = question.expert_id if is_asker else question.asker_id
    values = {"other": context.name_of(other), "number": question.id}
    if question.talked_at is not None:
        told = N_("You have talked about #{number} with {other} already. Nothing was changed.")
        return Message((context.translator.render(told, **values),))
    if not is_yes(rest):
        return _sure(context, question, is_asker=is_asker, **values)
    release.give_back(context.session, question, other or 0, context.now)
    told = N_("Thank you for saying so. I ask somebody else (#{number}), and tell {other}; no hard feelings.")
    if is_asker:
        told = N_("Done: I ask somebody else (#{number}), and thank {other} for you.")
    return Message((context.translator.render(told, **values),))


def _sure(context: Context, question: Question, *, is_asker: bool, **values: object) -> Message:
    translator = context.translator
    ask = N_(
        "You took #{number}, and {other} counts on you. Would you rather hand it back? I then ask somebody "
        "else. If so: `/gamma expert pass {number} yes`."
    )
    if is_asker:
        ask = N_(
            "{other} has taken #{number}. Shall I ask somebody else instead? I thank {other} for you. "
            "If so: `/gamma expert pass {number} yes`."
        )
    label = translator.text(N_("Ask somebody else") if is_asker else N_("Hand it back"))
    return Message((translator.render(ask, **values),), (Button(label, f"expert pass {question.id} yes"),))
