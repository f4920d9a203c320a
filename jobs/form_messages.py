"""What a form led to, told in private: the same as the platform shows at once where it can."""

from collections.abc import Mapping
from functools import partial

from gamma.chat import Message
from jobs.message_context import MessageContext, MessageKind, Subject

_BEFORE_FORM_RESULT: Mapping[str, str] = {
    "action_added": "actions.action",
    "question_stated": "expert.ask",
    "question_closed_kept": "expert.close",
    "expert_profile": "expert.join",
    "agenda_point_added": "checkpoint.point",
    "checkpoint_rhythm": "checkpoint.rhythm",
    "checkpoint_to_confirm": "checkpoint.plan",
    "minutes_written": "checkpoint.minutes",
    "assessment_next": "assess.page",
    "assessment_result": "assess.page",
    "counter_view_kept": "assess.view",
    "committee_to_confirm": "committee.dates",
    "committee_noted": "committee.outcome",
    "page_stated": "startup.edit",
    "contact_stated": "startup.sponsor",
}
"""The form of each kind that earlier versions planned: such rows may still wait in an outbox."""


def form_result(context: MessageContext, subject: Subject) -> Message | None:
    return _result_message(context, subject["outcome"], form=subject["form"])


def _result_message(context: MessageContext, outcome: Subject, *, form: str) -> Message | None:
    return context.form_results[form](context, outcome)


MESSAGES: Mapping[str, MessageKind] = {
    "form_result": MessageKind(form_result),
    **{kind: MessageKind(partial(_result_message, form=form)) for kind, form in _BEFORE_FORM_RESULT.items()},
}
