"""Resources in words: each with where it comes from and when it last changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.dates import day_in
from gamma.programme.file import Programme
from gamma.resources.resource import Resource
from gamma.sections import bullet
from gamma.text import Text, link, quoted
from gamma.translator import N_, Translator

LISTED = 5


@dataclass(frozen=True)
class Reader:
    """Who reads it, and when."""

    programme: Programme
    translator: Translator
    today: date
    zone: ZoneInfo

    def domain_name(self, domain: str) -> str:
        known = self.programme.domain(domain)
        return self.translator.local(known.title) if known else ""

    def day(self, day: date) -> str:
        return self.translator.day(day, self.today)


def resource_line(reader: Reader, resource: Resource) -> Text:
    """Its title leads there; where it comes from and how old it is stand behind."""
    said = _of_source(reader, resource)
    if resource.dead_since:
        day = reader.day(day_in(resource.dead_since, reader.zone))
        gone = reader.translator.render(
            N_("{said}; nothing has been found at this address since {day}"), said=said, day=day
        )
        said = gone
    return reader.translator.render(
        N_("{title} · {said}"), title=link(resource.title, resource.link), said=said
    )


def _of_source(reader: Reader, resource: Resource) -> Text:
    added = reader.day(day_in(resource.added_at, reader.zone))
    if not resource.source:
        return reader.translator.render(N_("suggested by somebody of the community on {day}"), day=added)
    if resource.workshop:
        day = reader.day(resource.dated)
        return reader.translator.render(N_("notes of the workshop on {day}"), day=day)
    source = next((each for each in reader.programme.resources if each.id == resource.source), None)
    name = reader.translator.local(source.name) if source else resource.source
    if resource.changed_on:
        day = reader.day(resource.changed_on)
        return reader.translator.render(N_("{source}, changed on {day}"), source=name, day=day)
    return reader.translator.render(N_("{source}, there since {day}"), source=name, day=added)


def proposal(reader: Reader, resources: Sequence[Resource]) -> tuple[Text, ...]:
    """A word to read, in the middle of something else; nothing where there is none."""
    if not resources:
        return ()
    head = reader.translator.render(N_("**To read:**"))
    return (Text.lines(head, *(bullet(resource_line(reader, each)) for each in resources)),)


def resources_found(
    reader: Reader, heading: Text, found: Sequence[Resource], typed: str, page: int
) -> Message:
    """typed: what was asked, which the button to go on repeats."""
    translator, first = reader.translator, (max(page, 1) - 1) * LISTED
    shown = found[first : first + LISTED] or found[:LISTED]
    lines = [bullet(resource_line(reader, each)) for each in shown]
    buttons = []
    if len(found) > first + LISTED:
        more = translator.text(N_("{count} more"), count=len(found) - first - LISTED)
        buttons.append(Button(more, f"resources {typed} page {max(page, 1) + 1}".replace("  ", " ")))
    return Message((Text.lines(heading, *lines),), (*buttons, suggest_button(translator)))


def nothing_found(reader: Reader, typed: str, domains: Sequence[str]) -> Message:
    """domains: those in which there is anything."""
    translator = reader.translator
    none = N_("I find no resource with “{typed}”.")
    said = [translator.render(none if typed else N_("There is no resource yet."), typed=quoted(typed))]
    if domains:
        names = translator.listed([reader.domain_name(each) for each in domains])
        said.append(translator.render(N_("There are some in: {domains}."), domains=names))
    said.append(
        translator.render(
            N_("You know a good one? `/gamma resources suggest` and its address: it is looked at first.")
        )
    )
    domain_buttons = tuple(
        Button(translator.local(known.label), f"resources {each}")
        for each in domains[: MESSAGE_BUTTONS - 2]
        if (known := reader.programme.domain(each))
    )
    ask = Button(translator.text(N_("Ask an expert")), "expert ask")
    return Message((Text.lines(*said),), (*domain_buttons, ask, suggest_button(translator)))


def suggest_button(translator: Translator) -> Button:
    return Button(translator.text(N_("Suggest a resource")), "resources suggest")


# --- suggested -----------------------------------------------------------------------------------------


def suggested(reader: Reader, resource: Resource, *, may_decide: bool = False) -> Message:
    """To who suggested it. may_decide: whether they are of those who look at suggestions."""
    sentence = N_(
        "Thank you! {title} is suggested. The programme team, or a portfolio manager, looks at it first; "
        "I tell you what becomes of it."
    )
    take_back = Button(reader.translator.text(N_("Take it back")), f"resources remove {resource.id}")
    if may_decide:
        sentence = N_(
            "Thank you! {title} is suggested. You are one of those who look at suggestions: let everybody "
            "find it now, or leave it to another’s eye."
        )
        accept = decide_buttons(reader.translator, resource)[0]
        return Message((reader.translator.render(sentence, title=_link(resource)),), (accept, take_back))
    return Message((reader.translator.render(sentence, title=_link(resource)),), (take_back,))


def known_already(reader: Reader, resource: Resource) -> Message:
    sentence = N_("It is there already, thank you: {line}")
    if resource.state == "proposed":
        sentence = N_("It was suggested already, and waits to be looked at: thank you!")
    return Message((reader.translator.render(sentence, line=resource_line(reader, resource)),))


def to_decide(reader: Reader, resource: Resource) -> Message:
    """To who may let everybody find it."""
    translator = reader.translator
    sentence = N_("Hello! Somebody suggests a resource: {title}")
    domain = reader.domain_name(resource.domain)
    said = [translator.render(sentence, title=_link(resource))]
    said += [translator.render(N_("Domain: {domain}"), domain=domain)] if domain else []
    said.append(
        translator.render(
            N_("Nobody else sees it before one of you has looked. Is it useful to other teams?")
        )
    )
    return Message((Text.lines(*said),), decide_buttons(translator, resource))


def decide_buttons(translator: Translator, resource: Resource) -> tuple[Button, ...]:
    return (
        Button(translator.text(N_("Let everybody find it")), f"resources accept {resource.id}", main=True),
        Button(translator.text(N_("Rather not")), f"resources decline {resource.id}"),
    )


def decided(reader: Reader, resource: Resource) -> Message:
    """To who suggested it."""
    sentence = N_("Thank you again: everybody finds {title} now.")
    if resource.state != "public":
        sentence = N_("{title} is not taken in among the resources. Thank you all the same!")
    return Message((reader.translator.render(sentence, title=_link(resource)),))


def _link(resource: Resource) -> Text:
    return link(resource.title, resource.link)


# --- where they come from ------------------------------------------------------------------------------


@dataclass(frozen=True)
class SourceState:
    """name: in the reader's language. read_on: None where it was never read. reason: why it failed last."""

    name: str
    entries: int
    left_out: int
    read_on: date | None
    reason: str


def sources_message(reader: Reader, sources: Sequence[SourceState], suggested_count: int) -> Message:
    translator = reader.translator
    lines = [bullet(_source_line(reader, each)) for each in sources]
    if not sources:
        none = N_("The programme file names no source (`[[resources]]`).")
        lines = [translator.render(none)]
    others = translator.render(N_("Suggested by the community: {count}."), count=suggested_count)
    return Message((Text.lines(translator.render(N_("**Where the resources come from**")), *lines, others),))


def _source_line(reader: Reader, source: SourceState) -> Text:
    translator = reader.translator
    if source.read_on is None:
        said = translator.render(N_("**{name}**: not read yet"), name=source.name)
    else:
        said = translator.plural(
            "**{name}**: {count} resource, read on {day}",
            "**{name}**: {count} resources, read on {day}",
            source.entries,
            name=source.name,
            day=reader.day(source.read_on),
        )
    if source.left_out:
        said = translator.plural(
            "{said}; {count} without a title or an address is left out",
            "{said}; {count} without a title or an address are left out",
            source.left_out,
            said=said,
        )
    if source.reason:
        why = N_("{said}. The last time it could not be read: it {reason}")
        said = translator.render(why, said=said, reason=source.reason)
    return said
