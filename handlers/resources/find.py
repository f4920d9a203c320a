"""`/gamma resources`: what there is to read, of a domain, of a criterion, or by words."""

from collections.abc import Sequence

from gamma.chat import Message
from gamma.dates import day_in
from gamma.parsing.text import name_key
from gamma.resources.messages import (
    SourceState,
    nothing_found,
    resources_found,
    sources_message,
)
from gamma.resources.resource import Resource, domains_of
from gamma.resources.stems import stems_of
from gamma.text import Text, quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments
from handlers.engine.context import Context
from storage.resources import resources
from storage.resources.search import search

_FOUND = 25


def find(context: Context, given: Arguments) -> Message:
    typed = given.text.strip()
    heading, found = _found(context, typed)
    if not found:
        every = resources.every_public(context.session)
        there = {each.domain for each in every}
        domains = [each.id for each in context.programme.domains if each.id in there]
        return nothing_found(context.resource_reader, typed, domains)
    return resources_found(context.resource_reader, heading, found, typed, given.page)


def _found(context: Context, typed: str) -> tuple[Text, Sequence[Resource]]:
    programme, translator, session = context.programme, context.translator, context.session
    if not typed:
        return translator.render(N_("**Resources**, the newest first")), resources.every_public(session)
    wanted = name_key(typed)
    for domain in programme.domains:
        if wanted in map(name_key, domain.names):
            about = resources.about_domain(session, domain.id)
            if about:
                called = _called_so(context, typed)
                return _heading(context, translator.local(domain.title)), list(
                    dict.fromkeys((*called, *about))
                )
    criterion = programme.criterion_named(typed)
    if criterion:
        about = resources.about_criterion(session, criterion.id, domains_of(criterion))
        if about:
            return _heading(context, translator.local(criterion.short)), about
    _, found = search(session, typed)
    return _heading(context, quoted(typed)), [each.resource for each in found[:_FOUND]]


def _called_so(context: Context, typed: str) -> list[Resource]:
    """Whose title has the word by which the domain is named: "accessibilité" is a part of one."""
    stems = set(stems_of(typed))
    _, found = search(context.session, typed)
    return [each.resource for each in found if stems <= set(each.resource.title_stems.split())]


def _heading(context: Context, about: str) -> Text:
    return context.translator.render(N_("**Resources: {about}**"), about=about)


def sources(context: Context, _given: Arguments) -> Message:
    tried, zone = resources.sources_tried(context.session), context.reader_zone
    states = []
    for source in context.programme.resources:
        row = tried.get(source.id)
        read_on = day_in(row.read_at, zone) if row and row.read_at else None
        name, reason = context.translator.local(source.name), row.reason if row else ""
        entries, left_out = (row.entries, row.left_out) if row else (0, 0)
        states.append(SourceState(name, entries, left_out, read_on, reason))
    suggested = sum(not each.source for each in resources.every_public(context.session))
    return sources_message(context.resource_reader, states, suggested)
