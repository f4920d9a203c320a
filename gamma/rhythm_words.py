"""The rhythm in which a startup meets its sponsor, in words: all of it, and as its form shows it."""

from zoneinfo import ZoneInfo

from gamma.cadence import kept_cadence
from gamma.chat import SHORT_CHARACTERS, Button, Message
from gamma.checkpoint_words import place_text
from gamma.checkpoints import Rhythm
from gamma.people import Startup
from gamma.regions import Region
from gamma.reminders import Offset
from gamma.text import Span, Text
from gamma.typed_cadence import said_cadence, said_of_short_months
from gamma.typed_offsets import said_offsets
from gamma.words import N_, Words

FIELDS = ("cadence", "zone", "offsets", "place")
"""The parts that can be set."""


def rhythm_told(
    words: Words,
    startup: Startup,
    rhythm: Rhythm,
    zone: ZoneInfo,
    region: Region,
    offsets: tuple[Offset, ...],
) -> Message:
    """As it stands. zone, region, offsets: the programme's, where the startup has none of its own."""
    cadence = kept_cadence(rhythm.cadence)
    where = f"{words.place(zone)} ({region.named(words)})"
    lines = [
        words.rich(N_("How often: {cadence}"), cadence=said_cadence(cadence, words)),
        words.rich(N_("Time of: {place}"), place=where),
        words.rich(N_("Reminders: {offsets}"), offsets=said_offsets(offsets, words)),
    ]
    if rhythm.place:
        lines.append(words.rich(N_("Place or link: {place}"), place=place_text(rhythm.place)))
    if short := said_of_short_months(cadence, words):
        lines.append(Text((Span(short),)))
    buttons = (
        Button(words.text(N_("Change the rhythm")), says="checkpoint settings", about=startup.id),
        Button(words.text(N_("Plan a checkpoint")), says="checkpoint plan", about=startup.id),
    )
    title = words.rich(N_("**Rhythm of {startup} with its sponsor**"), startup=startup.name)
    return Message((title, Text.lines(*lines)), buttons)


def as_typed(
    words: Words, rhythm: Rhythm, zone: ZoneInfo, region: Region, offsets: tuple[Offset, ...]
) -> dict[str, str]:
    """Each part as a field shows it, and as it can be typed again."""
    said = {
        "cadence": said_cadence(kept_cadence(rhythm.cadence), words),
        "zone": region.named(words) if rhythm.region else words.place(zone),
        "offsets": said_offsets(offsets, words),
        "place": rhythm.place,
    }
    return {name: said[name][:SHORT_CHARACTERS] for name in FIELDS}
