"""`/gamma checkpoint link`: who has a link to the page on which the sponsor can read and answer."""

from collections.abc import Sequence
from dataclasses import replace

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import number_sign
from gamma.checkpoints.sponsor_page import SponsorLink
from gamma.dates import day_in
from gamma.errors import UserError
from gamma.list_pages import ListCommand, fit_pages
from gamma.people.rights import Right
from gamma.sections import Section
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.checkpoints.resolve import NOTHING_PLANNED, which_checkpoint
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    NumberArgument,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import Context
from storage.checkpoints import checkpoints, sponsor_links
from storage.startups import startups

_OTHER_PAGES = 3


def give_sponsor_page(context: Context, checkpoint: Checkpoint, contact_id: int | None) -> str:
    """The address of the contact's page, or of one for the sponsor as such; "" where there are no pages."""
    if not context.pages.base_url:
        return ""
    startups.lock_startup(context.session, checkpoint.startup_id)
    link = sponsor_links.issue(context.session, checkpoint, contact_id, context.actor, context.now)
    return context.pages.sponsor_page_url(link.key)


def _list(context: Context, given: Arguments) -> Message:
    """Of the next checkpoint, or the one with this number; the others with a page can be asked for."""
    startup = given.startup
    if given.number is not None:
        return _links_message(context, [_load(context, startup, given.number)], given.page)
    coming = checkpoints.next_planned(context.session, startup.id, context.now)
    linked = _linked_checkpoints(context, startup)
    if coming:
        linked = [coming, *(each for each in linked if each != coming)]
    if not linked:
        raise UserError(NOTHING_PLANNED, startup=startup.name)
    return _links_message(context, linked, given.page)


def _revoke(context: Context, given: Arguments) -> Message:
    startup = given.startup
    if given.number is None:
        linked = _linked_checkpoints(context, startup)
    else:
        linked = [_load(context, startup, given.number)]
    if len(linked) > 1:
        raise which_checkpoint(context, startup, linked, "checkpoint link revoke #")
    count = sponsor_links.revoke(context.session, linked[0], context.now) if linked else 0
    done = N_("Done: no link leads to this checkpoint any more. What was answered stays.")
    return Message((context.translator.render(done if count else N_("There is no link to take back.")),))


def _linked_checkpoints(context: Context, startup: Startup) -> list[Checkpoint]:
    """Those to whose page a link leads, past and cancelled ones too, the latest first."""
    linked = [
        each
        for each in checkpoints.list_all(context.session, [startup.id])
        if sponsor_links.list_active(context.session, each, context.now)
    ]
    return sorted(linked, key=lambda each: each.starts_at, reverse=True)


def _load(context: Context, startup: Startup, number: int) -> Checkpoint:
    """Raises UserError."""
    checkpoint = checkpoints.load(context.session, number)
    if checkpoint is None or checkpoint.startup_id != startup.id:
        raise UserError(N_("I cannot find this checkpoint. `/gamma checkpoint` shows what is planned."))
    return checkpoint


def _links_message(context: Context, linked: Sequence[Checkpoint], page: int) -> Message:
    """Of the first; the next ones can be asked for."""
    translator, checkpoint, *others = context.translator, *linked
    links = sponsor_links.list_active(context.session, checkpoint, context.now)
    is_on = checkpoint.state != "cancelled"
    mail = [_mail_button(context, checkpoint, main=not links)] if is_on else []
    pages = [_page_button(context, other) for other in others[:_OTHER_PAGES]]
    when = translator.moment(checkpoint.moment, context.now, context.reader_zone)
    if not links:
        sentence = N_("No link leads the sponsor to the checkpoint of {when}. The text to mail makes one.")
        return Message((translator.render(sentence, when=when),), (*mail, *pages))
    title = translator.render(N_("**Links to the page of the checkpoint of {when}**"), when=when)
    lines = [_link_line(context, link) for link in links]
    label, says = (
        translator.text(N_("Take the links back")),
        f"checkpoint link revoke {number_sign(checkpoint)}",
    )
    revoke = Button(label, says, checkpoint.startup_id)
    command = ListCommand(f"checkpoint link {number_sign(checkpoint)}", checkpoint.startup_id, page)
    return fit_pages(translator, command, [], [Section(title, lines)], buttons=(*mail, revoke, *pages))


def _page_button(context: Context, checkpoint: Checkpoint) -> Button:
    translator = context.translator
    label = translator.text(N_("Page of {day}"), day=translator.date(checkpoint.moment.day))
    return Button(label, f"checkpoint link {number_sign(checkpoint)}", checkpoint.startup_id)


def _mail_button(context: Context, checkpoint: Checkpoint, *, main: bool) -> Button:
    label = context.translator.text(N_("Text for the sponsor"))
    return Button(label, f"checkpoint mail {number_sign(checkpoint)}", checkpoint.startup_id, main=main)


def _link_line(context: Context, link: SponsorLink) -> Text:
    translator = context.translator
    return translator.render(
        N_("{contact}: made by {person} on {day}"),
        contact=link.contact or translator.text(N_("the sponsor")),
        person=context.name_of(link.made_by),
        day=translator.date(day_in(link.made_at, context.reader_zone)),
    )


_REVOKE = Subcommand(
    "revoke",
    _revoke,
    spellings=("revoke", "retirer", "révoquer"),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
    changes=Changes.ALWAYS,
)
LINK = Subcommand(
    "link",
    _list,
    spellings=("link", "page", "lien-sponsor"),
    usages=(
        Usage(
            {"en": "checkpoint link", "fr": "point page"},
            N_("the links to the sponsor’s page; `revoke` takes them back"),
        ),
    ),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
    subcommands=(_REVOKE,),
    pages=True,
)
LINK_OF_MAIL = replace(LINK, spellings=("link", "lien", "liens", "links"), usages=())
"""The same, as it is looked for behind the text to mail. A contact may be called Page."""
