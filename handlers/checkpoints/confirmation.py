"""What is answered once a checkpoint is planned or moved: what comes now, and what there is still to do."""

from typing import Literal

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import change_buttons, headline, numbered
from gamma.sections import join_sentences
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.checkpoints.resolve import NOT_ENROLLED
from handlers.context import Context
from storage.checkpoints import reminder_plan
from storage.startups import enrolment, startups

Done = Literal["planned", "moved", "elsewhere"]

_DONE = {
    "planned": N_("It is planned."),
    "moved": N_("It is moved."),
    "elsewhere": N_("The place is changed."),
}
_KNOWN = N_("The team’s channel knows.")
_REMINDED = {
    "planned": N_("The team’s channel knows, and I will remind you in time."),
    "moved": N_("The team’s channel knows, and the reminders follow the new date."),
    "elsewhere": _KNOWN,
}
_ONLY_MANAGERS = N_("No channel is linked to this startup yet, so I remind its portfolio managers alone.")
_NO_CHANNEL = N_(
    "No channel is linked to this startup yet: `/gamma startup link` in the team’s channel links it."
)
_SPONSOR = N_("Does the sponsor know? A text for them is ready.")


def done_as(before: Checkpoint | None, kept: Checkpoint) -> Done:
    if before is None:
        return "planned"
    return "elsewhere" if before.moment == kept.moment and before.place != kept.place else "moved"


def done(context: Context, startup: Startup, checkpoint: Checkpoint, done_as: Done) -> Message:
    """With the next step: the sponsor is told by the team."""
    translator = context.translator
    line = headline(translator, startup, checkpoint, context.now, context.reader_zone)
    comes = _what_comes(context, startup, checkpoint, done_as)
    told = [line, join_sentences([translator.render(each) for each in (_DONE[done_as], comes, _SPONSOR)])]
    if not enrolment.enrolled_at(context.session, startup.id):
        told.append(translator.render(NOT_ENROLLED))
    says = f"checkpoint mail {numbered(checkpoint)}"
    mail = Button(translator.text(N_("Text for the sponsor")), says, startup.id, main=True)
    return Message(tuple(told), (mail, *change_buttons(translator, checkpoint)))


def _what_comes(context: Context, startup: Startup, checkpoint: Checkpoint, done_as: Done) -> str:
    """Promised is only what is planned."""
    reminded = reminder_plan.audiences(context.session, checkpoint)
    if startups.team_channel(context.session, startup.id):
        return _REMINDED[done_as] if None in reminded else _KNOWN
    return _ONLY_MANAGERS if reminded else _NO_CHANNEL
