"""The one word of welcome in the channel of a startup that takes part: on enrolment, or with its channel."""

from handlers.engine.context import Context
from storage.startups import enrolment, startups


def welcome(context: Context, startup_id: str) -> None:
    """Once for each enrolment, in the channel linked first; a further channel is not welcomed."""
    enrolled_at = enrolment.enrolled_at(context.session, startup_id)
    channels = startups.channels_of(context.session, startup_id)
    if enrolled_at is None or len(channels) != 1:
        return
    subject = {"startup": startup_id, "person": context.actor.id}
    key = f"welcome:{startup_id}:{enrolled_at.isoformat()}"
    context.notify(channels[0], "startup_welcome", key, subject)
