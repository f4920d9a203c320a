"""The rhythm in which a startup meets its sponsor, in words: all of it, and as its form shows it."""

from zoneinfo import ZoneInfo

from gamma.chat import SHORT_CHARACTERS, Button, Message
from gamma.checkpoints.cadence import kept_cadence
from gamma.checkpoints.messages import place_text
from gamma.checkpoints.parse_cadence import describe_cadence, describe_short_months
from gamma.checkpoints.parse_offsets import describe_offsets
from gamma.checkpoints.settings import CheckpointSettings, offsets_of, region_for, zone_for
from gamma.startups.startup import Startup
from gamma.text import Span, Text
from gamma.translator import N_, Translator

FIELDS = ("cadence", "zone", "reminders", "place")
"""The parts that can be set."""


def rhythm_told(
    words: Translator, startup: Startup, rhythm: CheckpointSettings, default: ZoneInfo
) -> Message:
    """As it stands. default: the programme's zone, where the startup has none of its own."""
    cadence, zone = kept_cadence(rhythm.cadence), zone_for(rhythm, default)
    where = f"{words.place(zone)} ({region_for(rhythm, zone).named(words)})"
    lines = [
        words.rich(N_("How often: {cadence}"), cadence=describe_cadence(cadence, words)),
        words.rich(N_("Time of: {place}"), place=where),
        words.rich(N_("Reminders: {offsets}"), offsets=describe_offsets(offsets_of(rhythm), words)),
    ]
    if rhythm.place:
        lines.append(words.rich(N_("Place or link: {place}"), place=place_text(rhythm.place)))
    if short := describe_short_months(cadence, words):
        lines.append(Text((Span(short),)))
    buttons = (
        Button(words.text(N_("Change the rhythm")), says="checkpoint settings", about=startup.id),
        Button(words.text(N_("Plan a checkpoint")), says="checkpoint plan", about=startup.id),
    )
    title = words.rich(N_("**Rhythm of {startup} with its sponsor**"), startup=startup.name)
    return Message((title, Text.lines(*lines)), buttons)


def as_typed(words: Translator, rhythm: CheckpointSettings, default: ZoneInfo) -> dict[str, str]:
    """Each part as a field shows it, and as it can be typed again."""
    zone = zone_for(rhythm, default)
    said = {
        "cadence": describe_cadence(kept_cadence(rhythm.cadence), words),
        "zone": region_for(rhythm, zone).named(words) if rhythm.region else words.place(zone),
        "reminders": describe_offsets(offsets_of(rhythm), words),
        "place": rhythm.place,
    }
    return {name: said[name][:SHORT_CHARACTERS] for name in FIELDS}
