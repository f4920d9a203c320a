"""Announces an answer that both sides share, once, in the community's channel of its domain."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gamma.chat import Button, Message
from gamma.experts.conversation_messages import Conversation, shared_answer_text
from gamma.experts.question import Question
from gamma.outbox import Notification
from gamma.programme.channels import CommunityChannel
from gamma.text import fit_paragraphs
from gamma.translator import N_
from jobs.context import JobContext
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from storage import living_posts, outbox
from storage.experts import questions
from storage.startups import startups
from storage.store import JOB_PATIENCE

NEWS_FOR = timedelta(days=14)
"""After it was closed: a channel that the programme names later is not told all that was shared before."""


def announce_shared(job: JobContext) -> None:
    """As often as one likes: each answer has one post in a channel, whatever became of it."""
    if not any(channel.domains for channel in job.programme.channels):
        return
    with job.store.read(JOB_PATIENCE) as session:
        if not _to_announce(job, session):
            return
    with job.store.write(JOB_PATIENCE) as session:
        for question, channel in _to_announce(job, session):
            living_posts.plan(session, _notification(question, channel, job.now()))


def _to_announce(job: JobContext, session: Session) -> list[tuple[Question, CommunityChannel]]:
    since = job.now() - NEWS_FOR
    lately = [each for each in questions.list_shared(session) if each.closed_at and each.closed_at > since]
    places = [
        (question, channel)
        for question in lately
        for channel in job.programme.channels
        if question.domain in channel.domains and channel.platform in job.chats
    ]
    keys = [questions.shared_post_key(question.id, channel.channel) for question, channel in places]
    known = {entry.notification.key for entry in outbox.entries_of(session, keys)}
    return [place for key, place in zip(keys, places, strict=True) if key not in known]


def _notification(question: Question, channel: CommunityChannel, now: datetime) -> Notification:
    key = questions.shared_post_key(question.id, channel.channel)
    subject = {"question": question.id}
    return Notification(key, "answer_shared", subject, channel.platform, now, channel=channel.id)


def answer_shared(context: MessageContext, subject: Subject) -> Message | None:
    """As it stands: taken back, its words go from the channel too."""
    question, translator = questions.load(context.session, subject["question"]), context.translator
    if question is None:
        return None
    ask = Button(translator.text(N_("Ask a question")), "expert ask", for_all=True)
    if not question.is_shared or question.state != "closed":
        taken_back = N_("An answer was shared here. It was taken back since.")
        return Message((translator.render(taken_back),), (ask,))
    asker, expert = context.name_of(question.asker_id), context.name_of(question.expert_id)
    name = startups.name_of(context.session, question.startup_id)
    said = shared_answer_text(
        context.programme, translator, Conversation(question, asker, expert), name, whole=False
    )
    heading = translator.render(N_("**An answer that a team and an expert share**"))
    whole = Button(translator.text(N_("Read it in full")), f"expert answers {question.id}", for_all=True)
    return Message(fit_paragraphs([heading, said]), (whole, ask))


MESSAGES: Mapping[str, MessageKind] = {
    "answer_shared": MessageKind(answer_shared, Timing.IN_HOURS, living=True, is_budgeted=True),
}
