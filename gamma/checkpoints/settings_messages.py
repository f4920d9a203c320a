"""The rhythm in which a startup meets its sponsor, in words: all of it, and as its form shows it."""

from zoneinfo import ZoneInfo

from gamma.chat import SHORT_CHARACTERS, Button, Message
from gamma.checkpoints.cadence import cadence_or_default
from gamma.checkpoints.messages import place_text
from gamma.checkpoints.parse_cadence import describe_cadence, describe_short_months
from gamma.checkpoints.parse_offsets import describe_offsets
from gamma.checkpoints.settings import CheckpointSettings, offsets_of, region_for, zone_for
from gamma.startups.startup import Startup
from gamma.text import Span, Text
from gamma.translator import N_, Translator

FIELDS = ("cadence", "zone", "reminders", "place")
"""The parts that can be set."""


def settings_message(
    translator: Translator, startup: Startup, rhythm: CheckpointSettings, default: ZoneInfo
) -> Message:
    """As it stands. default: the programme's zone, where the startup has none of its own."""
    cadence, zone = cadence_or_default(rhythm.cadence), zone_for(rhythm, default)
    where = f"{translator.place(zone)} ({region_for(rhythm, zone).named(translator)})"
    lines = [
        translator.render(N_("How often: {cadence}"), cadence=describe_cadence(cadence, translator)),
        translator.render(N_("Time of: {place}"), place=where),
        translator.render(
            N_("Reminders: {offsets}"), offsets=describe_offsets(offsets_of(rhythm), translator)
        ),
    ]
    if rhythm.place:
        lines.append(translator.render(N_("Place or link: {place}"), place=place_text(rhythm.place)))
    if short := describe_short_months(cadence, translator):
        lines.append(Text((Span(short),)))
    buttons = (
        Button(translator.text(N_("Change the rhythm")), says="checkpoint settings", about=startup.id),
        Button(translator.text(N_("Plan a checkpoint")), says="checkpoint plan", about=startup.id),
    )
    title = translator.render(N_("**Rhythm of {startup} with its sponsor**"), startup=startup.name)
    return Message((title, Text.lines(*lines)), buttons)


def editable_values(translator: Translator, rhythm: CheckpointSettings, default: ZoneInfo) -> dict[str, str]:
    """Each part as a field shows it, and as it can be typed again."""
    zone = zone_for(rhythm, default)
    said = {
        "cadence": describe_cadence(cadence_or_default(rhythm.cadence), translator),
        "zone": region_for(rhythm, zone).named(translator) if rhythm.region else translator.place(zone),
        "reminders": describe_offsets(offsets_of(rhythm), translator),
        "place": rhythm.place,
    }
    return {name: said[name][:SHORT_CHARACTERS] for name in FIELDS}
