"""What is said of a season: the three questions on the relation with the sponsor, and its picture."""

from collections.abc import Mapping

from gamma.chat import Message
from gamma.outbox import ASKED_AS_MEMBER
from gamma.seasons.messages import picture_words, season_heading
from gamma.seasons.report import levels_picture
from gamma.seasons.survey_messages import ask_message
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from jobs.seasons.survey import SURVEY_ASKED
from storage.seasons import seasons, surveys
from storage.seasons.evaluation import load_evaluation


def survey_asked(context: MessageContext, subject: Subject) -> Message | None:
    """To who has not answered meanwhile and is still of the team, as long as it is asked."""
    if context.reader is None or subject.get(ASKED_AS_MEMBER) in context.former_startups:
        return None
    for own in surveys.of_person(context.session, context.reader.id):
        if (own.season.id, own.moment) == (subject["season"], subject["moment"]) and not own.is_answered:
            stop = context.stop_button("survey")
            return ask_message(context.translator, own.season, own.moment, own.respondent, stop)
    return None


def season_picture(context: MessageContext, subject: Subject) -> Message | None:
    """Of the criteria at the moments, to who has just read them in words."""
    season = seasons.load(context.session, subject["season"])
    if season is None or not context.is_programme_team:
        return None
    translator, programme = context.translator, context.programme
    evaluation = load_evaluation(context.session, programme, season, context.zone)
    heading = season_heading(translator, season, evaluation.startups)
    words = picture_words(translator, programme, evaluation)
    return Message((heading,), picture=levels_picture(translator, programme, evaluation, words))


MESSAGES: Mapping[str, MessageKind] = {
    "season_picture": MessageKind(season_picture),
    SURVEY_ASKED: MessageKind(survey_asked, Timing.IN_HOURS, family="survey", is_budgeted=True),
}
