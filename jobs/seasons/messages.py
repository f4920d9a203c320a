"""What is said of a season: the three questions on the relation with the sponsor, and its picture."""

from collections.abc import Mapping

from gamma.chat import Message
from gamma.outbox import ASKED_AS_MEMBER
from gamma.seasons.survey_messages import ask_message
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from jobs.seasons.survey import SURVEY_ASKED
from storage.seasons import surveys


def survey_asked(context: MessageContext, subject: Subject) -> Message | None:
    """To who has not answered meanwhile and is still of the team, as long as it is asked."""
    if context.reader is None or subject.get(ASKED_AS_MEMBER) in context.former_startups:
        return None
    for own in surveys.of_person(context.session, context.reader.id):
        if (own.season.id, own.moment) == (subject["season"], subject["moment"]) and not own.is_answered:
            stop = context.stop_button("survey")
            return ask_message(context.translator, own.season, own.respondent, stop)
    return None


MESSAGES: Mapping[str, MessageKind] = {
    SURVEY_ASKED: MessageKind(survey_asked, Timing.IN_HOURS, family="survey", is_budgeted=True),
}
