"""What the programme team is told of the nightly import."""

from collections.abc import Mapping
from datetime import date

from gamma.chat import Message
from gamma.text import quoted
from gamma.translator import N_
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from storage.startups import import_runs, startups

_MOST_NAMED = 60
_REASON_CHARACTERS = 500


def import_refused(context: MessageContext, subject: Subject) -> Message | None:
    way_out = N_(
        "Would you look at the address in GAMMA_IMPORT_URL? "
        "`gamma import` tries again at once; otherwise I try again tomorrow night."
    )
    return _nothing_imported_message(context, subject, way_out)


def import_fewer(context: MessageContext, subject: Subject) -> Message | None:
    way_out = N_(
        "Would you look at the file behind GAMMA_IMPORT_URL? If so many did leave, whoever runs me "
        "takes it with `gamma import --even-if-fewer` and its address; otherwise I try again tomorrow night."
    )
    return _nothing_imported_message(context, subject, way_out)


def _nothing_imported_message(context: MessageContext, subject: Subject, way_out: str) -> Message | None:
    night = date.fromisoformat(subject["night"])
    reason = import_runs.reason_of(context.session, night)
    if not reason:
        return None
    translator = context.translator
    text = translator.render(
        N_(
            "The import of startups on {day} took nothing, so they stand as they were. "
            "In its words: “{reason}”."
        ),
        day=translator.day(night, night),
        reason=reason[:_REASON_CHARACTERS],
    )
    return Message((text, translator.render(way_out)))


def import_gone(context: MessageContext, subject: Subject) -> Message | None:
    """Those that came back meanwhile are not named."""
    gone = [
        startup for startup in startups.load_all(context.session, subject["startups"]) if startup.removed_at
    ]
    if not gone:
        return None
    translator = context.translator
    text = translator.plural(
        "{count} startup that we follow is no longer in the imported file: {names}.",
        "{count} startups that we follow are no longer in the imported file: {names}.",
        len(gone),
        names=translator.listed([quoted(startup.name) for startup in gone[:_MOST_NAMED]]),
    )
    reassurance = N_(
        "Nothing of what was said here is lost, and the links stay. "
        "If it is a mistake, it is the file that needs mending."
    )
    return Message((text, translator.render(reassurance)))


MESSAGES: Mapping[str, MessageKind] = {
    "import_refused": MessageKind(import_refused, Timing.IN_HOURS),
    "import_fewer": MessageKind(import_fewer, Timing.IN_HOURS),
    "import_gone": MessageKind(import_gone, Timing.IN_HOURS),
}
