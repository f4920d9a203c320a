"""A startup's page as one message: what was imported, and what people said of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gamma.programme.file import Programme
from gamma.startups import page_fields
from gamma.startups.page_fields import COACH, OBSTACLES
from gamma.startups.sponsor_contact import SponsorContact, contact_line
from gamma.startups.startup import Startup
from gamma.text import Span, Text, fit_paragraphs, truncate
from gamma.translator import N_, Translator

_PITCH_CHARACTERS = 600
_BULLET = re.compile(r"^(?:\s*[-–—•·*]\s+)+")


@dataclass(frozen=True)
class StartupPage:
    """details: what people said, by field. managers and coach: their names. co_incubators: ids."""

    startup: Startup
    co_incubators: Sequence[str]
    sponsors: Sequence[str]
    contacts: Sequence[SponsorContact]
    managers: Sequence[str]
    coach: str
    details: Mapping[str, str]
    enrolled_on: date | None
    gone_on: date | None
    channels: int


def page_paragraphs(
    translator: Translator, programme: Programme, page: StartupPage, headline: Text, closing: Sequence[Text]
) -> tuple[Text, ...]:
    """What nobody filled is left out. closing: what stands below."""
    pitch = [truncate(Text((Span(page.startup.pitch),)), _PITCH_CHARACTERS)] if page.startup.pitch else []
    parts = [
        _status(translator, page, headline),
        *pitch,
        *_paragraph([*_incubator_lines(translator, page), *_sponsor_lines(translator, page)]),
        *_paragraph(_team_lines(translator, programme, page)),
        *_paragraph(_objective_lines(translator, programme, page)),
        *_paragraph(_obstacle_lines(translator, page)),
        _channel_count(translator, page.channels),
        *closing,
    ]
    return fit_paragraphs(parts)


def suggested_additions(translator: Translator, programme: Programme, page: StartupPage) -> Text | None:
    """One quiet line: what the page has room for, each with its command."""
    fields = page_fields.detail_fields(programme, translator)
    missing_labels = [field.label.lower() for name, field in fields.items() if not _field_value(page, name)]
    additions = []
    if missing_labels:
        additions.append(
            translator.render(
                N_("{labels} (`/gamma startup edit`)"), labels=translator.listed(missing_labels)
            )
        )
    if not page.contacts:
        additions.append(translator.render(N_("a contact at the sponsor (`/gamma startup sponsor`)")))
    if not any(name in page.details for name in page_fields.objective_fields(programme, translator)):
        additions.append(translator.render(N_("the sponsor’s objectives (`/gamma startup objectives`)")))
    if not additions:
        return None
    spans: list[Span] = []
    for addition in additions:
        spans += (Span(", "), *addition.spans) if spans else addition.spans
    return translator.render(N_("If you like, you can add: {things}."), things=Text(tuple(spans)))


def _status(translator: Translator, page: StartupPage, headline: Text) -> Text:
    """Enrolled or not, and whether it is in the public catalogue still."""
    lines = [headline]
    if page.enrolled_on:
        lines.append(translator.render(N_("Enrolled since {day}"), day=translator.date(page.enrolled_on)))
    else:
        lines.append(translator.render(N_("Not enrolled in the programme yet")))
    if page.gone_on:
        sentence = N_("No longer in the public catalogue since {day}; what is known here is kept.")
        lines.append(translator.render(sentence, day=translator.date(page.gone_on)))
    return Text.lines(*lines)


def _channel_count(translator: Translator, channels: int) -> Text:
    if not channels:
        return translator.render(N_("No channel is linked to it yet."))
    return translator.plural(
        "{count} channel is linked to it.", "{count} channels are linked to it.", channels
    )


def _incubator_lines(translator: Translator, page: StartupPage) -> list[Text]:
    """By their ids: the files give no names."""
    if not page.startup.incubator:
        return []
    alone, together = N_("**Incubator:** {name}"), N_("**Incubator:** {name}, with {others}")
    others = translator.listed(list(page.co_incubators))
    return [translator.render(together if others else alone, name=page.startup.incubator, others=others)]


def _sponsor_lines(translator: Translator, page: StartupPage) -> list[Text]:
    lines = []
    if page.sponsors:
        lines.append(
            translator.render(N_("**Sponsor:** {names}"), names=translator.listed(list(page.sponsors)))
        )
    for contact in page.contacts:
        lines.append(translator.render(N_("**Contact:** {contact}"), contact=contact_line(contact)))
    return lines


def _team_lines(translator: Translator, programme: Programme, page: StartupPage) -> list[Text]:
    lines = []
    if page.managers:
        names = translator.listed(list(page.managers))
        lines.append(translator.render(N_("**Portfolio manager:** {names}"), names=names))
    for name, field in page_fields.detail_fields(programme, translator).items():
        if value := _field_value(page, name):
            lines.append(_labelled_line(translator, field.label, field.display(value)))
    return lines


def _field_value(page: StartupPage, field: str) -> str:
    return page.coach if field == COACH else page.details.get(field, "")


def _objective_lines(translator: Translator, programme: Programme, page: StartupPage) -> list[Text]:
    fields = page_fields.objective_fields(programme, translator)
    lines = [
        _labelled_line(translator, field.label, page.details[name])
        for name, field in fields.items()
        if name in page.details and name != OBSTACLES
    ]
    return [translator.render(N_("**What the sponsor expects**")), *lines] if lines else []


def _obstacle_lines(translator: Translator, page: StartupPage) -> list[Text]:
    """One a line; people may have typed bullets of their own."""
    obstacles = [_BULLET.sub("", line) for line in page.details.get(OBSTACLES, "").splitlines()]
    title = translator.render(N_("**Obstacles in existing IT**"))
    return [title, *(Text((Span(f"• {line}"),)) for line in obstacles if line)] if obstacles else []


def _labelled_line(translator: Translator, label: str, value: str) -> Text:
    return translator.render(N_("**{label}:** {value}"), label=label, value=value)


def _paragraph(lines: Sequence[Text]) -> list[Text]:
    return [Text.lines(*lines)] if lines else []
