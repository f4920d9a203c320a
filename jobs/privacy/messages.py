"""What is said about people's own data, and about startups that somebody's erasure left alone."""

from collections.abc import Mapping

from gamma.chat import File, Message
from gamma.dates import day_in
from gamma.privacy.personal_data import personal_data_json
from gamma.translator import N_
from jobs.message_context import MessageContext, MessageKind, Subject, Timing, load_startup
from storage.people import people
from storage.privacy import personal_data


def personal_data_file(context: MessageContext, subject: Subject) -> Message | None:
    """A person's own data, for them alone. None once they are erased."""
    person = people.by_id(context.session, subject["person"])
    if person.erased:
        return None
    parts = personal_data.collect(context.session, person.id)
    parts["account"] = [{**own, "programme_team": context.is_programme_team} for own in parts["account"]]
    parts["messages"] = [sentence for sentence in parts["messages"] if not _is_this(sentence)]
    content = personal_data_json(context.translator, context.programme, context.zone, parts)
    translator = context.translator
    sentence = N_(
        "Here is what I keep about you, as a file. It holds nobody else’s data, and nobody else was sent it. "
        "To have it erased: `/gamma privacy erase`."
    )
    day = day_in(context.now, context.zone)
    return Message((translator.render(sentence),), file=File(f"gamma-{day.isoformat()}.json", content))


def _is_this(message: Subject) -> bool:
    """The message that brings the file is not sent yet while the file is made."""
    return (message["kind"], message["state"]) == (personal_data_file.__name__, "claimed")


def startup_left_alone(context: MessageContext, subject: Subject) -> Message | None:
    """Tells the programme team that a startup lost its portfolio manager, and not who that was."""
    startup = load_startup(context, subject["startup"])
    sentence = N_(
        "**{startup}** has no portfolio manager any more: the data of the person it had was erased. "
        "To name somebody else: `/gamma startup manager`, then `@` and a name."
    )
    return Message((context.translator.render(sentence, startup=startup.name),))


def question_asker_erased(context: MessageContext, subject: Subject) -> Message:
    """Tells the expert who took it, and not who that was."""
    sentence = N_(
        "The question #{number} that you had taken is closed: who asked it had their data erased. "
        "There is nothing left for you to do. Thank you for having been there!"
    )
    return Message((context.translator.render(sentence, number=subject["question"]),))


MESSAGES: Mapping[str, MessageKind] = {
    "personal_data_file": MessageKind(personal_data_file),
    "startup_left_alone": MessageKind(startup_left_alone, Timing.NEWS),
    "question_asker_erased": MessageKind(question_asker_erased, Timing.IN_HOURS),
}
