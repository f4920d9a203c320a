"""The settings of checkpoints in words: all of them, and as their form shows them."""

from collections.abc import Mapping
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

QUESTIONS: Mapping[str, tuple[str, str]] = {
    "cadence": (N_("How often"), N_("For example “every 6 weeks” or “the last Thursday of the month”.")),
    "zone": (
        N_("Region or town"),
        N_("For the clock and the public holidays: Lyon, Alsace, Cayenne, or a department."),
    ),
    "reminders": (N_("Reminders before"), N_("For example “7 days, 1 day, 1 hour”, or “none”.")),
    "place": (N_("Place or link"), N_("Proposed for each checkpoint; may be left empty.")),
}
"""Label and help of each."""


def settings_message(
    translator: Translator, startup: Startup, settings: CheckpointSettings, default: ZoneInfo
) -> Message:
    """As it stands. default: the programme's zone, where the startup has none of its own."""
    cadence, zone = cadence_or_default(settings.cadence), zone_for(settings, default)
    town, region = translator.place(zone), region_for(settings, zone).localized_name(translator)
    where = town if town == region else f"{town} ({region})"
    lines = [
        translator.render(N_("How often: {cadence}"), cadence=describe_cadence(cadence, translator)),
        translator.render(N_("Time of: {place}"), place=where),
        translator.render(
            N_("Reminders: {offsets}"), offsets=describe_offsets(offsets_of(settings), translator)
        ),
    ]
    if settings.place:
        lines.append(translator.render(N_("Place or link: {place}"), place=place_text(settings.place)))
    if short := describe_short_months(cadence, translator):
        lines.append(Text((Span(short),)))
    buttons = (
        Button(translator.text(N_("Change the rhythm")), says="checkpoint settings", about=startup.id),
        Button(translator.text(N_("Plan a checkpoint")), says="checkpoint plan", about=startup.id),
    )
    title = translator.render(N_("**Rhythm of {startup} with its sponsor**"), startup=startup.name)
    return Message((title, Text.lines(*lines)), buttons)


def editable_values(
    translator: Translator, settings: CheckpointSettings, default: ZoneInfo
) -> dict[str, str]:
    """Each part as a field shows it, and as it can be typed again."""
    zone = zone_for(settings, default)
    values = {
        "cadence": describe_cadence(cadence_or_default(settings.cadence), translator),
        "zone": region_for(settings, zone).localized_name(translator)
        if settings.region
        else translator.place(zone),
        "reminders": describe_offsets(offsets_of(settings), translator),
        "place": settings.place,
    }
    return {name: values[name][:SHORT_CHARACTERS] for name in FIELDS}
